//! What crosses to the window and the shell.

use std::collections::BTreeMap;

use catflap_http::Exchange;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The levels, each built on the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Can the endpoint be reached: name, TCP, TLS, HTTP.
    Reach,
    /// Is the token accepted, and every other refused.
    Auth,
    /// What the endpoint says about itself.
    Discovery,
    /// Can users and groups be read the way Okta reads them.
    Read,
}

impl Level {
    /// The level's heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Reach => "Reach",
            Self::Auth => "Token",
            Self::Discovery => "Discovery",
            Self::Read => "Read",
        }
    }
}

/// How a check ended, from best to worst but for [`Verdict::Skip`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As it should be.
    Pass,
    /// Worth a line, nothing more: Okta and `ConfigCat` do without.
    Note,
    /// Worth knowing: it works now, and bites later.
    Warn,
    /// Okta or `ConfigCat` will fail on this.
    Fail,
    /// Not asked, or left aside because of what failed before it; `saw` says why.
    Skip,
}

/// The answer to one check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// The check's id, kebab-case, stable.
    pub id: String,
    /// Its level.
    pub level: Level,
    /// How it ended.
    pub verdict: Verdict,
    /// What is true now, short: “Refused without a token”.
    pub title: String,
    /// At most 30 characters for the right column: “401”, “62 days left”; may be empty.
    pub summary: String,
    /// What was asked.
    pub question: String,
    /// What was seen, in a sentence or two.
    pub saw: String,
    /// Why it matters to Okta and `ConfigCat`.
    pub why: String,
    /// What to do next; empty when there is nothing to do.
    pub todo: String,
    /// How long the check took, in milliseconds.
    pub duration_ms: u64,
    /// Requests and answers, secrets masked, in the order in which they were sent; but the one that a failure rests on
    /// stands last.
    pub exchanges: Vec<Exchange>,
    /// Facts by name, for people: “addresses”, “issuer”, “not after”.
    pub facts: BTreeMap<String, String>,
}

/// Where the time of one connection goes, in milliseconds. A part that was not there (TLS of plain http, a name behind a
/// proxy) is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Waterfall {
    /// Name resolution.
    pub dns_ms: Option<u64>,
    /// TCP.
    pub tcp_ms: Option<u64>,
    /// TLS.
    pub tls_ms: Option<u64>,
    /// The shortest wait of this run from a request to its answer's first byte: on a connection that was open already, if
    /// there was one.
    pub first_byte_ms: Option<u64>,
}

/// A whole run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Report {
    /// The SCIM URL that was checked.
    pub url: String,
    /// When it began, RFC 3339, as given to the run.
    pub started_at: String,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// The worst verdict: pass, warn or fail. A note counts as pass.
    pub verdict: Verdict,
    /// The verdict in one sentence.
    pub headline: String,
    /// What follows from it, in one sentence; may be empty.
    pub advice: String,
    /// Every check's finding, in the order of [`all`](crate::all).
    pub findings: Vec<Finding>,
    /// Where the time goes; none when not even the name resolved.
    pub waterfall: Option<Waterfall>,
    /// The token's last characters as `…3f9a`; empty for a short one.
    pub token_hint: String,
    /// Whether the run was cancelled before its end.
    pub cancelled: bool,
}

/// A check before it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Listed {
    /// The check's id.
    pub id: String,
    /// Its level.
    pub level: Level,
    /// Its name, short.
    pub title: String,
}

/// What a run tells while it goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "an event lives from the run to its listener, one at a time")]
pub enum CheckEvent {
    /// A check is being asked.
    Started {
        /// The check's id.
        id: String,
    },
    /// A check ended, or was skipped without being started.
    Ended {
        /// Its finding.
        finding: Finding,
    },
}
