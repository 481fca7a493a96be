//! Whom edits of a plan touch, and in which products.

use crate::edited::Edited;
use crate::merge::{NOBODY, index};

/// The touched groups, with what every group says of the products in question.
#[derive(Debug)]
pub(super) struct Touched {
    /// Groups that give something else or were moved past others.
    pub groups: Vec<u32>,
    /// By the group's number.
    pub is_touched: Vec<bool>,
    /// Every product that one of those names, before or after.
    pub products: Vec<u32>,
    /// Whether a group's roles are touched.
    pub roles: bool,
    /// Group after group.
    cells: Vec<Cell>,
    starts: Vec<usize>,
}

/// The permission group that a group names in one product; [`NOBODY`] for none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// The product's place among the touched ones.
    pub slot: u32,
    pub group: u32,
    pub before: u32,
    pub after: u32,
}

impl Touched {
    /// `naming` has, for each product, the groups that name it; `people` says how many people are in a group.
    pub(super) fn of(plan: &Edited<'_>, naming: &[Vec<(u32, u32)>], people: impl Fn(u32) -> usize) -> Self {
        let planner = plan.planner();
        let mut groups = plan.moved(people);
        let mut products: Vec<u32> =
            groups.iter().flat_map(|&group| &planner.rule(group).permissions).map(|&(product, _)| product).collect();
        let mut roles = false;
        for (group, rule) in plan.rules() {
            let before = planner.rule(group);
            groups.push(group);
            roles |= before.roles() != rule.roles();
            if before.permissions != rule.permissions {
                products.extend(before.permissions.iter().chain(&rule.permissions).map(|&(product, _)| product));
            }
        }
        groups.sort_unstable();
        groups.dedup();
        products.sort_unstable();
        products.dedup();
        let mut is_touched = vec![false; planner.rules().len()];
        groups.iter().for_each(|&group| is_touched[group as usize] = true);

        let mut cells = Vec::new();
        for (slot, &product) in (0u32..).zip(&products) {
            let named = naming.get(product as usize).map_or(&[][..], Vec::as_slice).iter().copied();
            let untouched = named.filter(|&(group, _)| !is_touched[group as usize]);
            cells.extend(untouched.map(|(group, permission)| Cell {
                slot,
                group,
                before: permission,
                after: permission,
            }));
            for &group in &groups {
                let before = planner.permission_of(group, product).unwrap_or(NOBODY);
                let after = plan.rule(group).permission(product).unwrap_or(NOBODY);
                if before != NOBODY || after != NOBODY {
                    cells.push(Cell { slot, group, before, after });
                }
            }
        }
        cells.sort_unstable_by_key(|cell| (cell.group, cell.slot));
        let mut starts = Vec::with_capacity(is_touched.len() + 1);
        let mut at = 0;
        for group in 0..=index(is_touched.len()) {
            while cells.get(at).is_some_and(|cell| cell.group < group) {
                at += 1;
            }
            starts.push(at);
        }
        Self { groups, is_touched, products, roles, cells, starts }
    }

    /// What a group says of the touched products.
    pub(super) fn cells(&self, group: u32) -> &[Cell] {
        &self.cells[self.starts[group as usize]..self.starts[group as usize + 1]]
    }
}
