//! The client against raw replies: each call, its paging, and every way in which it can fail.

// A test may stop where a helper of it does.
#![allow(clippy::unwrap_used)]

mod credential;
mod errors;
mod follow;
mod oauth;
mod org;
mod pages;
mod practice;
mod reads;
mod server;
mod writes;

use catflap_http::{Client, Credential, Policy, Secret};
use catflap_okta::{Okta, OrgUrl};

use server::Server;

/// A token that is looked for in everything that must not hold one.
const MARKER: &str = "00marker-7c1d-do-not-print-3f9a";

fn okta(server: &Server) -> Okta {
    let policy = Policy { max_attempts: 1, ..Policy::default() };
    let org = OrgUrl::parse(server.origin()).unwrap();
    Okta::new(Client::new(policy).unwrap(), org, Credential::Ssws(Secret::new(MARKER.to_owned())))
}

fn ssws() -> String {
    format!("SSWS {MARKER}")
}
