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
}

/// What one person has lost, gained and got in another way; the same rule as [`crate::compare`].
#[derive(Default)]
pub(super) struct Delta {
    lost: bool,
    changed: bool,
    gained: bool,
    was_admin: bool,
    is_admin: bool,
}

impl Delta {
    pub(super) fn of_roles(before: u8, after: u8) -> Self {
        Self {
            lost: before & !after != 0,
            changed: false,
            gained: after & !before != 0,
            was_admin: before & ADMIN != 0,
            is_admin: after & ADMIN != 0,
        }
    }

    /// The permission groups of one product, Organization Admin or not.
    pub(super) fn product(&mut self, before: Option<u32>, after: Option<u32>) {
        match (before.filter(|_| !self.was_admin), after.filter(|_| !self.is_admin)) {
            (Some(before), Some(after)) => self.changed |= before != after,
            (Some(_), None) => self.lost |= !self.is_admin,
            (None, Some(_)) => self.gained |= !self.was_admin,
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
