//! What Catflap does in Okta for the administrator: shown first, asked for, journaled before it is done, reported line by
//! line, resumable, taken back.
//!
//! - [`list`]: a change list. [`list::read`] looks, [`list::plan`] says which lines are needed and which are already so,
//!   [`list::run`] carries them out, [`list::resume`] goes on with a list that was left half done.
//! - [`preflight`]: who would come, who would fail and why, before a group is assigned or pushed. Pure.
//! - [`round_trip`]: one person goes from Okta to `ConfigCat` and back, each leg proven and everything taken back.
//! - [`rotate`]: the drill for a new SCIM token.
//! - [`follow`]: Okta's System Log as plain lines, failures first. Pure.
//!
//! Whatever writes keeps a [`Journal`] which comes from outside; so do the clock, the names of throwaway things and both
//! clients. An application is never replaced (PUT): that can switch provisioning off and lose the connector's settings.

mod journal;
mod trouble;

pub mod follow;
pub mod list;
pub mod preflight;
pub mod rotate;
pub mod round_trip;

pub use journal::{ChangeEntryId, Entry, Journal, JournalError};
pub use trouble::Trouble;

/// Tells the time. A test passes its own.
pub type Clock = std::sync::Arc<dyn Fn() -> jiff::Timestamp + Send + Sync>;
