//! Changes of parts (RFC 7644 section 3.5.2).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One operation of a PATCH.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// `add`, `replace` or `remove`.
    pub op: String,
    /// What it applies to; none applies it to the whole resource, as Okta's catalogue apps do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The new value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}
