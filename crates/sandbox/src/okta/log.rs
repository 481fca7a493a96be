//! The system log: events in the shape of `LogEvent`, with Okta's event types.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::world::{World, rfc3339};

/// One event.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Event {
    pub id: String,
    pub at: jiff::Timestamp,
    pub kind: String,
    pub text: String,
    /// Why it failed; none for a success.
    pub reason: Option<String>,
    pub targets: Vec<Target>,
    pub debug: Map<String, Value>,
}

/// What an event is about.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Target {
    pub id: String,
    /// `AppInstance`, `User`, `UserGroup`, `AppUser`.
    pub kind: String,
    pub alternate_id: String,
    pub name: String,
}

/// Older events are forgotten, so that a big org stays quick.
const KEPT: usize = 10_000;

impl World {
    /// Writes an event about an application, if one is named, and people or groups of the org.
    pub(crate) fn event(
        &mut self,
        kind: &str,
        app_id: &str,
        about: impl IntoIterator<Item = Target>,
        text: &str,
        reason: Option<String>,
    ) {
        let mut targets: Vec<Target> = self.app_target(app_id).into_iter().collect();
        targets.extend(about);
        let mut debug = Map::new();
        if !app_id.is_empty() {
            debug.insert("appInstanceId".into(), app_id.into());
        }
        if let Some(reason) = &reason {
            debug.insert("errorMessage".into(), reason.as_str().into());
        }
        let event = Event {
            id: self.ids.uuid(),
            at: self.now,
            kind: kind.to_owned(),
            text: text.to_owned(),
            reason,
            targets,
            debug,
        };
        if self.okta.log.len() >= KEPT {
            self.okta.log.pop_front();
        }
        self.okta.log.push_back(event);
    }

    /// Writes an event about people and groups of the org, whatever the applications are.
    pub(crate) fn directory_event(&mut self, kind: &str, about: impl IntoIterator<Item = Target>, text: &str) {
        self.event(kind, "", about, text, None);
    }

    fn app_target(&self, app_id: &str) -> Option<Target> {
        let app = self.okta.app(app_id)?;
        Some(Target {
            id: app.id.clone(),
            kind: "AppInstance".into(),
            alternate_id: app.label.clone(),
            name: app.label.clone(),
        })
    }

    /// A person as the target of an event.
    pub(crate) fn person_target(&self, user_id: &str) -> Option<Target> {
        let person = self.okta.people.get(user_id)?;
        Some(Target {
            id: user_id.to_owned(),
            kind: "User".into(),
            alternate_id: person.login.clone(),
            name: person.name(),
        })
    }

    /// A group as the target of an event.
    pub(crate) fn group_target(&self, group_id: &str) -> Option<Target> {
        let group = self.okta.groups.get(group_id)?;
        Some(Target {
            id: group_id.to_owned(),
            kind: "UserGroup".into(),
            alternate_id: "unknown".into(),
            name: group.name.clone(),
        })
    }

    /// `LogEvent`.
    pub(crate) fn event_json(&self, event: &Event) -> Value {
        let admin = self.okta.people.get(&self.okta.admin);
        let automatic = event.kind.starts_with("application.provision");
        let actor = match admin {
            Some(person) if !automatic => json!({
                "id": self.okta.admin,
                "type": "User",
                "alternateId": person.login,
                "displayName": person.name(),
                "detailEntry": null,
            }),
            _ => json!({
                "id": self.okta.org_id,
                "type": "SystemPrincipal",
                "alternateId": "system@okta.com",
                "displayName": "Okta System",
                "detailEntry": null,
            }),
        };
        let failed = event.reason.is_some();
        let targets: Vec<Value> = event
            .targets
            .iter()
            .map(|target| {
                json!({
                    "id": target.id,
                    "type": target.kind,
                    "alternateId": target.alternate_id,
                    "displayName": target.name,
                    "detailEntry": null,
                })
            })
            .collect();
        json!({
            "uuid": event.id,
            "published": rfc3339(event.at),
            "eventType": event.kind,
            "version": "0",
            "severity": if failed { "ERROR" } else { "INFO" },
            "legacyEventType": null,
            "displayMessage": event.text,
            "actor": actor,
            "client": {"userAgent": null, "zone": null, "device": null, "id": null, "ipAddress": null, "geographicalContext": null},
            "outcome": {"result": if failed { "FAILURE" } else { "SUCCESS" }, "reason": event.reason},
            "target": targets,
            "transaction": {"type": "JOB", "id": event.id, "detail": {}},
            "debugContext": {"debugData": event.debug},
            "authenticationContext": {"authenticationStep": 0, "externalSessionId": event.id},
            "securityContext": {"asNumber": null, "asOrg": null, "isp": null, "domain": null, "isProxy": null},
            "request": {"ipChain": []},
        })
    }
}
