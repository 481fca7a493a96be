//! One look at some edits: the people whom they touch, one by one.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::given::Given;
use super::pairs::{Pair, Tally, Turn};
use super::shift::{Delta, Shifts};
use super::today::Standing;
use super::touched::{Cell, Touched};
use super::{Looked, WhatIf};
use crate::edit::Edit;
use crate::edited::Edited;
use crate::effect::{EffectCounts, EffectKind};
use crate::guard::{Guard, NAMED, OfPeople, findings, in_order};
use crate::merge::NOBODY;
use crate::table::ADMIN;

pub(super) struct Look<'a> {
    what_if: &'a WhatIf,
    plan: Edited<'a>,
    memberships: BTreeMap<u32, Vec<u32>>,
    shifts: Shifts,
    /// None of these in a look without guards.
    guards: Option<OfGuards<'a>>,
}

/// What the guards and the comparison with today need.
struct OfGuards<'a> {
    tally: Tally<'a>,
    admins: usize,
    you_are_admin: bool,
    counts: EffectCounts,
    /// Who has something today and is left with nothing, by person.
    left: Cow<'a, [bool]>,
}

/// Room for one person, used again for the next.
#[derive(Default)]
struct Room {
    /// What the person's groups say of the products in question.
    cells: Vec<Cell>,
    /// Each touched product.
    slots: Vec<Slot>,
    /// Pairs that go, that come, and that stay because of a product in question in which nothing changed.
    gone: Vec<Pair>,
    new: Vec<Pair>,
    kept: Vec<Pair>,
}

/// One touched product for one person.
#[derive(Clone, Copy)]
struct Slot {
    was: Decided,
    is: Decided,
    /// Where the group that decides then is listed.
    rank: u32,
    /// Whether anything is otherwise, be it about a group that decides nothing.
    changed: bool,
}

/// The group that decides, and the permission group that it gives.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Decided {
    winner: u32,
    permission: u32,
}

const NOTHING: Decided = Decided { winner: NOBODY, permission: NOBODY };
const UNDECIDED: Slot = Slot { was: NOTHING, is: NOTHING, rank: u32::MAX, changed: false };

impl Decided {
    fn permission(self) -> Option<u32> {
        (self.winner != NOBODY).then_some(self.permission)
    }
}

impl<'a> Look<'a> {
    pub(super) fn at(what_if: &'a WhatIf, edits: &'a [Edit], guards: bool) -> Self {
        let plan = Edited::of(&what_if.planner, edits);
        let memberships = what_if.memberships(&plan, edits);
        let guards = guards.then(|| OfGuards {
            tally: Tally::new(&what_if.pairs),
            admins: what_if.admins,
            you_are_admin: what_if.you.as_ref().is_some_and(|you| you.admin),
            counts: what_if.today.as_ref().map(|today| today.counts).unwrap_or_default(),
            left: what_if.today.as_ref().map_or_else(Cow::default, |today| Cow::Borrowed(today.left.as_slice())),
        });
        let people = |group: u32| what_if.people_of[group as usize].len();
        let touched = Touched::of(&plan, &what_if.naming, people);
        let mut look = Self { what_if, plan, memberships, shifts: Shifts::default(), guards };
        let mut is_touched = vec![false; what_if.table.len()];
        for people in touched.groups.iter().map(|&group| &what_if.people_of[group as usize]) {
            people.iter().for_each(|&at| is_touched[at as usize] = true);
        }
        look.memberships.keys().for_each(|&at| is_touched[at as usize] = true);
        let mut room = Room::default();
        look.shifts.people.reserve(is_touched.iter().filter(|&&touched| touched).count());
        for (at, _) in (0u32..).zip(&is_touched).filter(|&(_, &touched)| touched) {
            if !what_if.reached[at as usize] {
                continue;
            }
            if look.memberships.contains_key(&at) {
                look.whole(at);
            } else {
                look.partly(at, &touched, &mut room);
            }
        }
        look
    }

