//! What each connection can say about people and groups.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::Inventory;

/// Everything that was read, source by source. `None` means that nothing can be known from there.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// Who is synced (SCIM): the one source that is always there.
    pub synced: &'a Inventory,
    /// Okta's management API.
    pub okta: Option<&'a OktaSide>,
    /// `ConfigCat`'s members (Public Management API).
    pub members: Option<&'a [Member]>,
    /// The organization's verified e-mail domains.
    pub verified_domains: Option<&'a [String]>,
    /// SCIM ids of the users whom the permission plan gives nothing; `None` without a plan.
    pub without_permission: Option<&'a BTreeSet<String>>,
}

/// What Okta says of the application.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OktaSide {
    /// Everybody who is assigned to the application.
    pub people: Vec<OktaPerson>,
    /// The application's push groups.
    pub push_groups: Vec<PushGroup>,
    /// Failed provisioning events that no later success of the same person has cured.
    pub log_failures: Vec<LogFailure>,
    /// Whether `Deactivate Users` is ticked, where it was read.
    #[serde(default)]
    pub deactivates_users: Option<bool>,
}

/// A person who is assigned to the application (`GET /api/v1/apps/{id}/users`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OktaPerson {
    /// Okta's id of the user; Okta sends it as SCIM `externalId`.
    pub id: String,
    /// Okta's login.
    pub login: String,
    /// `profile.email`.
    pub email: Option<String>,
    /// First and last name, or the display name.
    pub name: Option<String>,
    /// The Okta user's own status (ACTIVE, SUSPENDED, DEPROVISIONED…), where it was read.
    pub status: Option<String>,
    /// Names of the assigned groups that bring the person in.
    pub assigned_by: Vec<String>,
    /// USER or GROUP.
    pub scope: Option<String>,
    /// The app user's status (STAGED, PROVISIONED, ACTIVE, DEPROVISIONED…).
    pub app_status: Option<String>,
    /// The app user's `externalId`: the SCIM id that Okta holds for the person.
    pub external_id: Option<String>,
    /// What Okta says went wrong, if it does.
    pub error: Option<String>,
    /// `credentials.userName`: what Okta sends as SCIM `userName`.
    pub user_name: Option<String>,
}

/// A push group (`GET …/group-push/mappings`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PushGroup {
    /// Okta's id of the group that is pushed.
    pub source_group_id: String,
    /// Its name in Okta.
    pub name: String,
    /// Okta's id of the group as it sees it in the application.
    pub target_group_id: Option<String>,
    /// ACTIVE, INACTIVE or ERROR.
    pub status: String,
    /// Okta's own words on an error.
    pub error: Option<String>,
    /// Okta ids of the group's members, where they were read.
    pub members: Option<Vec<String>>,
}

/// A failed provisioning event of Okta's System Log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LogFailure {
    /// Okta's id of the person, where the event has it.
    pub user_id: Option<String>,
    /// Login or name, where the event has it.
    pub user_name: Option<String>,
    /// Okta's own words.
    pub reason: String,
    /// RFC 3339.
    pub at: String,
}

/// A member of the `ConfigCat` organization (`GET /v2/organizations/{id}/members`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Member {
    /// `ConfigCat`'s `userId`.
    pub id: String,
    /// E-mail address.
    pub email: String,
    /// `fullName`.
    pub name: Option<String>,
    /// Whether the member is Organization Admin.
    pub organization_admin: bool,
    /// Whether the member is Billing Manager.
    pub billing_manager: bool,
    /// Product name and permission group name.
    pub permissions: Vec<(String, String)>,
}

impl Member {
    /// Whether the account has a role or a permission.
    pub fn may_anything(&self) -> bool {
        self.organization_admin || self.billing_manager || !self.permissions.is_empty()
    }
}
