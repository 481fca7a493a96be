//! The weight and the words of each guard.

use super::{Crowd, Guard, Limited, Severity};
use crate::words::{and_list, people, quoted};

impl Guard {
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::NobodyOrganizationAdmin { .. }
            | Self::YouLoseOrganizationAdmin { .. }
            | Self::TooManyGroupsWithPermissions { .. } => Severity::Stop,
            Self::LeftWithNothing { .. }
            | Self::NearLimit { .. }
            | Self::PlanGroupNotSynced { .. }
            | Self::SyncedGroupWithoutPermissions { .. }
            | Self::More { what: Crowd::PlanGroupsNotSynced | Crowd::SyncedGroupsWithoutPermissions, .. } => {
                Severity::Warn
            }
            Self::OrderDecides { .. } | Self::More { what: Crowd::PairsInOrder, .. } => Severity::Info,
        }
    }

    pub(super) fn message(&self) -> String {
        match self {
            Self::NobodyOrganizationAdmin { admin_groups } if admin_groups.is_empty() => {
                "Nobody would be Organization Admin: no group of the plan carries the role.".to_owned()
            }
            Self::NobodyOrganizationAdmin { admin_groups } => format!(
                "Nobody would be Organization Admin: no active person is in {}.",
                and_list(admin_groups.iter().map(String::as_str))
            ),
            Self::YouLoseOrganizationAdmin { user_name, seen_today: true } => {
                format!("You would lose Organization Admin: no group of {user_name} carries the role.")
            }
            Self::YouLoseOrganizationAdmin { user_name, seen_today: false } => {
                format!("You would not be Organization Admin: no group of {user_name} carries the role.")
            }
            Self::LeftWithNothing { count, .. } => {
                format!("{} who can log in today would be left with nothing.", people(*count))
            }
            Self::NearLimit { what, count, limit } => format!(
                "{count} {} are synced; ConfigCat’s limit is {limit}.",
                match what {
                    Limited::Users => "users",
                    Limited::Groups => "groups",
                }
            ),
            Self::TooManyGroupsWithPermissions { with_permissions, limit } => {
                format!("{with_permissions} groups carry permissions; your ConfigCat plan allows {limit}.")
            }
            Self::PlanGroupNotSynced { group, near: Some(near) } => {
                format!(
                    "{} is not synced; {} is, and differs in capitals, spaces or accents only.",
                    quoted(group),
                    quoted(near)
                )
            }
            Self::PlanGroupNotSynced { group, near: None } => {
                format!("{} stands in the plan but is not synced, so it gives nobody anything.", quoted(group))
            }
            Self::SyncedGroupWithoutPermissions { group, people: count, in_plan } => format!(
                "{} gives no permission at all{}; {} in it.",
                quoted(group),
                if *in_plan { "" } else { " and is not in the plan" },
                match count {
                    0 => "nobody is".to_owned(),
                    1 => "1 person is".to_owned(),
                    _ => format!("{count} people are"),
                }
            ),
            Self::OrderDecides { winner, loser, products, count, .. } => format!(
                "The order decides for {}: {} before {} in {}.",
                people(*count),
                quoted(winner),
                quoted(loser),
                and_list(products.iter().map(String::as_str))
            ),
            Self::More { what, count } => match (what, count) {
                (Crowd::PlanGroupsNotSynced, 1) => "1 more group of the plan is not synced.".to_owned(),
                (Crowd::PlanGroupsNotSynced, _) => format!("{count} more groups of the plan are not synced."),
                (Crowd::SyncedGroupsWithoutPermissions, 1) => {
                    "1 more synced group gives no permission at all.".to_owned()
                }
                (Crowd::SyncedGroupsWithoutPermissions, _) => {
                    format!("{count} more synced groups give no permission at all.")
                }
                (Crowd::PairsInOrder, 1) => "The order decides between 1 more pair of groups.".to_owned(),
                (Crowd::PairsInOrder, _) => format!("The order decides between {count} more pairs of groups."),
            },
        }
    }

    pub(super) fn remedy(&self) -> String {
        match self {
            Self::NobodyOrganizationAdmin { .. } => {
                "Give Organization Admin to a group with at least one active person, before provisioning is started."
            }
            Self::YouLoseOrganizationAdmin { .. } => {
                "Put yourself into a group with Organization Admin, or give the role to one of your groups; else \
                 somebody else has to give it back to you."
            }
            Self::LeftWithNothing { .. } => {
                "Put them into a group that gives something, or give their groups a permission; else they see no \
                 product after the start."
            }
            Self::NearLimit { count, limit, .. } if count > limit => {
                "Assign fewer people or push fewer groups, or ask ConfigCat’s support to raise the limit, before Okta \
                 is refused."
            }
            Self::NearLimit { .. } => "Ask ConfigCat’s support to raise the limit before it is reached.",
            Self::TooManyGroupsWithPermissions { .. } => {
                "Join groups that give the same, or take the permissions from those that matter least."
            }
            Self::PlanGroupNotSynced { near: Some(_), .. } => "Write the name in the plan as the synced group has it.",
            Self::PlanGroupNotSynced { near: None, .. } => {
                "Push the group from Okta’s “Push Groups” tab, or take it out of the plan."
            }
            Self::More { what: Crowd::PlanGroupsNotSynced, .. } => {
                "Push them from Okta’s “Push Groups” tab, or take them out of the plan."
            }
            Self::More { what: Crowd::SyncedGroupsWithoutPermissions, .. } => {
                "Give them something, or stop pushing those that are not needed."
            }
            Self::More { what: Crowd::PairsInOrder, .. } => {
                "Look through the order of the groups once from top to bottom."
            }
            Self::SyncedGroupWithoutPermissions { .. } => {
                "Give the group a role or a permission group, or stop pushing it if it is not needed."
            }
            Self::OrderDecides { .. } => "Check that the first listed of the two is the one that should win.",
        }
        .to_owned()
    }
}
