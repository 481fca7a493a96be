//! The guide's steps as data, and a verifier for each.
//!
//! [`stages`] is the guide. [`Facts`] is what was read from the connections; [`verify_all`] says what it proves, step by
//! step, without any I/O. [`merge_status`] joins a proof with the administrator's tick.

mod facts;
mod gather;
mod look;
mod model;
mod progress;
mod render;
mod steps;

pub use facts::*;
pub use gather::{
    ConfigCatSource, Meaning, OktaSource, PublicDns, Sources, SyncedSoFar, TxtLookup, gather, group_names,
    read_failures, read_synced, resemblance,
};
pub use model::*;
pub use progress::{keep_proven, merge_status};
pub use render::{markdown, text};
pub use steps::{stages, step, steps, verify, verify_all};
