//! The SCIM endpoint: does it take the token, and who is synced.

use std::sync::Arc;

use catflap_http::Fault;
use catflap_inventory::{Group, Inventory, User};
use catflap_scim::{Client, ClientError, ListedUser, Oddity, ReadSoFar};
use tokio_util::sync::CancellationToken;

use super::sentence;
use crate::facts::{ScimAnswer, ScimFacts, Unreadable};

pub(super) async fn read(client: &Client, at_hand: Option<&Arc<Inventory>>) -> ScimFacts {
    let url = client.base().to_string();
    match inventory(client, at_hand).await {
        Ok(inventory) => ScimFacts { url, answer: ScimAnswer::Accepted, inventory: Ok(inventory) },
        Err(error) => {
            let why = why(&error);
            ScimFacts { url, answer: answer(&error, why.clone()), inventory: Err(Unreadable { why }) }
        }
    }
}

/// The inventory, read anew unless the one at hand is large and has as many users and groups as the server now says.
///
/// Reading 10,000 users takes a hundred requests: too many for each time that a window comes to the front.
async fn inventory(client: &Client, at_hand: Option<&Arc<Inventory>>) -> Result<Inventory, ClientError> {
    if let Some(known) = at_hand.filter(|known| known.users.len() > READ_ANEW_UP_TO) {
        let (users, groups) = tokio::try_join!(client.users_page(1, 1), client.groups_page(1, 1))?;
        let as_many = |told: Option<u64>, known: usize| told.is_some_and(|told| told == known as u64);
        if as_many(users.value.total_results, known.users.len())
            && as_many(groups.value.total_results, known.groups.len())
        {
            return Ok(Inventory::clone(known));
        }
    }
    // Whoever drops the future cancels: no token is needed from outside.
    Ok(read_synced(client, &CancellationToken::new(), |_| {}).await?.0)
}

/// Up to so many users, every look reads them all.
const READ_ANEW_UP_TO: usize = 1_000;

/// How far reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncedSoFar {
    /// Users.
    Users(ReadSoFar),
    /// Groups.
    Groups(ReadSoFar),
}

/// Reads all synced users and groups, page by page, and what did not add up in one sentence each.
///
/// # Errors
/// What the client says; [`ClientError::Cancelled`] once `cancel` is.
pub async fn read_synced(
    client: &Client,
    cancel: &CancellationToken,
    tell: impl Fn(SyncedSoFar) + Send + Sync,
) -> Result<(Inventory, Vec<String>), ClientError> {
    let (users, groups) = tokio::try_join!(
        client.all_users(cancel, |so_far| tell(SyncedSoFar::Users(so_far))),
        client.all_groups(cancel, |so_far| tell(SyncedSoFar::Groups(so_far))),
    )?;
    let mut odd: Vec<String> = users.oddities.iter().map(|oddity| oddity_words("users", oddity)).collect();
    odd.extend(groups.oddities.iter().map(|oddity| oddity_words("groups", oddity)));
    let users = users.items.into_iter().map(user).collect();
    let groups = groups
        .items
        .into_iter()
        .map(|group| Group { id: group.id, display_name: group.display_name, members: group.members })
        .collect();
    let (inventory, oddities) = Inventory::link(users, groups);
    odd.extend(oddities.iter().map(catflap_inventory::Oddity::to_words));
    Ok((inventory, odd))
}

fn oddity_words(what: &str, oddity: &Oddity) -> String {
    match oddity {
        Oddity::RepeatedPage { start } => {
            format!("The list of {what} repeats itself at startIndex {start}: there may be more than was read.")
        }
        Oddity::Duplicates { count } => format!("{count} {what} were listed more than once; each is counted once."),
        Oddity::TotalTooLarge { told, came } | Oddity::TotalTooSmall { told, came } => {
            format!("{told} {what} were announced, {came} came.")
        }
        Oddity::TotalChanged { first, last } => {
            format!(
                "While {what} were read, their number changed from {first} to {last}. Read again for a whole picture."
            )
        }
        Oddity::NeverEnds { came } => format!("The list of {what} does not end: reading stopped after {came}."),
    }
}

fn user(user: ListedUser) -> User {
    User {
        id: user.id,
        user_name: user.user_name,
        display_name: user.display_name,
        email: user.email,
        // A server that does not tell has no way to switch a user off (RFC 7643 section 4.1.1 leaves it optional).
        active: user.active.unwrap_or(true),
        external_id: user.external_id,
        groups: user.groups,
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
