//! What is done in Okta: changes, round trip, a new token; and Okta's log.

use catflap_change::follow::LogDigest;
use catflap_change::list::{ChangeList, Wish};
use catflap_change::preflight::Preflight;
use catflap_change::rotate::{Forecast, Rotation};
use catflap_change::round_trip::{Trip, TripGroup, TripPerson, TripPlan};
use catflap_http::Secret;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;

/// What the Okta credential is and may do.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CredentialView {
    /// e.g. `API token of ana@whisker.co`.
    pub who: String,
    /// Roles or scopes, in words.
    pub detail: String,
    /// What proving reads.
    pub sees: Vec<CredentialArea>,
    /// What doing changes.
    pub changes: Vec<CredentialArea>,
    /// RFC 3339, when it ends if it is not used again; none where it does not end by itself.
    pub ends_unused_at: Option<String>,
}

/// Something that a credential may see or change, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CredentialArea {
    /// e.g. `Push groups`.
    pub title: String,
    /// Whether it may.
    pub may: MayIt,
    /// Why not, or why nobody knows; empty when it may.
    pub why: String,
    /// Scopes that a service app needs for it.
    pub scopes: Vec<String>,
    /// Numbers of the steps that can't be proven by Okta without it.
    pub costs: Vec<String>,
}

/// Whether a credential may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MayIt {
    /// It may.
    Yes,
    /// It may not.
    No,
    /// Not known.
    Unknown,
}

/// What is looked for.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OrgSearch {
    /// Beginning of a name; empty lists the first ones.
    pub text: String,
}

/// Groups of the org.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrgGroups {
    /// By name, at most 100.
    pub groups: Vec<OrgGroupRow>,
    /// There are more than these.
    pub more: bool,
}

/// A group of the org, and what it is to the application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OrgGroupRow {
    /// Okta's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its description; may be empty.
    pub description: String,
    /// It is assigned to the application.
    pub assigned: bool,
    /// Its push group's status: `ACTIVE`, `INACTIVE` or `ERROR`; none when it is not pushed.
    pub push: Option<String>,
}

/// People of the org.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrgPeople {
    /// By name, at most 100.
    pub people: Vec<OrgPersonRow>,
    /// There are more than these.
    pub more: bool,
}

/// A person of the org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OrgPersonRow {
    /// Okta's id.
    pub id: String,
    /// First and last name, else the login.
    pub name: String,
    /// The login.
    pub login: String,
    /// Okta's status, e.g. `ACTIVE`.
    pub status: String,
}

/// What is wanted in Okta.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ChangeWishes {
    /// The states that are wanted, in order.
    pub wishes: Vec<Wish>,
}

/// A change list before it is carried out. Nothing was written yet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChangePlan {
    /// The list.
    pub list: ChangeList,
    /// The list in a sentence.
    pub headline: String,
    /// Who would come, and who would fail; none where the wishes are not about groups.
    pub preflight: Option<Preflight>,
}

/// Points at a change list.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ChangeRef {
    /// Its id.
    pub id: String,
}

/// Change lists that were begun and not ended.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OpenChanges {
    /// Oldest first, with their lines as far as they have come.
    pub lists: Vec<ChangeList>,
}

/// A round trip that is thought of.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TripAsk {
    /// Who goes. An empty domain of a throwaway person takes the one that most synced users have.
    pub person: TripPerson,
    /// Which push group.
    pub group: TripGroup,
    /// Whether the user that comes into being in ConfigCat is deleted there at the end.
    pub delete_in_configcat: bool,
}

/// A round trip before it is begun.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TripView {
    /// What it would be held with: the domain is filled in.
    pub ask: TripAsk,
    /// What marks its names.
    pub run_id: String,
    /// What would be written where; none when it must not be begun.
    pub plan: Option<TripPlan>,
    /// Why it must not be begun.
    pub problem: Option<Problem>,
    /// What an earlier trip may have left, in words.
    pub left: Vec<String>,
}

/// Begins a round trip.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct TripStart {
    /// As the plan showed it, with the domain confirmed.
    pub ask: TripAsk,
    /// The name that the plan showed.
    pub run_id: String,
}

/// The last round trip, and what may be left of any.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LastTrip {
    /// The last one of this profile; none before the first.
    pub trip: Option<Trip>,
    /// What an earlier trip may have left, in words, oldest first.
    pub left: Vec<String>,
}

/// The new token of a rotation.
#[derive(Deserialize, TS)]
pub struct NewToken {
    /// As it was pasted.
    pub token: Secret,
}

/// How the rotation of the SCIM token stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RotationView {
    /// The drill.
    pub rotation: Rotation,
    /// What it interrupts; none while Okta's log can't be read.
    pub forecast: Option<Forecast>,
    /// Why Okta's log can't be read.
    pub problem: Option<Problem>,
}

/// Okta's log of the application.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OktaLog {
    /// Failures first.
    pub digest: LogDigest,
    /// What Okta's reasons mean, in the order of the failures.
    pub meanings: Vec<LogMeaning>,
    /// RFC 3339, from when on events are listed.
    pub since: String,
    /// RFC 3339, when it was read last.
    pub read_at: String,
}

/// What a reason of Okta's means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LogMeaning {
    /// Okta's reason, as it stands in the failure.
    pub reason: String,
    /// What is the matter, short.
    pub title: String,
    /// What it means.
    pub means: String,
    /// What to change and where, with marks.
    pub change: String,
}
