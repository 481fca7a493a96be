//! What a trip has to take back, as the journal keeps it.

use catflap_okta::{AppId, GroupId, MappingId, UserId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The names of a person that a trip touches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonNames {
    /// `firstName`.
    pub first_name: Option<String>,
    /// `lastName`.
    pub last_name: Option<String>,
    /// `displayName`.
    pub display_name: Option<String>,
}

/// One thing to be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Undo {
    /// A user may have come into being in `ConfigCat`.
    Arrival {
        /// The user name that Okta sends.
        user_name: String,
        /// Okta's id of the person, which Okta sends as `externalId`; none before it was told.
        person: Option<UserId>,
        /// Whether it is to be deleted there.
        delete: bool,
    },
    /// A throwaway person was made in Okta.
    Person {
        /// The login.
        login: String,
        /// Okta's id, once it was told.
        user: Option<UserId>,
    },
    /// A person who did not have the application was assigned.
    Assignment {
        /// The login, to be shown.
        login: String,
        /// The person.
        user: UserId,
        /// The user name that Okta sends.
        user_name: String,
    },
    /// A person who had the application was unassigned.
    Unassignment {
        /// The login, to be shown.
        login: String,
        /// The person.
        user: UserId,
        /// The user name that Okta sends.
        user_name: String,
    },
    /// A person's name was changed.
    Name {
        /// The login, to be shown.
        login: String,
        /// The person.
        user: UserId,
        /// As it was.
        before: PersonNames,
        /// As the trip set it.
        during: PersonNames,
    },
    /// A throwaway group was made in Okta.
    Group {
        /// Its name.
        name: String,
        /// Okta's id, once it was told.
        group: Option<GroupId>,
    },
    /// A throwaway group was pushed.
    Push {
        /// Its name, here and there.
        name: String,
        /// Okta's id of the group.
        group: GroupId,
        /// The mapping, once it was told.
        mapping: Option<MappingId>,
    },
    /// A person was put into a group that is not the trip's own.
    Membership {
        /// The group's name, to be shown.
        name: String,
        /// The group.
        group: GroupId,
        /// The login, to be shown.
        login: String,
        /// The person.
        user: UserId,
    },
}

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TripUndo {
    /// Names the trip.
    pub run_id: String,
    /// The application.
    pub app: AppId,
    /// What is to be taken back.
    pub what: Undo,
}

impl Undo {
    /// What it is about, to be shown.
    pub fn title(&self) -> String {
        match self {
            Self::Arrival { user_name, .. } => format!("the user {user_name} in ConfigCat"),
            Self::Person { login, .. } => format!("the person {login} in Okta"),
            Self::Assignment { login, .. } => format!("the assignment of {login}"),
            Self::Unassignment { login, .. } => format!("the assignment that {login} had before"),
            Self::Name { login, .. } => format!("the name of {login}"),
            Self::Group { name, .. } => format!("the group “{name}” in Okta"),
            Self::Push { name, .. } => format!("the push of “{name}”, and the group in ConfigCat"),
            Self::Membership { name, login, .. } => format!("{login} in “{name}”"),
        }
    }
}
