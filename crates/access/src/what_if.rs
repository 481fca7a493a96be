//! What an edit would do, before it is made anywhere: only who is touched is computed anew.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt as _};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::edit::Edit;
use crate::effect::EffectKind;
use crate::error::PlanError;
use crate::merge::{Memberships, Planner, Rule};
use crate::model::Plan;
use crate::table::{ADMIN, AccessTable};

/// A plan and everybody's access under it, kept up to date edit by edit.
///
/// An edit of one group costs in proportion to that group's people and the products in question, whatever the size of the
/// organization.
#[derive(Debug)]
pub struct WhatIf {
    planner: Planner,
    table: AccessTable,
    /// By the group's number.
    people_of: Vec<Vec<u32>>,
    at: HashMap<String, u32>,
    start: (AccessTable, Vec<Rule>),
    touched: Vec<bool>,
}

/// Who gets another access than before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Shifts {
    /// How many gain and lose nothing ([`EffectKind::Gain`]).
    pub gain: usize,
    /// How many lose ([`EffectKind::Lose`]).
    pub lose: usize,
    /// How many get another permission group and lose nothing ([`EffectKind::Change`]).
    pub change: usize,
    /// Everybody of those three, in the order of the people.
    pub people: Vec<Shift>,
}

/// A person who gets another access than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Shift {
    /// The person's place among the people.
    pub at: u32,
    /// Lose, change or gain.
    pub kind: EffectKind,
}

impl Shifts {
    fn add(&mut self, at: u32, kind: EffectKind) {
        match kind {
            EffectKind::Gain => self.gain += 1,
            EffectKind::Lose => self.lose += 1,
            EffectKind::Change => self.change += 1,
            EffectKind::Unchanged | EffectKind::Nothing => return,
        }
        self.people.push(Shift { at, kind });
    }
}

/// What one person has lost, gained and got in another way; the same rule as [`crate::compare`].
#[derive(Default)]
struct Delta {
    lost: bool,
    changed: bool,
    gained: bool,
}

impl Delta {
    fn roles(&mut self, before: u8, after: u8) {
        self.lost |= before & !after != 0;
        self.gained |= after & !before != 0;
    }

    /// A permission group in one product, where neither side is Organization Admin.
    fn product(&mut self, (before, was_admin): (Option<u32>, bool), (after, is_admin): (Option<u32>, bool)) {
        match (before, after) {
            (Some(before), Some(after)) => self.changed |= before != after,
            (Some(_), None) => self.lost |= !is_admin,
            (None, Some(_)) => self.gained |= !was_admin,
            (None, None) => {}
        }
    }

    fn kind(&self) -> EffectKind {
        match (self.lost, self.changed, self.gained) {
            (true, _, _) => EffectKind::Lose,
            (_, true, _) => EffectKind::Change,
            (_, _, true) => EffectKind::Gain,
            _ => EffectKind::Unchanged,
        }
    }
}

impl WhatIf {
    /// Computes everybody's access under a plan. Of two people with one `userName`, edits of memberships mean the first.
    ///
    /// # Errors
    /// What [`Plan::check`] finds.
    pub fn new<M: Memberships>(plan: Plan, everybody: &[M]) -> Result<Self, PlanError> {
        let planner = Planner::new(plan)?;
        let table = planner.compute_all(everybody);
        let mut people_of = vec![Vec::new(); planner.group_count()];
        let mut at = HashMap::with_capacity(everybody.len());
        for (place, person) in (0u32..).zip(everybody) {
            at.entry(person.user_name().to_owned()).or_insert(place);
            for &group in table.groups(place as usize) {
                people_of[group as usize].push(place);
            }
        }
        let start = (table.clone(), planner.rules().to_vec());
        Ok(Self { planner, table, people_of, at, start, touched: vec![false; everybody.len()] })
    }

    /// The plan with the edits made, compiled.
    pub fn planner(&self) -> &Planner {
        &self.planner
    }

