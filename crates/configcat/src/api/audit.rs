//! The audit log, read back in windows.

use std::cmp::Reverse;
use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};

use crate::client::ConfigCat;
use crate::error::ConfigCatError;
use crate::model::{AuditEntry, OrganizationId};

/// Most days of audit log that one call gives.
pub const MOST_DAYS_A_CALL: i64 = 30;

/// How far two clocks may be apart.
const CLOCKS_APART: SignedDuration = SignedDuration::from_mins(15);

/// Which part of the audit log is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditQuery {
    /// First moment. Reaching back further than the plan keeps the log yields nothing more.
    pub from: Timestamp,
    /// Last moment, as a rule now.
    pub to: Timestamp,
}

impl AuditQuery {
    /// The last `days` before `now`.
    pub fn last_days(days: u32, now: Timestamp) -> Self {
        let from = now - SignedDuration::from_hours(i64::from(days) * 24);
        Self { from, to: now }
    }

    /// The last `days` up to now by whichever clock is ahead: this computer's may be behind `ConfigCat`'s, and what was done
    /// a moment ago must not fall out of the window.
    pub fn recent(days: u32, now: Timestamp) -> Self {
        Self { to: now + CLOCKS_APART, ..Self::last_days(days, now) }
    }
}

/// The audit log from its latest window back. Nothing is asked before [`AuditWalk::next`]; dropping it ends the reading.
#[derive(Debug)]
pub struct AuditWalk<'c> {
    api: &'c ConfigCat,
    organization: OrganizationId,
    windows: Vec<(Timestamp, Timestamp)>,
    seen: HashSet<i64>,
}

impl ConfigCat {
    /// `GET /v1/organizations/{id}/auditlogs`, as often as the time asked for needs: 30 days a call at most.
    pub fn audit_log(&self, organization: OrganizationId, query: AuditQuery) -> AuditWalk<'_> {
        AuditWalk { api: self, organization, windows: windows(query), seen: HashSet::new() }
    }
}

impl AuditWalk<'_> {
    /// The next window's entries, latest first; `None` after the earliest window. Windows touch, so an entry on their
    /// border comes twice from ConfigCat and once from here.
    pub async fn next(&mut self) -> Result<Option<Vec<AuditEntry>>, ConfigCatError> {
        let Some((from, to)) = self.windows.pop() else { return Ok(None) };
        let mut url = self.api.at(["v1", "organizations", &self.organization.to_string(), "auditlogs"]);
        url.query_pairs_mut()
            .append_pair("fromUtcDateTime", &from.to_string())
            .append_pair("toUtcDateTime", &to.to_string());
        let mut entries: Vec<AuditEntry> = self.api.read(url).await?;
        entries.retain(|entry| self.seen.insert(entry.id));
        entries.sort_by_key(|entry| Reverse((entry.at, entry.id)));
        Ok(Some(entries))
    }

    /// Every entry, latest first.
    pub async fn all(mut self) -> Result<Vec<AuditEntry>, ConfigCatError> {
        let mut entries = Vec::new();
        while let Some(window) = self.next().await? {
            entries.extend(window);
        }
        Ok(entries)
    }
}

/// Windows that cover the time asked for, earliest first; none when it ends before it begins.
fn windows(query: AuditQuery) -> Vec<(Timestamp, Timestamp)> {
    let most = SignedDuration::from_hours(MOST_DAYS_A_CALL * 24);
    let mut windows = Vec::new();
    let mut to = query.to;
    while to > query.from {
        let from = to.checked_sub(most).map_or(query.from, |start| start.max(query.from));
        windows.push((from, to));
        to = from;
    }
    windows.reverse();
    windows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn seventy_days_take_three_calls_of_which_the_earliest_is_short() {
        let query = AuditQuery::last_days(70, at("2026-05-12T00:00:00Z"));
        let starts: Vec<String> = windows(query).iter().map(|(from, _)| from.to_string()).collect();
        assert_eq!(starts, ["2026-03-03T00:00:00Z", "2026-03-13T00:00:00Z", "2026-04-12T00:00:00Z"]);
    }

    #[test]
    fn a_time_that_ends_before_it_begins_asks_nothing() {
        let now = at("2026-05-12T00:00:00Z");
        assert_eq!(windows(AuditQuery { from: now, to: now }), []);
    }

    proptest! {
        #[test]
        fn windows_touch_cover_everything_and_stay_within_thirty_days(days in 1u32..800, second in 0i64..2_000_000_000) {
            let query = AuditQuery::last_days(days, Timestamp::from_second(second).unwrap());
            let windows = windows(query);
            prop_assert_eq!(windows.first().map(|w| w.0), Some(query.from));
            prop_assert_eq!(windows.last().map(|w| w.1), Some(query.to));
            for (from, to) in &windows {
                prop_assert!(from < to && to.duration_since(*from) <= SignedDuration::from_hours(720));
            }
            for pair in windows.windows(2) {
                prop_assert_eq!(pair[0].1, pair[1].0);
            }
        }
    }
}
