//! Many events laid out: failures first, the same failure once.

use std::collections::{BTreeMap, BTreeSet};

use catflap_okta::model::LogEvent;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::kinds::{self, Area};
use super::line::{LogLine, LogOutcome, LogSubject, line};
use super::reason;

/// The same failure of one or many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FailureCluster {
    /// Who and what: “14 people: Unauthorized”.
    pub title: String,
    /// The failure in a few plain words.
    pub in_short: String,
    /// Okta's own reason, the newest; for whoever explains it.
    pub reason: Option<String>,
    /// The people who met it, each once.
    pub people: Vec<LogSubject>,
    /// The groups that met it, each once.
    pub groups: Vec<LogSubject>,
    /// Those of both who have not come through since: for them it is still to be mended.
    pub open: Vec<LogSubject>,
    /// First event, RFC 3339.
    pub since: String,
    /// Last event, RFC 3339.
    pub last: String,
    /// Ids of the lines, oldest first.
    pub lines: Vec<String>,
}

/// The log laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LogDigest {
    /// How it stands, a sentence.
    pub headline: String,
    /// Failures, those that are still open first, then the newest first.
    pub failures: Vec<FailureCluster>,
    /// Every event, the newest first.
    pub lines: Vec<LogLine>,
}

/// Lays events out, whatever their order.
pub fn digest(events: &[LogEvent]) -> LogDigest {
    let mut events: Vec<&LogEvent> = events.iter().collect();
    events.sort_by(|a, b| (a.published, &a.uuid).cmp(&(b.published, &b.uuid)));
    events.dedup_by(|a, b| a.uuid == b.uuid);
    let lines: Vec<LogLine> = events.iter().map(|event| line(event)).collect();

    let mut clusters: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.failed()) {
        let subjects = [&line.person, &line.group];
        let names: Vec<&str> =
            subjects.iter().copied().flatten().flat_map(|one| [one.name.as_str(), one.login.as_str()]).collect();
        let key = reason::key(line.reason.as_deref(), &names);
        // The connection's own failure stands beside the person's of the same cause, so the cause alone counts.
        clusters.entry((line.reason.is_none(), key)).or_default().push(at);
    }
    let mut failures: Vec<FailureCluster> = clusters.into_values().map(|members| cluster(&lines, &members)).collect();
    failures.sort_by(|a, b| (a.open.is_empty(), &b.last).cmp(&(b.open.is_empty(), &a.last)));
    LogDigest { headline: headline(&failures, lines.len()), failures, lines: lines.into_iter().rev().collect() }
}

fn cluster(lines: &[LogLine], members: &[usize]) -> FailureCluster {
    let of = |at: &usize| &lines[*at];
    let people: BTreeSet<LogSubject> = members.iter().filter_map(|at| of(at).person.clone()).collect();
    let groups: BTreeSet<LogSubject> = members.iter().filter_map(|at| of(at).group.clone()).collect();
    let newest = &lines[members[members.len() - 1]];
    let open = people
        .iter()
        .chain(&groups)
        .filter(|subject| {
            let failed_at = members.iter().filter(|at| is_about(of(at), subject)).max();
            failed_at.is_some_and(|failed| !came_through(&lines[*failed..], subject))
        })
        .cloned()
        .collect();
    FailureCluster {
        title: format!("{}: {}", who(&people, &groups), newest.in_short),
        in_short: newest.in_short.clone(),
        reason: newest.reason.clone(),
        open,
        people: people.into_iter().collect(),
        groups: groups.into_iter().collect(),
        since: of(&members[0]).at.clone(),
        last: newest.at.clone(),
        lines: members.iter().map(|at| of(at).id.clone()).collect(),
    }
}

fn is_about(line: &LogLine, subject: &LogSubject) -> bool {
    [&line.person, &line.group].into_iter().flatten().any(|one| one.id == subject.id)
}

/// Whether a push of this person or group worked in these lines.
fn came_through(later: &[LogLine], subject: &LogSubject) -> bool {
    later.iter().any(|line| {
        let pushes = matches!(kinds::of(&line.event_type).area, Area::People | Area::Groups)
            && !line.event_type.contains("mapping");
        line.outcome == LogOutcome::Done && pushes && is_about(line, subject)
    })
}

