//! Pure: who is synced, reconciled between Okta, SCIM and `ConfigCat`; search, filter, sort.
//!
//! An [`Inventory`] is who is synced, as read at one time. [`reconcile`] links it with what Okta and `ConfigCat`'s members
//! say, and gives each person and each group a state; with a source missing, what it would show is `unseen`, never fine.
//! [`chain`] answers for one person why they get in, or not.
//! [`PeopleIndex`] and [`GroupIndex`] answer a window's table: matching rows, a page at a time.
//!
//! No I/O, no clock, no network. Times come and go as RFC 3339 text.

mod chain;
mod difference;
mod duplicate;
mod failure;
mod fold;
mod ghost;
mod index;
mod link;
mod membership;
mod model;
mod query;
mod reconcile;
mod reconcile_groups;
mod source;
mod state;
mod verdict;

pub use chain::{Chain, ChainLink, ChainPart, LinkState, chain, chain_outside};
pub use difference::{Alarm, Change, Difference, DifferenceKind, DifferenceLine, Moved, NamedGroup, Renamed, alarm};
pub use fold::domain;
pub use model::{Group, Inventory, Oddity, User};
pub use query::{Counts, Filter, GroupIndex, GroupQuery, GroupSort, Page, PeopleIndex, Query, Sort, StateCount};
pub use reconcile::reconcile;
pub use reconcile_groups::reconcile_groups;
pub use source::{LogFailure, Member, OktaPerson, OktaSide, PushGroup, Sources};
pub use state::{GhostCause, GroupState, MemberCause, MemberDifference, PersonState, Sight, State};
pub use verdict::{Verdict, verdict};
