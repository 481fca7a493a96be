//! Synced users and groups, beside what Okta and ConfigCat say of them.

use catflap_inventory::{Chain, Counts, Filter, MemberDifference, PersonState, Sort, State};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AccessRow;

/// How far reading users and groups is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct PullProgress {
    /// Synced users read so far.
    pub users: u32,
    /// How many the server says there are; none before its first answer.
    pub users_total: Option<u32>,
    /// Synced groups read so far.
    pub groups: u32,
    /// How many the server says there are; none before its first answer.
    pub groups_total: Option<u32>,
    /// Assigned people read from Okta so far; none without that connection.
    pub okta: Option<u32>,
}

/// A window of the list of people.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct PeopleRequest {
    /// Words that must all occur in name, e-mail, groups or id.
    pub search: String,
    /// Which states.
    pub filter: Filter,
    /// Only those who are new or changed since they were last looked at.
    #[serde(default)]
    pub news: bool,
    /// Only members of the group with this display name.
    pub group: Option<String>,
    /// By what.
    pub sort: Sort,
    /// Last first.
    pub descending: bool,
    /// First row wanted, from 0.
    pub offset: u32,
    /// How many rows at most; 500 is the most that is answered.
    pub limit: u32,
}

/// A window of the list of people.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PeoplePage {
    /// One bold sentence, e.g. `304 of 312 are in sync.`
    pub verdict: String,
    /// What needs a look, in one sentence; may be empty.
    pub advice: String,
    /// RFC 3339, when it was read; none before the first time.
    pub read_at: Option<String>,
    /// What could not be read, in one sentence each.
    pub unread: Vec<String>,
    /// Rows that match search and filter.
    pub total: u32,
    /// Counts for the filters, under this search.
    pub counts: Counts,
    /// How many are new or changed since they were last looked at, under this search.
    pub news: u32,
    /// Many were lost at once and nobody has looked at it yet.
    pub alarm: Option<AlarmView>,
    /// RFC 3339, when people will be read again by itself; none when that is off.
    pub next_at: Option<String>,
    /// The rows from `offset`.
    pub rows: Vec<PersonRow>,
}

/// A row of the list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonRow {
    /// The state.
    #[serde(flatten)]
    pub person: PersonState,
    /// What is new since people were last looked at, in a few words: `New`, `Was: Waiting for Okta`, `Groups changed`.
    pub news: Option<String>,
}

/// What starting provisioning would do, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StartOutlook {
    /// e.g. `If you start provisioning: 3 lose something, 128 gain.` Empty before people were read or anything is planned.
    pub sentence: String,
}

/// Many people or memberships were lost from one reading to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AlarmView {
    /// What was lost, in a sentence.
    pub words: String,
    /// What to do.
    pub todo: String,
    /// The entry of the history before the loss.
    pub from: i64,
    /// The entry of the history with the loss.
    pub to: i64,
}

/// Points at a person.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct PersonRef {
    /// Key of the person.
    pub key: String,
}

/// Everything about one person.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PersonCard {
    /// The state.
    pub person: PersonState,
    /// The SCIM user; none when not synced.
    pub user: Option<SyncedUser>,
    /// What is new since people were last looked at, in a few words.
    pub news: Option<String>,
    /// When the person was last seen to change, newest first; at most 20.
    pub history: Vec<PersonChange>,
    /// Groups, with their ids.
    pub groups: Vec<GroupRow>,
    /// Why they get in, or not, link by link.
    pub chain: Chain,
    /// What they would be allowed once provisioning is started; none when not synced.
    pub access: Option<AccessRow>,
    /// What they may do today, in words; none when it can't be seen.
    pub today: Option<String>,
}

/// The SCIM user, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SyncedUser {
    /// SCIM id.
    pub id: String,
    /// `userName`.
    pub user_name: String,
    /// `displayName`.
    pub display_name: Option<String>,
    /// Primary e-mail.
    pub email: Option<String>,
    /// `active`.
    pub active: bool,
    /// `externalId`.
    pub external_id: Option<String>,
}

/// A window of the list of groups.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct GroupsRequest {
    /// Words that must all occur in name or id.
    pub search: String,
    /// First row wanted, from 0.
    pub offset: u32,
    /// How many rows at most; 500 is the most that is answered.
    pub limit: u32,
}

/// A window of the list of groups.
#[derive(Debug, Clone, Serialize, TS)]
pub struct GroupsPage {
    /// Rows that match.
    pub total: u32,
    /// The rows from `offset`, by name.
    pub rows: Vec<GroupRow>,
}

/// A group, synced or pushed by Okta or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GroupRow {
    /// `scim:ID`, else `okta:ID`.
    pub key: String,
    /// SCIM id; none when it is not synced.
    pub id: Option<String>,
    /// Display name.
    pub name: String,
    /// Synced members.
    pub people: u32,
    /// What the plan gives it, in words; empty for nothing.
    pub gives: String,
    /// In one word.
    pub state: State,
    /// Why, in a sentence; empty where there is nothing to say.
    pub reason: String,
}

/// Points at a group.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct GroupRef {
    /// Key of the group.
    pub key: String,
}

/// Everything about one group.
#[derive(Debug, Clone, Serialize, TS)]
pub struct GroupCard {
    /// The group.
    pub group: GroupRow,
    /// Its place in the priority, from 1; none where the plan does not name it.
    pub place: Option<u32>,
    /// Synced members, by name; at most 500.
    pub members: Vec<PersonState>,
    /// Who is in it in Okta and not here, with the reason.
    pub missing: Vec<MemberDifference>,
    /// Who is in it here and not in Okta, with the reason.
    pub extra: Vec<MemberDifference>,
    /// Whether its members in Okta were read: without them nothing is known to be missing.
    pub okta_members_read: bool,
}

/// A change of one person, as a reading found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonChange {
    /// RFC 3339.
    pub at: String,
    /// e.g. `Moved from Readers to Developers`.
    pub words: String,
}

/// Asks why somebody gets in, or not.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct Why {
    /// Name, e-mail address, login or id, as it is at hand.
    pub text: String,
}

/// Why somebody gets in, or not.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WhyAnswer {
    /// Who is meant among those who were read; best first, at most 8. Their cards have the chain.
    pub people: Vec<PersonState>,
    /// How many of those who were read match.
    pub total: u32,
    /// Who is in Okta's directory and neither assigned nor synced; at most 5. Asked for only where nobody else is meant.
    pub outside: Vec<OutsidePerson>,
    /// The answer in a sentence where nobody was found, with what could not be looked at; empty otherwise.
    pub nobody: String,
}

/// Somebody of Okta's directory whom the application does not reach.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OutsidePerson {
    /// Okta's id.
    pub okta_id: String,
    /// Name.
    pub name: String,
    /// Login.
    pub login: String,
    /// Why they do not get in.
    pub chain: Chain,
}
