//! Everybody's computed access as numbers.

use crate::merge::{Memberships, Planner};
use crate::model::Access;

pub(crate) const ACTIVE: u8 = 1;
pub(crate) const ADMIN: u8 = 2;
pub(crate) const BILLING: u8 = 4;

/// Everybody's computed access: a row a person, in the order they were given.
#[derive(Debug, Clone, Default)]
pub struct AccessTable {
    flags: Vec<u8>,
    winners: Winners,
    /// Everybody's groups in the plan, one after the other; person i has `members[starts[i]..starts[i + 1]]`.
    members: Vec<u32>,
    starts: Vec<usize>,
}

/// A row a person, a cell a product: which of the person's own groups decides, counted from 1; 0 for none. An Organization Admin
/// has a row like everybody, which is skipped when read.
#[derive(Debug, Clone, Default)]
struct Winners {
    products: usize,
    /// Where nobody is in more than 255 groups of the plan.
    narrow: Vec<u8>,
    /// Else.
    wide: Vec<u32>,
}

impl AccessTable {
    pub(crate) fn new<M: Memberships>(planner: &Planner, people: impl IntoIterator<Item = M>) -> Self {
        let people = people.into_iter();
        let expected = people.size_hint().0;
        let mut table =
            Self { flags: Vec::with_capacity(expected), starts: Vec::with_capacity(expected + 1), ..Self::default() };
        table.starts.push(0);
        let mut groups = Vec::new();
        let mut most = 0;
        for person in people {
            planner.resolve(&person, &mut groups);
            let roles = groups.iter().fold(0, |roles, &group| roles | planner.rule(group).roles());
            table.flags.push(roles | if person.is_active() { ACTIVE } else { 0 });
            table.members.extend_from_slice(&groups);
            table.starts.push(table.members.len());
            most = most.max(groups.len());
        }
        table.members.shrink_to_fit();
        table.winners = Winners::new(planner, &table, most);
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
        self.roles(at) == 0 && self.row(at).next().is_none()
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
        self.row(at).filter(move |_| !self.is_organization_admin(at))
    }

    /// (product, deciding group) of person `at`, whether they are Organization Admin or not.
    pub(crate) fn row(&self, at: usize) -> impl Iterator<Item = (u32, u32)> {
        let groups = self.groups(at);
        let own = (0u32..).zip(self.winners.row(at));
        own.filter_map(|(product, own)| Some((product, *groups.get(own.checked_sub(1)?)?)))
    }

    /// The group that decides for person `at` in a product, whether they are Organization Admin or not.
    pub(crate) fn winner(&self, at: usize, product: u32) -> Option<u32> {
        self.groups(at).get(self.winners.get(at, product as usize).checked_sub(1)?).copied()
    }
}

impl Winners {
    fn new(planner: &Planner, table: &AccessTable, most: usize) -> Self {
        let products = planner.products().len();
        // The rules in one piece, so that going through everybody stays within what a processor holds at hand.
        let mut named: Vec<u32> = Vec::new();
        let mut starts = vec![0];
        for rule in planner.rules() {
            named.extend(rule.permissions.iter().map(|&(product, _)| product));
            starts.push(named.len());
        }
        let of = |group: u32| &named[starts[group as usize]..starts[group as usize + 1]];
        let mut winners = Self { products, ..Self::default() };
        if u8::try_from(most).is_ok() {
            fill(&mut winners.narrow, table, products, of, |own| u8::try_from(own).unwrap_or_default());
        } else {
            fill(&mut winners.wide, table, products, of, |own| u32::try_from(own).unwrap_or_default());
        }
        winners
    }

    fn row(&self, at: usize) -> impl Iterator<Item = usize> {
        let cells = at * self.products..(at + 1) * self.products;
        let narrow = self.narrow.get(cells.clone()).unwrap_or_default().iter().map(|&own| usize::from(own));
        narrow.chain(self.wide.get(cells).unwrap_or_default().iter().map(|&own| own as usize))
    }

    fn get(&self, at: usize, product: usize) -> usize {
        let cell = at * self.products + product;
        match self.narrow.get(cell) {
            Some(&own) => usize::from(own),
            None => self.wide.get(cell).map_or(0, |&own| own as usize),
        }
    }
}

fn fill<'a, N: Copy + Default + PartialEq>(
    cells: &mut Vec<N>,
    table: &AccessTable,
    products: usize,
    of: impl Fn(u32) -> &'a [u32],
    number: impl Fn(usize) -> N,
) {
    *cells = vec![N::default(); products * table.len()];
    for at in 0..table.len() {
        let row = &mut cells[at * products..][..products];
        for (own, &group) in table.groups(at).iter().enumerate() {
            for &product in of(group) {
                let winner = &mut row[product as usize];
                // groups come in priority order, so the first one stays
                if *winner == N::default() {
                    *winner = number(own + 1);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Person, Plan, PlanGroup};

    #[test]
    fn somebody_in_very_many_groups_is_computed_like_everybody() {
        let named = |at: usize| format!("G{at}");
        let groups = (0..400).map(|at| PlanGroup {
            name: named(at),
            permissions: if at < 300 { [].into() } else { [(format!("P{}", at % 7), "Readers".to_owned())].into() },
            ..PlanGroup::default()
        });
        let planner = Planner::new(Plan { groups: groups.collect() }).unwrap();
        let people = [0, 255, 256, 300, 400].map(|count| Person {
            user_name: named(count),
            active: true,
            groups: (400 - count..400).map(named).collect(),
        });
        for chosen in [&people[..2], &people[..]] {
            let table = planner.compute_all(chosen);
            for (at, person) in chosen.iter().enumerate() {
                let grants = planner.compute(person).permissions;
                let (_, given) = table.given(&planner, at);
                let expected: Vec<(&str, &str)> =
                    grants.iter().map(|grant| (grant.product.as_str(), grant.permission_group.as_str())).collect();
                assert_eq!(given, expected);
                assert_eq!(table.is_nothing(at), expected.is_empty());
                let from: Vec<&str> = table.winners(at).map(|(_, group)| planner.group_name(group)).collect();
                assert_eq!(from, grants.iter().map(|grant| grant.from_group.as_str()).collect::<Vec<_>>());
            }
        }
    }
}
