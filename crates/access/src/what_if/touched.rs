//! Whom edits of a plan touch, and in which products.

use crate::edited::Edited;
use crate::merge::{NOBODY, Rule, index};

/// The touched groups, with what every group says of the products in question.
#[derive(Debug)]
pub(super) struct Touched {
    /// Groups that give something else or were moved past others.
    pub groups: Vec<u32>,
    /// By the group's number: whether it was moved past others. All products of such a group are touched.
    pub is_moved: Vec<bool>,
    /// Every product in which something can be decided otherwise.
    pub products: Vec<u32>,
    /// What roles each group gives then, by its number; empty where no group's roles are touched.
    pub roles: Vec<u8>,
    /// Group after group.
    cells: Vec<Cell>,
    /// By the group's number.
    said: Vec<Said>,
}

/// What one group says of the touched products.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    start: u32,
    end: u32,
    /// Which products it names, before or after.
    named: Slots,
    /// In which of them it names something else then.
    changed: Slots,
}

/// Some of the touched products, by their places. Those from the 64th on are one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Slots(u64);

impl Slots {
    fn one(slot: u32) -> Self {
        Self(1 << slot.min(63))
    }

    pub(super) fn has(self, slot: u32) -> bool {
        self.0 & Self::one(slot).0 != 0
    }

    pub(super) fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// The permission group that a group names in one product; [`NOBODY`] for none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// The product's place among the touched ones.
    pub slot: u32,
    pub group: u32,
    pub before: u32,
    pub after: u32,
    /// Where the group is listed then.
    pub rank: u32,
}

impl Touched {
    /// `naming` has, for each product, the groups that name it; `people` says how many people are in a group.
    pub(super) fn of(plan: &Edited<'_>, naming: &[Vec<(u32, u32)>], people: impl Fn(u32) -> usize) -> Self {
        let planner = plan.planner();
        let mut groups = plan.moved(people);
        let mut products: Vec<u32> =
            groups.iter().flat_map(|&group| &planner.rule(group).permissions).map(|&(product, _)| product).collect();
        let mut is_moved = vec![false; planner.rules().len()];
        for &group in &groups {
            is_moved[group as usize] = true;
        }
        let mut roles = false;
        for (group, rule) in plan.rules() {
            let before = planner.rule(group);
            groups.push(group);
            roles |= before.roles() != rule.roles();
            let differing = |these: &Rule, those: &Rule| -> Vec<u32> {
                let pairs = these.permissions.iter().filter(|pair| !those.permissions.contains(pair));
                pairs.map(|&(product, _)| product).collect()
            };
            products.extend(differing(before, rule).into_iter().chain(differing(rule, before)));
            if is_moved[group as usize] {
                products.extend(rule.permissions.iter().map(|&(product, _)| product));
            }
        }
        groups.sort_unstable();
        groups.dedup();
        products.sort_unstable();
        products.dedup();
        let roles =
            if roles { (0..index(is_moved.len())).map(|group| plan.rule(group).roles()).collect() } else { vec![] };

        let mut cells = Vec::new();
        for (slot, &product) in (0u32..).zip(&products) {
            let named = naming.get(product as usize).map_or(&[][..], Vec::as_slice).iter().copied();
            let untouched = named.filter(|(group, _)| groups.binary_search(group).is_err());
            cells.extend(untouched.map(|(group, permission)| Cell {
                slot,
                group,
                before: permission,
                after: permission,
                rank: plan.rank(group),
            }));
            for &group in &groups {
                let before = planner.permission_of(group, product).unwrap_or(NOBODY);
                let after = plan.rule(group).permission(product).unwrap_or(NOBODY);
                if before != NOBODY || after != NOBODY {
                    cells.push(Cell { slot, group, before, after, rank: plan.rank(group) });
                }
            }
        }
        cells.sort_unstable_by_key(|cell| (cell.group, cell.slot));
        let mut said = vec![Said::default(); is_moved.len()];
        for (place, cell) in (0u32..).zip(&cells) {
            let said = &mut said[cell.group as usize];
            if said.named.is_none() {
                said.start = place;
            }
            said.end = place + 1;
            said.named.0 |= Slots::one(cell.slot).0;
            if cell.before != cell.after {
                said.changed.0 |= Slots::one(cell.slot).0;
            }
        }
        Self { groups, is_moved, products, roles, cells, said }
    }

    /// In which products something can be otherwise for somebody of these groups: where one of them names something else, and
    /// where two of them name anything.
    pub(super) fn in_question(&self, groups: &[u32]) -> Slots {
        let (mut once, mut twice, mut changed) = (0, 0, 0);
        for &group in groups {
            let said = &self.said[group as usize];
            twice |= once & said.named.0;
            once |= said.named.0;
            changed |= said.changed.0;
        }
        // all products from the 64th on are one, in which a single group may well be named twice
        let crowded = if self.products.len() > 64 { once & Slots::one(63).0 } else { 0 };
        Slots(twice | changed | crowded)
    }

    /// What a group says of the touched products.
    pub(super) fn cells(&self, group: u32) -> &[Cell] {
        let said = &self.said[group as usize];
        &self.cells[said.start as usize..said.end as usize]
    }
}
