//! Times in sentences.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `12 May 2026, 14:02 UTC`: a sentence can be read anywhere.
pub(crate) fn said(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::UTC).strftime("%-d %B %Y, %H:%M UTC").to_string()
}

/// The same of a time as it is kept, RFC 3339.
pub(crate) fn said_of(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), said)
}
