//! What went wrong, for a person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What went wrong, for a person: what happened, why it matters, what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// Stable; scripts may rely on it.
    pub code: ProblemCode,
    /// What happened, in one sentence.
    pub message: String,
    /// Why it matters; may be empty.
    pub why: String,
    /// What to do next, and where.
    pub remedy: String,
    /// What was seen, redacted: status, host, request id.
    pub evidence: Option<String>,
}

/// Stable codes of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// A command that the table does not have, or a request it can't read: window and core differ.
    BadRequest,
    /// No profile is open.
    NoProfile,
    /// That profile is gone.
    ProfileGone,
    /// The act needs a connection that is not set.
    NotConnected,
    /// The secret of a connection is not in the keychain.
    SecretMissing,
    /// What was entered as SCIM URL or org URL can't be used.
    UrlUnusable,
    /// What was entered as token or password can't be used.
    SecretUnusable,
    /// The name of the server is not known to DNS.
    NameUnknown,
    /// The server could not be reached.
    Unreachable,
    /// The server did not answer in time.
    TimedOut,
    /// The certificate of the server is not trusted.
    CertificateUntrusted,
    /// The server spoke something else than expected.
    AnswerUnreadable,
    /// The credential was refused.
    CredentialRefused,
    /// The credential is right but may not do this.
    NotAllowed,
    /// What was asked for is not there.
    NotThere,
    /// Too many requests.
    RateLimited,
    /// The server reported an error.
    ServerError,
    /// The keychain refused.
    KeychainFailed,
    /// The database could not be read or written.
    StorageFailed,
    /// The database was written by a newer Catflap.
    StorageNewer,
    /// A file could not be read or written.
    FileFailed,
    /// A file or text holds something else than expected.
    InputUnreadable,
    /// No browser, no clipboard.
    DesktopFailed,
    /// The practice servers could not start.
    PracticeFailed,
    /// Practice is not open.
    NotPractice,
    /// Something has to be confirmed first.
    NotConfirmed,
    /// It was cancelled.
    Cancelled,
    /// A job of that kind runs already.
    Busy,
}

impl Problem {
    pub(crate) fn new(code: ProblemCode, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code, message: message.into(), why: String::new(), remedy: remedy.into(), evidence: None }
    }

    pub(crate) fn why(mut self, why: impl Into<String>) -> Self {
        self.why = why.into();
        self
    }

    pub(crate) fn evidence(mut self, evidence: impl Into<String>) -> Self {
        self.evidence = Some(evidence.into());
        self
    }

    pub(crate) fn bad_request(command: &str, error: &serde_json::Error) -> Self {
        // serde's message can quote the input; only its kind and place may leave.
        Self::new(
            ProblemCode::BadRequest,
            format!("Catflap could not read a request for “{command}”."),
            "Close Catflap and open it again. If it stays, report it with the evidence below.",
        )
        .evidence(format!("{:?} error at line {}, column {}", error.classify(), error.line(), error.column()))
    }

    pub(crate) fn unknown_command(command: &str) -> Self {
        Self::new(
            ProblemCode::BadRequest,
            format!("Catflap has no command “{command}”."),
            "The window and the core are of different versions. Install Catflap again.",
        )
    }

    pub(crate) fn no_profile() -> Self {
        Self::new(ProblemCode::NoProfile, "No profile is open.", "Open a profile, or make one, and try again.")
    }

    pub(crate) fn not_practice() -> Self {
        Self::new(
            ProblemCode::NotPractice,
            "Practice is not open.",
            "Open practice from the profile menu, then try again.",
        )
    }

    pub(crate) fn cancelled() -> Self {
        Self::new(ProblemCode::Cancelled, "It was cancelled.", "Start it again when you are ready.")
    }
}
