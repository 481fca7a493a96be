//! The state of one person and of one group.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What one source shows of a person or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sight {
    /// There, and as it should be.
    There,
    /// Looked for and not there.
    NotThere,
    /// There, and says something else than the other sources.
    Differs,
    /// Reports a failure.
    Failed,
    /// The source is not connected: nothing is known.
    Unseen,
}

/// In one word, how a person or a group stands. The order is that of a list that shows what needs a look first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Okta reports that provisioning failed.
    Failed,
    /// Not (or no more) active in Okta, and still active here.
    Ghost,
    /// Okta holds an id for it, but it is not synced.
    Missing,
    /// Another synced user has the same address.
    Duplicate,
    /// The two sides say different things.
    Differs,
    /// The e-mail domain is not verified: provisioning can't be started.
    DomainUnverified,
    /// Synced, and the plan gives nothing.
    NoPermission,
    /// Assigned, and not pushed yet.
    Waiting,
    /// In `ConfigCat` only: provisioning does not manage the account.
    NotManaged,
    /// Synced; whether it should be can't be seen.
    Unknown,
    /// Inactive here, and not expected to be active.
    Inactive,
    /// Both sides agree.
    InSync,
}

impl State {
    /// All states, in their order.
    pub const ALL: [Self; 12] = [
        Self::Failed,
        Self::Ghost,
        Self::Missing,
        Self::Duplicate,
        Self::Differs,
        Self::DomainUnverified,
        Self::NoPermission,
        Self::Waiting,
        Self::NotManaged,
        Self::Unknown,
        Self::Inactive,
        Self::InSync,
    ];

    /// Whether an administrator should look at it.
    pub fn needs_a_look(self) -> bool {
        !matches!(self, Self::InSync | Self::Inactive | Self::Unknown)
    }

    /// The state as a table or a chip shows it.
    pub fn to_words(self) -> &'static str {
        match self {
            Self::Failed => "Provisioning failed",
            Self::Ghost => "Still active here",
            Self::Missing => "Missing in ConfigCat",
            Self::Duplicate => "Duplicate",
            Self::Differs => "Differs",
            Self::DomainUnverified => "Domain not verified",
            Self::NoPermission => "No permission",
            Self::Waiting => "Waiting for Okta",
            Self::NotManaged => "Not managed",
            Self::Unknown => "Synced",
            Self::Inactive => "Inactive",
            Self::InSync => "In sync",
        }
    }
}

/// Why somebody who should not be active here still is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GhostCause {
    /// Suspended only: Okta sends nothing then.
    SuspendedOnly,
    /// `Deactivate Users` is not ticked in Okta.
    DeactivateUsersOff,
    /// Okta's last push had failed, so that it holds no id to deactivate.
    PushFailed,
    /// None of these can be seen.
    Unknown,
}

/// One person, as all sources together show them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonState {
    /// Stays the same from one reading to the next: `scim:ID`, else `okta:ID`, else `configcat:ID`.
    pub key: String,
    /// What to call the person.
    pub name: String,
    /// The address, from the first source that has one: SCIM, Okta, `ConfigCat`.
    pub email: String,
    /// SCIM id, when synced.
    pub user_id: Option<String>,
    /// SCIM `userName`, when synced; it is what the plan's outcome is found by.
    pub user_name: Option<String>,
    /// Okta's user id, when assigned.
    pub okta_id: Option<String>,
    /// `ConfigCat`'s user id, when a member.
    pub member_id: Option<String>,
    /// What Okta shows.
    pub okta: Sight,
    /// What the SCIM endpoint shows.
    pub synced: Sight,
    /// What `ConfigCat`'s members show.
    pub configcat: Sight,
    /// In one word.
    pub state: State,
    /// Why, in a sentence; empty where there is nothing to say.
    pub reason: String,
    /// With [`State::Ghost`], its cause.
    #[serde(default)]
    pub ghost: Option<GhostCause>,
    /// Display names of the synced groups the person is in.
    pub groups: Vec<String>,
}

/// Why a person is in a group on one side only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MemberCause {
    /// Not assigned to the application.
    NotAssigned,
    /// Suspended or deactivated in Okta, which then pushes no membership.
    InactiveInOkta,
    /// Okta reports that provisioning the person failed.
    Failed,
    /// Assigned, and not synced.
    NotSynced,
    /// The group's own push failed or is inactive.
    GroupNotPushed,
    /// Out of the group in Okta; the removal did not arrive.
    LeftGroup,
    /// In the group in Okta and synced; the membership did not arrive.
    NotArrived,
}

/// A person who is in a group on one side only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MemberDifference {
    /// What to call the person; Okta's id where no name is known.
    pub name: String,
    /// SCIM id, when synced.
    pub user_id: Option<String>,
    /// Okta's user id, where it is known.
    pub okta_id: Option<String>,
    /// Why.
    pub cause: MemberCause,
    /// Why, in a sentence.
    pub reason: String,
}

/// One group, as Okta's push groups and the synced groups show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GroupState {
    /// `scim:ID`, else `okta:ID`.
    pub key: String,
    /// Display name.
    pub name: String,
    /// SCIM id, when synced.
    pub group_id: Option<String>,
    /// Okta's id of the group that is pushed.
    pub okta_id: Option<String>,
    /// What Okta shows.
    pub okta: Sight,
    /// What the SCIM endpoint shows.
    pub synced: Sight,
    /// In one word.
    pub state: State,
    /// Why, in a sentence; empty where there is nothing to say.
    pub reason: String,
    /// How many synced users are in it.
    pub members: usize,
    /// Who is in it in Okta and not here.
    pub missing: Vec<MemberDifference>,
    /// Who is in it here and not in Okta.
    pub extra: Vec<MemberDifference>,
}