    /// A person whose groups stay: only the touched products are compared.
    fn partly(&mut self, at: u32, touched: &Touched, room: &mut Room) {
        let row = at as usize;
        let groups = self.what_if.table.groups(row);
        let before = self.what_if.table.roles(row);
        let after = match touched.roles.as_slice() {
            [] => before,
            roles => groups.iter().fold(0, |all, &group| all | roles[group as usize]),
        };
        let mut delta = Delta::of_roles(before, after);
        let any_changed = room.decide(groups, touched, &mut delta);
        let kind = delta.kind();
        self.shifts.add(at, kind);

        let Some(guards) = &mut self.guards else { return };
        if any_changed {
            room.turn_pairs(self.what_if, row, touched);
        } else {
            room.gone.clear();
            room.new.clear();
        }
        let Room { slots, gone, new, .. } = room;
        let turn = Turn { gone, new, counted: before & ADMIN == 0, counts: after & ADMIN == 0 };
        guards.tally.turn(row, turn);
        if kind != EffectKind::Unchanged {
            guards.person(self.what_if, at, (before, after), |standing| {
                let Some(today) = &self.what_if.today else { return };
                for (slot, &product) in slots.iter().zip(&touched.products).filter(|(slot, _)| slot.changed) {
                    today.table.move_on(row, standing, product, slot.was.permission(), slot.is.permission());
                }
            });
        }
    }

    /// A person whose own groups change.
    fn whole(&mut self, at: u32) {
        let row = at as usize;
        let before = Given::of(&Edited::of(&self.what_if.planner, &[]), self.what_if.table.groups(row));
        let after = Given::of(&self.plan, &self.memberships[&at]);
        let mut delta = Delta::of_roles(before.roles, after.roles);
        let products = before.permissions.iter().chain(&after.permissions).map(|given| given.product);
        for product in products.collect::<BTreeSet<u32>>() {
            delta.product(before.permission(product), after.permission(product));
        }
        let kind = delta.kind();
        self.shifts.add(at, kind);
        let Some(guards) = &mut self.guards else { return };
        let but = |these: &[Pair], those: &[Pair]| -> Vec<Pair> {
            these.iter().copied().filter(|pair| those.binary_search(pair).is_err()).collect()
        };
        let turn = Turn {
            gone: &but(&before.pairs, &after.pairs),
            new: &but(&after.pairs, &before.pairs),
            counted: !before.is_admin(),
            counts: !after.is_admin(),
        };
        guards.tally.turn(row, turn);
        guards.person(self.what_if, at, (before.roles, after.roles), |standing| {
            let Some(today) = &self.what_if.today else { return };
            let given = after.permissions.iter().map(|given| (given.product, given.permission));
            *standing = today.table.standing(row, given);
        });
    }

    pub(super) fn shifts(self) -> Shifts {
        self.shifts
    }

    pub(super) fn looked(mut self) -> Looked {
        let Some(guards) = self.guards.take() else { return Looked::default() };
        let what_if = self.what_if;
        let today = what_if.today.as_ref();
        let (most, all) = guards.tally.most();
        let order = most.into_iter().map(|(pair, count)| self.order_decides(pair, count)).collect();
        let you = what_if.you.as_ref().filter(|_| !guards.you_are_admin).map(|you| you.guard.clone());
        let people = OfPeople {
            admins: guards.admins,
            you,
            left: left_with_nothing(what_if, &guards.left),
            order: in_order(order, all),
        };
        Looked {
            effect: today.map(|_| guards.counts),
            groups_with_permissions: self.plan.order().filter(|&group| self.plan.rule(group).gives_anything()).count(),
            guards: findings(&self.plan, &what_if.around, people),
            shifts: self.shifts,
        }
    }

