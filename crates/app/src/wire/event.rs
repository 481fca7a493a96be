//! What the core tells without being asked.

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
