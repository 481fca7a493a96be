//! What the facts of two reports tell.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::{About, Change, Direction, named};
use crate::{Finding, Report};

pub(super) fn endpoint(old: &Report, new: &Report) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.url != new.url {
        changes.push(change(About::Endpoint, None, format!("another SCIM URL ({} → {})", old.url, new.url)));
    }
    if old.token_hint != new.token_hint {
        let hint = |report: &Report| {
            if report.token_hint.is_empty() { "a short one".to_owned() } else { report.token_hint.clone() }
        };
        changes.push(change(About::Endpoint, None, format!("another token ({} → {})", hint(old), hint(new))));
    }
    changes
}

pub(super) fn certificate(old: &Report, new: &Report) -> Vec<Change> {
    let Some((old, new)) = pair(old, new, "tls") else { return Vec::new() };
    let mut changes = Vec::new();
    let differs = |name: &str| fact(old, new, name).filter(|(old, new)| old != new);
    // Whatever differs, it is another certificate; reports of earlier days know no fingerprint.
    if ["fingerprint", "subject", "issuer", "names", "not before", "not after"]
        .iter()
        .any(|name| differs(name).is_some())
    {
        let mut parts = Vec::new();
        if let Some((old, new)) = differs("not after") {
            parts.push(format!("valid until {} → {}", day(old), day(new)));
        }
        for (name, what) in [("issuer", "issuer"), ("subject", "subject"), ("names", "names")] {
            if let Some((old, new)) = differs(name) {
                parts.push(format!("{what} {old} → {new}"));
            }
        }
        if parts.is_empty()
            && let Some((old, new)) = differs("fingerprint")
        {
            parts.push(format!("fingerprint {} → {}", short(old), short(new)));
        }
        let what = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) };
        changes.push(change(About::Certificate, Some("tls"), format!("the certificate changed{what}")));
    }
    for (name, what) in
        [("version", "another TLS version"), ("certificates served", "another number of certificates served")]
    {
        if let Some((old, new)) = differs(name) {
            changes.push(change(About::Certificate, Some("tls"), format!("{what} ({old} → {new})")));
        }
    }
    changes
}

pub(super) fn network(old: &Report, new: &Report) -> Vec<Change> {
    let mut changes = Vec::new();
    if let Some((was, is)) = pair(old, new, "dns").and_then(|(old, new)| fact(old, new, "addresses"))
        && !near(was, is)
    {
        changes.push(change(About::Network, Some("dns"), format!("the host is at other addresses ({was} → {is})")));
    }
    match (proxy(old), proxy(new)) {
        (Some(was), Some(is)) if was != is => {
            changes.push(change(About::Network, None, format!("another proxy ({was} → {is})")));
        }
        (None, Some(is)) if reached(old) => {
            changes.push(change(About::Network, None, format!("a proxy since then ({is})")));
        }
        (Some(was), None) if reached(new) => {
            changes.push(change(About::Network, None, format!("no proxy any more ({was})")));
        }
        _ => {}
    }
    if let Some((was, is)) = pair(old, new, "http").and_then(|(old, new)| fact(old, new, "http version"))
        && was != is
    {
        changes.push(change(About::Network, Some("http"), format!("another HTTP version ({was} → {is})")));
    }
    if let Some((was, is)) = pair(old, new, "token-accepted").and_then(|(old, new)| fact(old, new, "redirects to"))
        && was != is
    {
        changes.push(change(About::Network, Some("token-accepted"), format!("another redirect ({was} → {is})")));
    }
    changes
}

pub(super) fn announced(old: &Report, new: &Report) -> Vec<Change> {
    let mut changes = Vec::new();
    for (check, name, what) in [
        ("service-provider-config", "supported", "supports"),
        ("resource-types", "announced", "announces the resource types"),
        ("schemas", "schemas", "announces the schemas"),
    ] {
        let Some((old, new)) = pair(old, new, check).and_then(|(old, new)| fact(old, new, name)) else { continue };
        let (was, is) = (list(old), list(new));
        let join = |set: Vec<&&str>| set.into_iter().copied().collect::<Vec<_>>().join(", ");
        let gone = join(was.difference(&is).collect());
        let come = join(is.difference(&was).collect());
        let text = match (come.is_empty(), gone.is_empty()) {
            (true, true) => continue,
            (false, true) => format!("the endpoint {what} {come} since then"),
            (true, false) => format!("the endpoint {what} {gone} no longer"),
            (false, false) => format!("the endpoint {what} {come} since then and {gone} no longer"),
        };
        changes.push(change(About::Announced, Some(check), text));
    }
    changes
}

