//! OAuth 2.0 for service apps: `client_credentials` (RFC 6749 section 4.4) with a signed assertion (RFC 7523), and access
//! tokens bound to a key where the org demands it (RFC 9449).
//!
//! Signatures are made by ring, the one cryptographic provider of the workspace, and not by a JWT crate: one that does
//! without aws-lc brings a second implementation of RSA. What is left of a JWT then is three parts joined by dots.

mod dpop;
mod jwt;
mod key;
mod scope;
mod session;

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Refusal;

pub use key::{KeyError, PrivateKey};
pub use scope::{Scope, Scopes};
pub(crate) use session::{Need, Session};

/// An `API Services` app of the org: its client id, and the private key whose public half it knows.
#[derive(Debug, Clone)]
pub struct ServiceApp {
    /// `Client ID`.
    pub client_id: String,
    /// The key.
    pub key: Arc<PrivateKey>,
}

impl ServiceApp {
    /// Takes both as an administrator pastes them.
    pub fn new(client_id: &str, key: PrivateKey) -> Self {
        Self { client_id: client_id.trim().to_owned(), key: Arc::new(key) }
    }
}

/// Why Okta gives a service app no access token. [`fmt::Display`] says it to an administrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignInFault {
    /// `invalid_client`.
    ClientRefused,
    /// `invalid_scope`, `consent_required`, `access_denied`.
    ScopeNotGranted,
    /// `unauthorized_client`.
    GrantNotAllowed,
    /// `invalid_dpop_proof`, `use_dpop_nonce`.
    DpopRefused,
}

impl fmt::Display for SignInFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::ClientRefused => "Okta does not know this client ID, or the private key does not belong to it",
            Self::ScopeNotGranted => "the service app was granted none of the scopes that Catflap asks for",
            Self::GrantNotAllowed => "this app may not use client credentials: it is not an API Services app",
            Self::DpopRefused => "the org demands DPoP, and refused the proof; this computer’s clock may be wrong",
        })
    }
}

impl Refusal {
    /// Why no access token was given, when that is what was refused.
    pub fn sign_in_fault(&self) -> Option<SignInFault> {
        Some(match self.code.as_str() {
            "invalid_client" => SignInFault::ClientRefused,
            "invalid_scope" | "consent_required" | "access_denied" => SignInFault::ScopeNotGranted,
            "unauthorized_client" => SignInFault::GrantNotAllowed,
            "invalid_dpop_proof" | "use_dpop_nonce" => SignInFault::DpopRefused,
            _ => return None,
        })
    }
}
