//! The System Log as it grows.

use std::collections::HashSet;
use std::time::Duration;

use url::Url;

use crate::client::{Okta, decode};
use crate::error::OktaError;
use crate::model::LogEvent;
use crate::page::next_in_org;

/// Pages read at most by one look. What is left comes with the next.
const PAGES: usize = 5;

/// Reads the events that have come since it last looked. It works in the background: it leaves half of what Okta allows
/// to others, and waits for it.
#[derive(Debug)]
pub struct Follow {
    okta: Okta,
    next: Url,
    page_size: usize,
    /// Events of the latest page, should Okta repeat them.
    latest: HashSet<String>,
}

impl Follow {
    /// A pause between two looks that no org's limit for the log minds.
    pub const PAUSE: Duration = Duration::from_secs(10);

    pub(crate) fn new(okta: &Okta, first: Url, page_size: usize) -> Self {
        Self { okta: okta.in_background(), next: first, page_size, latest: HashSet::new() }
    }

    /// What is new, earliest first; empty when there is nothing.
    ///
    /// # Errors
    /// As every call. The next look begins where this one failed, and nothing is left out.
    pub async fn look(&mut self) -> Result<Vec<LogEvent>, OktaError> {
        let mut new = Vec::new();
        for _ in 0..PAGES {
            let read = self.page().await;
            // What was read before a failure is not asked for again.
            let Ok((events, full)) = read else {
                return if new.is_empty() { read.map(|(events, _)| events) } else { Ok(new) };
            };
            new.extend(events);
            if !full {
                break;
            }
        }
        Ok(new)
    }

    async fn page(&mut self) -> Result<(Vec<LogEvent>, bool), OktaError> {
        let reply = self.okta.fetch(self.next.clone()).await?;
        let events: Vec<LogEvent> = decode(&reply)?;
        let next = next_in_org(&reply, &self.next)?;
        let full = events.len() >= self.page_size && next.is_some();
        if let Some(next) = next {
            self.next = next;
        }
        let ids = events.iter().map(|event| event.uuid.clone()).collect();
        let new = events.into_iter().filter(|event| !self.latest.contains(&event.uuid)).collect();
        self.latest = ids;
        Ok((new, full))
    }
}
