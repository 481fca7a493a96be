//! What can go wrong with a sandbox itself. What goes wrong inside of it, on purpose, is an answer and no error.

/// Why a sandbox could not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No loopback port could be had.
    #[error("no port on 127.0.0.1 could be opened")]
    Listen(#[source] std::io::Error),
    /// The HTTP client of the practice Okta could not be made.
    #[error("the practice Okta's HTTP client could not be made")]
    Client(#[source] reqwest::Error),
    /// TLS could not be set up for it.
    #[error("the practice Okta's TLS could not be set up")]
    Tls(#[source] rustls::Error),
    /// The SAML signing certificate could not be made.
    #[error("the practice signing certificate could not be made")]
    Certificate(#[from] rcgen::Error),
    /// The kept world can't be read.
    #[error("the kept practice world can't be read")]
    World(#[from] serde_json::Error),
    /// The kept world is of a version that this program does not know.
    #[error("the kept practice world has version {found}, this program reads version {known}")]
    Version {
        /// Version of the kept world; 0 when it names none.
        found: u64,
        /// Version that this program writes.
        known: u64,
    },
    /// An act on the way to a finished world was refused.
    #[error("the practice world could not be made ready: {step} was refused: {message}")]
    Ready {
        /// What was tried.
        step: &'static str,
        /// The product's words.
        message: String,
    },
}
