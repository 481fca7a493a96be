//! The client against real listeners.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod body;
mod evidence;
mod faults;
mod repeats;
mod server;
mod tls;
mod waits;

use std::time::Duration;

use catflap_http::{Client, Policy, Request, Url};

fn policy() -> Policy {
    Policy { system_proxy: false, ..Policy::default() }
}

fn client() -> Client {
    Client::new(policy()).unwrap()
}

/// For tests in which a limit must be reached: long enough to connect on a busy machine.
fn hasty() -> Client {
    Client::new(policy().with_timeout(Duration::from_millis(400))).unwrap()
}

fn get(url: &str) -> Request {
    Request::get(Url::parse(url).unwrap())
}
