//! Groups of the org (`/api/v1/groups`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::{AppId, GroupId};
use super::open::{null_is_default, open_enum};

open_enum! {
    /// Where a group comes from.
    GroupType {
        /// Made in Okta.
        Okta = "OKTA_GROUP",
        /// Okta's own, such as Everyone.
        BuiltIn = "BUILT_IN",
        /// From an app or a directory.
        App = "APP_GROUP",
    }
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Where it comes from.
    #[serde(rename(deserialize = "type"), default)]
    pub group_type: Option<GroupType>,
    /// What it comes from, told of [`GroupType::App`] alone.
    #[serde(default)]
    pub source: Option<GroupSource>,
    /// Name and description.
    #[serde(default, deserialize_with = "null_is_default")]
    pub profile: GroupProfile,
    /// When it was made.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub created: Option<Timestamp>,
    /// When its profile was last changed.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub last_updated: Option<Timestamp>,
    /// When its members last changed.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub last_membership_updated: Option<Timestamp>,
}

impl Group {
    /// Whether it is this app's own group, which Okta knows since it pushed or imported it. Such a group is neither
    /// assigned nor pushed; one from a directory is.
    pub fn belongs_to(&self, app: &AppId) -> bool {
        self.source.as_ref().is_some_and(|source| source.id == *app)
    }
}

/// What a group comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct GroupSource {
    /// The app or directory.
    pub id: AppId,
}

/// Name and description of a group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct GroupProfile {
    /// Name; what a push group is called at the service provider.
    #[serde(default, deserialize_with = "null_is_default")]
    pub name: String,
    /// Description.
    #[serde(default)]
    pub description: Option<String>,
}
