//! Why a rehearsal did not begin.

use catflap_http::PolicyError;

/// Why nothing was written at all. What goes wrong later stands in the rehearsal's rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RehearsalError {
    /// Nobody said that the domain may be written to.
    #[error("nobody confirmed that people may be created at {domain}")]
    DomainNotConfirmed {
        /// The e-mail domain that was given.
        domain: String,
    },
    /// The text is no domain name (RFC 1035 section 2.3.1, with at least one dot).
    #[error("“{domain}” is not an e-mail domain")]
    NotADomain {
        /// What was given.
        domain: String,
    },
    /// A run is named by 4 to 16 small letters and digits.
    #[error("the rehearsal’s name must be 4 to 16 small letters or digits")]
    BadRunId,
    /// No client can be made.
    #[error(transparent)]
    Policy(#[from] PolicyError),
}
