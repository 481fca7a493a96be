//! Everybody's computed access as numbers.

use std::collections::BTreeMap;

use crate::merge::{Memberships, NOBODY, Planner};
use crate::model::Access;

pub(crate) const ACTIVE: u8 = 1;
pub(crate) const ADMIN: u8 = 2;
pub(crate) const BILLING: u8 = 4;

/// Everybody's computed access: a row a person, in the order they were given.
#[derive(Debug, Clone, Default)]
pub struct AccessTable {
    flags: Vec<u8>,
    /// In how many products the person's groups name a permission group.
    given: Vec<u32>,
    /// A column a product, a row a person: the group that decides, or [`NOBODY`]. An Organization Admin has a row like everybody,
    /// which is skipped when read, so that giving or taking the role touches no column.
    winners: Vec<Vec<u32>>,
    /// Everybody's groups in the plan, one after the other; person i has `members[starts[i]..starts[i + 1]]`.
    members: Vec<u32>,
    starts: Vec<usize>,
}

impl AccessTable {
    pub(crate) fn new<M: Memberships>(planner: &Planner, people: impl IntoIterator<Item = M>) -> Self {
        let mut table = Self { starts: vec![0], ..Self::default() };
        let mut groups = Vec::new();
        for person in people {
            planner.resolve(&person, &mut groups);
            table.flags.push(if person.is_active() { ACTIVE } else { 0 } | roles(planner, &groups));
            table.members.extend_from_slice(&groups);
            table.starts.push(table.members.len());
        }
        table.given = vec![0; table.len()];
        table.widen(planner);
        for at in 0..table.len() {
            for &group in &table.members[table.starts[at]..table.starts[at + 1]] {
                for &(product, _) in &planner.rule(group).permissions {
                    let winner = &mut table.winners[product as usize][at];
                    // groups come in priority order, so the first one stays
                    if *winner == NOBODY {
                        *winner = group;
                        table.given[at] += 1;
                    }
                }
            }
        }
        table
    }

    /// How many people the table has.
    pub fn len(&self) -> usize {
        self.flags.len()
    }

