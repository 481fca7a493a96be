//! Who gets another access than before.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::effect::EffectKind;
use crate::table::ADMIN;

/// Who gets another access than before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Shifts {
    /// How many gain and lose nothing ([`EffectKind::Gain`]).
    pub gain: usize,
    /// How many lose ([`EffectKind::Lose`]).
    pub lose: usize,
    /// How many get another permission group and lose nothing ([`EffectKind::Change`]).
    pub change: usize,
    /// Everybody of those three, in the order of the people.
    pub people: Vec<Shift>,
}

/// A person who gets another access than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Shift {
    /// The person's place among the people.
    pub at: u32,
    /// Lose, change or gain.
    pub kind: EffectKind,
}

impl Shifts {
    pub(super) fn add(&mut self, at: u32, kind: EffectKind) {
        match kind {
            EffectKind::Gain => self.gain += 1,
            EffectKind::Lose => self.lose += 1,
            EffectKind::Change => self.change += 1,
            EffectKind::Unchanged | EffectKind::Nothing => return,
        }
        self.people.push(Shift { at, kind });
    }

    /// Adds those of people who come behind these.
    pub(super) fn append(&mut self, mut other: Self) {
        self.gain += other.gain;
        self.lose += other.lose;
        self.change += other.change;
        self.people.append(&mut other.people);
    }
}

/// What one person has lost, gained and got in another way; the same rule as [`crate::compare`].
#[derive(Default)]
pub(super) struct Delta {
    lost: bool,
    changed: bool,
    gained: bool,
    /// Roles before and after.
    roles: (u8, u8),
}

impl Delta {
    pub(super) fn of_roles(before: u8, after: u8) -> Self {
        Self { lost: before & !after != 0, changed: false, gained: after & !before != 0, roles: (before, after) }
    }

    /// The permission groups of one product, Organization Admin or not.
    pub(super) fn product(&mut self, before: Option<u32>, after: Option<u32>) {
        let (was_admin, is_admin) = (self.roles.0 & ADMIN != 0, self.roles.1 & ADMIN != 0);
        match (before.filter(|_| !was_admin), after.filter(|_| !is_admin)) {
            (Some(before), Some(after)) => self.changed |= before != after,
            (Some(_), None) => self.lost |= !is_admin,
            (None, Some(_)) => self.gained |= !was_admin,
            (None, None) => {}
        }
    }

    pub(super) fn kind(&self) -> EffectKind {
        match (self.lost, self.changed, self.gained) {
            (true, _, _) => EffectKind::Lose,
            (_, true, _) => EffectKind::Change,
            (_, _, true) => EffectKind::Gain,
            _ => EffectKind::Unchanged,
        }
    }
}
