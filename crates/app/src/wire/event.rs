//! What the core tells without being asked.

use catflap_change::list::{ListEvent, ListReport};
use catflap_change::round_trip::{Trip, TripEvent};
use catflap_check::rehearsal::{Rehearsal, RehearsalEvent};
use catflap_check::{CheckEvent, Report};
use serde::Serialize;
use ts_rs::TS;

use super::{Connections, Problem, Progress, PullProgress};

/// What the core tells without being asked.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A check began or ended.
    Check {
        /// Number of the job.
        job: u32,
        /// What happened.
        event: Box<CheckEvent>,
    },
    /// The connection tester ended.
    CheckEnded {
        /// Number of the job.
        job: u32,
        /// The report.
        report: Box<Report>,
    },
    /// A job could not be carried out at all: no other event ends it.
    JobFailed {
        /// Number of the job.
        job: u32,
        /// Why.
        problem: Problem,
    },
    /// A row of the rehearsal began, waits or ended.
    Rehearsal {
        /// Number of the job.
        job: u32,
        /// What happened.
        event: Box<RehearsalEvent>,
    },
    /// The rehearsal ended.
    RehearsalEnded {
        /// Number of the job.
        job: u32,
        /// What came of it.
        rehearsal: Box<Rehearsal>,
    },
    /// A line of a change list began or ended.
    Change {
        /// Number of the job.
        job: u32,
        /// What happened.
        event: Box<ListEvent>,
    },
    /// A change list ended.
    ChangeEnded {
        /// Number of the job.
        job: u32,
        /// What came of it.
        report: Box<ListReport>,
    },
    /// A leg of a round trip began, waits or ended.
    Trip {
        /// Number of the job.
        job: u32,
        /// What happened.
        event: Box<TripEvent>,
    },
    /// A round trip ended.
    TripEnded {
        /// Number of the job.
        job: u32,
        /// What came of it.
        trip: Box<Trip>,
    },
    /// A request waits before it is sent, or sent again.
    Waiting {
        /// Number of the job that waits; none for a look at the connections.
        job: Option<u32>,
        /// Who makes it wait and why: “ConfigCat asks for fewer requests (429)”.
        why: String,
        /// For how long, in milliseconds.
        wait_ms: u64,
        /// Until when, RFC 3339.
        until: String,
    },
    /// Reading users and groups went on.
    Pull {
        /// Number of the job.
        job: u32,
        /// How far it is.
        progress: PullProgress,
    },
    /// Reading users and groups ended.
    PullEnded {
        /// Number of the job.
        job: u32,
        /// Why it did not reach its end; none when it did.
        problem: Option<Problem>,
        /// It was cancelled.
        cancelled: bool,
    },
    /// Steps of the guide changed.
    Progress {
        /// All steps now.
        progress: Box<Progress>,
    },
    /// A connection changed.
    Connections {
        /// All connections now.
        connections: Box<Connections>,
    },
    /// Something changed in the practice servers.
    PracticeChanged,
    /// The window came back to the front.
    WindowFocused,
}
