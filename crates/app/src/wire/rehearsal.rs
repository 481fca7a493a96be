//! The rehearsal, the history of checks, and Okta's errors explained.

use catflap_check::rehearsal::{Entry, PlannedWrite, Rehearsal};
use catflap_check::{Change, Explanation, Judged};
use catflap_guide::Page;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where throwaway people would be created.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RehearsalDomain {
    /// An e-mail domain of the organization; empty takes the one that most synced users have.
    pub domain: String,
}

/// What a rehearsal would write, shown before it is asked for.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RehearsalPlan {
    /// The domain; empty when none is known yet.
    pub domain: String,
    /// The SCIM URL it would be held at.
    pub url: String,
    /// What marks its names.
    pub run_id: String,
    /// Every write, in the order in which it is sent.
    pub writes: Vec<PlannedWrite>,
    /// What to look at before, with marks.
    pub caution: String,
    /// What an earlier rehearsal may have left.
    pub left: Vec<Entry>,
}

/// Begins a rehearsal.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RehearsalStart {
    /// The e-mail domain of the throwaway people.
    pub domain: String,
    /// The name that the plan showed.
    pub run_id: String,
    /// Somebody said that people may be created at this domain.
    pub confirmed: bool,
}

/// The last rehearsal, and what may be left of any.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LastRehearsal {
    /// The last one of this profile; none before the first.
    pub rehearsal: Option<Rehearsal>,
    /// What may be left at the SCIM URL, oldest first.
    pub left: Vec<Entry>,
}

/// Earlier runs of the connection tester.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckHistory {
    /// Newest first, at most 50.
    pub runs: Vec<PastCheck>,
}

/// An earlier run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PastCheck {
    /// Its number.
    pub id: i64,
    /// RFC 3339.
    pub at: String,
    /// `pass`, `warn` or `fail`.
    pub verdict: String,
}

/// Two runs to compare.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct CompareChecks {
    /// The earlier one.
    pub old: i64,
    /// The later one.
    pub new: i64,
}

/// What changed between two runs.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComparedChecks {
    /// Verdict changes first; empty when nothing changed that matters.
    pub changes: Vec<Change>,
}

/// A text that somebody saw in Okta.
#[derive(Deserialize, TS)]
pub struct ExplainText {
    /// The text, as it was pasted.
    pub text: String,
}

/// What it means.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Explained {
    /// What the text alone says.
    pub explanation: Explanation,
    /// What the last check and the last rehearsal of this profile add; none before the first of either.
    pub judged: Option<Judged>,
    /// RFC 3339, when that check was; none without.
    pub checked_at: Option<String>,
    /// Where the field to change stands; none when the change names no page.
    pub field: Option<FieldPage>,
}

/// A page with a field to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FieldPage {
    /// Which page; `guide_open` opens it.
    pub page: Page,
    /// What the button says.
    pub label: String,
    /// Id of the step of the guide that is done there.
    pub step: String,
}
