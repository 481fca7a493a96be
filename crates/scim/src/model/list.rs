//! The answer to a query (RFC 7644 section 3.4.2).

use serde::{Deserialize, Serialize};

use super::lenient;

/// One page of resources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "T: Deserialize<'de>"))]
pub struct ListResponse<T> {
    /// Schema URNs.
    #[serde(default, deserialize_with = "lenient::list")]
    pub schemas: Vec<String>,
    /// How many there are on all pages together; none when the server does not tell.
    #[serde(default, deserialize_with = "lenient::optional_count")]
    pub total_results: Option<u64>,
    /// Number of the first resource of this page, from 1.
    #[serde(default, deserialize_with = "lenient::optional_count")]
    pub start_index: Option<u64>,
    /// How many are on this page.
    #[serde(default, deserialize_with = "lenient::optional_count")]
    pub items_per_page: Option<u64>,
    /// The resources.
    #[serde(default, rename = "Resources", deserialize_with = "lenient::list")]
    pub resources: Vec<T>,
}