    /// Whether the table has nobody.
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty()
    }

    /// Whether person `at` is SCIM-active.
    pub fn is_active(&self, at: usize) -> bool {
        self.flags[at] & ACTIVE != 0
    }

    /// Whether person `at` becomes Organization Admin.
    pub fn is_organization_admin(&self, at: usize) -> bool {
        self.flags[at] & ADMIN != 0
    }

    /// Whether person `at` becomes Billing Manager.
    pub fn is_billing_manager(&self, at: usize) -> bool {
        self.flags[at] & BILLING != 0
    }

    /// Whether the plan gives person `at` neither a role nor a permission.
    pub fn is_nothing(&self, at: usize) -> bool {
        self.roles(at) == 0 && self.given[at] == 0
    }

    /// Person `at` with reasons; `person` and `planner` are the ones the table was computed with.
    pub fn access(&self, planner: &Planner, at: usize, person: &impl Memberships) -> Access {
        planner.explain(person, self.groups(at))
    }

    /// What person `at` gets, by names: roles, then product and permission group by product. Equal for two plans exactly when
    /// both give the person the same.
    pub(crate) fn given<'a>(&self, planner: &'a Planner, at: usize) -> (u8, Vec<(&'a str, &'a str)>) {
        let mut permissions: Vec<(&str, &str)> = self
            .winners(at)
            .filter_map(|(product, group)| {
                let permission = planner.permission_of(group, product)?;
                Some((planner.product_name(product), planner.permission_name(permission)))
            })
            .collect();
        permissions.sort_unstable();
        (self.roles(at), permissions)
    }

    /// What person `at` gets, by numbers: roles, then permission group by product.
    pub(crate) fn given_numbers(&self, planner: &Planner, at: usize) -> (u8, BTreeMap<u32, u32>) {
        let permissions = self.winners(at);
        let permissions =
            permissions.filter_map(|(product, group)| Some((product, planner.permission_of(group, product)?)));
        (self.roles(at), permissions.collect())
    }

    pub(crate) fn roles(&self, at: usize) -> u8 {
        self.flags[at] & (ADMIN | BILLING)
    }

    /// By number, in priority order.
    pub(crate) fn groups(&self, at: usize) -> &[u32] {
        &self.members[self.starts[at]..self.starts[at + 1]]
    }

    /// (product, deciding group) of person `at`; none for an Organization Admin.
    pub(crate) fn winners(&self, at: usize) -> impl Iterator<Item = (u32, u32)> {
        let columns = if self.is_organization_admin(at) { &[] } else { self.winners.as_slice() };
        (0u32..).zip(columns).map(move |(product, column)| (product, column[at])).filter(|&(_, group)| group != NOBODY)
    }

    /// The group that decides for person `at` in a product; none for an Organization Admin.
    pub(crate) fn winner(&self, at: usize, product: u32) -> Option<u32> {
        let group = self.winners.get(product as usize)?[at];
        (group != NOBODY && !self.is_organization_admin(at)).then_some(group)
    }

    /// A column for every product that has a number by now.
    pub(crate) fn widen(&mut self, planner: &Planner) {
        let rows = self.len();
        self.winners.resize_with(planner.numbered_products(), || vec![NOBODY; rows]);
    }

    /// Puts the groups of person `at` back into priority order, for one of them was moved.
    pub(crate) fn sort_groups(&mut self, planner: &Planner, at: usize) {
        self.members[self.starts[at]..self.starts[at + 1]].sort_unstable_by_key(|&group| planner.rank(group));
    }

    /// Puts person `at` into a group that they are not in.
    pub(crate) fn join(&mut self, planner: &Planner, at: usize, group: u32) {
        let place = self.groups(at).partition_point(|&other| planner.rank(other) < planner.rank(group));
        self.members.insert(self.starts[at] + place, group);
        self.starts[at + 1..].iter_mut().for_each(|start| *start += 1);
    }

    /// Takes person `at` out of a group that they are in.
    pub(crate) fn leave(&mut self, at: usize, group: u32) {
        if let Some(place) = self.groups(at).iter().position(|&other| other == group) {
            self.members.remove(self.starts[at] + place);
            self.starts[at + 1..].iter_mut().for_each(|start| *start -= 1);
        }
    }

    /// Computes the roles of person `at` anew.
    pub(crate) fn settle_roles(&mut self, planner: &Planner, at: usize) {
        self.flags[at] = self.flags[at] & ACTIVE | roles(planner, self.groups(at));
    }

    /// Computes anew who decides for person `at` in one product, where `edited`, one of their groups, was edited or moved.
    pub(crate) fn settle_edited(&mut self, planner: &Planner, at: usize, product: u32, edited: u32) {
        let before = self.winners[product as usize][at];
        let names = planner.permission_of(edited, product).is_some();
        if before == edited {
            // it may have been moved down, or names the product no more
            self.settle(planner, at, product);
        } else if names && (before == NOBODY || planner.rank(edited) < planner.rank(before)) {
            self.set_winner(at, product, edited);
        }
    }

    /// Computes anew who decides for person `at` in one product.
    pub(crate) fn settle(&mut self, planner: &Planner, at: usize, product: u32) {
        let first = self.groups(at).iter().find(|&&group| planner.permission_of(group, product).is_some());
        self.set_winner(at, product, first.copied().unwrap_or(NOBODY));
    }

    fn set_winner(&mut self, at: usize, product: u32, winner: u32) {
        let before = std::mem::replace(&mut self.winners[product as usize][at], winner);
        self.given[at] += u32::from(winner != NOBODY);
        self.given[at] -= u32::from(before != NOBODY);
    }
}

fn roles(planner: &Planner, groups: &[u32]) -> u8 {
    groups.iter().fold(0, |flags, &group| {
        let rule = planner.rule(group);
        flags | if rule.organization_admin { ADMIN } else { 0 } | if rule.billing_manager { BILLING } else { 0 }
    })
}
