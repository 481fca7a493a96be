//! One policy for every request: TLS, time limits, redirects, retries, rate limits, redaction, timings.
//!
//! [`Client::send`] takes a [`Request`] and gives back a [`Reply`], which carries an [`Exchange`]: the evidence of what
//! was asked and what came back, with every secret masked. A failure is an [`HttpError`]: a [`Fault`] that tells what
//! went wrong, and the exchange so far.
//!
//! What holds for every request:
//! - plain `http` goes to this computer (loopback) only;
//! - a redirect is reported, never followed, so a credential never leaves the origin it was meant for;
//! - there is no cookie store, and loopback is never sent through a proxy;
//! - connecting, the first byte and the whole answer have limits of their own, and a [`Fault`] says which one was hit;
//! - a body is unpacked (gzip) and bounded: one that is too large is refused, before it is read when it says so itself;
//! - only idempotent methods are repeated (RFC 9110 section 9.2.2): after 429, after 503 with `Retry-After`, after a
//!   closed connection, with pauses that grow and are spread by chance;
//! - `Retry-After` and `X-Rate-Limit-*` are obeyed, also before the limit is run into; each wait is bounded, told to
//!   whoever watches ([`Client::with_waiting`]), kept in the exchange, and ends when the future is dropped.

mod body;
mod client;
mod credential;
mod evidence;
mod exchange;
mod fault;
mod mask;
mod policy;
pub mod probe;
mod rate;
mod reply;
mod request;
mod secret;
mod tls;
mod waiting;

pub use client::Client;
pub use credential::Credential;
pub use exchange::{Exchange, Header};
pub use fault::{Fault, HttpError, TlsFault};
pub use mask::Mask;
pub use policy::{Policy, PolicyError};
pub use rate::{RateLimit, parse_retry_after};
pub use reply::{DecodeError, Received, Redirect, Reply};
pub use request::{Body, Request};
pub use reqwest::Method;
pub use secret::Secret;
pub use url::Url;
pub use waiting::{WaitReason, Waiting};

/// The system's name, as a literal for `concat!`.
#[cfg(target_os = "linux")]
macro_rules! system {
    () => {
        "Linux"
    };
}
#[cfg(target_os = "macos")]
macro_rules! system {
    () => {
        "macOS"
    };
}
#[cfg(windows)]
macro_rules! system {
    () => {
        "Windows"
    };
}
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
macro_rules! system {
    () => {
        "other"
    };
}

/// The user agent that names Catflap, its version and the system to every server: `Catflap/0.1.0 (Linux)`.
pub const USER_AGENT: &str = concat!("Catflap/", env!("CARGO_PKG_VERSION"), " (", system!(), ")");

/// Whether a URL's host is this computer: `localhost`, `127.0.0.0/8` or `::1`.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Whether a request to this URL may be sent at all: `https` to anyone, plain `http` to this computer only.
pub fn is_allowed(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.has_host(),
        "http" => is_loopback(url),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for ours in ["http://localhost:8080/", "http://127.0.0.1/", "http://127.9.8.7/", "http://[::1]:9/"] {
            assert!(is_allowed(&url(ours)), "{ours} is this computer");
        }
        for others in ["http://example.com/", "http://10.0.0.1/", "http://localhost.example.com/", "ftp://localhost/"] {
            assert!(!is_allowed(&url(others)), "{others} must not be spoken to in the clear");
        }
        assert!(is_allowed(&url("https://example.com/")));
    }
}
