//! OAuth 2.0 scopes of Okta's management API.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::open_enum;

open_enum! {
    /// What an access token may be used for.
    Scope {
        /// Applications, their features, assignments and push groups.
        AppsRead = "okta.apps.read",
        /// Groups and their members.
        GroupsRead = "okta.groups.read",
        /// People.
        UsersRead = "okta.users.read",
        /// The System Log.
        LogsRead = "okta.logs.read",
        /// The org's name.
        OrgsRead = "okta.orgs.read",
        /// Profile mappings.
        ProfileMappingsRead = "okta.profileMappings.read",
        /// Make an application, assign, push, switch.
        AppsManage = "okta.apps.manage",
        /// Make groups, change their members.
        GroupsManage = "okta.groups.manage",
        /// Make and change people.
        UsersManage = "okta.users.manage",
    }
}

impl Scope {
    /// All that proving takes.
    pub const READ: [Self; 6] =
        [Self::AppsRead, Self::GroupsRead, Self::UsersRead, Self::LogsRead, Self::OrgsRead, Self::ProfileMappingsRead];

    /// What doing takes beside reading.
    pub const WRITE: [Self; 3] = [Self::AppsManage, Self::GroupsManage, Self::UsersManage];

    /// The scope to manage that includes this one to read.
    pub fn wider(&self) -> Option<Self> {
        match self {
            Self::AppsRead => Some(Self::AppsManage),
            Self::GroupsRead => Some(Self::GroupsManage),
            Self::UsersRead => Some(Self::UsersManage),
            _ => None,
        }
    }

    /// Whether these scopes allow what this one does.
    pub fn is_covered_by(&self, granted: &[Self]) -> bool {
        granted.contains(self) || self.wider().is_some_and(|wider| granted.contains(&wider))
    }
}

/// What a service app was granted of what was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Scopes {
    /// Granted.
    #[ts(type = "Array<string>")]
    pub granted: Vec<Scope>,
    /// Needed and not granted.
    #[ts(type = "Array<string>")]
    pub missing: Vec<Scope>,
}
