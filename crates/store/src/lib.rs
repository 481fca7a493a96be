//! `SQLite` for everything that may be read, the keychain for secrets.
//!
//! One [`Store`] is one file, `catflap.sqlite`, in the folder that the caller passes (see [`data_dir`]), or is kept in memory
//! and gone afterwards. Every call is
//! synchronous and short; from async code, call it where blocking is allowed. Times come in from the caller and are kept
//! to the microsecond. What is kept as JSON is any `Serialize` type: a [`catflap_http::Secret`] is none, so that no secret
//! can get into the file.
//!
//! Secrets stand in the operating system's [`Keychain`]; where there is none, [`open_keychain`] says why and keeps them in
//! memory for this run.

mod column;
mod error;
mod keychain;
mod migration;
mod place;
mod store;
mod table {
    pub(crate) mod activity;
    pub(crate) mod change;
    pub(crate) mod check_run;
    pub(crate) mod connection;
    pub(crate) mod inventory;
    pub(crate) mod journal;
    pub(crate) mod plan;
    pub(crate) mod practice;
    pub(crate) mod profile;
    pub(crate) mod progress;
    pub(crate) mod seen;
    pub(crate) mod setting;
    pub(crate) mod snapshot;
}

pub use error::{KeychainError, StoreError};
pub use keychain::{
    Keychain, KeychainKind, KeychainState, PROBE_LIMIT, SERVICE, SessionKeychain, SystemKeychain, open_keychain,
};
pub use place::{DATABASE, data_dir};
pub use store::Store;
pub use table::activity::{Activity, NewActivity};
pub use table::check_run::CheckRun;
pub use table::connection::{SavedConnection, Which};
pub use table::journal::JournalRow;
pub use table::plan::PlanRevision;
pub use table::profile::{Profile, ProfileKind};
pub use table::progress::StepProgress;
pub use table::snapshot::{KeptSnapshot, Snapshot, UnseenAlarm};
