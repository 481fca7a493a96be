//! How many requests, against which limits, in how many waves, how long.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::model::{Coming, Intake, IntakeRole, LimitLine, LoadLine, TimeLine};
use super::people::Candidate;

/// What is known of answer times and rate limits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rates {
    /// A usual answer time of the SCIM endpoint, measured, in milliseconds.
    pub answer_ms: Option<u64>,
    /// The rate limit of the SCIM endpoint, as its headers told it.
    pub scim: Option<WindowTold>,
}

/// A rate limit's window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WindowTold {
    /// Requests left in it when it was read (`X-Rate-Limit-Remaining`).
    pub remaining: u64,
    /// Seconds until it starts anew, as seen when it was read.
    pub seconds: u64,
}

/// Requests that Okta sends for a person who is new: look-up, POST.
const NEW: u64 = 2;
/// For one who is there under the same name: look-up, GET, PUT.
const LINKED: u64 = 3;
/// For a group: look-up, POST, PUT with its members.
const GROUP: u64 = 3;

pub(super) fn load(intake: &Intake<'_>, people: &[Candidate<'_>]) -> Vec<LoadLine> {
    let count =
        |wanted: &[Coming]| people.iter().filter(|one| one.is_sent() && wanted.contains(&one.coming())).count() as u64;
    let groups = intake
        .groups
        .iter()
        .filter(|group| group.role == IntakeRole::Push && !intake.pushed.contains(&group.id))
        .count() as u64;
    let lines = [
        ("look up and create", count(&[Coming::New, Coming::Unseen]), NEW, "person", "people"),
        ("look up, read and replace", count(&[Coming::Linked]), LINKED, "person", "people"),
        ("look up, create, and set the members", groups, GROUP, "group", "groups"),
    ];
    lines
        .into_iter()
        .filter(|(_, count, ..)| *count > 0)
        .map(|(what, count, each, one, many)| LoadLine {
            what: format!("{what}, {count} {}", if count == 1 { one } else { many }),
            requests: count * each,
        })
        .collect()
}

pub(super) fn limits(intake: &Intake<'_>, people: &[Candidate<'_>]) -> Vec<LimitLine> {
    let new = people.iter().filter(|one| one.coming() == Coming::New).count() as u64;
    let names: std::collections::HashSet<String> = intake
        .synced
        .iter()
        .flat_map(|synced| &synced.groups)
        .map(|group| super::people::folded(&group.display_name))
        .collect();
    let new_groups = intake
        .groups
        .iter()
        .filter(|group| group.role == IntakeRole::Push && !intake.pushed.contains(&group.id))
        .filter(|group| !names.contains(&super::people::folded(&group.name)))
        .count() as u64;
    let line = |what: &str, today: Option<usize>, more: u64, limit: u32| {
        let after = today.map(|today| today as u64 + more);
        let limit = u64::from(limit);
        LimitLine {
            what: what.to_owned(),
            after,
            limit: Some(limit),
            note: match after {
                Some(_) => "ConfigCat’s documentation; soft: more on request.".to_owned(),
                None => "How many there are today was not read.".to_owned(),
            },
            exceeded: after.is_some_and(|after| after > limit),
        }
    };
    let groups = intake.limits.groups_with_permissions.map(u64::from);
    vec![
        line("synced users", intake.synced.map(|synced| synced.users.len()), new, intake.limits.synced_users),
        line("synced groups", intake.synced.map(|synced| synced.groups.len()), new_groups, intake.limits.synced_groups),
        LimitLine {
            what: "groups with permissions".to_owned(),
            after: None,
            limit: groups,
            note: match groups {
                Some(_) => {
                    "How many carry permissions is set on ConfigCat’s page, and can’t be read by any API.".to_owned()
                }
                None => "It depends on the plan, which Catflap was not told.".to_owned(),
            },
            exceeded: false,
        },
    ]
}

pub(super) fn time(rates: &Rates, requests: u64, people: u64, largest_group: usize) -> TimeLine {
    let mut assumptions = Vec::new();
    if requests == 0 {
        let words = "Nothing would be sent.".to_owned();
        return TimeLine { seconds: Some(0), waves: Some(0), people_a_wave: None, words, assumptions };
    }
    let waves = rates.scim.filter(|window| window.remaining > 0).map(|window| requests.div_ceil(window.remaining));
    // The waves are made of people, as a group is assigned or not: its people come at once.
    let people_a_wave = match (waves, rates.scim) {
        (Some(waves), Some(_)) if waves > 1 && people > 0 => Some(people.div_ceil(waves).max(1)),
        _ => None,
    };
    if let Some(window) = rates.scim {
        assumptions.push(format!(
            "Each window of ConfigCat’s rate limit allows at least the {} requests that were left when it was read, and lasts {} s.",
            window.remaining, window.seconds
        ));
    }
    let seconds = rates.answer_ms.map(|answer| {
        assumptions.push(format!("Okta sends one request after the other, and each is answered in {answer} ms, as measured. How many it sends at a time is not documented."));
        let sending = (requests * answer).div_ceil(1000);
        let waiting = match (waves, rates.scim) {
            (Some(waves), Some(window)) => waves.saturating_sub(1) * window.seconds,
            _ => 0,
        };
        sending.max(waiting)
    });
    assumptions.push("Okta begins at once. It queues such jobs, and does not say for how long.".to_owned());
    if largest_group > 0 {
        assumptions.push(format!(
            "The members of a group go in one request: the largest holds {largest_group}. Okta gives up after 60 s."
        ));
    }
    let wave_words = match (waves, people_a_wave) {
        (Some(1), _) => " It fits into one window of the rate limit.".to_owned(),
        (Some(waves), Some(each)) => {
            format!(" To stay within the rate limit, take {waves} waves of about {each} people.")
        }
        (Some(waves), None) => format!(" It takes {waves} windows of the rate limit."),
        (None, _) => " In how many waves can’t be known: ConfigCat told no rate limit.".to_owned(),
    };
    let words = match seconds {
        Some(seconds) => format!("About {}.{wave_words}", span(seconds)),
        None => format!("How long can’t be known: no answer time was measured.{wave_words}"),
    };
    TimeLine { seconds, waves, people_a_wave, words, assumptions }
}

fn span(seconds: u64) -> String {
    match seconds {
        0..=1 => "1 s".to_owned(),
        2..=119 => format!("{seconds} s"),
        120..=7199 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h", seconds.div_ceil(3600)),
    }
}