    /// In which products a pair decides, and for whom first. Ends early once both are known; where two huge groups name a product
    /// in which a third always comes first, everybody of the smaller is looked at.
    fn order_decides(&self, (winner, loser): Pair, count: usize) -> Guard {
        let (plan, table) = (&self.plan, &self.what_if.table);
        let loses = plan.rule(loser);
        let in_question: Vec<u32> = plan
            .rule(winner)
            .permissions
            .iter()
            .filter(|&&(product, permission)| loses.permission(product).is_some_and(|other| other != permission))
            .map(|&(product, _)| product)
            .collect();
        let size = |group: u32| self.what_if.people_of[group as usize].len();
        let smaller = if size(winner) < size(loser) { winner } else { loser };
        let mut everybody: Vec<u32> = self.what_if.people_of[smaller as usize].clone();
        if !self.memberships.is_empty() {
            everybody.extend(self.memberships.keys());
            everybody.sort_unstable();
            everybody.dedup();
        }
        let (mut products, mut people) = (BTreeSet::new(), Vec::new());
        for at in everybody {
            let groups = self.memberships.get(&at).map_or_else(|| table.groups(at as usize), Vec::as_slice);
            let is_in = groups.contains(&winner) && groups.contains(&loser) && self.what_if.reached[at as usize];
            if !is_in || groups.iter().any(|&group| plan.rule(group).organization_admin) {
                continue;
            }
            let first = |product: u32| {
                let naming = groups.iter().filter(|&&group| plan.rule(group).permission(product).is_some());
                naming.min_by_key(|&&group| plan.rank(group)).copied()
            };
            let decided = in_question.iter().copied().filter(|&product| first(product) == Some(winner));
            let mut decides = false;
            for product in decided {
                decides = true;
                products.insert(plan.product_name(product));
            }
            if decides && people.len() < NAMED {
                people.push(self.what_if.user_name(at).to_owned());
            }
            if products.len() == in_question.len() && people.len() == NAMED.min(count) {
                break;
            }
        }
        Guard::OrderDecides {
            winner: plan.planner().group_name(winner).to_owned(),
            loser: plan.planner().group_name(loser).to_owned(),
            products: products.into_iter().map(str::to_owned).collect(),
            count,
            people,
        }
    }
}

impl OfGuards<'_> {
    /// One person who gets something else.
    fn person(&mut self, what_if: &WhatIf, at: u32, (before, after): (u8, u8), stand: impl FnOnce(&mut Standing)) {
        self.admins += usize::from(after & ADMIN != 0);
        self.admins -= usize::from(before & ADMIN != 0);
        if what_if.you.as_ref().is_some_and(|you| you.at == at) {
            self.you_are_admin = after & ADMIN != 0;
        }
        let Some(today) = &what_if.today else { return };
        let row = at as usize;
        let mut standing = today.standing[row];
        let kind = today.table.kind(row, &standing, before);
        stand(&mut standing);
        *self.counts.of(kind) -= 1;
        *self.counts.of(today.table.kind(row, &standing, after)) += 1;
        let left = today.table.has_something(row) && standing.is_nothing(after);
        if left != today.left[row] {
            self.left.to_mut()[row] = left;
        }
    }
}

impl Room {
    /// Who decides each touched product for a person of these groups, before and after; whether anything about them changed.
    fn decide(&mut self, groups: &[u32], touched: &Touched, delta: &mut Delta) -> bool {
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
    fn turn_pairs(&mut self, what_if: &WhatIf, at: usize, touched: &Touched) {
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
        for pairs in [&mut *gone, &mut *new] {
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
        let decides_elsewhere = |&pair: &Pair| {
            let is_moved = touched.is_moved[pair.0 as usize] || touched.is_moved[pair.1 as usize];
            kept.contains(&pair) || (!is_moved && decides_untouched(what_if, at, touched, pair))
        };
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

fn left_with_nothing(what_if: &WhatIf, left: &[bool]) -> Option<Guard> {
    let mut left = (0u32..).zip(left).filter(|&(_, &left)| left).map(|(at, _)| at);
    let people: Vec<String> = left.by_ref().take(NAMED).map(|at| what_if.user_name(at).to_owned()).collect();
    let count = people.len() + left.count();
    (count > 0).then_some(Guard::LeftWithNothing { count, people })
}
