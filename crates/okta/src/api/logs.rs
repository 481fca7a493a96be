//! The System Log (scope `okta.logs.read`).

use jiff::Timestamp;

use super::follow::Follow;
use crate::client::Okta;
use crate::model::{AppId, LogEvent};
use crate::page::Pages;

/// Most events on a page.
const PAGE: usize = 1000;

/// Beginnings of the types of events that tell of provisioning.
const PROVISIONING_TYPES: [&str; 3] =
    ["application.provision.", "application.integration.", "application.configuration."];

/// Calls about the System Log.
#[derive(Debug)]
pub struct Logs<'c> {
    pub(crate) okta: &'c Okta,
}

/// Which events are asked for. Okta keeps 90 days, and takes 7 days before `until` when `since` is not given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogQuery {
    /// Filter expression; see [`LogQuery::provisioning_of`].
    pub filter: Option<String>,
    /// First moment.
    pub since: Option<Timestamp>,
    /// Last moment.
    pub until: Option<Timestamp>,
    /// Latest first instead of earliest first.
    pub latest_first: bool,
}

impl LogQuery {
    /// Events of provisioning whose target is this app.
    pub fn provisioning_of(app: &AppId) -> Self {
        let types: Vec<String> =
            PROVISIONING_TYPES.iter().map(|start| format!("eventType sw {}", quoted(start))).collect();
        let filter = format!("({}) and target.id eq {}", types.join(" or "), quoted(app.as_str()));
        Self { filter: Some(filter), ..Self::default() }
    }

    /// Only what failed.
    #[must_use]
    pub fn failures(mut self) -> Self {
        const FAILED: &str = "outcome.result eq \"FAILURE\"";
        self.filter = Some(match self.filter {
            Some(filter) => format!("({filter}) and {FAILED}"),
            None => FAILED.to_owned(),
        });
        self
    }

    /// The same, from a moment on.
    #[must_use]
    pub fn since(mut self, since: Timestamp) -> Self {
        self.since = Some(since);
        self
    }
}

impl<'c> Logs<'c> {
    /// `GET /api/v1/logs`, 1000 a page, ended by the first empty page.
    pub fn list(&self, query: &LogQuery) -> Pages<'c, LogEvent> {
        self.okta.pages(self.at(query)).ending_when_empty()
    }

    /// The same, to be read again and again: earliest first and without an end, whatever the query says.
    pub fn follow(&self, query: &LogQuery) -> Follow {
        let unending = LogQuery { until: None, latest_first: false, ..query.clone() };
        Follow::new(self.okta, self.at(&unending), PAGE)
    }

    fn at(&self, query: &LogQuery) -> url::Url {
        let mut url = self.okta.at(["api", "v1", "logs"]);
        let mut pairs = url.query_pairs_mut();
        pairs.append_pair("limit", &PAGE.to_string());
        pairs.append_pair("sortOrder", if query.latest_first { "DESCENDING" } else { "ASCENDING" });
        if let Some(filter) = &query.filter {
            pairs.append_pair("filter", filter);
        }
        for (name, moment) in [("since", query.since), ("until", query.until)] {
            if let Some(moment) = moment {
                pairs.append_pair(name, &moment.to_string());
            }
        }
        drop(pairs);
        url
    }
}

/// A string of a filter expression (RFC 7644 section 3.4.2.2: JSON rules).
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
