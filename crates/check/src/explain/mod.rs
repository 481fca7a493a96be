//! Explains the error that an administrator sees in Okta (Tasks, System Log, a mail): which of the known causes it tells of,
//! what to change, and which checks confirm the cause or rule it out.
//!
//! Pure: a text goes in, an [`Explanation`] comes out; [`judge_with`] lays it beside a connection check's [`Report`] and a
//! [`Rehearsal`]. The wording of such errors varies and names stand inside it, so phrases are looked for, not sentences. The causes and where they are
//! known from stand in `causes/`.
//!
//! [`Report`]: crate::Report
//! [`Rehearsal`]: crate::rehearsal::Rehearsal

mod causes;
mod judge;
mod names;
mod plain;
mod proof;
mod rule;
#[cfg(test)]
mod samples;
mod secrets;
#[cfg(test)]
mod variants;
mod words;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use causes::Cause;
pub use judge::{Judged, JudgedCause, Standing, judge, judge_with};
pub use names::Names;

/// How sure the text alone makes of the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The text says little; this is its usual cause.
    Possible,
    /// The text fits, but other causes make the same text.
    Likely,
    /// The text leaves hardly a doubt.
    Certain,
}

/// Another cause that may be behind the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Candidate {
    /// The cause's id.
    pub cause: String,
    /// What would be the matter, short.
    pub title: String,
    /// Whether the text itself tells of it too (a text may hold several errors). Otherwise it is only near.
    pub in_text: bool,
}

/// What a pasted text says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Explanation {
    /// Whether a cause was recognised. If not, `others` holds the nearest ones, if any are near at all.
    pub known: bool,
    /// The cause's id, kebab-case, stable; none when it is not known.
    pub cause: Option<String>,
    /// What is the matter, short.
    pub title: String,
    /// Whom and what it is about, in a sentence of the names inside; empty without names.
    pub about: String,
    /// What it means, in a sentence or two.
    pub means: String,
    /// What to change and where; labels of Okta and `ConfigCat` stand in backticks.
    pub change: String,
    /// How to be sure of it.
    pub proof: String,
    /// How sure the text alone makes; none when the cause is not known.
    pub confidence: Option<Confidence>,
    /// The names inside the text.
    pub names: Names,
    /// The phrases by which it was recognised, `…` for what varies.
    pub recognised_by: Vec<String>,
    /// Ids of the checks whose findings can confirm the cause.
    pub confirmed_by: Vec<String>,
    /// Ids of the checks that rule the cause out when all of them find nothing.
    pub ruled_out_by: Vec<String>,
    /// Ids of the rehearsal's rows that can confirm the cause or rule it out: what only a write can tell.
    pub rehearsed_by: Vec<String>,
    /// What else it may be: first what the text tells of too, then what is near.
    pub others: Vec<Candidate>,
    /// Where the cause is known from.
    pub source: String,
}

/// No more other candidates than this are named.
const MOST_OTHERS: usize = 5;
/// A cause less near than this is not near.
const NEAR: f64 = 0.5;

/// Says which cause a text from Okta tells of. Any text may come; nothing in it that looks like a credential is repeated.
pub fn explain(text: &str) -> Explanation {
    let names = names::names(&secrets::without(text));
    let parts = words::parts(&plain::plain(text));
    let mut found = recognised(&parts);
    // Mails break an error over several paragraphs.
    if found.iter().all(|found| found.confidence == Confidence::Possible) && parts.len() > 1 {
        found = recognised(&[parts.concat()]);
    }
    let Some((first, more)) = found.split_first() else { return unknown(&parts.concat(), names) };
    let mut others: Vec<Candidate> = more.iter().map(|found| candidate(found.cause, true)).collect();
    for id in first.cause.near {
        if let Some(near) = causes::by_id(id)
            && !others.iter().any(|other| other.cause == *id)
        {
            others.push(candidate(near, false));
        }
    }
    others.truncate(MOST_OTHERS);
    let cause = first.cause;
    Explanation {
        known: true,
        cause: Some(cause.id.to_owned()),
        title: cause.title.to_owned(),
        about: about(&names),
        means: cause.means.to_owned(),
        change: cause.change.to_owned(),
        proof: cause.proof.to_owned(),
        confidence: Some(first.confidence),
        names,
        recognised_by: first.phrases.clone(),
        confirmed_by: proof::checks(cause.confirm),
        ruled_out_by: proof::checks(cause.rule_out),
        rehearsed_by: proof::rows(cause.confirm.iter().chain(cause.rule_out)),
        others,
        source: cause.source.to_owned(),
    }
}

