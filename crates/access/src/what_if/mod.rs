//! What edits would do, before they are made anywhere: only who is touched is computed anew.

mod given;
mod look;
mod pairs;
mod part;
mod room;
mod shift;
mod today;
mod touched;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::edit::Edit;
use crate::edited::Edited;
use crate::effect::{Effect, EffectCounts, Today, difference};
use crate::error::PlanError;
use crate::guard::{Around, Guard, GuardFinding, GuardInput, loses_admin, you};
use crate::merge::{Memberships, Planner, index};
use crate::model::Plan;
use crate::names::UserNames;
use crate::table::AccessTable;

pub(crate) use given::Given;
use look::Look;
use pairs::Pairs;
pub use shift::{Shift, Shifts};
use today::{Standing, TodayTable};

/// The plan in force with everybody's access under it: it is asked what edits would do, and stays as it is.
///
/// A look costs in proportion to the people of the touched groups and the products that these name, whatever the size of the
/// organization; and a little for the groups of the plan, which the guards go through.
#[derive(Debug)]
pub struct WhatIf {
    planner: Planner,
    table: AccessTable,
    names: UserNames,
    /// Who is active, and provisioning can be started for.
    reached: Vec<bool>,
    /// Who is in each group, by its number; in the order of the people.
    people_of: Vec<Vec<u32>>,
    /// Which groups name each product, and the permission group that they name.
    naming: Vec<Vec<(u32, u32)>>,
    today: Option<Against>,
    pairs: Pairs,
    around: Around,
    admins: usize,
    you: Option<You>,
}

/// Today, and how the plan in force stands against it.
#[derive(Debug)]
struct Against {
    table: TodayTable,
    standing: Vec<Standing>,
    counts: EffectCounts,
    /// Who has something today and is left with nothing.
    left: Vec<bool>,
}

/// Whoever uses Catflap.
#[derive(Debug)]
struct You {
    at: u32,
    admin: bool,
    /// What is to be said if they are not Organization Admin.
    guard: Guard,
}

/// What some edits together would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Looked {
    /// Who gets another access than by the plan in force.
    pub shifts: Shifts,
    /// What starting with the edited plan would do, against what people may do today: whom provisioning can be started for.
    /// `None` where today can't be seen.
    pub effect: Option<EffectCounts>,
    /// The guards of the edited plan, the weightiest first.
    pub guards: Vec<GuardFinding>,
    /// How many groups of the edited plan carry a role or a permission.
    pub groups_with_permissions: usize,
}

impl WhatIf {
    /// Computes everybody's access under the plan in force, and how it stands against today and the guards. Of two people with one
    /// `userName`, edits of memberships mean the first.
    ///
    /// # Errors
    /// What [`Plan::check`] finds.
    pub fn new<M: Memberships>(plan: Plan, everybody: &[M], input: &GuardInput<'_>) -> Result<Self, PlanError> {
        let mut planner = Planner::new(plan)?;
        let table = planner.compute_all(everybody);
        let people = table.len();
        let reached: Vec<bool> = (0..people).map(|at| table.is_active(at) && input.is_startable(at)).collect();
        let today = (!input.today.is_empty()).then(|| TodayTable::new(&mut planner, people, input.today));
        let today = today.map(|today| Against::of(today, &planner, &table, &reached, input));
        let mut people_of: Vec<Vec<u32>> = vec![Vec::new(); planner.rules().len()];
        for at in 0..people {
            table.groups(at).iter().for_each(|&group| people_of[group as usize].push(index(at)));
        }
        let mut naming: Vec<Vec<(u32, u32)>> = vec![Vec::new(); planner.products().len()];
        for (group, rule) in (0u32..).zip(planner.rules()) {
            rule.permissions
                .iter()
                .for_each(|&(product, permission)| naming[product as usize].push((group, permission)));
        }
        let in_force = Edited::of(&planner, &[]);
        let pairs = Pairs::new(
            &planner,
            (0..people).map(|at| {
                let pairs = if reached[at] { Given::of(&in_force, table.groups(at)).pairs } else { Vec::new() };
                (pairs, !table.is_organization_admin(at))
            }),
        );
        let you = you(everybody, input).and_then(|at| {
            let guard = loses_admin(at, everybody[at].user_name(), input)?;
            Some(You { at: index(at), admin: table.is_active(at) && table.is_organization_admin(at), guard })
        });
        Ok(Self {
            names: UserNames::of(everybody.iter().map(Memberships::user_name)),
            around: Around::of(&planner, people, input),
            admins: (0..people).filter(|&at| reached[at] && table.is_organization_admin(at)).count(),
            planner,
            table,
            reached,
            people_of,
            naming,
            today,
            pairs,
            you,
        })
    }

