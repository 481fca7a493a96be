//! The SCIM client against raw answers from a local server.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod paging;
mod replies;
mod requests;
#[path = "../../../http/tests/it/server.rs"]
mod server;

use catflap_http::{Policy, Secret, Url};
use catflap_scim::Client;

const TOKEN: &str = "marker-token-for-scim-3f9a";

fn client(server: &server::Server) -> Client {
    let policy = Policy { system_proxy: false, ..Policy::default() };
    let http = catflap_http::Client::new(policy).unwrap();
    let base = Url::parse(&format!("{}/scim/v2", server.base)).unwrap();
    Client::new(base, Secret::new(TOKEN.into()), http)
}
