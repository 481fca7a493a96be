//! The round trip: one person goes from Okta to `ConfigCat` and back, each leg proven and everything taken back.
//!
//! [`look`] reads, [`plan`] says what would be written where and refuses what must not be done, [`run`] does it: assign,
//! change the name, put into a push group, unassign; after each it asks `ConfigCat` by SCIM whether it arrived, with Okta's
//! log beside it. Each write stands in the [`Journal`](crate::Journal) first, so that whatever ends a trip, [`take_back`]
//! finds what it left. Nothing is deleted that does not carry a throwaway name; of a named person everything is put back
//! as it was.

mod arrive;
mod end;
mod events;
mod facts;
mod hand;
mod journey;
mod model;
mod names;
mod plan;
mod refusal;
mod run;
mod settings;
mod settle;
mod take_back;
mod undo;
mod wait;
mod words;

pub use facts::{GroupFacts, PersonFacts, Standing, TripFacts, look};
pub use model::{Leg, LegOutcome, Remain, RemainFate, Trip, TripEvent, TripPlan, TripTakenBack, TripWrite};
pub use plan::plan;
pub use refusal::TripRefusal;
pub use run::{TripError, TripTools, run};
pub use settings::{TripGroup, TripPerson, TripSettings};
pub use take_back::take_back;
pub use undo::{PersonNames, TripUndo, Undo};
