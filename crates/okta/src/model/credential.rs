//! Who a credential is, what it may do, and what it can't see.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::open::open_enum;
use super::user::User;
use crate::oauth::{Scope, Scopes};

/// What is known of a credential, found out by reading only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CredentialDescription {
    /// Who it is.
    pub identity: Identity,
    /// What it can see, in the order of [`Area::ALL`].
    pub sees: Vec<Sight>,
    /// What it may change, in the order of [`Change::ALL`].
    pub changes: Vec<Right>,
}

/// Who a credential is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Identity {
    /// An API token. It has the rights of the administrator who made it, and ends with them.
    ApiToken {
        /// The administrator, where Okta tells.
        owner: Option<Box<User>>,
        /// Their roles, where Okta tells.
        roles: Option<Vec<Role>>,
    },
    /// A service app.
    ServiceApp {
        /// `Client ID`.
        client_id: String,
        /// Its scopes.
        scopes: Scopes,
    },
    /// An access token that somebody else fetched: it says nothing of itself.
    AccessToken,
}

open_enum! {
    /// Kind of an administrator role.
    RoleType {
        /// May do everything.
        Super = "SUPER_ADMIN",
        /// May look at everything.
        ReadOnly = "READ_ONLY_ADMIN",
        /// May read reports.
        Report = "REPORT_ADMIN",
        /// Manages the org's people and groups.
        Org = "ORG_ADMIN",
        /// Manages applications.
        App = "APP_ADMIN",
        /// Manages groups and their people.
        User = "USER_ADMIN",
        /// Manages members of groups.
        GroupMembership = "GROUP_MEMBERSHIP_ADMIN",
        /// Made by the org itself.
        Custom = "CUSTOM",
    }
}

/// An administrator role (`GET /api/v1/users/{id}/roles`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Role {
    /// Kind.
    #[serde(rename(deserialize = "type"))]
    pub kind: RoleType,
    /// Name shown.
    #[serde(default)]
    pub label: Option<String>,
}

/// A part of Okta that proving reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// The org's name.
    Org,
    /// Applications, their SAML settings and assignments.
    Apps,
    /// The application's `To App` switches.
    Features,
    /// Push groups of the application.
    PushGroups,
    /// Groups and their members.
    Groups,
    /// People.
    Users,
    /// The System Log.
    Logs,
    /// Profile mappings.
    ProfileMappings,
}

impl Area {
    /// Every area.
    pub const ALL: [Self; 8] = [
        Self::Org,
        Self::Apps,
        Self::Features,
        Self::PushGroups,
        Self::Groups,
        Self::Users,
        Self::Logs,
        Self::ProfileMappings,
    ];

    /// The scopes that a service app needs to see it.
    pub fn scopes(self) -> &'static [Scope] {
        match self {
            Self::Org => &[Scope::OrgsRead],
            Self::Apps | Self::Features => &[Scope::AppsRead],
            Self::PushGroups => &[Scope::AppsRead, Scope::GroupsRead],
            Self::Groups => &[Scope::GroupsRead],
            Self::Users => &[Scope::UsersRead],
            Self::Logs => &[Scope::LogsRead],
            Self::ProfileMappings => &[Scope::ProfileMappingsRead],
        }
    }
}

/// Whether an area can be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Sight {
    /// The area.
    pub area: Area,
    /// Whether.
    pub answer: Permission,
}

/// What doing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Make an application, assign, push, switch.
    Apps,
    /// Make groups, change their members.
    Groups,
    /// Make and change people.
    Users,
}

impl Change {
    /// Every change.
    pub const ALL: [Self; 3] = [Self::Apps, Self::Groups, Self::Users];

    /// The scope that a service app needs for it.
    pub fn scope(self) -> Scope {
        match self {
            Self::Apps => Scope::AppsManage,
            Self::Groups => Scope::GroupsManage,
            Self::Users => Scope::UsersManage,
        }
    }
}

/// Whether something may be changed, as far as that is known without changing anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Right {
    /// The change.
    pub change: Change,
    /// Whether.
    pub answer: Permission,
}

/// Whether a credential may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Permission {
    /// It may: seen, or said by the role.
    Allowed,
    /// It may not.
    Refused {
        /// Okta's `errorCode`; empty when it was not asked because a scope or the role already says no.
        code: String,
        /// In Okta's words, or the reason why it was not asked.
        why: String,
    },
    /// Not known.
    Unknown {
        /// Why not.
        why: String,
    },
}
