//! What crosses between the core and its hosts: requests, replies, events and problems.
//!
//! Everything here is plain data. The TypeScript of the window is generated from it.

mod access;
mod compute;
mod connections;
mod event;
mod guide;
mod history;
mod jobs;
mod okta;
mod outside;
mod people;
mod plan;
mod practice;
mod problem;
mod rehearsal;
mod review;
mod session;
mod verify;

pub use access::*;
pub use compute::*;
pub use connections::*;
pub use event::*;
pub use guide::*;
pub use history::*;
pub use jobs::*;
pub use okta::*;
pub use outside::*;
pub use people::*;
pub use plan::*;
pub use practice::*;
pub use problem::*;
pub use rehearsal::*;
pub use review::*;
pub use session::*;
pub use verify::*;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request that asks for nothing more than its name, and a reply that says nothing more than “done”.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// A count as it crosses; what is more than fits is as much as fits.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
