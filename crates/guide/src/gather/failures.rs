//! People whose push failed, by Okta's System Log.

use std::collections::{BTreeSet, HashMap};

use catflap_inventory::LogFailure;
use catflap_okta::model::LogEvent;
use catflap_okta::{AppId, LogQuery, Okta, OktaError};
use jiff::{SignedDuration, Timestamp};

/// How far back the log is searched for failures. Okta keeps it for 90 days; what failed longer ago stands in the app
/// user's own status.
const LOG_DAYS: i64 = 30;

fn query(app: &AppId, now: Timestamp) -> LogQuery {
    LogQuery::provisioning_of(app).since(now.checked_sub(SignedDuration::from_hours(24 * LOG_DAYS)).unwrap_or(now))
}

/// Failures of people that no later success of the same person has cured, from the whole log of the last 30 days.
///
/// # Errors
/// What the client says.
pub async fn read_failures(okta: &Okta, app: &AppId, now: Timestamp) -> Result<Vec<LogFailure>, OktaError> {
    Ok(uncured(&okta.logs().list(&query(app, now)).all().await?))
}

/// The same from the latest thousand events alone: one request, for whoever looks often. Okta's limit on log requests is
/// the lowest of all.
pub(super) async fn latest(okta: &Okta, app: &AppId, now: Timestamp) -> Result<Vec<LogFailure>, OktaError> {
    let query = LogQuery { latest_first: true, ..query(app, now) };
    let mut events = okta.logs().list(&query).next().await?.map(|page| page.items).unwrap_or_default();
    events.reverse();
    Ok(uncured(&events))
}

/// `events` are in the order of time.
fn uncured(events: &[LogEvent]) -> Vec<LogFailure> {
    let mut open: HashMap<String, LogFailure> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    for event in events.iter().filter(|event| event.event_type.starts_with("application.provision.user")) {
        let Some(target) = event.target_of("User") else { continue };
        let user_name = target.alternate_id.clone().or_else(|| target.display_name.clone());
        let Some(key) = target.id.clone().or_else(|| user_name.clone()) else { continue };
        if event.failed() {
            let reason =
                event.reason().or(event.display_message.as_deref()).unwrap_or("Okta gives no reason").to_owned();
            let at = event.published.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            order.push(key.clone());
            open.insert(key, LogFailure { user_id: target.id.clone(), user_name, reason, at });
        } else {
            open.remove(&key);
        }
    }
    let mut seen = BTreeSet::new();
    order.retain(|key| seen.insert(key.clone()));
    order.iter().filter_map(|key| open.remove(key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(at: &str, result: &str, user: &str, reason: &str) -> LogEvent {
        serde_json::from_value(serde_json::json!({
            "uuid": at, "published": at, "eventType": "application.provision.user.push",
            "outcome": {"result": result, "reason": reason},
            "target": [{"type": "AppInstance", "id": "0oa"}, {"type": "User", "id": user, "alternateId": "x@y.co"}],
        }))
        .unwrap()
    }

    #[test]
    fn a_failure_that_a_later_success_cured_is_none() {
        let events = [
            event("2026-05-01T10:00:00Z", "FAILURE", "00u1", "Matching user not found"),
            event("2026-05-01T10:00:01Z", "FAILURE", "00u2", "Unauthorized"),
            event("2026-05-01T11:00:00Z", "SUCCESS", "00u1", ""),
        ];
        let failures = uncured(&events);
        assert_eq!(failures.len(), 1);
        assert_eq!((failures[0].user_id.as_deref(), failures[0].reason.as_str()), (Some("00u2"), "Unauthorized"));
    }
}
