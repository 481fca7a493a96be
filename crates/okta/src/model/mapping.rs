//! Profile mappings (`/api/v1/mappings`): which property of a profile an app gets from which of Okta's.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use super::id::ProfileMappingId;
use super::open::open_enum;

open_enum! {
    /// When a mapped property is sent to the app.
    MappingPush {
        /// At creation and at each change.
        Push = "PUSH",
        /// At creation only.
        DontPush = "DONT_PUSH",
    }
}

/// A profile mapping. Lists leave `properties` empty; [`crate::Mappings::get`] has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct ProfileMapping {
    /// Its id.
    pub id: ProfileMappingId,
    /// Where values come from.
    #[serde(default)]
    pub source: Option<MappingEnd>,
    /// Where values go to.
    #[serde(default)]
    pub target: Option<MappingEnd>,
    /// By the target's property.
    #[serde(default, deserialize_with = "properties")]
    pub properties: BTreeMap<String, MappedProperty>,
}

/// An end of a mapping: a user type of the org, or an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MappingEnd {
    /// Id of the user type or the application.
    #[serde(default)]
    pub id: Option<String>,
    /// `user` for people of the org, else the application's `name`.
    #[serde(default)]
    pub name: Option<String>,
    /// `user` or `appuser`.
    #[serde(rename(deserialize = "type"), default)]
    pub kind: Option<String>,
}

/// How one property is filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct MappedProperty {
    /// Okta expression, such as `user.email`.
    #[serde(default)]
    pub expression: Option<String>,
    /// When it is sent.
    #[serde(default)]
    pub push_status: Option<MappingPush>,
}

/// Okta's description declares a single property where its examples and its own clients have a map of them; what is not
/// a property is left out.
fn properties<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, MappedProperty>, D::Error> {
    let all = Option::<BTreeMap<String, serde_json::Value>>::deserialize(deserializer)?.unwrap_or_default();
    Ok(all
        .into_iter()
        .filter(|(_, value)| value.is_object())
        .filter_map(|(name, value)| Some((name, serde_json::from_value(value).ok()?)))
        .collect())
}
