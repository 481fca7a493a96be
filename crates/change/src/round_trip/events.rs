//! Okta's log beside a leg.

use std::collections::HashSet;

use catflap_okta::model::LogEvent;
use catflap_okta::{AppId, LogQuery, Okta};
use jiff::{SignedDuration, Timestamp};

use crate::follow::{LogLine, line};

/// How far before the trip the log is read: the clocks of this computer and of Okta need not agree.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// Reads the log from shortly before the trip on, and tells what is new.
pub(super) struct Log {
    since: Timestamp,
    known: HashSet<String>,
    /// Why the log can't be read; then it is not asked again.
    pub unreadable: Option<String>,
}

impl Log {
    /// Reads what was there before the trip.
    pub async fn open(okta: &Okta, app: &AppId, now: Timestamp) -> Self {
        let since = now.checked_sub(SKEW).unwrap_or(now);
        let mut log = Self { since, known: HashSet::new(), unreadable: None };
        let before = log.read(okta, app).await;
        log.known.extend(before.into_iter().map(|event| event.uuid));
        log
    }

    async fn read(&mut self, okta: &Okta, app: &AppId) -> Vec<LogEvent> {
        if self.unreadable.is_some() {
            return Vec::new();
        }
        match okta.logs().list(&LogQuery::provisioning_of(app).since(self.since)).all().await {
            Ok(events) => events,
            Err(error) => {
                self.unreadable = Some(error.to_string());
                Vec::new()
            }
        }
    }

    /// New events about one of these people or groups, or about none at all (the connection's own failures).
    async fn fresh(&mut self, okta: &Okta, app: &AppId, ids: &[String]) -> Vec<LogEvent> {
        let mut events = self.read(okta, app).await;
        events.retain(|event| !self.known.contains(&event.uuid) && is_about(event, ids));
        events
    }

    /// A failure since the leg began, with Okta's reason; the events stay new.
    pub async fn failure(&mut self, okta: &Okta, app: &AppId, ids: &[String]) -> Option<LogLine> {
        let events = self.fresh(okta, app, ids).await;
        events.iter().map(line).rfind(LogLine::failed)
    }

    /// The events of a leg, oldest first; they are not new any more.
    pub async fn take(&mut self, okta: &Okta, app: &AppId, ids: &[String]) -> Vec<LogLine> {
        let events = self.fresh(okta, app, ids).await;
        self.known.extend(events.iter().map(|event| event.uuid.clone()));
        events.iter().map(line).collect()
    }
}

fn is_about(event: &LogEvent, ids: &[String]) -> bool {
    let mut others = event
        .target
        .iter()
        .filter(|target| matches!(target.kind.as_deref(), Some("User" | "AppUser" | "UserGroup" | "AppGroup")));
    let named = event.target.iter().any(|target| target.id.as_ref().is_some_and(|id| ids.contains(id)));
    named || (others.next().is_none() && event.failed())
}
