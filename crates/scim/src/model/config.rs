//! What a service provider says it can do (RFC 7643 section 5).

use serde::{Deserialize, Serialize};

use super::lenient;

/// The service provider's configuration. Okta never asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServiceProviderConfig {
    /// Schema URNs.
    #[serde(deserialize_with = "lenient::list")]
    pub schemas: Vec<String>,
    /// PATCH.
    pub patch: Option<Supported>,
    /// Bulk operations.
    pub bulk: Option<Supported>,
    /// Filters, and how many results at most.
    pub filter: Option<Supported>,
    /// Changing passwords.
    pub change_password: Option<Supported>,
    /// Sorting.
    pub sort: Option<Supported>,
    /// Entity tags.
    pub etag: Option<Supported>,
}

/// Whether an option is supported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Supported {
    /// Whether it is; none when the server does not tell.
    #[serde(deserialize_with = "lenient::optional_flag")]
    pub supported: Option<bool>,
    /// Filters only: the most results of one answer.
    #[serde(deserialize_with = "lenient::optional_count", skip_serializing_if = "Option::is_none")]
    pub max_results: Option<u64>,
}
