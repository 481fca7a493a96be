//! Push groups (`/api/v1/apps/{id}/group-push/mappings`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::{GroupId, MappingId};
use super::open::open_enum;

open_enum! {
    /// State of a push group.
    PushStatus {
        /// Pushed.
        Active = "ACTIVE",
        /// Not pushed.
        Inactive = "INACTIVE",
        /// The last push failed.
        Error = "ERROR",
    }
}

/// A push group: a group in Okta and the group it is pushed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct PushMapping {
    /// Its id.
    pub id: MappingId,
    /// The group in Okta.
    pub source_group_id: GroupId,
    /// Okta's image of the group at the service provider (an app group in Okta, not a SCIM id).
    #[serde(default)]
    pub target_group_id: Option<GroupId>,
    /// State.
    pub status: PushStatus,
    /// Why the last push failed.
    #[serde(default)]
    pub error_summary: Option<String>,
    /// When it was last pushed.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub last_push: Option<Timestamp>,
    /// When it was made.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub created: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub last_updated: Option<Timestamp>,
}

impl PushMapping {
    /// The reason of the last failure, when there is one to read.
    pub fn failure(&self) -> Option<&str> {
        self.error_summary.as_deref().filter(|text| !text.trim().is_empty())
    }
}

/// A push group to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPushMapping {
    /// The group in Okta.
    pub source: GroupId,
    /// What it is pushed to.
    pub target: PushTarget,
    /// Whether pushing starts at once.
    pub active: bool,
}

/// Target of a new push group: Okta takes a name or an id, never both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PushTarget {
    /// A new group of this name.
    NewGroup(String),
    /// A group that Okta knows at the service provider.
    ExistingGroup(GroupId),
}
