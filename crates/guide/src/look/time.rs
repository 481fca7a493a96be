//! Times that come as text from three APIs.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// RFC 3339; a time without an offset is taken as UTC, since ConfigCat's audit log names its times UTC.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse::<Timestamp>().ok().or_else(|| {
        let civil: DateTime = text.parse().ok()?;
        civil.to_zoned_datetime(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    })
}

/// `12 May 2026, 14:02 UTC`; the text as it came when it is no time.
pub(crate) fn words(text: &str) -> String {
    parse(text).map_or_else(
        || text.to_owned(),
        |at| at.to_zoned_datetime(TimeZone::UTC).strftime("%-d %B %Y, %H:%M UTC").to_string(),
    )
}

/// `12 May 2026`; the text as it came when it is no time.
pub(crate) fn day(text: &str) -> String {
    parse(text)
        .map_or_else(|| text.to_owned(), |at| at.to_zoned_datetime(TimeZone::UTC).strftime("%-d %B %Y").to_string())
}

/// Whether the first is later. False when either is no time.
pub(crate) fn later(first: &str, second: &str) -> bool {
    matches!((parse(first), parse(second)), (Some(first), Some(second)) if first > second)
}

/// Whole days from the first to the second, negative when it is over; none when either is no time.
pub(crate) fn days_between(from: &str, to: &str) -> Option<i64> {
    Some(parse(to)?.duration_since(parse(from)?).as_hours().div_euclid(24))
}

/// The time this many days before; none when it is no time.
pub(crate) fn days_before(now: &str, days: u32) -> Option<Timestamp> {
    parse(now)?.checked_sub(SignedDuration::from_hours(i64::from(days) * 24)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_without_an_offset_is_utc() {
        assert_eq!(parse("2026-05-12T14:02:11.123"), parse("2026-05-12T14:02:11.123Z"));
        assert_eq!(words("2026-05-12T16:02:11+02:00"), "12 May 2026, 14:02 UTC");
    }

    #[test]
    fn what_is_no_time_is_shown_as_it_came_and_never_later() {
        assert_eq!(words("yesterday"), "yesterday");
        assert!(!later("yesterday", "2026-05-12T14:02:11Z"));
        assert!(later("2026-05-12T14:02:12Z", "2026-05-12T14:02:11Z"));
    }

    #[test]
    fn days_are_whole_and_go_below_zero() {
        assert_eq!(days_between("2026-05-01T00:00:00Z", "2026-05-31T12:00:00Z"), Some(30));
        assert_eq!(days_between("2026-05-02T00:00:00Z", "2026-05-01T12:00:00Z"), Some(-1));
    }
}
