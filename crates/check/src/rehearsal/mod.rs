//! The rehearsal: what Okta sends from first to last, on throwaway people and a throwaway group.
//!
//! Nothing else in Catflap's tester writes. [`plan`] says beforehand what will be written; [`run`] writes it the way an
//! app of Okta's wizard does (by PUT), reads every write back by id and by look-up, and takes everything back. Each
//! resource stands in a [`Journal`] before it is created, so that whatever ends a rehearsal, [`take_back`] finds what it
//! left. Nothing is deleted that does not carry a throwaway name.

mod error;
mod groups;
mod journal;
mod judge;
mod line;
mod markdown;
mod model;
mod names;
mod part;
mod patch;
mod people;
mod plan;
mod run;
mod sentences;
mod settings;
mod stage;
mod stored;
mod take_back;

pub use error::RehearsalError;
pub use journal::{Entry, EntryId, Intent, Journal, JournalError, ResourceKind};
pub use markdown::markdown;
pub use model::{Fate, PlannedWrite, Rehearsal, RehearsalEvent, Row, TakenBack, Written};
pub use plan::{CAUTION, plan};
pub use run::{run, run_by, take_back, take_back_by};
pub use settings::Settings;

/// The ids of the rows in the order in which Okta sends.
#[cfg(test)]
pub(crate) fn row_ids() -> impl Iterator<Item = &'static str> {
    part::PARTS.iter().map(|part| part.id)
}
