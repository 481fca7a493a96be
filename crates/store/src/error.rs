//! Why something could not be kept or read.

use std::path::PathBuf;

/// What went wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The platform names no folder for an application's data (no home directory).
    #[error("The system names no folder for application data.")]
    NoDataFolder,
    /// The folder cannot be made.
    #[error("The folder {} cannot be made.", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The file cannot be opened, or is no database.
    #[error("The database {} cannot be opened.", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// `SQLite`'s reason.
        source: rusqlite::Error,
    },
    /// A later version of the program has changed the file; this one would not understand it.
    #[error("The database was written by a newer Catflap (it has the step “{step}”).")]
    Newer {
        /// The first migration that this program does not know.
        step: String,
    },
    /// A migration failed; the file is as it was before it.
    #[error("The database cannot be brought up to date (step “{step}”).")]
    Migration {
        /// The migration.
        step: &'static str,
        /// `SQLite`'s reason.
        source: rusqlite::Error,
    },
    /// There is no such profile (any more).
    #[error("There is no such profile.")]
    NoSuchProfile,
    /// A value cannot be written as JSON.
    #[error("The {what} cannot be written.")]
    Encode {
        /// What it is.
        what: &'static str,
        /// The reason.
        source: serde_json::Error,
    },
    /// A kept value has another shape than this program expects.
    #[error("The kept {what} cannot be read.")]
    Decode {
        /// What it is.
        what: &'static str,
        /// The reason.
        source: serde_json::Error,
    },
    /// `SQLite` refused: a full disk, a lock held too long, a damaged file.
    #[error("The database refused.")]
    Database(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqliteFailure(failure, _)
                if failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY =>
            {
                Self::NoSuchProfile
            }
            other => Self::Database(other),
        }
    }
}

/// What went wrong with the keychain. No variant holds anything of a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeychainError {
    /// There is no keychain, or it does not answer as one.
    #[error("The system’s keychain is not available: {detail}")]
    Unavailable {
        /// The system's words.
        detail: String,
    },
    /// The keychain is there and refuses: locked, or access denied.
    #[error("The system’s keychain refused access: {detail}")]
    Refused {
        /// The system's words.
        detail: String,
    },
    /// The keychain gave no answer in time, perhaps because it waits for somebody to unlock it.
    #[error("The system’s keychain gave no answer within {seconds} s; it may wait to be unlocked.")]
    TimedOut {
        /// How long it was waited for.
        seconds: u64,
    },
    /// The secret is longer than the platform's keychain takes.
    #[error("The system’s keychain takes at most {limit} bytes.")]
    TooLong {
        /// In bytes.
        limit: u32,
    },
    /// What the keychain holds under our name is not what we put there.
    #[error("The keychain’s entry is not one that Catflap wrote.")]
    Foreign,
}
