//! One event as a line.

use catflap_okta::model::{EventTarget, LogEvent};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{kinds, reason};

/// Whom or what an event is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct LogSubject {
    /// Okta's id, by which the person or group is found.
    pub id: String,
    /// The name.
    pub name: String,
    /// A person's login; empty for a group.
    pub login: String,
}

/// How what an event tells ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LogOutcome {
    /// It worked.
    Done,
    /// It failed.
    Failed,
    /// Neither: skipped, put off, or not told.
    Neither,
}

/// An event in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LogLine {
    /// Okta's id of the event.
    pub id: String,
    /// When it was published, RFC 3339.
    pub at: String,
    /// Okta's type of the event, such as `application.provision.user.push`.
    pub event_type: String,
    /// What happened, a sentence.
    pub what: String,
    /// How it ended.
    pub outcome: LogOutcome,
    /// The person, when it is about one.
    pub person: Option<LogSubject>,
    /// The group, when it is about one.
    pub group: Option<LogSubject>,
    /// Why it failed, in a few plain words; empty when it did not.
    pub in_short: String,
    /// Okta's own reason, as it wrote it; for whoever explains it.
    pub reason: Option<String>,
    /// Okta's own words for the event.
    pub okta_says: String,
}

impl LogLine {
    /// Whether it failed.
    pub fn failed(&self) -> bool {
        self.outcome == LogOutcome::Failed
    }
}

/// Puts an event into words.
pub fn line(event: &LogEvent) -> LogLine {
    let kind = kinds::of(&event.event_type);
    let person =
        event.target_of("User").or_else(|| event.target_of("AppUser")).and_then(|target| subject(target, true));
    let group = event.target_of("UserGroup").and_then(|target| subject(target, false));
    let result = event.outcome.as_ref().and_then(|outcome| outcome.result.as_ref()).map(ToString::to_string);
    let outcome = match result.as_deref() {
        Some("SUCCESS" | "ALLOW") => LogOutcome::Done,
        Some("FAILURE" | "DENY" | "ABANDONED") => LogOutcome::Failed,
        // Okta's failures of integrations are failures by their type.
        _ if event.event_type.contains("failure") || event.event_type.contains(".failed") => LogOutcome::Failed,
        _ => LogOutcome::Neither,
    };
    let okta_says = event.display_message.clone().unwrap_or_default();
    // Some failures tell their reason only in the details.
    let detail = event.debug_context.as_ref().and_then(|context| context.debug_data.get("errorMessage")).cloned();
    let reason = event.reason().map(str::to_owned).or(detail).filter(|text| !text.trim().is_empty());
    let failed = outcome == LogOutcome::Failed;
    let about = person.as_ref().or(group.as_ref()).map(|subject| subject.name.clone());
    let about = match (about, kind.area) {
        (Some(name), _) => name,
        (None, kinds::Area::Connection) => "Okta".to_owned(),
        (None, _) => "The application".to_owned(),
    };
    LogLine {
        id: event.uuid.clone(),
        at: event.published.to_string(),
        event_type: event.event_type.clone(),
        what: if kind.area == kinds::Area::Other && !okta_says.is_empty() {
            okta_says.clone()
        } else {
            format!("{about} {}.", if failed { kind.failed } else { kind.done })
        },
        outcome,
        person,
        group,
        in_short: if failed { reason::in_short(reason.as_deref()) } else { String::new() },
        reason: reason.filter(|_| failed),
        okta_says,
    }
}

fn subject(target: &EventTarget, person: bool) -> Option<LogSubject> {
    let id = target.id.clone()?;
    let text = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let login = if person { text(&target.alternate_id).unwrap_or_default() } else { String::new() };
    let name = text(&target.display_name).or_else(|| Some(login.clone()).filter(|login| !login.is_empty()));
    Some(LogSubject { name: name.unwrap_or_else(|| id.clone()), login, id })
}
