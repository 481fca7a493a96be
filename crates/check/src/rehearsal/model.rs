//! What crosses to the window and the shell.

use catflap_http::Exchange;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EntryId, ResourceKind};
use crate::Verdict;

/// One write before it is done, in the order in which they are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlannedWrite {
    /// The id of the row it belongs to.
    pub row: String,
    /// That row's title: “Add one member”.
    pub title: String,
    /// Method and address below the SCIM URL: `PUT /Groups/{id}`.
    pub request: String,
    /// What it is done to.
    pub kind: ResourceKind,
    /// The name of what it is done to.
    pub name: String,
    /// Whether something comes into being by it.
    pub creates: bool,
    /// How it is taken back, in a sentence.
    pub taken_back: String,
}

/// One request of Okta's, what it needs and what it got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Row {
    /// Kebab-case, stable.
    pub id: String,
    /// What is done: “Add one member”.
    pub title: String,
    /// What Okta sends: `PUT /Groups/{id}`.
    pub sends: String,
    /// What Okta needs: “200, member stored”.
    pub needs: String,
    /// What it got, short: “200, but no member is stored”.
    pub got: String,
    /// How it ended.
    pub verdict: Verdict,
    /// What was seen, in a sentence or two.
    pub saw: String,
    /// Why it matters to Okta and `ConfigCat`; may be empty.
    pub why: String,
    /// What to do next; empty when there is nothing to do.
    pub todo: String,
    /// How long Okta's own requests of this row took, in milliseconds, without the reading back.
    pub duration_ms: u64,
    /// Requests and answers, secrets masked, reading back included, in the order in which they were sent.
    pub exchanges: Vec<Exchange>,
}

/// What became of something that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Looked up by name and by id, and not there.
    Gone,
    /// It is still there.
    Left,
    /// Nobody knows: there was no answer, or the look-ups say too little. The journal keeps it.
    Unsure,
}

/// One thing that was written, and the proof of what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Written {
    /// Its entry in the journal.
    pub entry: EntryId,
    /// What it is.
    pub kind: ResourceKind,
    /// The name it was created under.
    pub name: String,
    /// The service provider's id, when it told one.
    pub scim_id: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// How that is known, in a sentence.
    pub saw: String,
    /// Whether its journal entry is closed.
    pub closed: bool,
}

/// A whole rehearsal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rehearsal {
    /// The SCIM URL it was held at.
    pub url: String,
    /// The e-mail domain of the throwaway people.
    pub domain: String,
    /// What marks its names.
    pub run_id: String,
    /// When it began, RFC 3339.
    pub started_at: String,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// The worst row: pass, warn or fail. A note counts as pass.
    pub verdict: Verdict,
    /// The verdict in one sentence: “Groups arrive without their people.”
    pub headline: String,
    /// What happened, and whether everything was taken back.
    pub advice: String,
    /// What to do next; may be empty.
    pub todo: String,
    /// Every row, in the order in which Okta sends.
    pub rows: Vec<Row>,
    /// Everything that was written, in the order in which it was.
    pub written: Vec<Written>,
    /// The journal's proof in a sentence or two: what was written, and that it is gone.
    pub proof: String,
    /// When the last look-up by name ended, RFC 3339; none when nothing was written.
    pub looked_up_at: Option<String>,
    /// The token's last characters as `…3f9a`; empty for a short one.
    pub token_hint: String,
    /// Whether it was cancelled before its end.
    pub cancelled: bool,
}

/// What a rehearsal tells while it goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "an event lives from the run to its listener, one at a time")]
pub enum RehearsalEvent {
    /// A row begins.
    Started {
        /// The row's id.
        id: String,
    },
    /// The service provider's rate limit is reached: the row waits as long as it asks.
    Waiting {
        /// The row's id.
        id: String,
        /// How long, in seconds.
        seconds: u64,
    },
    /// A row ended, or was skipped without being started.
    Ended {
        /// The row.
        row: Row,
    },
}

/// What was left by an earlier rehearsal, after it was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TakenBack {
    /// Each entry that was asked for, in the order given.
    pub written: Vec<Written>,
    /// Whether nothing is left.
    pub all_gone: bool,
    /// What happened, in a sentence or two.
    pub proof: String,
    /// What to do next; empty when nothing is left.
    pub todo: String,
    /// Requests and answers, secrets masked.
    pub exchanges: Vec<Exchange>,
}