    /// Everybody's access with the edits made.
    pub fn table(&self) -> &AccessTable {
        &self.table
    }

    /// Makes an edit and says who gets another access by it. What is so already, or names a group that the plan does not have
    /// or a person who is not there, changes nobody.
    pub fn apply(&mut self, edit: &Edit) -> Shifts {
        match edit {
            Edit::Join { user_name, group } | Edit::Leave { user_name, group } => {
                self.apply_membership(user_name, group, matches!(edit, Edit::Join { .. }))
            }
            Edit::Give { .. } | Edit::Take { .. } | Edit::Role { .. } | Edit::Move { .. } => self.apply_plan(edit),
        }
    }

    fn apply_membership(&mut self, user_name: &str, group: &str, join: bool) -> Shifts {
        let mut shifts = Shifts::default();
        let (Some(&at), Some(group)) = (self.at.get(user_name), self.planner.group(group)) else { return shifts };
        let row = at as usize;
        let people = &mut self.people_of[group as usize];
        let place = people.binary_search(&at);
        let before = self.table.given_numbers(&self.planner, row);
        match (join, place) {
            (true, Err(place)) => {
                self.table.join(&self.planner, row, group);
                people.insert(place, at);
            }
            (false, Ok(place)) => {
                self.table.leave(row, group);
                people.remove(place);
            }
            _ => return shifts,
        }
        self.table.settle_roles(&self.planner, row);
        for &(product, _) in &self.planner.rule(group).permissions {
            self.table.settle(&self.planner, row, product);
        }
        self.touched[row] = true;
        if self.table.is_active(row) {
            let after = self.table.given_numbers(&self.planner, row);
            let mut delta = Delta::default();
            delta.roles(before.0, after.0);
            let products: BTreeSet<u32> = before.1.keys().chain(after.1.keys()).copied().collect();
            for product in products {
                let permission = |of: &(u8, BTreeMap<u32, u32>)| (of.1.get(&product).copied(), of.0 & ADMIN != 0);
                delta.product(permission(&before), permission(&after));
            }
            shifts.add(at, delta.kind());
        }
        shifts
    }

    fn apply_plan(&mut self, edit: &Edit) -> Shifts {
        let mut shifts = Shifts::default();
        let Some((group, old)) = self.planner.edit(edit) else { return shifts };
        self.table.widen(&self.planner);
        let (planner, table) = (&self.planner, &mut self.table);
        let new = planner.rule(group);
        let products: BTreeSet<u32> = match edit {
            Edit::Give { .. } | Edit::Take { .. } => {
                let differing = |a: &Rule, b: &Rule| -> Vec<u32> {
                    let pairs = a.permissions.iter().filter(|pair| !b.permissions.contains(pair));
                    pairs.map(|&(product, _)| product).collect()
                };
                differing(new, &old).into_iter().chain(differing(&old, new)).collect()
            }
            Edit::Move { .. } => new.permissions.iter().map(|&(product, _)| product).collect(),
            Edit::Role { .. } | Edit::Join { .. } | Edit::Leave { .. } => BTreeSet::new(),
        };
        for &at in &self.people_of[group as usize] {
            let row = at as usize;
            let before = table.roles(row);
            match edit {
                Edit::Move { .. } => table.sort_groups(planner, row),
                Edit::Role { .. } => table.settle_roles(planner, row),
                _ => {}
            }
            let after = table.roles(row);
            let mut delta = Delta::default();
            delta.roles(before, after);
            for &product in &products {
                let was = table.winner(row, product).and_then(|winner| {
                    if winner == group { old.permission(product) } else { planner.permission_of(winner, product) }
                });
                table.settle_edited(planner, row, product, group);
                let is = table.winner(row, product).and_then(|winner| planner.permission_of(winner, product));
                delta.product((was, before & ADMIN != 0), (is, after & ADMIN != 0));
            }
            self.touched[row] = true;
            if table.is_active(row) {
                shifts.add(at, delta.kind());
            }
        }
        shifts
    }