fn who(people: &BTreeSet<LogSubject>, groups: &BTreeSet<LogSubject>) -> String {
    let count = |all: &BTreeSet<LogSubject>, many: &str| match all.len() {
        0 => None,
        1 => all.first().map(|one| one.name.clone()),
        more => Some(format!("{more} {many}")),
    };
    let parts: Vec<String> = [count(people, "people"), count(groups, "groups")].into_iter().flatten().collect();
    if parts.is_empty() { "Okta".to_owned() } else { parts.join(" and ") }
}

fn headline(failures: &[FailureCluster], events: usize) -> String {
    if events == 0 {
        return "Okta’s log has no events of this application in this time.".to_owned();
    }
    let open: BTreeSet<&LogSubject> = failures.iter().flat_map(|cluster| &cluster.open).collect();
    let nameless = failures.iter().any(|cluster| cluster.people.is_empty() && cluster.groups.is_empty());
    match (open.len(), failures.len()) {
        (_, 0) => "Nothing failed.".to_owned(),
        (0, _) if nameless => "Okta met failures of the connection.".to_owned(),
        (0, _) => "Whatever failed has come through since.".to_owned(),
        (1, _) => "1 person or group failed and has not come through since.".to_owned(),
        (more, _) => format!("{more} people or groups failed and have not come through since."),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(number: u32, kind: &str, who: &str, reason: Option<&str>) -> LogEvent {
        let group = kind.contains("group");
        serde_json::from_value(json!({
            "uuid": format!("e{number:03}"),
            "published": format!("2026-05-12T12:{number:02}:00Z"),
            "eventType": kind,
            "displayMessage": "words of Okta",
            "outcome": {"result": if reason.is_some() { "FAILURE" } else { "SUCCESS" }, "reason": reason},
            "target": [
                {"id": "0oa1", "type": "AppInstance", "displayName": "ConfigCat"},
                {"id": format!("id-{who}"), "type": if group { "UserGroup" } else { "User" },
                 "alternateId": format!("{who}@x.co"), "displayName": who},
            ],
        }))
        .unwrap()
    }

    const PUSH: &str = "application.provision.user.push";
    const MEMBERS: &str = "application.provision.group_push.push_memberships";

    #[test]
    fn the_same_failure_of_many_stands_once_and_first() {
        let no = Some("Error while verifying if user exists: Unauthorized. Errors reported by remote server: null");
        let events: Vec<LogEvent> = vec![
            event(1, PUSH, "Zoe", None),
            event(2, PUSH, "Ada", no),
            event(3, PUSH, "Bob", no),
            event(4, MEMBERS, "Developers", no),
            event(5, PUSH, "Eve", Some("Matching user not found")),
        ];
        let digest = digest(&events);
        let titles: Vec<&str> = digest.failures.iter().map(|cluster| cluster.title.as_str()).collect();
        assert_eq!(titles, ["Eve: No matching user", "2 people and Developers: Unauthorized"]);
        assert_eq!(digest.failures[1].since, "2026-05-12T12:02:00Z");
        assert_eq!(digest.failures[1].open.len(), 3);
        assert_eq!(digest.headline, "4 people or groups failed and have not come through since.");
        assert_eq!(digest.lines[0].what, "Eve could not be pushed.");
        assert_eq!(digest.lines[4].what, "Zoe was pushed.");
        assert_eq!(digest.lines[0].reason.as_deref(), Some("Matching user not found"));
        assert_eq!(digest.lines[0].person.as_ref().unwrap().login, "Eve@x.co");
    }

    #[test]
    fn who_came_through_since_is_no_longer_open_and_the_order_of_events_does_not_matter() {
        let no = Some("Unauthorized");
        let mut events = vec![event(2, PUSH, "Ada", no), event(3, PUSH, "Bob", no), event(9, PUSH, "Ada", None)];
        events.reverse();
        events.push(events[0].clone());
        let digest = digest(&events);
        assert_eq!(digest.lines.len(), 3, "an event that was read twice stands once");
        assert_eq!(digest.failures[0].open.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Bob"]);
        assert_eq!(digest.failures[0].people.len(), 2);
    }

    #[test]
    fn an_unknown_type_keeps_oktas_words() {
        let line = line(&event(1, "some.thing.new", "Ada", None));
        assert_eq!(line.what, "words of Okta");
    }
}
