//! Okta's System Log of the application as plain lines, failures first. Pure.
//!
//! [`line`] puts one event into words, [`digest`] lays many out: the same failure of many people stands together, and it
//! is told who has come through since. What a failure means and how it is mended is not said here: each line carries
//! Okta's own reason for whoever explains it.

mod digest;
pub(crate) mod kinds;
mod line;
mod reason;

pub use digest::{FailureCluster, LogDigest, digest};
pub use line::{LogLine, LogOutcome, LogSubject, line};
