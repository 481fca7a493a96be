//! Leaves room for others: Okta's limits belong to the whole org, and are kept for each group of endpoints.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use catflap_http::{Method, RateLimit};
use jiff::Timestamp;
use url::Url;

/// Okta's windows are a minute long. A reset further away than this comes from a clock that is wrong on one side, and is
/// not waited for: Okta's own refusal has the last word.
const LONGEST: Duration = Duration::from_secs(90);

/// Who waits for the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Care {
    /// A person: the last tenth of a window is left to others.
    #[default]
    Foreground,
    /// Nobody: half of a window is left to others.
    Background,
}

impl Care {
    /// How many requests of a window stay untouched.
    fn left_to_others(self, limit: u64) -> u64 {
        match self {
            Self::Foreground => limit.div_ceil(10),
            Self::Background => limit.div_ceil(2),
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Window {
    limit: u64,
    remaining: u64,
    reset: Timestamp,
}

/// What is known of an org's windows.
#[derive(Debug, Default)]
pub(crate) struct Budget(Mutex<HashMap<String, Window>>);

impl Budget {
    /// How long a request to this group waits; `None` when it may go, and is then counted. A group that has not answered
    /// yet is unknown, and free.
    pub fn hold(&self, group: &str, care: Care, now: Timestamp) -> Option<Duration> {
        let mut windows = self.0.lock().ok()?;
        let window = windows.get_mut(group)?;
        let left = Duration::try_from(window.reset.duration_since(now)).unwrap_or_default();
        if left.is_zero() || left > LONGEST {
            windows.remove(group);
            return None;
        }
        if window.remaining <= care.left_to_others(window.limit) {
            return Some(left);
        }
        window.remaining -= 1;
        None
    }

    /// Learns from an answer. Of answers that overtook each other the lower number counts.
    pub fn note(&self, group: &str, told: RateLimit) {
        let (Some(limit), Some(remaining), Some(reset)) = (told.limit, told.remaining, told.reset) else { return };
        let Some(reset) = i64::try_from(reset).ok().and_then(|seconds| Timestamp::from_second(seconds).ok()) else {
            return;
        };
        let Ok(mut windows) = self.0.lock() else { return };
        let remaining = match windows.get(group) {
            Some(known) if known.reset == reset => known.remaining.min(remaining),
            _ => remaining,
        };
        windows.insert(group.to_owned(), Window { limit, remaining, reset });
    }
}

/// The group of endpoints a request belongs to, as Okta's documentation draws them: what is listed and what is one of
/// it apart, and reading apart from changing.
pub(crate) fn group_of(method: &Method, url: &Url) -> String {
    let mut segments = url.path_segments().into_iter().flatten().skip_while(|part| matches!(*part, "api" | "v1"));
    let area = segments.next().unwrap_or_default();
    let one = if segments.next().is_some() { "/{id}" } else { "" };
    let kind = if *method == Method::GET { "GET" } else { "change" };
    format!("{kind} {area}{one}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn told(limit: u64, remaining: u64, reset: u64) -> RateLimit {
        RateLimit { limit: Some(limit), remaining: Some(remaining), reset: Some(1_800_000_000 + reset) }
    }

    #[test]
    fn a_person_waits_before_the_last_tenth_and_background_work_before_the_last_half() {
        let budget = Budget::default();
        budget.note("GET apps", told(100, 52, 60));
        assert_eq!(budget.hold("GET apps", Care::Background, at(0)), None);
        assert_eq!(budget.hold("GET apps", Care::Background, at(0)), None, "each one that goes is counted");
        assert_eq!(budget.hold("GET apps", Care::Background, at(10)), Some(Duration::from_secs(50)));
        assert_eq!(budget.hold("GET apps", Care::Foreground, at(10)), None);
        budget.note("GET apps", told(100, 10, 60));
        assert_eq!(budget.hold("GET apps", Care::Foreground, at(59)), Some(Duration::from_secs(1)));
    }

    #[test]
    fn a_new_window_and_another_group_are_free() {
        let budget = Budget::default();
        budget.note("GET apps", told(100, 0, 60));
        assert_eq!(budget.hold("GET logs", Care::Background, at(0)), None);
        assert_eq!(budget.hold("GET apps", Care::Background, at(60)), None);
    }

    #[test]
    fn a_window_far_away_is_a_wrong_clock_and_not_waited_for() {
        let budget = Budget::default();
        budget.note("GET apps", told(100, 0, 3600));
        assert_eq!(budget.hold("GET apps", Care::Foreground, at(0)), None);
    }

    #[test]
    fn an_answer_that_was_overtaken_gives_nothing_back() {
        let budget = Budget::default();
        budget.note("GET apps", told(100, 10, 60));
        budget.note("GET apps", told(100, 60, 60));
        assert!(budget.hold("GET apps", Care::Foreground, at(0)).is_some());
        budget.note("GET apps", told(100, 99, 120));
        assert_eq!(budget.hold("GET apps", Care::Foreground, at(61)), None, "the next window has its own number");
    }

    #[test]
    fn groups_are_drawn_as_okta_draws_them() {
        for (method, path, group) in [
            (Method::GET, "/api/v1/apps?limit=200", "GET apps"),
            (Method::GET, "/api/v1/apps/0oa1/users", "GET apps/{id}"),
            (Method::POST, "/api/v1/users", "change users"),
            (Method::DELETE, "/api/v1/users/00u1", "change users/{id}"),
            (Method::GET, "/api/v1/logs", "GET logs"),
        ] {
            let url = Url::parse("https://acme.okta.com").unwrap().join(path).unwrap();
            assert_eq!(group_of(&method, &url), group);
        }
    }
}
