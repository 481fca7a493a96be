//! The practice servers, tried from outside: over HTTP and by acts.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by failing")]

mod faults;
mod management;
mod okta_api;
mod provisioning;
mod push;
mod save;
mod scim;
mod size;
mod support;
