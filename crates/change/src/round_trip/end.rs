//! How a leg ends.

use std::time::Duration;

use catflap_http::Exchange;
use catflap_okta::OktaError;
use catflap_scim::ClientError;

use super::model::{Leg, LegOutcome};
use super::plan::Step;
use crate::follow::LogLine;
use crate::journal::JournalError;
use crate::trouble::Trouble;

/// Why a leg can't be finished.
pub(super) enum Stop {
    Cancelled,
    Trouble(Box<Trouble>),
}

impl From<JournalError> for Stop {
    fn from(error: JournalError) -> Self {
        Self::Trouble(Box::new(Trouble::journal(&error)))
    }
}

pub(super) fn okta(doing: &str) -> impl Fn(OktaError) -> Stop + '_ {
    move |error| Stop::Trouble(Box::new(Trouble::okta(doing, &error)))
}

/// How a leg ended, and what it has to say.
pub(super) struct End {
    pub outcome: LegOutcome,
    pub saw: String,
    pub why: String,
    pub next: String,
    pub reason: Option<String>,
    pub took: Option<Duration>,
    pub evidence: Option<Exchange>,
}

impl End {
    pub fn of(outcome: LegOutcome, saw: impl Into<String>) -> Self {
        Self {
            outcome,
            saw: saw.into(),
            why: String::new(),
            next: String::new(),
            reason: None,
            took: None,
            evidence: None,
        }
    }
}

pub(super) fn leg(step: Step, began_at: Option<String>, end: End, events: Vec<LogLine>) -> Leg {
    Leg {
        id: step.id().to_owned(),
        title: step.title().to_owned(),
        outcome: end.outcome,
        saw: end.saw,
        why: end.why,
        next: end.next,
        reason: end.reason,
        began_at,
        took_ms: end.took.map(|took| u64::try_from(took.as_millis()).unwrap_or(u64::MAX)),
        events,
        evidence: end.evidence,
    }
}

pub(super) fn skipped(saw: &str) -> End {
    End::of(LegOutcome::Skipped, saw)
}

pub(super) fn failed(trouble: Trouble) -> End {
    End {
        why: trouble.why,
        next: trouble.next,
        evidence: trouble.evidence.map(|evidence| *evidence),
        ..End::of(LegOutcome::Failed, trouble.what)
    }
}

/// Says why it may not have arrived, and what to do.
pub(super) fn explained(end: End, why: &str, next: &str) -> End {
    if end.outcome != LegOutcome::NotArrived {
        return end;
    }
    End { why: why.to_owned(), next: next.to_owned(), ..end }
}

pub(super) fn scim(error: &ClientError) -> Stop {
    Stop::Trouble(Box::new(Trouble::scim("show whether it arrived", error)))
}
