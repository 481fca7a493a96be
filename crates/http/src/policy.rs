//! The rules every request of one client is held to.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;

/// Time limits, sizes and trust for one [`Client`](crate::Client).
#[derive(Debug, Clone)]
pub struct Policy {
    /// Sent as `User-Agent`.
    pub user_agent: String,
    /// Limit for name resolution, TCP and TLS together.
    pub connect_timeout: Duration,
    /// Limit for one attempt from its start to the answer's headers.
    pub first_byte_timeout: Duration,
    /// Limit for one attempt from its start to the answer's last byte. Okta itself gives up after 60 s.
    pub timeout: Duration,
    /// An answer that takes longer than this is worth a warning: Okta's own limit is on the way.
    pub slow: Duration,
    /// The largest body taken, in bytes, as it is after unpacking.
    pub max_body: usize,
    /// How much of a body [`Exchange`](crate::Exchange) keeps, in bytes.
    pub max_evidence: usize,
    /// How often an idempotent request is tried at most; 1 means never again.
    pub max_attempts: u32,
    /// The longest time waited between attempts in total, because the server asked for it.
    pub max_wait: Duration,
    /// Chance, from 0 to 1, that spreads repeats apart: several who were sent away at once do not return at once.
    pub jitter: fn() -> f64,
    /// Whether the system's proxy settings and `HTTPS_PROXY` are used (never for loopback).
    pub system_proxy: bool,
    /// Certificate authorities trusted beside the system's, as read by [`Policy::with_ca_pem`].
    pub extra_roots: Vec<CertificateDer<'static>>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            user_agent: crate::USER_AGENT.to_owned(),
            connect_timeout: Duration::from_secs(10),
            first_byte_timeout: Duration::from_secs(60),
            timeout: Duration::from_secs(60),
            slow: Duration::from_secs(10),
            max_body: 16_000_000,
            max_evidence: 16_000,
            max_attempts: 3,
            max_wait: Duration::from_secs(60),
            jitter: rand::random,
            system_proxy: true,
            extra_roots: Vec::new(),
        }
    }
}

impl Policy {
    /// The same policy with another limit for a whole attempt; connecting and the first byte never take longer either.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self.connect_timeout = self.connect_timeout.min(timeout);
        self.first_byte_timeout = self.first_byte_timeout.min(timeout);
        self
    }

    /// Trusts the certificate authorities in these PEM bytes, beside the system's.
    pub fn with_ca_pem(mut self, pem: &[u8]) -> Result<Self, PolicyError> {
        let mut roots = Vec::new();
        for root in CertificateDer::pem_slice_iter(pem) {
            roots.push(root.map_err(|_| PolicyError::NotPem)?);
        }
        if roots.is_empty() {
            return Err(PolicyError::NotPem);
        }
        self.extra_roots.extend(roots);
        Ok(self)
    }

    /// Trusts the certificate authorities in this PEM file, beside the system's.
    pub fn with_ca_file(self, path: &Path) -> Result<Self, PolicyError> {
        let pem =
            std::fs::read(path).map_err(|error| PolicyError::CaFile { path: path.to_owned(), kind: error.kind() })?;
        self.with_ca_pem(&pem)
    }
}

/// Why no client could be made from a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// The CA file can't be read.
    #[error("the CA file {} can’t be read: {kind}", path.display())]
    CaFile {
        /// The path that was given.
        path: PathBuf,
        /// What the system said.
        kind: std::io::ErrorKind,
    },
    /// There is no certificate in the CA file, or it is not PEM.
    #[error("the CA file holds no PEM certificate")]
    NotPem,
    /// A certificate of the CA file can't be used as an authority, or this computer has no trusted ones at all.
    #[error("no certificates to trust: {detail}")]
    Trust {
        /// The TLS library's own words.
        detail: String,
    },
    /// The user agent holds a character that HTTP can't carry, or the system's proxy settings can't be read.
    #[error("the HTTP client can’t be set up: {detail}")]
    Setup {
        /// The HTTP library's own words.
        detail: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_certificate_is_told_from_a_missing_one() {
        assert_eq!(Policy::default().with_ca_pem(b"hello").unwrap_err(), PolicyError::NotPem);
        let missing = Policy::default().with_ca_file(Path::new("/nowhere/ca.pem")).unwrap_err();
        assert!(matches!(missing, PolicyError::CaFile { kind: std::io::ErrorKind::NotFound, .. }));
    }

    #[test]
    fn a_short_time_limit_shortens_the_others_too() {
        let limits = |policy: Policy| (policy.connect_timeout.as_secs(), policy.first_byte_timeout.as_secs());
        assert_eq!(limits(Policy::default().with_timeout(Duration::from_secs(3))), (3, 3));
        assert_eq!(limits(Policy::default().with_timeout(Duration::from_secs(30))), (10, 30));
    }
}
