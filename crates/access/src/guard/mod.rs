//! What to know before a plan is set in `ConfigCat`.

mod limits;
mod order;
mod today;
mod words;

use std::collections::BTreeMap;

use foldhash::HashSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::edited::Edited;
use crate::effect::Today;
use crate::merge::{Memberships, Planner};
use crate::table::AccessTable;

pub(crate) use order::in_order;
pub(crate) use today::{loses_admin, nobody_today, you};

/// How many people a guard names; the count is always whole.
pub(crate) const NAMED: usize = 20;
/// How many findings of one kind are told one by one; the others are counted.
pub(crate) const SHOWN: usize = 20;

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
    /// The e-mail address of whoever uses Catflap, where it is known.
    pub you: Option<&'a str>,
    /// What each person may do today, in the order of the people: `None` is somebody without an account. Empty where today
    /// can't be seen.
    pub today: &'a [Option<Today>],
    /// Whether provisioning can be started for each person, in the order of the people: their e-mail domain is verified. Whom it
    /// can't be started for keeps what they have. Empty where that can't be seen: then it is taken to be so for everybody.
    pub startable: &'a [bool],
}

impl GuardInput<'_> {
    pub(crate) fn is_startable(&self, at: usize) -> bool {
        self.startable.get(at) != Some(&false)
    }
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

/// What `ConfigCat` limits on each of its plans ("User Provisioning (SCIM)", "Plan limits").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Limited {
    /// Synced users.
    Users,
    /// Synced groups.
    Groups,
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
    /// Whoever uses Catflap would not be Organization Admin any more.
    YouLoseOrganizationAdmin {
        /// SCIM `userName`.
        user_name: String,
        /// Whether today shows the role; else today can't be seen.
        seen_today: bool,
    },
    /// People who have something today would be left with nothing.
    LeftWithNothing {
        /// How many.
        count: usize,
        /// The first of their user names, at most 20.
        people: Vec<String>,
    },
    /// More users or groups are synced than `ConfigCat`'s limit, or nearly so many.
    NearLimit {
        /// What is counted.
        what: Limited,
        /// How many there are.
        count: usize,
        /// `ConfigCat`'s limit.
        limit: usize,
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
        /// A synced group whose name differs by capitals, spaces or the spelling of an accent only.
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
    /// More of one kind than are told one by one.
    More {
        /// Of which kind.
        what: Crowd,
        /// How many more.
        count: usize,
    },
}

/// Of what there can be so many that they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Crowd {
    /// See [`Guard::PlanGroupNotSynced`].
    PlanGroupsNotSynced,
    /// See [`Guard::SyncedGroupWithoutPermissions`].
    SyncedGroupsWithoutPermissions,
    /// See [`Guard::OrderDecides`].
    PairsInOrder,
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

/// Looks at a plan before it is set; the weightiest first. `everybody` are the people of `table`, in its order. Of the kinds that can
/// be many, those that concern the most people are told and the others counted.
pub fn guards<M: Memberships>(
    planner: &Planner,
    table: &AccessTable,
    everybody: &[M],
    input: &GuardInput<'_>,
) -> Vec<GuardFinding> {
    let reached = |at: usize| table.is_active(at) && input.is_startable(at);
    let people = OfPeople {
        admins: (0..table.len()).filter(|&at| reached(at) && table.is_organization_admin(at)).count(),
        you: today::you_lose_admin(table, everybody, input),
        left: today::left_with_nothing(table, everybody, input),
        order: order::order_decides(planner, table, everybody, reached),
    };
    findings(&Edited::of(planner, &[]), &Around::of(planner, table.len(), input), people)
}

/// What the guards need to know of the people.
pub(crate) struct OfPeople {
    /// How many would be Organization Admin.
    pub admins: usize,
    pub you: Option<Guard>,
    pub left: Option<Guard>,
    pub order: Vec<Guard>,
}

/// What the guards need to know of the organization, by the numbers of a planner.
#[derive(Debug)]
pub(crate) struct Around {
    users: usize,
    groups_with_permissions_limit: Option<usize>,
    /// Those with the most people first.
    synced: Vec<Synced>,
    /// By the group's number.
    is_synced: Vec<bool>,
}

#[derive(Debug)]
struct Synced {
    name: String,
    people: usize,
    group: Option<u32>,
    /// Groups of the plan that it is perhaps meant to be.
    near: Vec<u32>,
}

impl Around {
    pub(crate) fn of(planner: &Planner, users: usize, input: &GuardInput<'_>) -> Self {
        let mut synced: Vec<Synced> = input
            .synced_groups
            .iter()
            .map(|group| Synced {
                name: group.name.clone(),
                people: group.people,
                group: planner.group(&group.name),
                near: planner.near_misses(&group.name).to_vec(),
            })
            .collect();
        synced.sort_by_key(|group| std::cmp::Reverse(group.people));
        let names: HashSet<&str> = input.synced_groups.iter().map(|group| group.name.as_str()).collect();
        Self {
            users,
            groups_with_permissions_limit: input.groups_with_permissions_limit,
            synced,
            is_synced: planner.plan().groups.iter().map(|group| names.contains(group.name.as_str())).collect(),
        }
    }
}