/// A cause that the text tells of.
struct Found {
    cause: &'static Cause,
    weight: u8,
    confidence: Confidence,
    phrases: Vec<String>,
}

/// The causes that the parts of a text tell of, the weightiest first; of two that weigh the same, the earlier.
fn recognised(parts: &[Vec<String>]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for part in parts {
        for cause in causes::all() {
            let hits = cause.rules.iter().filter_map(|rule| Some((rule, rule.find(part)?)));
            if let Some((rule, phrases)) = hits.max_by_key(|(rule, _)| rule.weight) {
                match found.iter_mut().find(|known| known.cause.id == cause.id) {
                    Some(known) if known.weight >= rule.weight => {}
                    Some(known) => *known = Found { cause, weight: rule.weight, confidence: rule.confidence, phrases },
                    None => found.push(Found { cause, weight: rule.weight, confidence: rule.confidence, phrases }),
                }
            }
        }
    }
    found.sort_by_key(|found| std::cmp::Reverse(found.weight));
    found
}

fn candidate(cause: &Cause, in_text: bool) -> Candidate {
    Candidate { cause: cause.id.to_owned(), title: cause.title.to_owned(), in_text }
}

fn unknown(words: &[String], names: Names) -> Explanation {
    let words: BTreeSet<&str> = words.iter().map(String::as_str).collect();
    let mut near: Vec<(f64, &Cause)> = causes::all()
        .map(|cause| (cause.rules.iter().map(|rule| rule.nearness(&words)).fold(0.0, f64::max), cause))
        .filter(|(nearness, _)| *nearness >= NEAR)
        .collect();
    near.sort_by(|one, other| other.0.total_cmp(&one.0));
    let others: Vec<Candidate> = near.iter().take(3).map(|(_, cause)| candidate(cause, false)).collect();
    let change = if others.is_empty() {
        "Paste the whole text, as Okta shows it under `Dashboard › Tasks` or in the `System Log`, from “Automatic \
         provisioning of user …” or “Error …” to its end."
    } else {
        "Compare with the nearest below, and check the connection: what fails there is the cause more often than not. The \
         whole text stands under `Dashboard › Tasks` and in the `System Log`."
    };
    Explanation {
        known: false,
        cause: None,
        title: "Catflap does not know this error".to_owned(),
        about: about(&names),
        means: "Nothing in the text fits one of the known causes well enough to name it.".to_owned(),
        change: change.to_owned(),
        proof: "The connection check asks what Okta asks and shows what comes back.".to_owned(),
        confidence: None,
        names,
        recognised_by: Vec::new(),
        confirmed_by: Vec::new(),
        ruled_out_by: Vec::new(),
        rehearsed_by: Vec::new(),
        others,
        source: String::new(),
    }
}

