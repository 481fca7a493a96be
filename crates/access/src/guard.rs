//! What to know before a plan is set in `ConfigCat`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::merge::{AccessTable, Memberships, Planner};
use crate::words::{and_list, people, quoted};

/// How many people a guard names; the count is always whole.
const NAMED: usize = 20;

/// A synced group as the guards need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncedGroup {
    /// Display name.
    pub name: String,
    /// How many synced users are in it.
    pub people: usize,
}

/// What the guards look at beside the plan and the people.
#[derive(Debug, Clone, Copy, Default)]
pub struct GuardInput<'a> {
    /// The synced groups.
    pub synced_groups: &'a [SyncedGroup],
    /// How many groups with permissions the `ConfigCat` plan allows, where it is known.
    pub groups_with_permissions_limit: Option<usize>,
}

/// How much a guard weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Setting the plan so would do harm.
    Stop,
    /// Probably a mistake.
    Warn,
    /// Worth knowing.
    Info,
}

/// One thing that a guard saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Guard {
    /// No active person would be Organization Admin.
    NobodyOrganizationAdmin {
        /// The groups of the plan that carry the role, though nobody active is in them.
        admin_groups: Vec<String>,
    },
    /// More groups carry permissions than the `ConfigCat` plan allows.
    TooManyGroupsWithPermissions {
        /// How many groups of this plan carry a role or a permission.
        with_permissions: usize,
        /// How many the `ConfigCat` plan allows.
        limit: usize,
    },
    /// A group of the plan is not synced.
    PlanGroupNotSynced {
        /// Its name in the plan.
        group: String,
        /// A synced group whose name differs by capitals or spaces only.
        near: Option<String>,
    },
    /// A synced group gives nothing.
    SyncedGroupWithoutPermissions {
        /// Display name.
        group: String,
        /// How many synced users are in it.
        people: usize,
        /// Whether it stands in the plan.
        in_plan: bool,
    },
    /// Two groups name different permission groups for one product, and somebody is in both.
    OrderDecides {
        /// The group that is listed first and wins.
        winner: String,
        /// The group that has no effect there.
        loser: String,
        /// The products in question, sorted.
        products: Vec<String>,
        /// For how many people.
        count: usize,
        /// The first of their user names, at most 20.
        people: Vec<String>,
    },
}

/// A guard with its weight and words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GuardFinding {
    /// What was seen.
    pub guard: Guard,
    /// How much it weighs.
    pub severity: Severity,
    /// What was seen, in words.
    pub message: String,
    /// What to do, in words.
    pub remedy: String,
}

