//! The connection tester: levels, checks, findings.
//!
//! A check asks the SCIM endpoint one question and answers with a [`Finding`]: what was seen, why it matters to Okta and
//! `ConfigCat`, what to do. Verdicts weigh what Okta and `ConfigCat` need; what only the RFC wants is a note. Every check
//! stands in a file of its own; [`all`] lists them in order, [`run`] asks them.

mod answer;
mod auth;
mod check;
mod compare;
mod context;
mod discovery;
mod explain;
mod junit;
mod list_shape;
mod markdown;
mod model;
mod reach;
mod read;
pub mod rehearsal;
mod runner;
mod verdict;
mod words;

pub use compare::{About, Change, Direction, compare};
pub use explain::{
    Candidate, Confidence, Explanation, Judged, JudgedCause, Names, Standing, explain, judge, judge_with,
};
pub use junit::{Case, Suite, junit, junit_suites, junit_with_rehearsal};
pub use markdown::markdown;
pub use model::{CheckEvent, Finding, Level, Listed, Report, Verdict, Waterfall};
pub use runner::{BLOCKED_BY, Target, all, run, run_by};
