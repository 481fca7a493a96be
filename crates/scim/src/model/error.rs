//! Errors as a service provider writes them (RFC 7644 section 3.12).

use serde::{Deserialize, Serialize};

use super::{lenient, schema};

/// A SCIM error.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScimError {
    /// Holds [`schema::ERROR`].
    #[serde(default, deserialize_with = "lenient::list")]
    pub schemas: Vec<String>,
    /// The HTTP status, which the RFC writes as a string.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// `uniqueness`, `invalidFilter`, …
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub scim_type: Option<String>,
    /// For people.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl ScimError {
    /// Whether it carries the Error schema: Okta shows `null` as reason when it does not.
    pub fn is_scim(&self) -> bool {
        self.schemas.iter().any(|urn| urn == schema::ERROR)
    }
}
