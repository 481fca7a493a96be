//! One person whose groups stay, looked at in the touched products alone.

use std::cmp::Ordering;

use super::WhatIf;
use super::pairs::Pair;
use super::shift::Delta;
use super::touched::{Cell, Touched};
use crate::merge::NOBODY;

/// Room for one person, used again for the next.
#[derive(Default)]
pub(super) struct Room {
    /// What the person's groups say of the products in question.
    cells: Vec<Cell>,
    /// Each touched product.
    pub slots: Vec<Slot>,
    /// Pairs that go, that come, and that stay because of a product in question in which nothing changed.
    pub gone: Vec<Pair>,
    pub new: Vec<Pair>,
    kept: Vec<Pair>,
}

/// One touched product for one person.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub was: Decided,
    pub is: Decided,
    /// Where the group that decides then is listed.
    rank: u32,
    /// Whether anything is otherwise, be it about a group that decides nothing.
    pub changed: bool,
}

/// The group that decides, and the permission group that it gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Decided {
    winner: u32,
    permission: u32,
}

const NOTHING: Decided = Decided { winner: NOBODY, permission: NOBODY };
const UNDECIDED: Slot = Slot { was: NOTHING, is: NOTHING, rank: u32::MAX, changed: false };

impl Decided {
    pub(super) fn permission(self) -> Option<u32> {
        (self.winner != NOBODY).then_some(self.permission)
    }
}

impl Room {
    /// Who decides each touched product for a person of these groups, before and after; whether anything about them changed.
    pub(super) fn decide(&mut self, groups: &[u32], touched: &Touched, delta: &mut Delta) -> bool {
        let Self { cells, slots, .. } = self;
        slots.clear();
        slots.resize(touched.products.len(), UNDECIDED);
        cells.clear();
        let in_question = touched.in_question(groups);
        if in_question.is_none() {
            return false;
        }
        for &group in groups {
            for &cell in touched.cells(group).iter().filter(|cell| in_question.has(cell.slot)) {
                cells.push(cell);
                let slot = &mut slots[cell.slot as usize];
                slot.changed |= cell.before != cell.after;
                // the person's groups come in their order before
                if cell.before != NOBODY && slot.was == NOTHING {
                    slot.was = Decided { winner: cell.group, permission: cell.before };
                }
                if cell.after != NOBODY && cell.rank < slot.rank {
                    slot.is = Decided { winner: cell.group, permission: cell.after };
                    slot.rank = cell.rank;
                }
            }
        }
        let mut any_changed = false;
        for slot in slots.iter_mut().filter(|slot| slot.changed || slot.was != slot.is) {
            slot.changed = true;
            any_changed = true;
            delta.product(slot.was.permission(), slot.is.permission());
        }
        any_changed
    }

    /// Finds the pairs of a person that go and that come.
    pub(super) fn turn_pairs(&mut self, what_if: &WhatIf, at: usize, touched: &Touched) {
        let Self { cells, slots, gone, new, kept } = self;
        gone.clear();
        new.clear();
        kept.clear();
        for cell in cells.iter() {
            let Slot { was, is, changed, .. } = slots[cell.slot as usize];
            if cell.before != NOBODY && cell.before != was.permission {
                let pairs = if changed { &mut *gone } else { &mut *kept };
                pairs.push((was.winner, cell.group));
            }
            if changed && cell.after != NOBODY && cell.after != is.permission {
                new.push((is.winner, cell.group));
            }
        }
        for pairs in [&mut *gone, &mut *new].into_iter().filter(|pairs| pairs.len() > 1) {
            pairs.sort_unstable();
            pairs.dedup();
        }
        // what goes in one product and comes in another stays; so does what another product decides alike before and after
        let (mut at_gone, mut at_new) = (0, 0);
        while let (Some(one), Some(other)) = (gone.get(at_gone), new.get(at_new)) {
            match one.cmp(other) {
                Ordering::Less => at_gone += 1,
                Ordering::Greater => at_new += 1,
                Ordering::Equal => {
                    gone.remove(at_gone);
                    new.remove(at_new);
                }
            }
        }
        // a group that was moved has no product that is not touched
        let is_moved = |pair: &Pair| touched.is_moved[pair.0 as usize] || touched.is_moved[pair.1 as usize];
        if kept.is_empty() && gone.iter().chain(&*new).all(is_moved) {
            return;
        }
        let decides_elsewhere =
            |pair: &Pair| kept.contains(pair) || (!is_moved(pair) && decides_untouched(what_if, at, touched, *pair));
        gone.retain(|pair| !decides_elsewhere(pair));
        new.retain(|pair| !decides_elsewhere(pair));
    }
}

/// Whether a pair decides for a person in a product that is not touched.
fn decides_untouched(what_if: &WhatIf, at: usize, touched: &Touched, (winner, loser): Pair) -> bool {
    let permissions = &what_if.planner.rule(winner).permissions;
    permissions.iter().any(|&(product, permission)| {
        what_if.planner.permission_of(loser, product).is_some_and(|other| other != permission)
            && touched.products.binary_search(&product).is_err()
            && what_if.table.winner(at, product) == Some(winner)
    })
}
