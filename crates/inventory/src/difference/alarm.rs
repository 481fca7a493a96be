//! When a reading loses so much at once that somebody should look before anything else happens.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Difference;
use crate::model::Inventory;

/// Fewer losses than this are everyday.
const AT_LEAST: usize = 5;
/// And fewer than one in so many are.
const ONE_IN: usize = 10;

/// Many were lost from one reading to the next: a changed rule or directory often looks like this, and Okta then
/// deactivates people by itself (Okta support: “The logs show that Okta deprovisioned users”).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Alarm {
    /// Users who left or were switched off.
    pub people: usize,
    /// Of how many active users before.
    pub of_people: usize,
    /// Memberships that ended.
    pub memberships: usize,
    /// Of how many memberships before.
    pub of_memberships: usize,
    /// In a sentence.
    pub words: String,
    /// What to do.
    pub todo: String,
}

/// An alarm when at least 5, and at least one in 10, of the active users or of the memberships were lost.
pub fn alarm(earlier: &Inventory, difference: &Difference) -> Option<Alarm> {
    let of_people = earlier.users.iter().filter(|user| user.active).count();
    let of_memberships = earlier.groups.iter().map(|group| group.members.len()).sum();
    let left = difference.left.iter().filter(|user| user.active).count();
    let off = difference.changed.iter().filter(|change| change.before.active && !change.after.active).count();
    let people = left + off;
    let memberships = difference.moved.iter().map(|moved| moved.out_of.len()).sum();
    let many = |lost: usize, of: usize| lost >= AT_LEAST && lost * ONE_IN >= of;
    let words = if many(people, of_people) {
        format!("{people} of {of_people} active people left or were switched off at once.")
    } else if many(memberships, of_memberships) {
        format!("{memberships} of {of_memberships} memberships in groups ended at once.")
    } else {
        return None;
    };
    Some(Alarm {
        people,
        of_people,
        memberships,
        of_memberships,
        words,
        todo: "If nobody meant that, look in Okta for a changed group rule, a changed directory or a removed assignment, and \
               restore that first: only then retry what failed."
            .to_owned(),
    })
}
