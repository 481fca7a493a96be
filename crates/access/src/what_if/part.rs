//! Some of the people whom edits touch, one by one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::WhatIf;
use super::given::Given;
use super::pairs::{Pair, Tally, Turn};
use super::room::Room;
use super::shift::{Delta, Shifts};
use super::today::Standing;
use super::touched::Touched;
use crate::edited::Edited;
use crate::effect::{EffectCounts, EffectKind};
use crate::table::ADMIN;

/// What is looked at.
pub(super) struct Ground<'a> {
    pub what_if: &'a WhatIf,
    pub plan: Edited<'a>,
    pub memberships: BTreeMap<u32, Vec<u32>>,
    pub touched: Touched,
}

/// What was seen of some of the people.
#[derive(Default)]
pub(super) struct Part<'a> {
    pub shifts: Shifts,
    /// None of these in a look without guards.
    pub guards: Option<OfGuards<'a>>,
    room: Room,
}

/// What the guards and the comparison with today need, of everybody.
pub(super) struct OfGuards<'a> {
    pub tally: Tally<'a>,
    pub admins: usize,
    pub you_are_admin: bool,
    pub counts: EffectCounts,
    /// Who has something today and is left with nothing, by person.
    pub left: Cow<'a, [bool]>,
}

impl<'a> Part<'a> {
    /// Looks at these people, of whom the others are taken to get what the plan in force gives.
    pub(super) fn of(ground: &Ground<'a>, people: &[u32], guards: bool) -> Self {
        let mut part = Self { guards: guards.then(|| OfGuards::before(ground.what_if)), ..Self::default() };
        part.shifts.people.reserve(people.len());
        for &at in people {
            if ground.memberships.contains_key(&at) {
                part.whole(ground, at);
            } else {
                part.partly(ground, at);
            }
        }
        part
    }

    /// Adds what was seen of people who come behind these.
    pub(super) fn add(&mut self, what_if: &'a WhatIf, other: Self) {
        self.shifts.append(other.shifts);
        if let (Some(guards), Some(others)) = (&mut self.guards, other.guards) {
            guards.add(what_if, others);
        }
    }

    /// A person whose groups stay: only the touched products are compared.
    fn partly(&mut self, ground: &Ground<'a>, at: u32) {
        let (what_if, touched, room) = (ground.what_if, &ground.touched, &mut self.room);
        let row = at as usize;
        let groups = what_if.table.groups(row);
        let before = what_if.table.roles(row);
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
            room.turn_pairs(what_if, row, touched);
        } else {
            room.gone.clear();
            room.new.clear();
        }
        let Room { slots, gone, new, .. } = room;
        let turn = Turn { gone, new, counted: before & ADMIN == 0, counts: after & ADMIN == 0 };
        guards.tally.turn(row, turn);
        if kind != EffectKind::Unchanged {
            guards.person(what_if, at, (before, after), |standing| {
                let Some(today) = &what_if.today else { return };
                for (slot, &product) in slots.iter().zip(&touched.products).filter(|(slot, _)| slot.changed) {
                    today.table.move_on(row, standing, product, slot.was.permission(), slot.is.permission());
                }
            });
        }
    }

    /// A person whose own groups change.
    fn whole(&mut self, ground: &Ground<'a>, at: u32) {
        let what_if = ground.what_if;
        let row = at as usize;
        let before = Given::of(&Edited::of(&what_if.planner, &[]), what_if.table.groups(row));
        let after = Given::of(&ground.plan, &ground.memberships[&at]);
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
        guards.person(what_if, at, (before.roles, after.roles), |standing| {
            let Some(today) = &what_if.today else { return };
            let given = after.permissions.iter().map(|given| (given.product, given.permission));
            *standing = today.table.standing(row, given);
        });
    }
}

impl<'a> OfGuards<'a> {
    fn before(what_if: &'a WhatIf) -> Self {
        let today = what_if.today.as_ref();
        Self {
            tally: Tally::new(&what_if.pairs),
            admins: what_if.admins,
            you_are_admin: what_if.you.as_ref().is_some_and(|you| you.admin),
            counts: today.map(|today| today.counts).unwrap_or_default(),
            left: today.map_or_else(Cow::default, |today| Cow::Borrowed(today.left.as_slice())),
        }
    }

    /// Both began from the plan in force and saw other people.
    fn add(&mut self, what_if: &'a WhatIf, other: Self) {
        let before = Self::before(what_if);
        self.tally.add(other.tally);
        self.admins = self.admins + other.admins - before.admins;
        if other.you_are_admin != before.you_are_admin {
            self.you_are_admin = other.you_are_admin;
        }
        let (mut others, mut before_counts) = (other.counts, before.counts);
        for kind in EffectKind::ALL {
            let count = self.counts.of(kind);
            *count = *count + *others.of(kind) - *before_counts.of(kind);
        }
        if let Cow::Owned(left) = other.left {
            let changed = left.into_iter().zip(&*before.left).enumerate().filter(|(_, (now, before))| now != *before);
            for (at, (now, _)) in changed {
                self.left.to_mut()[at] = now;
            }
        }
    }

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
