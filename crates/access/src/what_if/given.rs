//! What one person gets, by numbers.

use std::collections::BTreeMap;

use crate::edited::Edited;
use crate::effect::Today;
use crate::table::{ADMIN, BILLING};

/// What a person's groups give, product permissions of an Organization Admin included.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub roles: u8,
    /// The permission group of each product with the group that decides, by product.
    pub permissions: Vec<Decision>,
    /// Pairs of groups (winner, loser) whose order decides in some product, sorted.
    pub pairs: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Decision {
    pub product: u32,
    pub winner: u32,
    pub permission: u32,
}

impl Given {
    /// `groups` in the order of `plan`.
    pub(crate) fn of(plan: &Edited<'_>, groups: &[u32]) -> Self {
        let mut given = Self::default();
        for &group in groups {
            let rule = plan.rule(group);
            given.roles |= rule.roles();
            for &(product, permission) in &rule.permissions {
                match given.permissions.binary_search_by_key(&product, |known| known.product) {
                    Ok(place) => {
                        let decided = given.permissions[place];
                        if decided.permission != permission {
                            given.pairs.push((decided.winner, group));
                        }
                    }
                    Err(place) => given.permissions.insert(place, Decision { product, winner: group, permission }),
                }
            }
        }
        given.pairs.sort_unstable();
        given.pairs.dedup();
        given
    }

    pub(crate) fn permission(&self, product: u32) -> Option<u32> {
        let place = self.permissions.binary_search_by_key(&product, |known| known.product).ok()?;
        Some(self.permissions[place].permission)
    }

    pub(crate) fn is_admin(&self) -> bool {
        self.roles & ADMIN != 0
    }

    /// By name, as the person would have it.
    pub(crate) fn by_name(&self, plan: &Edited<'_>) -> Today {
        let permissions = if self.is_admin() { &[][..] } else { &self.permissions };
        let named = |given: &Decision| {
            (plan.product_name(given.product).to_owned(), plan.permission_name(given.permission).to_owned())
        };
        Today {
            organization_admin: self.is_admin(),
            billing_manager: self.roles & BILLING != 0,
            permissions: permissions.iter().map(named).collect::<BTreeMap<_, _>>(),
        }
    }
}
