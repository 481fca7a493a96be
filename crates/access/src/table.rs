//! Everybody's computed access as numbers.

use crate::merge::{Memberships, NOBODY, Planner};
use crate::model::Access;

pub(crate) const ACTIVE: u8 = 1;
pub(crate) const ADMIN: u8 = 2;
pub(crate) const BILLING: u8 = 4;

/// Everybody's computed access: a row a person, in the order they were given.
#[derive(Debug, Clone, Default)]
pub struct AccessTable {
    flags: Vec<u8>,
    /// How many products a row has.
    products: usize,
    /// A row a person, a cell a product: the group that decides, or [`NOBODY`]. An Organization Admin has a row like everybody,
    /// which is skipped when read.
    winners: Vec<u32>,
    /// Everybody's groups in the plan, one after the other; person i has `members[starts[i]..starts[i + 1]]`.
    members: Vec<u32>,
    starts: Vec<usize>,
}

impl AccessTable {
    pub(crate) fn new<M: Memberships>(planner: &Planner, people: impl IntoIterator<Item = M>) -> Self {
        let people = people.into_iter();
        let (expected, products) = (people.size_hint().0, planner.products().len());
        let mut table = Self {
            flags: Vec::with_capacity(expected),
            products,
            winners: Vec::with_capacity(expected * products),
            members: Vec::new(),
            starts: Vec::with_capacity(expected + 1),
        };
        table.starts.push(0);
        let mut groups = Vec::new();
        for person in people {
            planner.resolve(&person, &mut groups);
            let row = table.winners.len();
            table.winners.resize(row + products, NOBODY);
            let mut flags = if person.is_active() { ACTIVE } else { 0 };
            for &group in &groups {
                let rule = planner.rule(group);
                flags |= rule.roles();
                for &(product, _) in &rule.permissions {
                    let winner = &mut table.winners[row + product as usize];
                    // groups come in priority order, so the first one stays
                    if *winner == NOBODY {
                        *winner = group;
                    }
                }
            }
            table.flags.push(flags);
            table.members.extend_from_slice(&groups);
            table.starts.push(table.members.len());
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
        self.roles(at) == 0 && self.row(at).iter().all(|&winner| winner == NOBODY)
    }

    /// Person `at` with reasons; `person` and `planner` are the ones the table was computed with.
    pub fn access(&self, planner: &Planner, at: usize, person: &impl Memberships) -> Access {
        planner.explain(person, self.groups(at))
    }

    /// What person `at` gets, by names: roles, then product and permission group by product.
    pub(crate) fn given<'a>(&self, planner: &'a Planner, at: usize) -> (u8, Vec<(&'a str, &'a str)>) {
        let named = |(product, group)| {
            let permission = planner.permission_of(group, product)?;
            Some((planner.product_name(product), planner.permission_name(permission)))
        };
        (self.roles(at), self.winners(at).filter_map(named).collect())
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
        let row = if self.is_organization_admin(at) { &[] } else { self.row(at) };
        (0u32..).zip(row.iter().copied()).filter(|&(_, group)| group != NOBODY)
    }

    /// The deciding group by product, whether the person is Organization Admin or not.
    pub(crate) fn row(&self, at: usize) -> &[u32] {
        &self.winners[at * self.products..][..self.products]
    }
}
