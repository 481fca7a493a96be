//! The whole application without its window: commands in, events out, on the practice servers.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on says so by failing")]

mod access;
mod bench;
mod connection;
mod journey;
mod okta;
mod people;
mod plan;
mod profiles;
mod rehearsal;
mod review;
mod secrets;
mod waiting;
