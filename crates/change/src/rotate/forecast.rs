//! What will stop, from how often Okta pushes.

use catflap_okta::model::LogEvent;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::follow::kinds::{self, Area};

/// What a rotation will interrupt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Forecast {
    /// How many jobs Okta sent to `ConfigCat` since `since`, failed ones included.
    pub jobs: u32,
    /// From when on the log was read, RFC 3339.
    pub since: String,
    /// When it sent the last one, RFC 3339; none when it sent none.
    pub last: Option<String>,
    /// How often that is, in words.
    pub usual: String,
    /// What stops, and for how long.
    pub stops: Vec<String>,
}

/// From the log of the application between `since` and `now`.
pub fn forecast(events: &[LogEvent], since: Timestamp, now: Timestamp) -> Forecast {
    let jobs: Vec<&LogEvent> = events
        .iter()
        .filter(|event| event.published >= since && event.published <= now)
        .filter(|event| event.event_type.starts_with("application.provision.") && is_job(event))
        .collect();
    let last = jobs.iter().map(|event| event.published).max();
    let hours = (now.as_second() - since.as_second()).max(0) / 3600;
    let count = u32::try_from(jobs.len()).unwrap_or(u32::MAX);
    Forecast {
        usual: usual(count, hours),
        jobs: count,
        since: since.to_string(),
        last: last.map(|last| last.to_string()),
        stops: vec![
            "The old token stops the moment REGENERATE is pressed in ConfigCat. Until the new one is saved in Okta, everything Okta pushes fails: new people, changed names, leavers, groups.".to_owned(),
            "How long that is, is up to you: have Okta’s Provisioning → Integration open in another tab before you press it.".to_owned(),
            "Nobody loses access by it: ConfigCat keeps what is synced. But whoever leaves meanwhile stays active until the job is retried.".to_owned(),
            "Failed jobs do not come back by themselves. They wait under Dashboard → Tasks for `Retry Selected`.".to_owned(),
        ],
    }
}

fn is_job(event: &LogEvent) -> bool {
    matches!(kinds::of(&event.event_type).area, Area::People | Area::Groups)
        && !event.event_type.contains(".mapping.created")
}

fn usual(jobs: u32, hours: i64) -> String {
    let hours = u32::try_from(hours).unwrap_or(u32::MAX);
    let time = match hours {
        0..48 => format!("the last {hours} hours"),
        more => format!("the last {} days", more / 24),
    };
    match jobs {
        0 => format!("Okta sent nothing to ConfigCat in {time}."),
        1 => format!("Okta sent 1 job to ConfigCat in {time}."),
        jobs if hours > 0 && jobs / hours >= 1 => {
            format!("Okta sent {jobs} jobs to ConfigCat in {time}: about {} an hour.", jobs / hours)
        }
        jobs => {
            format!("Okta sent {jobs} jobs to ConfigCat in {time}: about one every {} hours.", (hours / jobs).max(1))
        }
    }
}
