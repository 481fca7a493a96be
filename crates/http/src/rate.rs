//! Rate limits as servers tell them.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Header;

/// What a server says about its limit: `ConfigCat` sends `X-Rate-Limit-Remaining` and `-Reset`, Okta all three.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RateLimit {
    /// Requests allowed in a window.
    pub limit: Option<u64>,
    /// Requests left in this window.
    pub remaining: Option<u64>,
    /// When the window ends, as it was sent. Okta: seconds since 1970. `ConfigCat` does not say which unit.
    pub reset: Option<u64>,
}

/// Numbers from here on are a moment (seconds since 1970; 2001), below it a span in seconds.
const MOMENT_FROM: u64 = 1_000_000_000;

impl RateLimit {
    /// Reads the headers; none when there is not one of them.
    pub fn from_headers(headers: &[Header]) -> Option<Self> {
        let read = |name: &str| {
            headers.iter().find(|h| h.name.eq_ignore_ascii_case(name)).and_then(|h| h.value.trim().parse().ok())
        };
        let limit = Self {
            limit: read("x-rate-limit-limit"),
            remaining: read("x-rate-limit-remaining"),
            reset: read("x-rate-limit-reset"),
        };
        (limit != Self::default()).then_some(limit)
    }

    /// Seconds until the window ends, as seen at `now`.
    pub fn seconds_to_reset(&self, now: Timestamp) -> Option<u64> {
        let reset = self.reset?;
        if reset < MOMENT_FROM {
            return Some(reset);
        }
        let now = u64::try_from(now.as_second()).unwrap_or(0);
        Some(reset.saturating_sub(now))
    }
}

/// Seconds to wait by a `Retry-After` header (RFC 9110 section 10.2.3): a number of seconds, or a date.
pub fn parse_retry_after(value: &str, now: Timestamp) -> Option<u64> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(seconds);
    }
    let moment = DateTimeParser::new().parse_timestamp(value).ok()?;
    Some(u64::try_from(moment.as_second() - now.as_second()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "1994-11-06T08:49:07Z".parse().unwrap()
    }

    fn headers(pairs: &[(&str, &str)]) -> Vec<Header> {
        pairs.iter().map(|(n, v)| Header { name: (*n).into(), value: (*v).into() }).collect()
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        assert_eq!(parse_retry_after("120", now()), Some(120));
        assert_eq!(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now()), Some(30));
        assert_eq!(parse_retry_after("Sun, 06 Nov 1994 08:00:00 GMT", now()), Some(0), "a moment gone by");
        assert_eq!(parse_retry_after("soon", now()), None);
    }

    #[test]
    fn rate_limit_headers_are_read_whatever_their_case() {
        let okta = headers(&[
            ("x-rate-limit-limit", "600"),
            ("x-rate-limit-remaining", "3"),
            ("x-rate-limit-reset", "1800000060"),
        ]);
        let limit = RateLimit::from_headers(&okta).unwrap();
        assert_eq!(limit, RateLimit { limit: Some(600), remaining: Some(3), reset: Some(1_800_000_060) });
        assert_eq!(limit.seconds_to_reset(Timestamp::from_second(1_800_000_000).unwrap()), Some(60));

        let configcat = headers(&[("X-Rate-Limit-Remaining", "977"), ("X-Rate-Limit-Reset", "17")]);
        let limit = RateLimit::from_headers(&configcat).unwrap();
        assert_eq!((limit.remaining, limit.seconds_to_reset(now())), (Some(977), Some(17)));
        assert_eq!(RateLimit::from_headers(&headers(&[("content-type", "x")])), None);
    }
}
