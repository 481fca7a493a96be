//! The real `catflap-cli`, as a shell runs it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod check;
mod diff;
mod faults;
mod guide;
mod odd;
mod okta;
mod people;
mod practice;
mod pull;
mod rehearse;
#[path = "../../../http/tests/it/server.rs"]
mod server;
mod shell;
mod signals;
mod tls;
mod token;
mod usage;