impl Guard {
    fn severity(&self) -> Severity {
        match self {
            Self::NobodyOrganizationAdmin { .. } | Self::TooManyGroupsWithPermissions { .. } => Severity::Stop,
            Self::PlanGroupNotSynced { .. } | Self::SyncedGroupWithoutPermissions { .. } => Severity::Warn,
            Self::OrderDecides { .. } => Severity::Info,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::NobodyOrganizationAdmin { admin_groups } if admin_groups.is_empty() => {
                "Nobody would be Organization Admin: no group of the plan carries the role.".to_owned()
            }
            Self::NobodyOrganizationAdmin { admin_groups } => format!(
                "Nobody would be Organization Admin: no active person is in {}.",
                and_list(admin_groups.iter().map(String::as_str))
            ),
            Self::TooManyGroupsWithPermissions { with_permissions, limit } => {
                format!("{with_permissions} groups carry permissions; your ConfigCat plan allows {limit}.")
            }
            Self::PlanGroupNotSynced { group, near: Some(near) } => {
                format!("{} is not synced; {} is, and differs in capitals or spaces only.", quoted(group), quoted(near))
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
        }
    }

    fn remedy(&self) -> String {
        match self {
            Self::NobodyOrganizationAdmin { .. } => {
                "Give Organization Admin to a group with at least one active person, before provisioning is started."
            }
            Self::TooManyGroupsWithPermissions { .. } => {
                "Join groups that give the same, or take the permissions from those that matter least."
            }
            Self::PlanGroupNotSynced { near: Some(_), .. } => "Write the name in the plan as the synced group has it.",
            Self::PlanGroupNotSynced { near: None, .. } => {
                "Push the group from Okta’s “Push Groups” tab, or take it out of the plan."
            }
            Self::SyncedGroupWithoutPermissions { .. } => {
                "Give the group a role or a permission group, or stop pushing it if it is not needed."
            }
            Self::OrderDecides { .. } => "Check that the first listed of the two is the one that should win.",
        }
        .to_owned()
    }
}

/// Looks at a plan before it is set; the weightiest first. `everybody` are the people of `table`, in its order.
pub fn guards<M: Memberships>(
    planner: &Planner,
    table: &AccessTable,
    everybody: &[M],
    input: &GuardInput<'_>,
) -> Vec<GuardFinding> {
    let mut found = Vec::new();
    let groups = &planner.plan().groups;

    if !(0..table.len()).any(|at| table.is_active(at) && table.is_organization_admin(at)) {
        let admin_groups =
            groups.iter().filter(|group| group.organization_admin).map(|group| group.name.clone()).collect();
        found.push(Guard::NobodyOrganizationAdmin { admin_groups });
    }
    let with_permissions = groups.iter().filter(|group| group.gives_anything()).count();
    if let Some(limit) = input.groups_with_permissions_limit.filter(|&limit| with_permissions > limit) {
        found.push(Guard::TooManyGroupsWithPermissions { with_permissions, limit });
    }
    let synced: BTreeSet<&str> = input.synced_groups.iter().map(|group| group.name.as_str()).collect();
    let near: BTreeMap<String, &str> = input
        .synced_groups
        .iter()
        .filter_map(|group| planner.near_miss(&group.name).map(|name| (name.to_owned(), group.name.as_str())))
        .collect();
    for group in groups.iter().filter(|group| !synced.contains(group.name.as_str())) {
        let near = near.get(&group.name).map(|&name| name.to_owned());
        found.push(Guard::PlanGroupNotSynced { group: group.name.clone(), near });
    }
    for group in input.synced_groups {
        let entry = groups.iter().find(|entry| entry.name == group.name);
        // a near miss is told as one above
        if entry.is_none() && planner.near_miss(&group.name).is_some() {
            continue;
        }
        if !entry.is_some_and(crate::model::PlanGroup::gives_anything) {
            found.push(Guard::SyncedGroupWithoutPermissions {
                group: group.name.clone(),
                people: group.people,
                in_plan: entry.is_some(),
            });
        }
    }
    found.extend(order_decides(planner, table, everybody));
    found.sort_by_key(Guard::severity);
    found
        .into_iter()
        .map(|guard| GuardFinding {
            severity: guard.severity(),
            message: guard.message(),
            remedy: guard.remedy(),
            guard,
        })
        .collect()
}

#[derive(Default)]
struct Pair {
    products: BTreeSet<u32>,
    count: usize,
    people: Vec<String>,
}

fn order_decides<M: Memberships>(planner: &Planner, table: &AccessTable, everybody: &[M]) -> Vec<Guard> {
    let mut pairs: BTreeMap<(u32, u32), Pair> = BTreeMap::new();
    for (at, person) in everybody.iter().enumerate() {
        let groups = table.groups(at);
        if groups.len() < 2 {
            continue;
        }
        let mut told: Vec<(u32, u32)> = Vec::new();
        for (product, winner) in table.winners(at) {
            let decided = planner.permission_of(winner, product);
            for &loser in groups.iter().filter(|&&group| group > winner) {
                let lost = planner.permission_of(loser, product);
                if lost.is_none() || lost == decided {
                    continue;
                }
                let pair = pairs.entry((winner, loser)).or_default();
                pair.products.insert(product);
                if !told.contains(&(winner, loser)) {
                    told.push((winner, loser));
                    pair.count += 1;
                    if pair.people.len() < NAMED {
                        pair.people.push(person.user_name().to_owned());
                    }
                }
            }
        }
    }
    pairs
        .into_iter()
        .map(|((winner, loser), pair)| Guard::OrderDecides {
            winner: planner.group_name(winner).to_owned(),
            loser: planner.group_name(loser).to_owned(),
            products: pair.products.iter().map(|&at| planner.products()[at as usize].clone()).collect(),
            count: pair.count,
            people: pair.people,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Person, Plan};

    fn person(user_name: &str, groups: &[&str]) -> Person {
        Person { user_name: user_name.into(), active: true, groups: groups.iter().map(ToString::to_string).collect() }
    }

    fn look(plan: &str, people: &[Person], synced: &[(&str, usize)], limit: Option<usize>) -> Vec<GuardFinding> {
        let planner = Planner::new(Plan::from_json(plan).unwrap()).unwrap();
        let table = planner.compute_all(people);
        let synced_groups: Vec<SyncedGroup> =
            synced.iter().map(|&(name, people)| SyncedGroup { name: name.into(), people }).collect();
        let input = GuardInput { synced_groups: &synced_groups, groups_with_permissions_limit: limit };
        guards(&planner, &table, people, &input)
    }

    const OWNERS: &str = r#"{"groups":[{"name":"Owners","organization_admin":true}]}"#;

    #[test]
    fn a_plan_with_an_active_admin_passes() {
        assert_eq!(look(OWNERS, &[person("ana", &["Owners"])], &[("Owners", 1)], Some(1)), []);
    }

    #[test]
    fn an_inactive_admin_does_not_count() {
        let mut ana = person("ana", &["Owners"]);
        ana.active = false;
        let found = look(OWNERS, &[ana], &[("Owners", 1)], None);
        assert_eq!(found[0].guard, Guard::NobodyOrganizationAdmin { admin_groups: vec!["Owners".into()] });
        assert_eq!(found[0].severity, Severity::Stop);
    }

    #[test]
    fn more_groups_with_permissions_than_allowed_are_counted() {
        let plan = r#"{"groups":[{"name":"O","organization_admin":true},{"name":"B","billing_manager":true},{"name":"None"}]}"#;
        let found = look(plan, &[person("ana", &["O"])], &[("O", 1), ("B", 0), ("None", 0)], Some(1));
        assert_eq!(found[0].guard, Guard::TooManyGroupsWithPermissions { with_permissions: 2, limit: 1 });
    }

    #[test]
    fn groups_that_stand_on_one_side_only_are_told() {
        let plan = r#"{"groups":[{"name":"Owners","organization_admin":true},{"name":"Readers","permissions":{"A":"R"}},{"name":"Gone"}]}"#;
        let found = look(plan, &[person("ana", &["Owners"])], &[("Owners", 1), ("readers", 3), ("Cooks", 2)], None);
        let guards: Vec<Guard> = found.into_iter().map(|finding| finding.guard).collect();
        assert_eq!(
            guards,
            [
                Guard::PlanGroupNotSynced { group: "Readers".into(), near: Some("readers".into()) },
                Guard::PlanGroupNotSynced { group: "Gone".into(), near: None },
                Guard::SyncedGroupWithoutPermissions { group: "Cooks".into(), people: 2, in_plan: false },
            ]
        );
    }

    #[test]
    fn the_order_decides_where_two_groups_of_one_person_differ() {
        let plan = r#"{"groups":[{"name":"Owners","organization_admin":true},
            {"name":"Developers","permissions":{"A":"Dev","B":"Same"}},{"name":"Readers","permissions":{"A":"Read","B":"Same"}}]}"#;
        let people =
            [person("boss", &["Owners", "Developers", "Readers"]), person("peter", &["Readers", "Developers"])];
        let found = look(plan, &people, &[("Owners", 1), ("Developers", 2), ("Readers", 2)], None);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].guard,
            Guard::OrderDecides {
                winner: "Developers".into(),
                loser: "Readers".into(),
                products: vec!["A".into()],
                count: 1,
                people: vec!["peter".into()],
            },
            "neither an admin nor an equal permission group makes the order matter"
        );
        assert_eq!(found[0].message, "The order decides for 1 person: “Developers” before “Readers” in A.");
    }
}
