//! Waits before a request is sent or repeated: how long, and how a person gets to see them.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;
use ts_rs::TS;
use url::Url;

use crate::{Policy, RateLimit, Reply, parse_retry_after};

/// The first pause when the server set no time; each further one is twice as long. Also how far repeats that a server
/// set the same time for are spread apart.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// A wait that begins now, as [`Client::with_waiting`](crate::Client::with_waiting) tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Waiting {
    /// The host that is waited for, without its port.
    pub host: String,
    /// Why.
    pub why: WaitReason,
    /// For how long, in milliseconds.
    pub wait_ms: u64,
    /// The number of the attempt that follows the wait, from 1.
    pub attempt: u32,
    /// The status that asked for the wait; none when an earlier request's answer or a closed connection did.
    pub status: Option<u16>,
}

/// Why a request waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WaitReason {
    /// The rate limit is reached: by a 429 (RFC 6585 section 4), or by `X-Rate-Limit-Remaining: 0` on the answer before.
    RateLimited,
    /// 503 with `Retry-After` (RFC 9110 section 15.6.4).
    Unavailable,
    /// The connection was closed before the answer was whole.
    Closed,
}

/// How long to wait: at least `least`, and up to `spread` more, so that several who wait do not return at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pause {
    pub least: Duration,
    pub spread: Duration,
}

impl Pause {
    /// The pause that the server set a time for.
    pub(crate) fn set(least: Duration) -> Self {
        Self { least, spread: FIRST_PAUSE }
    }

    /// The pause after this many attempts when nobody set a time: it doubles, and half of it is left to chance.
    pub(crate) fn growing(attempts: u32) -> Self {
        let half = FIRST_PAUSE * 2u32.saturating_pow(attempts.saturating_sub(1).min(8)) / 2;
        Self { least: half, spread: half }
    }

    /// The length that chance decides.
    pub(crate) fn length(self, policy: &Policy) -> Duration {
        let part = (policy.jitter)();
        self.least + if (0.0..=1.0).contains(&part) { self.spread.mul_f64(part) } else { Duration::ZERO }
    }
}

/// The wait that an answer asks for before the same request is sent again; none when it is an answer to hand on.
pub(crate) fn asked_for(reply: &Reply, attempts: u32, now: Timestamp) -> Option<(WaitReason, Pause)> {
    let set = |seconds| Pause::set(Duration::from_secs(seconds));
    match reply.status {
        429 => Some((WaitReason::RateLimited, seconds_set(reply, now).map_or(Pause::growing(attempts), set))),
        503 => Some((WaitReason::Unavailable, set(retry_after(reply, now)?))),
        _ => None,
    }
}

/// How long a 429 asks to wait, in seconds: by `Retry-After`, else by the end of the rate limit's window.
pub(crate) fn seconds_set(reply: &Reply, now: Timestamp) -> Option<u64> {
    retry_after(reply, now).or_else(|| reply.rate_limit().and_then(|limit| limit.seconds_to_reset(now)))
}

fn retry_after(reply: &Reply, now: Timestamp) -> Option<u64> {
    reply.header("retry-after").and_then(|value| parse_retry_after(value, now))
}

/// Until when each origin has nothing left of its rate limit, so that nobody runs into the 429 knowingly.
#[derive(Debug, Default)]
pub(crate) struct UsedUp(Mutex<HashMap<String, Instant>>);

impl UsedUp {
    /// Remembers what an answer says about the limit.
    pub(crate) fn note(&self, url: &Url, limit: RateLimit, now: Timestamp) {
        let (Some(0), Some(seconds)) = (limit.remaining, limit.seconds_to_reset(now)) else { return };
        let Some(until) = Instant::now().checked_add(Duration::from_secs(seconds)) else { return };
        if let Ok(mut known) = self.0.lock() {
            known.insert(url.origin().ascii_serialization(), until);
        }
    }

    /// How long the next request to this origin should wait; none when it need not.
    pub(crate) fn left(&self, url: &Url) -> Option<Duration> {
        let mut known = self.0.lock().ok()?;
        let origin = url.origin().ascii_serialization();
        let left = known.get(&origin)?.saturating_duration_since(Instant::now());
        if left.is_zero() {
            known.remove(&origin);
            return None;
        }
        Some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_jitter(jitter: fn() -> f64) -> Policy {
        Policy { jitter, ..Policy::default() }
    }

    #[test]
    fn a_pause_that_nobody_set_doubles_and_half_of_it_is_chance() {
        let lengths = |jitter| (1..=4).map(|n| Pause::growing(n).length(&with_jitter(jitter)).as_millis()).collect();
        let (shortest, longest): (Vec<_>, Vec<_>) = (lengths(|| 0.0), lengths(|| 1.0));
        assert_eq!(shortest, [125, 250, 500, 1000]);
        assert_eq!(longest, [250, 500, 1000, 2000]);
        assert!(Pause::growing(u32::MAX).length(&with_jitter(|| 1.0)) <= Duration::from_secs(64), "it has an end");
    }

    #[test]
    fn a_time_that_the_server_set_is_never_cut_short() {
        let pause = Pause::set(Duration::from_secs(30));
        assert_eq!(pause.length(&with_jitter(|| 0.0)), Duration::from_secs(30));
        assert_eq!(pause.length(&with_jitter(|| 1.0)), Duration::from_millis(30_250));
        for odd in [(|| -1.0) as fn() -> f64, || f64::NAN, || 7.0] {
            assert_eq!(pause.length(&with_jitter(odd)), Duration::from_secs(30), "a bad source changes nothing");
        }
    }

    #[tokio::test]
    async fn a_used_up_limit_is_remembered_for_its_own_origin() {
        let (now, used_up) = (Timestamp::UNIX_EPOCH, UsedUp::default());
        let at = |text: &str| Url::parse(text).unwrap();
        let told = |remaining, reset| RateLimit { limit: None, remaining, reset };
        used_up.note(&at("https://a.example/x"), told(Some(0), Some(17)), now);
        used_up.note(&at("https://b.example/x"), told(Some(1), Some(17)), now);
        used_up.note(&at("https://c.example/x"), told(Some(0), None), now);
        used_up.note(&at("https://d.example/x"), told(Some(0), Some(0)), now);
        used_up.note(&at("https://e.example/x"), told(Some(0), Some(u64::MAX)), now);
        let left = used_up.left(&at("https://a.example/other")).unwrap();
        assert!(left > Duration::from_secs(10) && left <= Duration::from_secs(17), "{left:?}");
        for free in ["https://a.example:444/", "https://b.example/", "https://c.example/", "https://d.example/"] {
            assert_eq!(used_up.left(&at(free)), None, "{free}");
        }
    }
}