    /// The plan in force, compiled.
    pub fn planner(&self) -> &Planner {
        &self.planner
    }

    /// Everybody's access under the plan in force.
    pub fn table(&self) -> &AccessTable {
        &self.table
    }

    /// What the edits, made one after the other, would do together. What is so already, or names a group that the plan does not
    /// have or a person who is not there, changes nobody. Without edits it tells how the plan in force stands.
    ///
    /// Where very many people are touched, all processors help.
    pub fn look(&self, edits: &[Edit]) -> Looked {
        Look::at(self, edits, true).looked()
    }

    /// Who gets another access; a look without guards and without today.
    pub(crate) fn shifts(&self, edits: &[Edit]) -> Shifts {
        Look::at(self, edits, false).shifts()
    }

    /// What the edits would do to these people (places among the people), in words and in their order.
    pub fn effects(&self, edits: &[Edit], people: &[u32]) -> Vec<Effect> {
        let (in_force, plan) = (Edited::of(&self.planner, &[]), Edited::of(&self.planner, edits));
        let memberships = self.memberships(&plan, edits);
        let effect = |&at: &u32| {
            if !self.table.is_active(at as usize) {
                return difference(self.user_name(at), &Today::default(), &Today::default());
            }
            let groups = self.table.groups(at as usize);
            let before = Given::of(&in_force, groups).by_name(&in_force);
            let after = match memberships.get(&at) {
                Some(groups) => Given::of(&plan, groups),
                None => Given::of(&plan, &in_order(&plan, groups)),
            };
            difference(self.user_name(at), &before, &after.by_name(&plan))
        };
        people.iter().map(effect).collect()
    }

    pub(crate) fn user_name(&self, at: u32) -> &str {
        self.names.get(at)
    }

    pub(crate) fn find(&self, user_name: &str) -> Option<u32> {
        self.names.find(user_name)
    }

    /// The groups, in the edited order, of everybody whose memberships the edits change.
    fn memberships(&self, plan: &Edited<'_>, edits: &[Edit]) -> BTreeMap<u32, Vec<u32>> {
        let mut memberships: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for edit in edits {
            let (Edit::Join { user_name, group } | Edit::Leave { user_name, group }) = edit else { continue };
            let (Some(at), Some(group)) = (self.find(user_name), self.planner.group(group)) else { continue };
            let groups = memberships.entry(at).or_insert_with(|| self.table.groups(at as usize).to_vec());
            groups.retain(|&other| other != group);
            if matches!(edit, Edit::Join { .. }) {
                groups.push(group);
            }
        }
        for groups in memberships.values_mut() {
            *groups = in_order(plan, groups);
        }
        memberships
    }
}

/// Groups in the order of an edited plan.
pub(crate) fn in_order(plan: &Edited<'_>, groups: &[u32]) -> Vec<u32> {
    let mut groups = groups.to_vec();
    groups.sort_unstable_by_key(|&group| plan.rank(group));
    groups
}

