//! A row of the table: one way to misbehave, and what the tester must say.

use std::time::Duration;

use catflap_check::Verdict;
use catflap_http::Policy;
use jiff::Timestamp;

use crate::chain::{Chain, HOST};
use crate::directory::{BASE, Directory, TOKEN};
use crate::wire::Script;

/// One way to misbehave.
#[derive(Clone)]
pub struct Row {
    /// Kebab-case, stable.
    pub id: &'static str,
    /// What the server does; completes “The server …”. Of what was pasted wrongly: what was.
    pub does: &'static str,
    /// The checks (or rows of the rehearsal) that must find it, and with which verdict.
    pub finds: &'static [(&'static str, Verdict)],
    /// What else must be worse than at a right server, by the same cause. Nothing else may be.
    pub also: &'static [(&'static str, Verdict)],
    pub(crate) asks: Asks,
    pub(crate) stage: Stage,
    /// Changes the directory before anything is asked.
    pub(crate) furnish: fn(&mut Directory),
    pub(crate) token: &'static str,
    /// The SCIM URL by the server's port; none for the usual one.
    pub(crate) at: Option<fn(u16) -> String>,
    pub(crate) limits: fn(&mut Policy),
    /// The moment of the run, RFC 3339.
    pub(crate) now: &'static str,
}

/// Who looks at the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// The whole read-only check.
    Check,
    /// The rehearsal.
    Rehearsal,
    /// What is pasted, before anything is sent: there is no server.
    Paste,
}

/// How the server is there.
#[derive(Clone, Copy)]
pub(crate) enum Stage {
    /// It speaks plain http.
    Plain(Script),
    /// It speaks https.
    Tls(Chain, Script),
    /// Nobody listens on its port.
    Refused,
    /// Its port takes no connection and refuses none.
    Silent,
    /// There is none.
    Nowhere,
}

/// A right server, read-only checked.
pub(crate) const CHECK: Row = Row {
    id: "healthy",
    does: "answers as it should",
    finds: &[],
    also: &[],
    asks: Asks::Check,
    stage: Stage::Plain(|asked, directory| directory.answer(asked)),
    furnish: |_| {},
    token: TOKEN,
    at: None,
    limits: |_| {},
    now: "2026-08-12T14:02:00Z",
};

/// A right server, rehearsed at.
pub(crate) const REHEARSAL: Row =
    Row { id: "healthy-rehearsal", does: "keeps what is written, as it should", asks: Asks::Rehearsal, ..CHECK };

/// What is pasted.
pub(crate) const PASTE: Row = Row { asks: Asks::Paste, stage: Stage::Nowhere, ..CHECK };

impl Row {
    pub(crate) fn url(&self, port: u16) -> String {
        match (self.at, self.stage) {
            (Some(at), _) => at(port),
            (None, Stage::Tls(..)) => format!("https://{HOST}:{port}{BASE}"),
            (None, _) => format!("http://127.0.0.1:{port}{BASE}"),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.now.parse().expect("a moment")
    }

    /// Limits so short that no row waits for long, and no busy machine reaches them by itself.
    pub(crate) fn policy(&self) -> Policy {
        let mut policy = Policy { system_proxy: false, max_attempts: 2, jitter: || 0.0, ..Policy::default() };
        policy.max_wait = Duration::from_secs(2);
        // Only a row about slowness may find any.
        policy.slow = Duration::from_secs(20);
        policy = policy.with_timeout(Duration::from_secs(20));
        (self.limits)(&mut policy);
        policy
    }

    /// The check of a right server that this row is compared with; none for what is only pasted.
    pub fn healthy(&self) -> Option<&'static str> {
        match self.asks {
            Asks::Check => Some(CHECK.id),
            Asks::Rehearsal => Some(REHEARSAL.id),
            Asks::Paste => None,
        }
    }
}
