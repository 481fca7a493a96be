//! A difference, as an administrator reads it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Difference, Moved, NamedGroup};

/// What a line of a difference is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// Users who are new.
    Joined,
    /// Users who are gone.
    Left,
    /// Users whose account was switched off.
    SwitchedOff,
    /// Users whose account was switched on again.
    SwitchedOn,
    /// Users with another user name or e-mail address.
    Readdressed,
    /// Users with another display name, or another id in Okta.
    Renamed,
    /// Users in other groups.
    Moved,
    /// Groups that are new, gone or renamed.
    Groups,
}

/// So many moves, and so many groups, are spelled out in a sentence.
const SPELLED: usize = 3;

/// One line of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DifferenceLine {
    /// What it is about.
    pub kind: DifferenceKind,
    /// e.g. `3 joined`, `1 moved from Readers to Developers`.
    pub words: String,
    /// User names or group names, sorted.
    pub names: Vec<String>,
}

impl Difference {
    /// The difference in lines, those that concern the most important first; none when nothing changed.
    pub fn lines(&self) -> Vec<DifferenceLine> {
        let mut lines = Vec::new();
        let mut line = |kind: DifferenceKind, mut names: Vec<String>, words: &dyn Fn(usize) -> String| {
            if !names.is_empty() {
                names.sort_unstable();
                lines.push(DifferenceLine { kind, words: words(names.len()), names });
            }
        };
        let of = |users: &[crate::User]| users.iter().map(|user| user.user_name.clone()).collect::<Vec<_>>();
        line(DifferenceKind::Joined, of(&self.joined), &|n| format!("{n} joined"));
        line(DifferenceKind::Left, of(&self.left), &|n| format!("{n} left"));
        let changed = |matches: &dyn Fn(&super::Change) -> bool| {
            self.changed.iter().filter(|change| matches(change)).map(|change| change.after.user_name.clone()).collect()
        };
        let was = |n: usize| if n == 1 { "was" } else { "were" };
        line(DifferenceKind::SwitchedOff, changed(&|c| c.before.active && !c.after.active), &|n| {
            format!("{n} {} switched off", was(n))
        });
        line(DifferenceKind::SwitchedOn, changed(&|c| !c.before.active && c.after.active), &|n| {
            format!("{n} {} switched on again", was(n))
        });
        let readdressed =
            |c: &super::Change| c.before.user_name != c.after.user_name || c.before.email != c.after.email;
        line(DifferenceKind::Readdressed, changed(&readdressed), &|n| {
            format!("{n} {} another address", if n == 1 { "has" } else { "have" })
        });
        let renamed = |c: &super::Change| {
            !readdressed(c)
                && (c.before.display_name != c.after.display_name || c.before.external_id != c.after.external_id)
        };
        line(DifferenceKind::Renamed, changed(&renamed), &|n| {
            format!("{n} {} another name or id in Okta", if n == 1 { "has" } else { "have" })
        });
        lines.extend(self.moves());
        lines.extend(self.groups());
        lines
    }

    /// The whole difference in a sentence: `3 joined, 1 left, 1 moved from Readers to Developers`. Of many different moves and
    /// of many groups the first are named and the rest counted; [`Self::lines`] has all of them.
    pub fn sentence(&self) -> String {
        let lines = self.lines();
        if lines.is_empty() {
            return "Nothing changed".to_owned();
        }
        let mut parts: Vec<String> = Vec::new();
        for of_a_kind in lines.chunk_by(|one, next| one.kind == next.kind) {
            // One that would be left over is named as well: to count it takes as much room.
            let named = if of_a_kind.len() > SPELLED + 1 { SPELLED } else { of_a_kind.len() };
            parts.extend(of_a_kind[..named].iter().map(|line| line.words.clone()));
            let rest: usize = of_a_kind[named..].iter().map(|line| line.names.len()).sum();
            match of_a_kind[0].kind {
                _ if rest == 0 => {}
                DifferenceKind::Groups => parts.push(format!("{rest} other groups changed")),
                _ => parts.push(format!("{rest} moved otherwise")),
            }
        }
        parts.join(", ")
    }

    /// Users who stayed, grouped by the move that they made. A group that came or went tells of itself; that its members
    /// are in it, or no more, is left to its own line.
    fn moves(&self) -> Vec<DifferenceLine> {
        let new: BTreeSet<&str> = self.joined.iter().chain(&self.left).map(|user| user.id.as_str()).collect();
        let gone: BTreeSet<&str> = self.groups_removed.iter().map(|group| group.id.as_str()).collect();
        let mut by_move: BTreeMap<(Vec<&NamedGroup>, Vec<&NamedGroup>), Vec<&Moved>> = BTreeMap::new();
        for moved in self.moved.iter().filter(|moved| !new.contains(moved.user_id.as_str())) {
            let out_of: Vec<&NamedGroup> =
                moved.out_of.iter().filter(|group| !gone.contains(group.id.as_str())).collect();
            let into: Vec<&NamedGroup> = moved.into.iter().collect();
            if !out_of.is_empty() || !into.is_empty() {
                by_move.entry((out_of, into)).or_default().push(moved);
            }
        }
        let mut lines: Vec<DifferenceLine> = by_move
            .into_iter()
            .map(|((out_of, into), whom)| {
                let mut names: Vec<String> = whom.iter().map(|moved| moved.user_name.clone()).collect();
                names.sort_unstable();
                let n = whom.len();
                let words = match (out_of.is_empty(), into.is_empty()) {
                    (false, false) => format!("{n} moved from {} to {}", list(&out_of), list(&into)),
                    (true, _) => format!("{n} came into {}", list(&into)),
                    (false, true) => format!("{n} went out of {}", list(&out_of)),
                };
                DifferenceLine { kind: DifferenceKind::Moved, words, names }
            })
            .collect();
        // The moves that most people made first.
        lines.sort_by(|a, b| b.names.len().cmp(&a.names.len()).then_with(|| a.words.cmp(&b.words)));
        lines
    }

    fn groups(&self) -> Vec<DifferenceLine> {
        let line = |words: String, name: &str| DifferenceLine {
            kind: DifferenceKind::Groups,
            words,
            names: vec![name.to_owned()],
        };
        let added = self.groups_added.iter().map(|group| line(format!("the group {} is new", group.name), &group.name));
        let removed =
            self.groups_removed.iter().map(|group| line(format!("the group {} is gone", group.name), &group.name));
        let renamed = self
            .groups_renamed
            .iter()
            .map(|group| line(format!("the group {} is called {} now", group.before, group.after), &group.after));
        added.chain(removed).chain(renamed).collect()
    }
}

/// `A`, `A and B`, `A, B and C`.
fn list(groups: &[&NamedGroup]) -> String {
    let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
