//! The journal: what is about to be created stands in it first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which kind of resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    /// Under `/Users`.
    User,
    /// Under `/Groups`.
    Group,
}

impl ResourceKind {
    pub(super) fn endpoint(self) -> &'static str {
        match self {
            Self::User => "Users",
            Self::Group => "Groups",
        }
    }

    /// The attribute that Okta looks it up by.
    pub(super) fn name_attribute(self) -> &'static str {
        match self {
            Self::User => "userName",
            Self::Group => "displayName",
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::User => "person",
            Self::Group => "group",
        }
    }
}

/// Names an entry of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct EntryId(pub i64);

/// What is about to be created.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Intent {
    /// The SCIM URL it will be created at, without a slash at its end.
    pub url: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Its `userName` or `displayName`.
    pub name: String,
}

/// An open entry: something that may exist at the service provider because of a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Entry {
    /// Its number in the journal.
    pub id: EntryId,
    /// What was intended.
    pub intent: Intent,
    /// The service provider's id, once it was told.
    pub scim_id: Option<String>,
}

/// The journal can't be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the journal can’t be used: {detail}")]
pub struct JournalError {
    /// The store's own words.
    pub detail: String,
}

/// Keeps what a rehearsal creates until it is proven gone. Each call returns when it is kept for good: a program that
/// ends right after [`Journal::intend`] must find the entry at its next start.
pub trait Journal: Send + Sync {
    /// Opens an entry, before anything is sent.
    fn intend(&self, intent: &Intent) -> Result<EntryId, JournalError>;
    /// The service provider told the id.
    fn created(&self, entry: EntryId, scim_id: &str) -> Result<(), JournalError>;
    /// It is proven gone, or proven never to have been there: the entry is closed.
    fn removed(&self, entry: EntryId) -> Result<(), JournalError>;
    /// What is open, oldest first.
    fn open(&self) -> Result<Vec<Entry>, JournalError>;
}
