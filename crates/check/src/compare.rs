//! Two reports of one endpoint beside each other: what is another matter now, in words for “since yesterday: …”.
//!
//! Verdicts go first, then the endpoint, its certificate, who is there, and times. What differs from run to run without
//! meaning (a few milliseconds, the addresses of a load balancer, days left) is no change.

mod details;
#[cfg(test)]
mod tests;
mod times;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Finding, Report, Verdict};

/// What a change is about, in the order in which changes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The verdict of the whole run.
    Run,
    /// The verdict of one check, or what it fails on.
    Check,
    /// Checks that were asked in one run only.
    Asked,
    /// URL or token.
    Endpoint,
    /// The certificate.
    Certificate,
    /// Addresses, proxy, HTTP.
    Network,
    /// What the endpoint announces.
    Announced,
    /// How many users and groups there are.
    People,
    /// How long things take.
    Time,
}

/// Whether a change is for the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// It is better now.
    Better,
    /// It is worse now.
    Worse,
    /// It is different.
    Other,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Change {
    /// What it is about.
    pub about: About,
    /// The check that shows it; none when it is about the whole run, or about several checks.
    pub check: Option<String>,
    /// Whether it is for the better.
    pub direction: Direction,
    /// What changed, a part of a sentence without a full stop: “the token: was accepted, is refused now (401)”.
    pub text: String,
}

/// What changed from the old report to the new, what weighs most first. Two runs that differ in nothing that matters give
/// nothing.
pub fn compare(old: &Report, new: &Report) -> Vec<Change> {
    let mut changes = Vec::new();
    changes.extend(run(old, new));
    changes.extend(verdicts(old, new));
    changes.extend(asked(old, new));
    changes.extend(details::endpoint(old, new));
    changes.extend(details::certificate(old, new));
    changes.extend(details::network(old, new));
    changes.extend(details::announced(old, new));
    changes.extend(details::people(old, new));
    changes.extend(times::times(old, new));
    changes
}

impl Change {
    fn new(about: About, check: Option<&str>, direction: Direction, text: impl Into<String>) -> Self {
        Self { about, check: check.map(str::to_owned), direction, text: text.into() }
    }
}

fn run(old: &Report, new: &Report) -> Option<Change> {
    // A run that was cancelled says nothing of what it did not ask.
    if old.cancelled || new.cancelled || old.verdict == new.verdict {
        return None;
    }
    let word = |verdict| match verdict {
        Verdict::Fail => "failing",
        Verdict::Warn => "working with a warning",
        Verdict::Pass | Verdict::Note | Verdict::Skip => "working",
    };
    let text = format!("the connection: was {}, is {} now", word(old.verdict), word(new.verdict));
    Some(Change::new(About::Run, None, direction(weight(old.verdict), weight(new.verdict)), text))
}

/// Changes of single checks: what got worse first, then in the order of the checks.
fn verdicts(old: &Report, new: &Report) -> Vec<Change> {
    let mut changes: Vec<Change> = both(old, new).filter_map(|(old, new)| verdict(old, new)).collect();
    changes.sort_by_key(|change| change.direction != Direction::Worse);
    changes
}

fn verdict(old: &Finding, new: &Finding) -> Option<Change> {
    let troubled = |finding: &Finding| matches!(finding.verdict, Verdict::Fail | Verdict::Warn);
    let skipped = old.verdict == Verdict::Skip || new.verdict == Verdict::Skip;
    if skipped && !troubled(old) && !troubled(new) {
        return None;
    }
    let same = old.verdict == new.verdict;
    if same && (!troubled(new) || old.title == new.title) {
        return None;
    }
    let words = words(&new.id);
    let (subject, was, is) = match words {
        Some(words) => (words.subject.to_owned(), words.state(old), words.state(new)),
        None => (format!("“{}”", new.question), state(old), state(new)),
    };
    let direction = direction(weight(old.verdict), weight(new.verdict));
    Some(Change::new(About::Check, Some(&new.id), direction, format!("{subject}: was {was}, is {is} now")))
}

/// Checks that could be asked in one run only; many at once are one change.
fn asked(old: &Report, new: &Report) -> Vec<Change> {
    if old.cancelled || new.cancelled {
        return Vec::new();
    }
    let fine = |finding: &Finding| matches!(finding.verdict, Verdict::Pass | Verdict::Note);
    let skipped = |finding: &Finding| finding.verdict == Verdict::Skip;
    let count = |lost: bool| {
        let pairs = both(old, new).filter(
            move |(old, new)| {
                if lost { fine(old) && skipped(new) } else { skipped(old) && fine(new) }
            },
        );
        pairs.count()
    };
    let change = |number: usize, direction, ending: &str| {
        let checks = crate::words::count(number, "check", "checks");
        (number > 0).then(|| Change::new(About::Asked, None, direction, format!("{checks} {ending}")))
    };
    let lost = change(count(true), Direction::Other, "could be asked before and not now");
    let won = change(count(false), Direction::Other, "could not be asked before and now");
    lost.into_iter().chain(won).collect()
}

