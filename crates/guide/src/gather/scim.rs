//! The SCIM endpoint: does it take the token, and who is synced.

use catflap_http::Fault;
use catflap_inventory::{Group, Inventory, User};
use catflap_scim::{Client, ClientError};
use tokio_util::sync::CancellationToken;

use super::sentence;
use crate::facts::{ScimAnswer, ScimFacts, Unreadable};

pub(super) async fn read(client: &Client) -> ScimFacts {
    let url = client.base().to_string();
    match inventory(client).await {
        Ok(inventory) => ScimFacts { url, answer: ScimAnswer::Accepted, inventory: Ok(inventory) },
        Err(error) => {
            let why = why(&error);
            ScimFacts { url, answer: answer(&error, why.clone()), inventory: Err(Unreadable { why }) }
        }
    }
}

async fn inventory(client: &Client) -> Result<Inventory, ClientError> {
    // Whoever drops the future cancels: no token is needed from outside.
    let never = CancellationToken::new();
    let users = client.all_users(&never, |_| {}).await?.items;
    let groups = client.all_groups(&never, |_| {}).await?.items;
    let users = users.into_iter().map(user).collect();
    let groups = groups
        .into_iter()
        .map(|group| Group {
            id: group.id,
            display_name: group.display_name,
            members: group.members.into_iter().map(|member| member.value).collect(),
        })
        .collect();
    Ok(Inventory::link(users, groups).0)
}

fn user(user: catflap_scim::User) -> User {
    User {
        email: user.email().map(str::to_owned),
        id: user.id,
        user_name: user.user_name,
        display_name: user.display_name,
        // A server that does not tell has no way to switch a user off (RFC 7643 section 4.1.1 leaves it optional).
        active: user.active.unwrap_or(true),
        external_id: user.external_id,
        groups: user.groups.into_iter().map(|group| group.value).collect(),
    }
}

/// What the failure says of URL and token.
fn answer(error: &ClientError, why: String) -> ScimAnswer {
    match error {
        ClientError::Unauthorized(_) | ClientError::Forbidden(_) => ScimAnswer::TokenRefused { why },
        ClientError::Http(http) if matches!(http.fault, Fault::RateLimited { .. }) => ScimAnswer::Unavailable { why },
        ClientError::Http(_) => ScimAnswer::NoAnswer { why },
        ClientError::Refused(refusal) if refusal.status >= 500 || refusal.status == 429 => {
            ScimAnswer::Unavailable { why }
        }
        ClientError::NotFound(_)
        | ClientError::Conflict(_)
        | ClientError::Redirected { .. }
        | ClientError::Refused(_)
        | ClientError::Unreadable { .. } => ScimAnswer::NotScim { why },
        ClientError::Cancelled => ScimAnswer::Unavailable { why },
    }
}

fn why(error: &ClientError) -> String {
    let said = match error {
        ClientError::Unauthorized(refusal)
        | ClientError::Forbidden(refusal)
        | ClientError::NotFound(refusal)
        | ClientError::Conflict(refusal)
        | ClientError::Refused(refusal) => refusal.detail.as_deref(),
        _ => None,
    };
    match said.map(str::trim).filter(|said| !said.is_empty()) {
        Some(said) => format!("{} It says: “{said}”", sentence(&error.to_string())),
        None => sentence(&error.to_string()),
    }
}
