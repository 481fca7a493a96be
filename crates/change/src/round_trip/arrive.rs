//! Waiting for a leg to arrive, with Okta's log beside it.

use catflap_http::Exchange;
use catflap_scim::{Client, ClientError, User};

use super::end::{End, Stop, scim};
use super::journey::Stage;
use super::model::{LegOutcome, TripEvent};
use super::wait::{Look, Waited, Watch, find_group, find_user};
use crate::follow::LogLine;

/// After so many looks without arrival Okta's log is asked, then again after as many: it belongs to the whole org.
const LOOKS_A_LOG: usize = 5;

/// What is waited for.
pub(super) enum Wanted<'w> {
    /// The user is as this says.
    User(&'w (dyn Fn(Option<&User>) -> Look + Send + Sync)),
    /// The group has this member.
    Member { group: &'w str, user: &'w str },
}

impl Wanted<'_> {
    async fn look(&self, scim: &Client, user_name: &str) -> Result<(Look, Exchange), ClientError> {
        match self {
            Self::User(judge) => {
                let (found, exchange) = find_user(scim, user_name).await?;
                Ok((judge(found.as_ref()), exchange))
            }
            Self::Member { group, user } => {
                let (found, exchange) = find_group(scim, group).await?;
                let look = match found {
                    None => Look::NotYet("The group is not there yet.".to_owned()),
                    Some(group) if group.members.iter().any(|one| one.value == *user) => {
                        Look::Yes("The group is there, and the person is its member.".to_owned())
                    }
                    Some(_) => Look::NotYet("The group is there, without the person.".to_owned()),
                };
                Ok((look, exchange))
            }
        }
    }
}

impl Stage<'_> {
    /// Waits until it is so in `ConfigCat`, or Okta's log tells that it will not come.
    pub(super) async fn wait(&mut self, what: &Wanted<'_>) -> Result<End, Stop> {
        let patience = self.patience.clone();
        let mut watch = patience.watch();
        let mut evidence = None;
        let waited = loop {
            let looked = match what.look(self.tools.scim, &self.user_name).await {
                Ok((look, exchange)) => {
                    evidence = Some(exchange);
                    Ok(self.beside_the_log(look, &watch).await)
                }
                Err(error) => Err(error),
            };
            if let Some(waited) = watch.after(looked).await {
                break waited;
            }
        };
        match waited {
            Waited::Cancelled => Err(Stop::Cancelled),
            Waited::Blind(error) => Err(scim(&error)),
            Waited::Arrived { saw, took } => {
                Ok(End { took: Some(took), evidence, ..End::of(LegOutcome::Arrived, saw) })
            }
            Waited::Not { saw, waited, reason } => {
                let saw = format!("{saw} It was waited for {} s.", waited.as_secs());
                let reason = match reason {
                    Some(reason) => Some(reason),
                    None => self.failure().await.and_then(|failure| failure.reason),
                };
                Ok(End { reason, evidence, ..End::of(LegOutcome::NotArrived, saw) })
            }
        }
    }

    /// What has not arrived yet is told, and every few looks Okta's log is asked whether it failed.
    async fn beside_the_log(&mut self, look: Look, watch: &Watch<'_>) -> Look {
        let Look::NotYet(saw) = look else { return look };
        let waited_ms = u64::try_from(watch.waited().as_millis()).unwrap_or(u64::MAX);
        (self.sink)(TripEvent::Waiting { id: self.step.id().to_owned(), waited_ms, saw: saw.clone() });
        if watch.looks % LOOKS_A_LOG == LOOKS_A_LOG - 1
            && let Some(failure) = self.failure().await
        {
            let saw = format!("{saw} Okta reports a failure: {}.", failure.in_short);
            return Look::Never { saw, reason: failure.reason };
        }
        Look::NotYet(saw)
    }

    /// What failed in Okta since this leg began.
    async fn failure(&mut self) -> Option<LogLine> {
        let ids = self.ids();
        self.log.failure(self.tools.okta, &self.settings.app, &ids).await
    }
}
