//! The practice servers, tried from outside: over HTTP and by acts.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by failing")]

mod access;
mod faults;
mod findings;
mod management;
mod mistakes;
mod oauth;
mod okta_api;
mod provisioning;
mod push;
mod round_trip;
mod save;
mod scim;
mod size;
mod support;
mod users;