    /// Who gets another access by all edits together, against the plan and the memberships that it began with.
    pub fn so_far(&self) -> Shifts {
        let (table, rules) = &self.start;
        let mut shifts = Shifts::default();
        for (at, _) in (0u32..).zip(&self.touched).filter(|&(_, &touched)| touched) {
            let row = at as usize;
            if !self.table.is_active(row) {
                continue;
            }
            let (before, after) = (table.roles(row), self.table.roles(row));
            let mut delta = Delta::default();
            delta.roles(before, after);
            for product in (0u32..).take(self.planner.numbered_products()) {
                let was = table.winner(row, product).and_then(|winner| rules[winner as usize].permission(product));
                let winner = self.table.winner(row, product);
                let is = winner.and_then(|winner| self.planner.permission_of(winner, product));
                delta.product((was, before & ADMIN != 0), (is, after & ADMIN != 0));
            }
            shifts.add(at, delta.kind());
        }
        shifts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Role;
    use crate::model::Person;

    fn person(user_name: &str, groups: &[&str]) -> Person {
        Person { user_name: user_name.into(), active: true, groups: groups.iter().map(ToString::to_string).collect() }
    }

    fn what_if() -> WhatIf {
        let plan = r#"{"groups":[
            {"name":"Owners","organization_admin":true},
            {"name":"Readers","permissions":{"Shop":"Readers"}},
            {"name":"Developers","permissions":{"Shop":"Developers"}}]}"#;
        let people = [
            person("ana", &["Readers", "Developers"]),
            person("ben", &["Readers"]),
            person("cy", &["Owners", "Developers"]),
        ];
        WhatIf::new(Plan::from_json(plan).unwrap(), &people).unwrap()
    }

    fn moved(group: &str, before: &str) -> Edit {
        Edit::Move { group: group.into(), before: before.into() }
    }

    #[test]
    fn a_moved_group_changes_only_those_for_whom_the_order_decides() {
        let mut what_if = what_if();
        let shifts = what_if.apply(&moved("Developers", "Readers"));
        assert_eq!(shifts.people, [Shift { at: 0, kind: EffectKind::Change }]);
        assert_eq!((shifts.gain, shifts.lose, shifts.change), (0, 0, 1));
        assert_eq!(what_if.planner().plan().groups[1].name, "Developers");
    }

    #[test]
    fn what_is_taken_back_leaves_nobody_changed_so_far() {
        let mut what_if = what_if();
        what_if.apply(&moved("Developers", "Readers"));
        assert_eq!(what_if.so_far().change, 1);
        assert_eq!(what_if.apply(&moved("Readers", "Developers")).change, 1);
        assert_eq!(what_if.so_far(), Shifts::default());
    }

    #[test]
    fn an_admin_who_is_left_with_a_product_loses() {
        let mut what_if = what_if();
        let shifts = what_if.apply(&Edit::Role { group: "Owners".into(), role: Role::OrganizationAdmin, on: false });
        assert_eq!(shifts.people, [Shift { at: 2, kind: EffectKind::Lose }]);
    }

    #[test]
    fn who_joins_gains_and_who_leaves_loses() {
        let mut what_if = what_if();
        let owners = || "Owners".to_owned();
        let join = what_if.apply(&Edit::Join { user_name: "ben".into(), group: owners() });
        assert_eq!(join.people, [Shift { at: 1, kind: EffectKind::Gain }]);
        assert_eq!(what_if.apply(&Edit::Leave { user_name: "ben".into(), group: owners() }).lose, 1);
        assert_eq!(what_if.so_far(), Shifts::default());
        assert_eq!(what_if.apply(&Edit::Leave { user_name: "nobody".into(), group: owners() }), Shifts::default());
    }
}
