//! Long jobs: started by a command, told of by events, cancelled by another command.

use catflap_check::{Listed, Report};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A job that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JobRef {
    /// Number of the job, unique in this run.
    pub job: u32,
}

/// Every check of the connection tester, in order.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckList {
    /// In order.
    pub checks: Vec<Listed>,
}

/// The last run of the connection tester.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LastCheck {
    /// The report; none before the first run.
    pub report: Option<Report>,
}