impl Against {
    fn of(today: TodayTable, planner: &Planner, table: &AccessTable, reached: &[bool], input: &GuardInput<'_>) -> Self {
        let mut against =
            Self { table: today, standing: Vec::new(), counts: EffectCounts::default(), left: Vec::new() };
        let today = &against.table;
        for (at, &reached) in reached.iter().enumerate() {
            let given = table.row(at);
            let given = given.filter_map(|(product, group)| Some((product, planner.permission_of(group, product)?)));
            let standing = today.standing(at, given);
            let roles = table.roles(at);
            if input.is_startable(at) {
                let kind = if table.is_active(at) { today.kind(at, &standing, roles) } else { today.kind_inactive(at) };
                *against.counts.of(kind) += 1;
            }
            against.left.push(reached && today.has_something(at) && standing.is_nothing(roles));
            against.standing.push(standing);
        }
        against
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Role;
    use crate::effect::EffectKind;
    use crate::guard::SyncedGroup;
    use crate::model::Person;

    fn person(user_name: &str, groups: &[&str]) -> Person {
        Person { user_name: user_name.into(), active: true, groups: groups.iter().map(ToString::to_string).collect() }
    }

    fn what_if(input: &GuardInput<'_>) -> WhatIf {
        let plan = r#"{"groups":[
            {"name":"Owners","organization_admin":true},
            {"name":"Readers","permissions":{"Shop":"Readers"}},
            {"name":"Developers","permissions":{"Shop":"Developers"}}]}"#;
        let people = [
            person("ana", &["Readers", "Developers"]),
            person("ben", &["Readers"]),
            person("cy", &["Owners", "Developers"]),
        ];
        WhatIf::new(Plan::from_json(plan).unwrap(), &people, input).unwrap()
    }

    fn plain() -> WhatIf {
        what_if(&GuardInput::default())
    }

    fn moved(group: &str, before: &str) -> Edit {
        Edit::Move { group: group.into(), before: Some(before.into()) }
    }

    fn owners(on: bool) -> Edit {
        Edit::Role { group: "Owners".into(), role: Role::OrganizationAdmin, on }
    }

    #[test]
    fn a_moved_group_changes_only_those_for_whom_the_order_decides() {
        let shifts = plain().look(&[moved("Developers", "Readers")]).shifts;
        assert_eq!(shifts.people, [Shift { at: 0, kind: EffectKind::Change }]);
        assert_eq!((shifts.gain, shifts.lose, shifts.change), (0, 0, 1));
    }

    #[test]
    fn what_is_taken_back_changes_nobody() {
        let what_if = plain();
        let back = what_if.look(&[moved("Developers", "Readers"), moved("Readers", "Developers")]);
        assert_eq!(back, what_if.look(&[]));
        assert_eq!(back.shifts, Shifts::default());
    }

    #[test]
    fn an_admin_who_is_left_with_a_product_loses_and_nobody_is_admin_any_more() {
        let looked = plain().look(&[owners(false)]);
        assert_eq!(looked.shifts.people, [Shift { at: 2, kind: EffectKind::Lose }]);
        assert_eq!(looked.guards[0].guard, Guard::NobodyOrganizationAdmin { admin_groups: vec![] });
        assert_eq!(looked.groups_with_permissions, 2);
    }

    #[test]
    fn who_joins_gains_and_who_leaves_loses() {
        let what_if = plain();
        let (ben, owners) = (|| "ben".to_owned(), || "Owners".to_owned());
        let join = Edit::Join { user_name: ben(), group: owners() };
        let looked = what_if.look(std::slice::from_ref(&join));
        assert_eq!(looked.shifts.people, [Shift { at: 1, kind: EffectKind::Gain }]);
        let leave = Edit::Leave { user_name: "cy".into(), group: owners() };
        assert_eq!(what_if.look(&[leave]).shifts.lose, 1);
        assert_eq!(what_if.look(&[join, Edit::Leave { user_name: ben(), group: owners() }]).shifts, Shifts::default());
        let nobody = Edit::Leave { user_name: "nobody".into(), group: owners() };
        assert_eq!(what_if.look(&[nobody]).shifts, Shifts::default());
    }

    #[test]
    fn a_look_counts_against_today_and_says_who_is_left_with_nothing() {
        let reader = Today { permissions: [("Shop".to_owned(), "Readers".to_owned())].into(), ..Today::default() };
        let today = [Some(reader.clone()), Some(reader), None];
        let synced = ["Owners", "Readers", "Developers"].map(|name| SyncedGroup { name: name.into(), people: 1 });
        let what_if = what_if(&GuardInput { synced_groups: &synced, today: &today, ..GuardInput::default() });
        let now = EffectCounts { unchanged: 2, gain: 1, ..EffectCounts::default() };
        assert_eq!(what_if.look(&[]).effect, Some(now));
        let take = Edit::Take { group: "Readers".into(), product: "Shop".into() };
        let looked = what_if.look(std::slice::from_ref(&take));
        assert_eq!(looked.effect, Some(EffectCounts { lose: 1, change: 1, gain: 1, ..EffectCounts::default() }));
        assert_eq!(looked.guards[0].guard, Guard::LeftWithNothing { count: 1, people: vec!["ben".into()] });
        let effects = what_if.effects(&[take], &[1, 0, 2]);
        let words: Vec<String> = effects.iter().map(Effect::to_words).collect();
        assert_eq!(words, ["Shop / Readers → nothing", "Shop / Readers → Shop / Developers", "Organization Admin"]);
    }
}
