//! The journal: what is about to be written stands in it first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names an entry of a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct ChangeEntryId(pub i64);

/// An open entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T> {
    /// Its number.
    pub id: ChangeEntryId,
    /// What was kept last.
    pub what: T,
}

/// The journal can't be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the journal can’t be used: {detail}")]
pub struct JournalError {
    /// The store's own words.
    pub detail: String,
}

/// Keeps entries of one kind for one org, as JSON: the lines of a change list ([`crate::list::KeptLine`]), or what a round
/// trip has to take back ([`crate::round_trip::Undo`]). Each call returns when it is kept for good: a program that ends
/// right after [`Journal::open`] must find the entries at its next start.
pub trait Journal<T>: Send + Sync {
    /// Opens entries, all of them or none, before anything is sent.
    fn open(&self, entries: &[T]) -> Result<Vec<ChangeEntryId>, JournalError>;
    /// Keeps what has become known of an entry, in the place of what was kept.
    fn note(&self, entry: ChangeEntryId, what: &T) -> Result<(), JournalError>;
    /// Closes entries, all of them or none: there is nothing left to do about them.
    fn close(&self, entries: &[ChangeEntryId]) -> Result<(), JournalError>;
    /// What is open, oldest first.
    fn left(&self) -> Result<Vec<Entry<T>>, JournalError>;
}
