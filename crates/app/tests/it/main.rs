//! The whole application without its window: commands in, events out, on the practice servers.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on says so by failing")]

mod access;
mod bench;
mod connection;
mod history;
mod journey;
mod okta;
mod people;
mod people_live;
mod people_news;
mod people_states;
mod people_why;
mod plan;
mod profiles;
mod rehearsal;
mod review;
mod secrets;
mod waiting;