/// Whom and what it is about.
fn about(names: &Names) -> String {
    let some = |list: &[String], many: &str| match list {
        [] => None,
        [one] => Some(one.clone()),
        [one, other] => Some(format!("{one} and {other}")),
        [one, rest @ ..] => Some(format!("{one} and {} more {many}", rest.len())),
    };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(some(&names.people, "people"));
    parts.extend(
        some(&names.groups, "groups")
            .map(|groups| format!("the {} {groups}", if names.groups.len() == 1 { "group" } else { "groups" })),
    );
    parts.extend(names.app.as_ref().map(|app| format!("the app {app}")));
    parts.extend(names.host.as_ref().map(|host| format!("the host {host}")));
    if parts.is_empty() { String::new() } else { format!("It is about {}.", parts.join(", ")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_wording_is_recognised_as_exactly_its_cause() {
        let all = samples::SAMPLES.iter().flat_map(|(cause, texts)| texts.iter().map(move |text| (*cause, *text)));
        let wrong: Vec<String> = all
            .map(|(cause, text)| (cause, text, explain(text)))
            .filter(|(cause, _, explanation)| explanation.cause.as_deref() != Some(*cause))
            .map(|(cause, text, found)| format!("{cause}, not {:?} by {:?}: {text}", found.cause, found.recognised_by))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_cause_is_recognised_in_three_wordings_at_least() {
        for cause in causes::all() {
            let texts = samples::SAMPLES.iter().find(|(id, _)| *id == cause.id).map_or(&[][..], |(_, texts)| *texts);
            assert!(texts.len() >= 3, "{} has {} samples", cause.id, texts.len());
        }
        assert_eq!(samples::SAMPLES.len(), causes::all().count(), "each sample belongs to a cause");
    }

    #[test]
    fn capitals_line_breaks_and_quotes_change_nothing() {
        for (cause, texts) in samples::SAMPLES {
            for text in *texts {
                let shouted = text.to_uppercase();
                assert_eq!(explain(&shouted).cause.as_deref(), Some(*cause), "{shouted}");
                let wrapped = format!("> “{}”", text.replace(' ', "\r\n> "));
                assert_eq!(explain(&wrapped).cause.as_deref(), Some(*cause), "{wrapped}");
                let mail = format!("Hello,\n\nthis came up today:\n\n{text}\n\nKind regards,\nGrace Hopper");
                assert_eq!(explain(&mail).cause.as_deref(), Some(*cause), "{mail}");
            }
        }
    }

    #[test]
    fn unrelated_texts_are_unknown() {
        for text in samples::UNRELATED {
            let explanation = explain(text);
            assert!(!explanation.known, "{text} → {:?} by {:?}", explanation.cause, explanation.recognised_by);
            assert_eq!(explanation.confidence, None);
        }
    }

    #[test]
    fn what_is_not_known_is_said_with_the_nearest() {
        let explanation = explain("The user could not be matched in the app: no matching found for the person");
        assert!(!explanation.known);
        assert_eq!(explanation.title, "Catflap does not know this error");
        assert!(explanation.others.iter().any(|other| other.cause == "matching-user-not-found"), "{explanation:?}");
        assert_eq!(explain("Unauthorized").others[0].cause, "token-refused");
        assert!(explain("Lunch is ready").others.is_empty());
    }

    #[test]
    fn several_errors_are_all_told_and_the_connection_goes_first() {
        let explanation = explain(
            "Automatic provisioning of user Ada to app ConfigCat failed: Matching user not found\n\
             Automatic provisioning of user Bob to app ConfigCat failed: Error while verifying if user bob@example.com \
             exists: Unauthorized. Errors reported by remote server: null",
        );
        assert_eq!(explanation.cause.as_deref(), Some("token-refused"));
        let also = explanation.others.iter().find(|other| other.cause == "matching-user-not-found").unwrap();
        assert!(also.in_text);
        assert_eq!(explanation.names.people, ["Ada", "Bob", "bob@example.com"]);
        assert_eq!(explanation.about, "It is about Ada and 2 more people, the app ConfigCat.");
    }

    #[test]
    fn an_error_broken_over_paragraphs_is_one() {
        let text = "Automatic provisioning of user Ada to app ConfigCat failed:\n\nError while verifying if user ada\n\nexists: Unauthorized";
        assert_eq!(explain(text).cause.as_deref(), Some("token-refused"));
    }

    fn every_word(explanation: &Explanation) -> String {
        serde_json::to_string(explanation).unwrap()
    }

    #[test]
    fn a_credential_in_the_text_is_not_repeated() {
        for secret in ["S3cretMarker", "00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcd", "correct-horse-1"] {
            for text in [
                format!("Automatic provisioning of user Bearer {secret} to app ConfigCat failed: Unauthorized"),
                format!(
                    "Authorization: Bearer Bearer {secret} – Invalid Authorization header for app SSWS {secret} failed"
                ),
                format!(
                    "{{\"token\":\"{secret}\",\"target\":[{{\"type\":\"AppUser\",\"displayName\":\"{secret}\"}}]}}"
                ),
                format!("Error while creating user {secret}: Conflict, with SSWS {secret}"),
            ] {
                assert!(!every_word(&explain(&text)).contains(secret), "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,400}") {
            explain(&text);
        }

        #[test]
        fn no_torn_error_makes_it_panic(
            at in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(), noise in "[\\s\\S]{0,30}"
        ) {
            let all: Vec<&str> = samples::SAMPLES.iter().flat_map(|(_, texts)| texts.iter().copied()).collect();
            let text: Vec<char> = at.get(&all).chars().collect();
            let (head, tail) = text.split_at(cut.index(text.len()));
            let torn = format!("{}{noise}{}", head.iter().collect::<String>(), tail.iter().collect::<String>());
            explain(&torn);
        }

        #[test]
        fn no_credential_is_repeated(
            scheme in "(Bearer|bearer|SSWS|ssws|Basic|token=|password: )",
            secret in "[A-Za-z0-9._~+-]{4}[0-9][A-Za-z0-9._~+/-]{7,60}",
            before in "(Automatic provisioning of user |Error while verifying if user |Connect to |app |\")",
            after in "( to app X failed| exists: Unauthorized|:443 failed: Connect timed out| failed|\")",
        ) {
            let text = format!("{before}{scheme} {secret}{after} and again {before}{secret}{after}");
            prop_assert!(!every_word(&explain(&text)).contains(&secret), "{text}");
        }
    }
}