/// The findings of checks that stand in both reports, in the order of the new one.
fn both<'a>(old: &'a Report, new: &'a Report) -> impl Iterator<Item = (&'a Finding, &'a Finding)> {
    new.findings.iter().filter_map(|finding| Some((named(old, &finding.id)?, finding)))
}

fn named<'a>(report: &'a Report, id: &str) -> Option<&'a Finding> {
    report.findings.iter().find(|finding| finding.id == id)
}

/// How bad a verdict is. What was not asked is worse than what passed: nobody knows.
fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Pass => 0,
        Verdict::Note => 1,
        Verdict::Skip => 2,
        Verdict::Warn => 3,
        Verdict::Fail => 4,
    }
}

fn direction(old: u8, new: u8) -> Direction {
    match new.cmp(&old) {
        std::cmp::Ordering::Less => Direction::Better,
        std::cmp::Ordering::Equal => Direction::Other,
        std::cmp::Ordering::Greater => Direction::Worse,
    }
}

/// What a check is about, and what is true of it when it passes and when it fails: completes “was …, is … now”.
struct Words {
    id: &'static str,
    subject: &'static str,
    good: &'static str,
    bad: &'static str,
}

impl Words {
    const fn new(id: &'static str, subject: &'static str, good: &'static str, bad: &'static str) -> Self {
        Self { id, subject, good, bad }
    }

    fn state(&self, finding: &Finding) -> String {
        match finding.verdict {
            Verdict::Pass => self.good.to_owned(),
            Verdict::Fail => with_summary(self.bad, finding),
            Verdict::Note | Verdict::Warn | Verdict::Skip => state(finding),
        }
    }
}

static WORDS: [Words; 30] = [
    Words::new("dns", "the host name", "known", "unknown"),
    Words::new("tcp", "the host", "reachable", "not reachable"),
    Words::new("tls", "the certificate", "good", "not accepted"),
    Words::new("http", "the server", "answering", "not answering"),
    Words::new("token-accepted", "the token", "accepted", "refused"),
    Words::new("refused-without-token", "a request without a token", "refused", "let in"),
    Words::new("refused-with-wrong-token", "a wrong token", "refused", "let in"),
    Words::new("paste-shape", "the form of URL and token", "right", "wrong"),
    Words::new("service-provider-config", "the service provider configuration", "there", "missing"),
    Words::new("resource-types", "the list of resource types", "there", "missing"),
    Words::new("schemas", "the list of schemas", "there", "missing"),
    Words::new("okta-connector-test", "Okta’s connector test", "passing", "failing"),
    Words::new("users-shape", "the form of users", "right", "wrong"),
    Words::new("groups-shape", "the form of groups", "right", "wrong"),
    Words::new("lookup-known-user", "the look-up of a person", "right", "wrong"),
    Words::new("lookup-stranger", "the look-up of a stranger", "right", "wrong"),
    Words::new("unknown-id", "the answer to an unknown id", "right", "wrong"),
    Words::new("lookup-by-email", "the look-up by e-mail address", "right", "wrong"),
    Words::new("user-by-id", "a user asked for by id", "right", "wrong"),
    Words::new("lookup-known-group", "the look-up of a group", "right", "wrong"),
    Words::new("lookup-unknown-group", "the look-up of a new group", "right", "wrong"),
    Words::new("unknown-group-id", "the answer to an unknown group", "right", "wrong"),
    Words::new("odd-characters", "look-ups with odd characters", "right", "wrong"),
    Words::new("count-zero", "the count of users without a page", "right", "wrong"),
    Words::new("stable-ids", "ids and order of users", "steady", "changing"),
    Words::new("members-exist", "the members of groups", "all users", "not all users"),
    Words::new("twins", "everybody", "there once", "not there once"),
    Words::new("pages-join", "the joint of the pages", "right", "wrong"),
    Words::new("answer-times", "every answer", "in time", "too late"),
    Words::new("capital-letters", "the look-up in other capital letters", "right", "wrong"),
];

fn words(id: &str) -> Option<&'static Words> {
    WORDS.iter().find(|words| words.id == id)
}

/// The state of a finding without words of its own.
fn state(finding: &Finding) -> String {
    let word = match finding.verdict {
        Verdict::Pass => return "fine".to_owned(),
        Verdict::Skip => return "not asked".to_owned(),
        Verdict::Note => "noted",
        Verdict::Warn => "worth a look",
        Verdict::Fail => "failing",
    };
    with_summary(word, finding)
}

fn with_summary(word: &str, finding: &Finding) -> String {
    let why = if finding.summary.is_empty() { &finding.title } else { &finding.summary };
    if why.is_empty() { word.to_owned() } else { format!("{word} ({why})") }
}
