//! The bodies of the commands, by area. Each takes the application and a request and gives a reply or a problem.

pub(crate) mod access;
pub(crate) mod ahead;
pub(crate) mod changes;
pub(crate) mod check;
pub(crate) mod checklist;
pub(crate) mod compute;
pub(crate) mod connections;
pub(crate) mod credential;
pub(crate) mod directory;
pub(crate) mod explain;
pub(crate) mod guide;
pub(crate) mod history;
mod journal;
pub(crate) mod okta_log;
pub(crate) mod people;
pub(crate) mod plan_file;
pub(crate) mod practice;
mod preflight;
pub(crate) mod pull;
pub(crate) mod rehearsal;
pub(crate) mod review;
pub(crate) mod rotation;
pub(crate) mod session;
pub(crate) mod trip;
pub(crate) mod verify;
pub(crate) mod ways;
pub(crate) mod why;
