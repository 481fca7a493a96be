//! Groups and people assigned to an application.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::{GroupId, UserId};
use super::open::{null_is_default, open_enum};

/// A group assigned to an app (`GET /api/v1/apps/{id}/groups`). It brings its people in, not itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct AppGroup {
    /// The group.
    pub id: GroupId,
    /// Order among the app's groups, 0 first.
    #[serde(default)]
    pub priority: Option<i64>,
    /// When the assignment was last changed.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub last_updated: Option<Timestamp>,
}

open_enum! {
    /// Why a person has the app.
    AppUserScope {
        /// Assigned alone.
        User = "USER",
        /// Through a group.
        Group = "GROUP",
    }
}

open_enum! {
    /// How far a person's assignment has come. More to be trusted than the sync state.
    AppUserStatus {
        /// Has the app.
        Active = "ACTIVE",
        /// Request approved.
        Approved = "APPROVED",
        /// Taken away at the service provider.
        Deprovisioned = "DEPROVISIONED",
        /// Has the app by its settings alone.
        Implicit = "IMPLICIT",
        /// Came from the app.
        Imported = "IMPORTED",
        /// No longer has the app.
        Inactive = "INACTIVE",
        /// Matched with an imported person.
        Matched = "MATCHED",
        /// Being created.
        Pending = "PENDING",
        /// Created at the service provider.
        Provisioned = "PROVISIONED",
        /// Revoked.
        Revoked = "REVOKED",
        /// Assigned, but not pushed yet.
        Staged = "STAGED",
        /// Suspended.
        Suspended = "SUSPENDED",
        /// Assignment removed.
        Unassigned = "UNASSIGNED",
    }
}

open_enum! {
    /// State of a person's profile between Okta and the app. Depends on a feature that most apps lack.
    AppUserSyncState {
        /// Not synchronized by this app.
        Disabled = "DISABLED",
        /// The last push failed.
        Error = "ERROR",
        /// Changes wait to be pushed.
        OutOfSync = "OUT_OF_SYNC",
        /// As in Okta.
        Synchronized = "SYNCHRONIZED",
        /// Being pushed.
        Syncing = "SYNCING",
    }
}

/// A person assigned to an app (`GET /api/v1/apps/{id}/users`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct AppUser {
    /// The person.
    pub id: UserId,
    /// Id at the service provider; absent until a push has succeeded. Without it Okta sends no deactivation.
    #[serde(default)]
    pub external_id: Option<String>,
    /// Why they have the app.
    #[serde(default)]
    pub scope: Option<AppUserScope>,
    /// How far it has come.
    #[serde(default)]
    pub status: Option<AppUserStatus>,
    /// State of the profile.
    #[serde(default)]
    pub sync_state: Option<AppUserSyncState>,
    /// User name in the app.
    #[serde(default)]
    pub credentials: Option<AppUserCredentials>,
    /// Profile in the app.
    #[serde(default, deserialize_with = "null_is_default")]
    pub profile: AppUserProfile,
    /// Last push that ended.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub last_sync: Option<Timestamp>,
    /// When the status last changed.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub status_changed: Option<Timestamp>,
    /// When the person was assigned.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub created: Option<Timestamp>,
    /// When the assignment was last changed.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub last_updated: Option<Timestamp>,
}

impl AppUser {
    /// The user name that Okta sends to the service provider.
    pub fn user_name(&self) -> Option<&str> {
        self.credentials.as_ref()?.user_name.as_deref()
    }
}

/// Credentials of an app user; a password is never read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct AppUserCredentials {
    /// User name in the app.
    #[serde(default)]
    pub user_name: Option<String>,
}

/// Profile of an app user. Apps define their own fields; these are the ones a SCIM app has as a rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct AppUserProfile {
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Name shown.
    #[serde(default)]
    pub display_name: Option<String>,
    /// Given name.
    #[serde(default)]
    pub given_name: Option<String>,
    /// Family name.
    #[serde(default)]
    pub family_name: Option<String>,
}
