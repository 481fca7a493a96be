//! Pure: how permissions merge, what a plan would change, and its guards.
//!
//! `ConfigCat` offers no API for the permissions of a synced group, for the groups' priority or for starting provisioning
//! (its Public Management API description, 2024-10). So this crate computes what its page will compute: a [`Plan`] (groups
//! in priority order) is compiled into a [`Planner`], which merges it with people's memberships (`merge`), compares the
//! outcome with what they may do today ([`compare`]), warns before anything is set ([`guards`]), finds the fewest edits by which
//! one person gets what they should ([`WhatIf::smallest_changes`]), says at once whom an edit touches ([`WhatIf::look`]), and who
//! lost and gained what from one reading to the next ([`between`]).
//!
//! No I/O, no clock, no network.

mod between;
mod edit;
mod edited;
mod effect;
mod error;
mod guard;
mod merge;
mod model;
mod names;
mod smallest;
mod table;
mod what_if;
mod words;

pub use between::{AccessShift, AccessShiftKind, between};
pub use edit::{Edit, Role};
pub use effect::{Effect, EffectCounts, EffectKind, Effects, Today, compare};
pub use error::PlanError;
pub use guard::{Crowd, Guard, GuardFinding, GuardInput, Limited, Severity, SyncedGroup, guards};
pub use merge::{Memberships, Planner};
pub use model::{Access, AccessLine, Grant, GrantLine, Note, Overridden, Person, Plan, PlanGroup};
pub use smallest::{Goal, Way, Ways};
pub use table::AccessTable;
pub use what_if::{Looked, Shift, Shifts, WhatIf};
