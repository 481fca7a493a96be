//! What everybody may do today, by numbers, and how the plan stands against it.

use crate::effect::{EffectKind, Today};
use crate::guard::nobody_today;
use crate::merge::Planner;
use crate::table::{ADMIN, BILLING};

/// What everybody may do today.
#[derive(Debug, Default)]
pub(super) struct TodayTable {
    roles: Vec<u8>,
    /// Whether the account may do anything.
    something: Vec<bool>,
    /// (product, permission group) by product, person after person; none for an Organization Admin, who has every product.
    permissions: Vec<(u32, u32)>,
    starts: Vec<usize>,
}

/// In how many products a person would lose, get in another way or gain something, and in how many they would have something;
/// Organization Admin aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Standing {
    lost: u32,
    changed: u32,
    gained: u32,
    given: u32,
}

impl TodayTable {
    /// Numbers what today names in `planner`.
    pub(super) fn new(planner: &mut Planner, people: usize, today: &[Option<Today>]) -> Self {
        let mut table = Self { starts: vec![0], ..Self::default() };
        for at in 0..people {
            let today = today.get(at).and_then(Option::as_ref);
            table.something.push(!nobody_today(today));
            let admin = today.is_some_and(|today| today.organization_admin);
            let billing = today.is_some_and(|today| today.billing_manager);
            table.roles.push((if admin { ADMIN } else { 0 }) | (if billing { BILLING } else { 0 }));
            if let Some(today) = today.filter(|_| !admin) {
                let start = table.permissions.len();
                let named = today.permissions.iter();
                table.permissions.extend(named.map(|(product, permission)| planner.number(product, permission)));
                table.permissions[start..].sort_unstable();
            }
            table.starts.push(table.permissions.len());
        }
        table
    }

    fn permissions(&self, at: usize) -> &[(u32, u32)] {
        &self.permissions[self.starts[at]..self.starts[at + 1]]
    }

    pub(super) fn has_something(&self, at: usize) -> bool {
        self.something[at]
    }

    /// How a person stands who is given this, by product.
    pub(super) fn standing(&self, at: usize, given: impl Iterator<Item = (u32, u32)>) -> Standing {
        let today = self.permissions(at);
        let mut standing = Standing { lost: u32::try_from(today.len()).unwrap_or(u32::MAX), ..Standing::default() };
        for (product, permission) in given {
            standing.given += 1;
            match today.binary_search_by_key(&product, |&(product, _)| product) {
                Ok(place) => {
                    standing.lost -= 1;
                    standing.changed += u32::from(today[place].1 != permission);
                }
                Err(_) => standing.gained += 1,
            }
        }
        standing
    }

    /// How they stand once one product is given otherwise.
    pub(super) fn move_on(
        &self,
        at: usize,
        standing: &mut Standing,
        product: u32,
        before: Option<u32>,
        after: Option<u32>,
    ) {
        let today = self.permissions(at);
        let today = today.binary_search_by_key(&product, |&(product, _)| product).ok().map(|place| today[place].1);
        let count = |standing: &mut Standing, given: Option<u32>, by: fn(&mut u32)| {
            if given.is_some() {
                by(&mut standing.given);
            }
            match (today, given) {
                (Some(_), None) => by(&mut standing.lost),
                (Some(today), Some(given)) if today != given => by(&mut standing.changed),
                (None, Some(_)) => by(&mut standing.gained),
                _ => {}
            }
        };
        count(standing, before, |count| *count -= 1);
        count(standing, after, |count| *count += 1);
    }

    /// The same as [`crate::compare`] says of an active person who gets these roles.
    pub(super) fn kind(&self, at: usize, standing: &Standing, roles: u8) -> EffectKind {
        let (today, admin) = (self.roles[at], roles & ADMIN != 0);
        if today & !roles != 0 || (!admin && standing.lost > 0) {
            EffectKind::Lose
        } else if !admin && standing.changed > 0 {
            EffectKind::Change
        } else if roles & !today != 0 || (!admin && today & ADMIN == 0 && standing.gained > 0) {
            EffectKind::Gain
        } else if standing.is_nothing(roles) {
            EffectKind::Nothing
        } else {
            EffectKind::Unchanged
        }
    }

    /// The same for somebody inactive.
    pub(super) fn kind_inactive(&self, at: usize) -> EffectKind {
        if self.something[at] { EffectKind::Lose } else { EffectKind::Nothing }
    }
}

impl Standing {
    pub(super) fn is_nothing(&self, roles: u8) -> bool {
        roles == 0 && self.given == 0
    }
}