pub(super) fn people(old: &Report, new: &Report) -> Vec<Change> {
    let mut changes = Vec::new();
    for (check, one, many) in [("users-shape", "user", "users"), ("groups-shape", "group", "groups")] {
        let Some((old, new)) = pair(old, new, check) else { continue };
        let (Some(was), Some(is)) = (total(old, many), total(new, many)) else { continue };
        let count = |number: u64| format!("{number} {}", if number == 1 { one } else { many });
        if was != is {
            let way = if is > was { "more" } else { "fewer" };
            let text = format!("{} {way} ({was} → {is})", count(was.abs_diff(is)));
            changes.push(change(About::People, Some(check), text));
        }
    }
    changes
}

fn change(about: About, check: Option<&str>, text: String) -> Change {
    Change::new(about, check, Direction::Other, text)
}

/// A check's findings in both reports.
fn pair<'a>(old: &'a Report, new: &'a Report, id: &str) -> Option<(&'a Finding, &'a Finding)> {
    Some((named(old, id)?, named(new, id)?))
}

/// A fact that both findings know.
fn fact<'a>(old: &'a Finding, new: &'a Finding, name: &str) -> Option<(&'a str, &'a str)> {
    Some((old.facts.get(name)?, new.facts.get(name)?))
}

fn list(text: &str) -> BTreeSet<&str> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// The beginning of a fingerprint, enough to tell two apart.
fn short(fingerprint: &str) -> String {
    format!("{}…", fingerprint.chars().take(8).collect::<String>())
}

/// The day of a point in time, when it is written as RFC 3339.
fn day(time: &str) -> &str {
    match time.split_once('T') {
        Some((day, _)) if day.len() == 10 => day,
        _ => time,
    }
}

/// Whether two lists of addresses have one in common, or two from the same network: load balancers change theirs by the
/// minute, inside the networks of whoever runs them.
fn near(old: &str, new: &str) -> bool {
    let networks = |text: &str| list(text).into_iter().map(network_of).collect::<BTreeSet<_>>();
    !networks(old).is_disjoint(&networks(new)) || (list(old).is_empty() && list(new).is_empty())
}

/// The first half of an IPv4 address, the first quarter of an IPv6 address.
fn network_of(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V4(v4)) => format!("{:?}", &v4.octets()[..2]),
        Ok(IpAddr::V6(v6)) => format!("{:x?}", &v6.segments()[..2]),
        Err(_) => address.to_owned(),
    }
}

fn proxy(report: &Report) -> Option<&str> {
    report.findings.iter().find_map(|finding| finding.facts.get("proxy")).map(String::as_str)
}

/// Whether the run got far enough to know whether there is a proxy.
fn reached(report: &Report) -> bool {
    named(report, "dns").is_some_and(|finding| finding.facts.contains_key("addresses"))
}

/// How many there are: by the fact of that name, by `totalResults` in the answer that the finding shows, or by those looked
/// at when these are all.
fn total(finding: &Finding, many: &str) -> Option<u64> {
    /// The checks look at one page of so many.
    const PAGE: u64 = 100;
    let known = |name: &str| finding.facts.get(name).and_then(|value| value.parse().ok());
    let shown = || {
        let bodies = finding.exchanges.iter().filter(|exchange| exchange.status == Some(200));
        bodies.filter_map(|exchange| exchange.response_body.as_deref()).find_map(total_results)
    };
    known(many).or_else(shown).or_else(|| known(&format!("{many} looked at")).filter(|looked_at| *looked_at < PAGE))
}

/// `totalResults` of a list, also of one whose text was cut.
fn total_results(body: &str) -> Option<u64> {
    let (_, rest) = body.split_once("\"totalResults\"")?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().trim_start_matches('"');
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}
