//! What crosses to the window and the shell.

use catflap_http::Exchange;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::follow::LogLine;
use crate::journal::ChangeEntryId;

/// One write before it is done, in the order in which they are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TripWrite {
    /// The id of the leg it belongs to.
    pub leg: String,
    /// What it is: “Assign the person”.
    pub title: String,
    /// Method and address as sent; `{user}`, `{group}` and `{mapping}` stand for what is not known before.
    pub request: String,
    /// What it is done to, in words.
    pub on: String,
    /// How it is taken back, a sentence.
    pub taken_back: String,
}

/// A round trip before it is begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TripPlan {
    /// In a sentence.
    pub headline: String,
    /// Who goes, in words.
    pub person: String,
    /// The application's name.
    pub app_label: String,
    /// Every write in Okta, and those by SCIM when something has to be deleted in `ConfigCat`.
    pub writes: Vec<TripWrite>,
    /// What Okta then writes in `ConfigCat`, a sentence each.
    pub effects: Vec<String>,
    /// What a person should know before.
    pub cautions: Vec<String>,
    /// The id and title of each leg, in order.
    pub legs: Vec<(String, String)>,
}

/// How a leg ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LegOutcome {
    /// It arrived in `ConfigCat`.
    Arrived,
    /// It was so before, so it proves nothing.
    AlreadySo,
    /// It did not arrive within the limit.
    NotArrived,
    /// It could not be done.
    Failed,
    /// It was not begun, or not finished as the trip was cancelled.
    Skipped,
}

/// A leg of the trip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Leg {
    /// Kebab-case, stable: `create-person`, `assign`, `change-name`, `push-group`, `unassign`, `take-back`.
    pub id: String,
    /// What is done: “Assign the person”.
    pub title: String,
    /// How it ended.
    pub outcome: LegOutcome,
    /// What was seen, a sentence or two.
    pub saw: String,
    /// Why it matters, or what may be the cause; may be empty.
    pub why: String,
    /// What to do next; empty when there is nothing to do.
    pub next: String,
    /// Okta's own reason for a failure of this leg, for whoever explains it.
    pub reason: Option<String>,
    /// When it began, RFC 3339; none when it was not begun.
    pub began_at: Option<String>,
    /// From the write to the arrival, in milliseconds, as exact as it is looked.
    pub took_ms: Option<u64>,
    /// Okta's log of this person or group since the leg began, oldest first.
    pub events: Vec<LogLine>,
    /// The last look at `ConfigCat`, or the request that failed; secrets masked.
    pub evidence: Option<Exchange>,
}

/// What became of something that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RemainFate {
    /// It is gone, or was never there.
    Gone,
    /// It is as it was before.
    Restored,
    /// It stays, as was said before (a deactivated user in `ConfigCat`: Okta never deletes), or as somebody else made it.
    Stays,
    /// It is still there.
    Left,
    /// Nobody knows. The journal keeps it.
    Unsure,
}

impl RemainFate {
    /// Whether nothing is left to be done about it.
    pub fn is_well(self) -> bool {
        matches!(self, Self::Gone | Self::Restored | Self::Stays)
    }
}

/// One thing that was written, and the proof of what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Remain {
    /// Its entry in the journal.
    pub entry: ChangeEntryId,
    /// What it is, in words.
    pub what: String,
    /// What became of it.
    pub fate: RemainFate,
    /// How that is known, a sentence.
    pub saw: String,
    /// Whether its journal entry is closed.
    pub closed: bool,
}

/// A whole trip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Trip {
    /// Names it.
    pub run_id: String,
    /// The application's name.
    pub app_label: String,
    /// Who went, in words.
    pub person: String,
    /// When it began, RFC 3339.
    pub started_at: String,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// Whether every leg arrived.
    pub proven: bool,
    /// How it ended, a sentence: “What Okta sends arrives in ConfigCat.”
    pub headline: String,
    /// What that means; may be empty.
    pub advice: String,
    /// What to do next; may be empty.
    pub next: String,
    /// Every leg, in order; the last takes back.
    pub legs: Vec<Leg>,
    /// Everything that was written, in the order in which it was.
    pub remains: Vec<Remain>,
    /// Whether everything was taken back.
    pub taken_back: bool,
    /// The proof in a sentence or two.
    pub proof: String,
    /// Whether it was cancelled before its end.
    pub cancelled: bool,
}

/// What a trip tells while it goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "an event lives from the run to its listener, one at a time")]
pub enum TripEvent {
    /// A leg begins.
    Started {
        /// The leg's id.
        id: String,
    },
    /// `ConfigCat` was looked at, and it is not there yet.
    Waiting {
        /// The leg's id.
        id: String,
        /// Since the write, in milliseconds.
        waited_ms: u64,
        /// What was seen, short.
        saw: String,
    },
    /// A leg ended.
    Ended {
        /// The leg.
        leg: Leg,
    },
}

/// What was left by an earlier trip, after it was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TripTakenBack {
    /// Each entry, in the order of the journal.
    pub remains: Vec<Remain>,
    /// Whether nothing is left.
    pub taken_back: bool,
    /// What happened, a sentence or two.
    pub proof: String,
    /// What to do next; empty when nothing is left.
    pub next: String,
}