/// Everything that there is to say, the weightiest first.
pub(crate) fn findings(plan: &Edited<'_>, around: &Around, people: OfPeople) -> Vec<GuardFinding> {
    let name = |group: u32| plan.planner().group_name(group).to_owned();
    let mut found = Vec::new();
    if people.admins == 0 {
        let admin_groups = plan.order().filter(|&group| plan.rule(group).organization_admin).map(name).collect();
        found.push(Guard::NobodyOrganizationAdmin { admin_groups });
    }
    found.extend(people.you);
    let with_permissions = plan.order().filter(|&group| plan.rule(group).gives_anything()).count();
    if let Some(limit) = around.groups_with_permissions_limit.filter(|&limit| with_permissions > limit) {
        found.push(Guard::TooManyGroupsWithPermissions { with_permissions, limit });
    }
    found.extend(people.left);
    found.extend(limits::near_limits(around.users, around.synced.len()));

    let mut near: BTreeMap<u32, &str> = BTreeMap::new();
    for group in &around.synced {
        if let Some(&meant) = group.near.iter().min_by_key(|&&meant| plan.rank(meant)) {
            near.entry(meant).or_insert(&group.name);
        }
    }
    let absent = plan.order().filter(|&group| !around.is_synced[group as usize]);
    shown(&mut found, Crowd::PlanGroupsNotSynced, absent, |group| Guard::PlanGroupNotSynced {
        group: name(group),
        near: near.get(&group).map(|&name| name.to_owned()),
    });
    // a near miss is told as one above
    let without = around.synced.iter().filter(|synced| match synced.group {
        Some(group) => !plan.rule(group).gives_anything(),
        None => synced.near.is_empty(),
    });
    shown(&mut found, Crowd::SyncedGroupsWithoutPermissions, without, |synced| Guard::SyncedGroupWithoutPermissions {
        group: synced.name.clone(),
        people: synced.people,
        in_plan: synced.group.is_some(),
    });
    found.extend(people.order);
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

fn shown<T>(found: &mut Vec<Guard>, what: Crowd, items: impl Iterator<Item = T>, tell: impl FnMut(T) -> Guard) {
    let mut items = items.fuse();
    found.extend(items.by_ref().take(SHOWN).map(tell));
    let count = items.count();
    if count > 0 {
        found.push(Guard::More { what, count });
    }
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
        let input =
            GuardInput { synced_groups: &synced_groups, groups_with_permissions_limit: limit, ..GuardInput::default() };
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

    fn look_today(people: &[Person], you: Option<&str>, today: &[Option<Today>]) -> Vec<GuardFinding> {
        let plan = r#"{"groups":[{"name":"Owners","organization_admin":true},{"name":"Readers","permissions":{"A":"R"}},{"name":"None"}]}"#;
        let planner = Planner::new(Plan::from_json(plan).unwrap()).unwrap();
        let table = planner.compute_all(people);
        let synced_groups = ["Owners", "Readers"].map(|name| SyncedGroup { name: name.into(), people: 1 });
        let input = GuardInput { synced_groups: &synced_groups, you, today, ..GuardInput::default() };
        let mut found = guards(&planner, &table, people, &input);
        found.retain(|finding| !matches!(finding.guard, Guard::PlanGroupNotSynced { .. }));
        found
    }

    fn admin() -> Today {
        Today { organization_admin: true, ..Today::default() }
    }

    #[test]
    fn whoever_uses_catflap_is_told_that_they_would_lose_organization_admin() {
        let people = [person("Ana@whisker.co", &["Readers"]), person("ben@whisker.co", &["Owners"])];
        let found = look_today(&people, Some(" ana@whisker.co"), &[Some(admin()), None]);
        assert_eq!(
            found[0].guard,
            Guard::YouLoseOrganizationAdmin { user_name: "Ana@whisker.co".into(), seen_today: true }
        );
        assert_eq!(found[0].severity, Severity::Stop);
        let unseen = look_today(&people, Some("ana@whisker.co"), &[]);
        assert_eq!(
            unseen[0].message,
            "You would not be Organization Admin: no group of Ana@whisker.co carries the role."
        );
        for fine in [
            look_today(&people, Some("ben@whisker.co"), &[Some(admin()), Some(admin())]),
            look_today(&people, Some("ana@whisker.co"), &[Some(Today::default()), None]),
            look_today(&people, Some("cy@whisker.co"), &[Some(admin()), None]),
            look_today(&people, None, &[Some(admin()), None]),
        ] {
            assert_eq!(fine, []);
        }
    }

    #[test]
    fn who_can_log_in_today_and_would_be_left_with_nothing_is_named() {
        let mut gone = person("gone", &[]);
        gone.active = false;
        let people =
            [person("boss", &["Owners"]), person("ana", &["None"]), person("ben", &[]), person("cy", &[]), gone];
        let today = [Some(admin()), Some(admin()), Some(Today::default()), None, Some(admin())];
        let found = look_today(&people, None, &today);
        assert_eq!(found[0].guard, Guard::LeftWithNothing { count: 1, people: vec!["ana".into()] });
        assert_eq!(found[0].message, "1 person who can log in today would be left with nothing.");
        assert_eq!(found.len(), 1);
        assert_eq!(look_today(&people, None, &[]), [], "where today can’t be seen, nothing is claimed");
    }
}
