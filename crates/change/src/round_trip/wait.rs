//! Looking at `ConfigCat` until something has arrived.

use std::time::{Duration, Instant};

use catflap_http::Exchange;
use catflap_scim::{Client, ClientError, Group, User};
use tokio_util::sync::CancellationToken;

/// The user of this name, whatever its case.
pub(super) async fn find_user(scim: &Client, user_name: &str) -> Result<(Option<User>, Exchange), ClientError> {
    let got = scim.find_users("userName", user_name).await?;
    let found = got.value.resources.into_iter().find(|user| user.user_name.to_lowercase() == user_name.to_lowercase());
    Ok((found, got.exchange))
}

/// The group of this name. Its members are read by its id: a list need not show them.
pub(super) async fn find_group(scim: &Client, name: &str) -> Result<(Option<Group>, Exchange), ClientError> {
    let got = scim.find_groups("displayName", name).await?;
    let found = got.value.resources.into_iter().find(|group| group.display_name.to_lowercase() == name.to_lowercase());
    let Some(found) = found else { return Ok((None, got.exchange)) };
    match scim.group(&found.id).await {
        Ok(whole) => Ok((Some(whole.value), whole.exchange)),
        Err(ClientError::NotFound(refusal)) => Ok((None, refusal.exchange)),
        Err(error) => Err(error),
    }
}

/// How long, how often, and until when.
#[derive(Debug, Clone)]
pub(super) struct Patience {
    pub limit: Duration,
    pub poll: Duration,
    pub cancel: CancellationToken,
}

/// What one look gave.
pub(super) enum Look {
    /// It is so.
    Yes(String),
    /// Not yet; what was seen instead.
    NotYet(String),
    /// It will not come: Okta says why.
    Never { saw: String, reason: Option<String> },
}

/// What came of waiting.
pub(super) enum Waited {
    Arrived {
        saw: String,
        took: Duration,
    },
    Not {
        saw: String,
        waited: Duration,
        reason: Option<String>,
    },
    Cancelled,
    /// No look was answered usably to the end, or the token is not accepted.
    Blind(Box<ClientError>),
}

impl Patience {
    /// Begins to wait.
    pub fn watch(&self) -> Watch<'_> {
        Watch { patience: self, began: Instant::now(), looks: 0, seen: None }
    }

    /// Waits until the next look; true when it was cancelled meanwhile.
    async fn pause(&self) -> bool {
        tokio::select! {
            biased;
            () = self.cancel.cancelled() => true,
            () = tokio::time::sleep(self.poll) => false,
        }
    }
}

/// One waiting: whoever waits looks, and asks after each look whether to look again.
pub(super) struct Watch<'a> {
    patience: &'a Patience,
    began: Instant,
    /// How often was looked.
    pub looks: usize,
    seen: Option<String>,
}

impl Watch<'_> {
    /// How long it has been waited.
    pub fn waited(&self) -> Duration {
        self.began.elapsed()
    }

    /// After a look: what came of the waiting, or none when the next look is due.
    pub async fn after(&mut self, looked: Result<Look, ClientError>) -> Option<Waited> {
        self.looks += 1;
        let error = match looked {
            Ok(Look::Yes(saw)) => return Some(Waited::Arrived { saw, took: self.waited() }),
            Ok(Look::Never { saw, reason }) => return Some(Waited::Not { saw, waited: self.waited(), reason }),
            Ok(Look::NotYet(saw)) => {
                self.seen = Some(saw);
                None
            }
            Err(error @ (ClientError::Unauthorized(_) | ClientError::Cancelled)) => {
                return Some(Waited::Blind(Box::new(error)));
            }
            Err(error) => Some(error),
        };
        if self.waited() >= self.patience.limit {
            return Some(match (self.seen.take(), error) {
                (None, Some(error)) => Waited::Blind(Box::new(error)),
                (seen, _) => Waited::Not { saw: seen.unwrap_or_default(), waited: self.waited(), reason: None },
            });
        }
        if self.patience.pause().await { Some(Waited::Cancelled) } else { None }
    }
}
