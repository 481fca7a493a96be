//! People of the org (`/api/v1/users`, `/api/v1/groups/{id}/users`).

use catflap_http::Secret;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::UserId;
use super::open::{null_is_default, open_enum};

open_enum! {
    /// State of a person in Okta.
    UserStatus {
        /// Can sign in.
        Active = "ACTIVE",
        /// Deactivated: Okta deactivates them in their apps.
        Deprovisioned = "DEPROVISIONED",
        /// Too many wrong passwords.
        LockedOut = "LOCKED_OUT",
        /// Password has to be changed.
        PasswordExpired = "PASSWORD_EXPIRED",
        /// Created, has not signed in yet.
        Provisioned = "PROVISIONED",
        /// Recovering a password.
        Recovery = "RECOVERY",
        /// Created, not activated.
        Staged = "STAGED",
        /// Suspended: Okta sends nothing to apps.
        Suspended = "SUSPENDED",
    }
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// State.
    #[serde(default)]
    pub status: Option<UserStatus>,
    /// Profile.
    #[serde(default, deserialize_with = "null_is_default")]
    pub profile: UserProfile,
    /// When the person was created.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub created: Option<Timestamp>,
    /// When the status last changed.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub status_changed: Option<Timestamp>,
    /// Last sign-in.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub last_login: Option<Timestamp>,
    /// When the profile was last changed.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub last_updated: Option<Timestamp>,
}

/// Profile of a person, reduced to what SCIM sends. In a change, what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct UserProfile {
    /// Name they sign in to Okta with.
    #[serde(default)]
    pub login: Option<String>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Given name.
    #[serde(default)]
    pub first_name: Option<String>,
    /// Family name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// Name shown.
    #[serde(default)]
    pub display_name: Option<String>,
}

/// A person to be made.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Okta demands login, e-mail address, given and family name.
    pub profile: UserProfile,
    /// With a password nobody is mailed, and the person is active at once.
    pub password: Option<Secret>,
}
