//! Seeing how the rotation stands.

use catflap_scim::{Client, ClientError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the SCIM endpoint says to a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TokenAnswer {
    /// It lists users.
    Accepted,
    /// 401.
    Refused,
    /// Neither: the token is not told right or wrong by it.
    Unsure {
        /// What came instead, a sentence.
        why: String,
    },
}

/// Asks with `GET /Users?startIndex=1&count=1`, which changes nothing.
pub async fn ask_token(scim: &Client) -> TokenAnswer {
    match scim.users_page(1, 1).await {
        Ok(_) => TokenAnswer::Accepted,
        Err(ClientError::Unauthorized(_)) => TokenAnswer::Refused,
        Err(error) => TokenAnswer::Unsure { why: format!("{}.", crate::trouble::first_up(&error.to_string())) },
    }
}
