//! How long things take, without the jitter of every network.

use super::{About, Change, Direction, named};
use crate::{Report, Verdict};

/// A time is told apart only when it grew or shrank by this ratio: a busy computer or network easily doubles it.
const RATIO: f64 = 3.0;

/// And only when the longer of the two is more than this many milliseconds: Okta's own test of a SCIM server wants each
/// answer in less (“Okta SCIM 2.0 SPEC test”). What stays below is well either way.
const WELL_MS: u64 = 600;

/// The checks that ask by a filter.
const LOOK_UPS: [&str; 7] = [
    "lookup-known-user",
    "lookup-stranger",
    "capital-letters",
    "lookup-by-email",
    "lookup-known-group",
    "lookup-unknown-group",
    "odd-characters",
];

pub(super) fn times(old: &Report, new: &Report) -> Vec<Change> {
    let part = |of: fn(&crate::Waterfall) -> Option<u64>| {
        let of = move |report: &Report| report.waterfall.as_ref().and_then(of);
        (of(old), of(new))
    };
    let requests = |checks: &[&str]| (median(old, checks), median(new, checks));
    let all = [
        ("name resolution", Some("dns"), "takes", "is", part(|w| w.dns_ms)),
        ("connecting", Some("tcp"), "takes", "is", part(|w| w.tcp_ms)),
        ("the TLS handshake", Some("tls"), "takes", "is", part(|w| w.tls_ms)),
        ("look-ups", None, "take", "are", requests(&LOOK_UPS)),
        ("the pages of users", Some("pages-join"), "take", "are", requests(&["pages-join"])),
        ("the list of users", Some("users-shape"), "takes", "is", requests(&["users-shape"])),
        ("the list of groups", Some("groups-shape"), "takes", "is", requests(&["groups-shape"])),
    ];
    all.into_iter()
        .filter_map(|(what, check, takes, is, (old, new))| {
            let (old, new) = (old?, new?);
            let factor = beyond_jitter(old, new)?;
            let (direction, text) = if new > old {
                (Direction::Worse, format!("{what} {takes} {} as long ({old} → {new} ms)", times_word(factor)))
            } else {
                (Direction::Better, format!("{what} {is} {} as fast ({old} → {new} ms)", times_word(factor)))
            };
            Some(Change::new(About::Time, check, direction, text))
        })
        .collect()
}

/// How many times the longer is the shorter, when that is more than jitter.
fn beyond_jitter(old: u64, new: u64) -> Option<f64> {
    let factor = float(old.max(new)) / float(old.min(new).max(1));
    (old.max(new) > WELL_MS && factor >= RATIO).then_some(factor)
}

fn float(ms: u64) -> f64 {
    f64::from(u32::try_from(ms).unwrap_or(u32::MAX))
}

/// The middle of the times of these checks' requests, in milliseconds; of checks that were answered only.
fn median(report: &Report, checks: &[&str]) -> Option<u64> {
    let findings = checks.iter().filter_map(|id| named(report, id)).filter(|finding| finding.verdict != Verdict::Skip);
    let mut times: Vec<u64> = findings
        .flat_map(|finding| &finding.exchanges)
        .filter(|exchange| exchange.status.is_some() && exchange.error.is_none())
        .map(|exchange| exchange.total_ms)
        .collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}

/// “three times”, “17 times”.
fn times_word(factor: f64) -> String {
    let word = match factor.round() {
        n if n < 3.5 => "three times",
        n if n < 4.5 => "four times",
        n if n < 5.5 => "five times",
        n if n < 10.5 => return format!("{n:.0} times"),
        _ if factor < 100.0 => return format!("{factor:.0} times"),
        _ => "over 100 times",
    };
    word.to_owned()
}
