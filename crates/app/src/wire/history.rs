//! The history of readings, and what changed between two of them.

use catflap_access::AccessShift;
use catflap_inventory::{Alarm, DifferenceLine};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The history of who is synced.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryView {
    /// Newest first.
    pub entries: Vec<HistoryEntry>,
    /// So many are kept; set in the settings.
    pub most: u32,
}

/// One entry of the history: a reading that brought something new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HistoryEntry {
    /// Grows with every entry.
    pub id: i64,
    /// RFC 3339, when it was first read so.
    pub read_at: String,
    /// RFC 3339, when it was last read so.
    pub seen_at: String,
    /// Synced users.
    pub users: u32,
    /// Synced groups.
    pub groups: u32,
    /// What changed against the entry before, in a sentence, permissions included; none for the oldest.
    pub changed: Option<String>,
    /// Many were lost with it.
    pub alarm: bool,
}

/// Two entries of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct HistoryPair {
    /// The earlier one.
    pub from: i64,
    /// The later one.
    pub to: i64,
}

/// What changed between two entries.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryDifference {
    /// The earlier one.
    pub from: HistoryEntry,
    /// The later one.
    pub to: HistoryEntry,
    /// All of it in a sentence: `3 joined, 1 left, 1 moved from Readers to Developers, 2 lost WhiskerShop`.
    pub sentence: String,
    /// Line by line, with names.
    pub lines: Vec<DifferenceLine>,
    /// What people who are in both may do under the plan in force, and did not, or the other way round.
    pub access: Vec<AccessShift>,
    /// Many were lost.
    pub alarm: Option<Alarm>,
}

/// Points at an entry of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct HistoryRef {
    /// Its id.
    pub id: i64,
}
