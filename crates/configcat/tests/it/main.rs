//! The client against raw replies: each call, and every way in which it can fail.

// A test may stop where a helper of it does.
#![allow(clippy::unwrap_used)]

mod errors;
mod reads;
// One expecting server for both client crates: a copy would drift. This crate sends no bodies.
#[allow(dead_code)]
#[path = "../../../okta/tests/it/server.rs"]
mod server;

use catflap_configcat::ConfigCat;
use catflap_http::{Client, Policy, Secret};

use server::Server;

/// A password that is looked for in everything that must not hold one.
const MARKER: &str = "marker-7c1d-do-not-print-3f9a";

fn configcat(server: &Server) -> ConfigCat {
    let policy = Policy { max_attempts: 1, ..Policy::default() };
    let base = server.origin().parse().unwrap();
    ConfigCat::new(Client::new(policy).unwrap(), base, "user".to_owned(), Secret::new(MARKER.to_owned()))
}

/// `user:` and the marker in Base64.
const BASIC: &str = "Basic dXNlcjptYXJrZXItN2MxZC1kby1ub3QtcHJpbnQtM2Y5YQ==";
