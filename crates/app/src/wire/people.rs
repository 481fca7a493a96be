//! Synced users and groups, beside what Okta and ConfigCat say of them.

use catflap_inventory::{Counts, Filter, PersonState, Sort};
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
    /// The rows from `offset`.
    pub rows: Vec<PersonState>,
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
    /// Groups, with their ids.
    pub groups: Vec<GroupRow>,
    /// How they get in, link by link.
    pub chain: Vec<Link>,
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

/// One link of the chain that lets a person in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Link {
    /// e.g. `Assigned by`.
    pub label: String,
    /// e.g. `All Engineers`.
    pub text: String,
    /// How it stands.
    pub mark: LinkMark,
}

/// How a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkMark {
    /// Holds.
    Ok,
    /// Broken.
    Bad,
    /// Worth a look.
    Warn,
    /// Can't be seen.
    Unseen,
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

/// A synced group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GroupRow {
    /// SCIM id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Members.
    pub people: u32,
    /// What the plan gives it, in words; empty for nothing.
    pub gives: String,
}

/// Points at a group.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct GroupRef {
    /// SCIM id.
    pub id: String,
}

/// Everything about one group.
#[derive(Debug, Clone, Serialize, TS)]
pub struct GroupCard {
    /// The group.
    pub group: GroupRow,
    /// Members, by name; at most 500.
    pub members: Vec<PersonState>,
}
