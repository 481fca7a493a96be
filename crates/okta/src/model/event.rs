//! The System Log (`/api/v1/logs`).

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use super::open::{null_is_default, open_enum};

open_enum! {
    /// How what an event tells ended.
    EventResult {
        /// Done.
        Success = "SUCCESS",
        /// Failed.
        Failure = "FAILURE",
        /// Not done, by design.
        Skipped = "SKIPPED",
        /// Allowed by a policy.
        Allow = "ALLOW",
        /// Denied by a policy.
        Deny = "DENY",
        /// Put off.
        Deferred = "DEFERRED",
        /// Planned.
        Scheduled = "SCHEDULED",
        /// Given up.
        Abandoned = "ABANDONED",
        /// A limit was met.
        RateLimit = "RATE_LIMIT",
        /// Okta does not know.
        Unknown = "UNKNOWN",
    }
}

open_enum! {
    /// Weight of an event.
    EventSeverity {
        /// For Okta's developers.
        Debug = "DEBUG",
        /// Ordinary.
        Info = "INFO",
        /// Worth a look.
        Warn = "WARN",
        /// A failure.
        Error = "ERROR",
    }
}

/// An event of the System Log. Its type is a string: the list of types grows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct LogEvent {
    /// Id of the event.
    pub uuid: String,
    /// When it was published.
    #[ts(type = "string")]
    pub published: Timestamp,
    /// Type, such as `application.provision.user.push`.
    pub event_type: String,
    /// Weight.
    #[serde(default)]
    pub severity: Option<EventSeverity>,
    /// What happened, in Okta's words.
    #[serde(default)]
    pub display_message: Option<String>,
    /// How it ended.
    #[serde(default)]
    pub outcome: Option<EventOutcome>,
    /// Who did it.
    #[serde(default)]
    pub actor: Option<EventActor>,
    /// What it was done to.
    #[serde(default, deserialize_with = "null_is_default")]
    pub target: Vec<EventTarget>,
    /// Details, undocumented by type: to be shown, not to be decided on.
    #[serde(default)]
    pub debug_context: Option<DebugContext>,
    /// Joins events of one job.
    #[serde(default)]
    pub transaction: Option<EventTransaction>,
}

impl LogEvent {
    /// Whether it failed.
    pub fn failed(&self) -> bool {
        self.outcome.as_ref().is_some_and(|outcome| outcome.result == Some(EventResult::Failure))
    }

    /// Why it ended as it did, in Okta's words.
    pub fn reason(&self) -> Option<&str> {
        self.outcome.as_ref()?.reason.as_deref()
    }

    /// First target of a kind (`AppInstance`, `User`, `AppUser`, `UserGroup`).
    pub fn target_of(&self, kind: &str) -> Option<&EventTarget> {
        self.target.iter().find(|target| target.kind.as_deref() == Some(kind))
    }
}

/// How an event ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventOutcome {
    /// Result.
    #[serde(default)]
    pub result: Option<EventResult>,
    /// Reason, at most 255 characters.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct EventActor {
    /// Id.
    #[serde(default)]
    pub id: Option<String>,
    /// Kind, such as `User` or `SystemPrincipal`.
    #[serde(rename(deserialize = "type"), default)]
    pub kind: Option<String>,
    /// As a rule the e-mail address.
    #[serde(default)]
    pub alternate_id: Option<String>,
    /// Name shown.
    #[serde(default)]
    pub display_name: Option<String>,
}

/// What it was done to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct EventTarget {
    /// Id.
    #[serde(default)]
    pub id: Option<String>,
    /// Kind, such as `AppInstance`, `User`, `UserGroup`.
    #[serde(rename(deserialize = "type"), default)]
    pub kind: Option<String>,
    /// As a rule the e-mail address or the label.
    #[serde(default)]
    pub alternate_id: Option<String>,
    /// Name shown.
    #[serde(default)]
    pub display_name: Option<String>,
}

/// Details of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct DebugContext {
    /// By key. What is not a string is kept as its JSON text.
    #[serde(default, deserialize_with = "texts")]
    pub debug_data: BTreeMap<String, String>,
}

/// The job an event belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventTransaction {
    /// Id of the job.
    #[serde(default)]
    pub id: Option<String>,
    /// `WEB` or `JOB`.
    #[serde(rename(deserialize = "type"), default)]
    pub kind: Option<String>,
}

fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, String>, D::Error> {
    let data = Option::<BTreeMap<String, serde_json::Value>>::deserialize(deserializer)?.unwrap_or_default();
    Ok(data
        .into_iter()
        .map(|(key, value)| match value {
            serde_json::Value::String(text) => (key, text),
            other => (key, other.to_string()),
        })
        .collect())
}
