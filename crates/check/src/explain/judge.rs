//! An explanation beside what the connection check found.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Explanation;
use super::causes::{self, Area, Cause};
use crate::{Finding, Report};

/// How a cause stands after the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The check found it.
    Confirmed,
    /// The check says nothing about it.
    Open,
    /// The check found the opposite.
    RuledOut,
}

/// One cause after the check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JudgedCause {
    /// The cause's id.
    pub cause: String,
    /// What is the matter, short.
    pub title: String,
    /// How it stands.
    pub standing: Standing,
    /// Whether the text told of it; otherwise it is near, or only the check found it.
    pub in_text: bool,
    /// Ids of the checks whose findings say so.
    pub because: Vec<String>,
}

/// What to act on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Judged {
    /// The cause to act on; none when neither text nor check names one.
    pub act_on: Option<String>,
    /// How that cause stands; [`Standing::Open`] without one.
    pub standing: Standing,
    /// The outcome in one sentence.
    pub headline: String,
    /// What to change and where; labels stand in backticks.
    pub change: String,
    /// Every candidate, and what the check found beside them.
    pub causes: Vec<JudgedCause>,
}

/// Lays an explanation beside a report. What the check confirms goes before what the text only suggests; a connection that
/// fails now goes before everything, since nothing can be pushed until it works.
pub fn judge(explanation: &Explanation, report: &Report) -> Judged {
    let primary = explanation.cause.as_deref().and_then(causes::by_id);
    let others = explanation.others.iter().filter_map(|other| Some((causes::by_id(&other.cause)?, other.in_text)));
    let named: Vec<(&Cause, bool)> = primary.map(|cause| (cause, true)).into_iter().chain(others).collect();
    let mut judged: Vec<(&Cause, JudgedCause)> =
        named.iter().map(|(cause, in_text)| (*cause, stands(cause, *in_text, &report.findings))).collect();
    let found = causes::all().filter(|cause| !named.iter().any(|(known, _)| known.id == cause.id));
    let found: Vec<_> = found
        .map(|cause| (cause, stands(cause, false, &report.findings)))
        .filter(|(_, judged)| judged.standing == Standing::Confirmed)
        .collect();
    judged.extend(found);

    let confirmed = |of: &dyn Fn(&Cause, usize) -> bool| {
        let mut all = judged.iter().enumerate();
        all.find(|(at, (cause, judged))| judged.standing == Standing::Confirmed && of(cause, *at)).map(|(_, it)| it)
    };
    let open_in_text = || judged.iter().find(|(_, judged)| judged.standing == Standing::Open && judged.in_text);
    let first = judged.first().filter(|_| primary.is_some());
    let act_on = first
        .filter(|(_, judged)| judged.standing == Standing::Confirmed)
        .or_else(|| confirmed(&|cause, _| cause.area == Area::Connection))
        .or_else(|| confirmed(&|_, at| at < named.len()))
        .or_else(|| first.filter(|(cause, judged)| judged.standing == Standing::Open || !cause.otherwise.is_empty()))
        .or_else(open_in_text)
        .or_else(|| first.is_none().then(|| confirmed(&|_, _| true)).flatten())
        .or(first);
    let (headline, change) = match act_on {
        Some((cause, stands)) => sentences(cause, stands, report),
        None => (nothing_named(report), report.advice.clone()),
    };
    Judged {
        act_on: act_on.map(|(cause, _)| cause.id.to_owned()),
        standing: act_on.map_or(Standing::Open, |(_, judged)| judged.standing),
        headline,
        change,
        causes: judged.into_iter().map(|(_, judged)| judged).collect(),
    }
}

fn stands(cause: &Cause, in_text: bool, findings: &[Finding]) -> JudgedCause {
    let ids = |found: Vec<&Finding>| {
        let mut ids: Vec<String> = found.into_iter().map(|finding| finding.id.clone()).collect();
        ids.dedup();
        ids
    };
    let confirming: Vec<&Finding> = cause.confirm.iter().filter_map(|proof| proof.find(findings)).collect();
    let against: Option<Vec<&Finding>> = cause.rule_out.iter().map(|proof| proof.find(findings)).collect();
    let (standing, because) = match against {
        _ if !confirming.is_empty() => (Standing::Confirmed, ids(confirming)),
        Some(against) if !against.is_empty() => (Standing::RuledOut, ids(against)),
        _ => (Standing::Open, Vec::new()),
    };
    JudgedCause { cause: cause.id.to_owned(), title: cause.title.to_owned(), standing, in_text, because }
}

fn sentences(cause: &Cause, judged: &JudgedCause, report: &Report) -> (String, String) {
    let shown = |id: &String| {
        let finding = report.findings.iter().find(|finding| finding.id == *id);
        finding.map(|finding| format!("“{}”", finding.title))
    };
    let seen = judged.because.iter().filter_map(shown).collect::<Vec<_>>().join(", ");
    match judged.standing {
        Standing::Confirmed => (
            format!("{}: the connection check confirms it ({seen}).", cause.title),
            right_url(judged, report).map_or_else(|| cause.change.to_owned(), |url| format!("The right URL is `{url}`. {}", cause.change)),
        ),
        Standing::RuledOut if cause.otherwise.is_empty() => (
            format!("{}: the connection check speaks against it ({seen}).", cause.title),
            "What Okta reported seems to be over. Press `Retry Selected` under `Dashboard › Tasks`; if it fails again, \
             paste the new text."
                .to_owned(),
        ),
        Standing::RuledOut => {
            (format!("{}: not as seen from here ({seen}).", cause.title), cause.otherwise.to_owned())
        }
        Standing::Open => {
            (format!("{}. The connection check can’t see this cause.", cause.title), cause.change.to_owned())
        }
    }
}

/// The address at which the check found the endpoint, when it did.
fn right_url<'a>(judged: &JudgedCause, report: &'a Report) -> Option<&'a str> {
    let because = report.findings.iter().filter(|finding| judged.because.contains(&finding.id));
    because.filter_map(|finding| finding.facts.get("right url")).map(String::as_str).next()
}

fn nothing_named(report: &Report) -> String {
    format!("The text is not known. The connection check says: {}", report.headline)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use catflap_http::Exchange;
    use proptest::prelude::*;

    use super::super::{explain, samples};
    use super::*;
    use crate::{Level, Verdict, all};

    /// A report in which everything passed, but for these.
    fn report(but: &[(&str, Verdict, &str, Option<u16>)]) -> Report {
        let findings = all().into_iter().map(|listed| {
            let other = but.iter().find(|(id, ..)| *id == listed.id);
            let (_, verdict, summary, status) = other.copied().unwrap_or(("", Verdict::Pass, "", None));
            Finding {
                title: if verdict == Verdict::Pass {
                    "As it should be".into()
                } else {
                    format!("{} fails", listed.title)
                },
                id: listed.id,
                level: Level::Read,
                verdict,
                summary: summary.into(),
                question: String::new(),
                saw: String::new(),
                why: String::new(),
                todo: String::new(),
                duration_ms: 1,
                exchanges: vec![Exchange { status: status.or(Some(200)), ..Exchange::default() }],
                facts: BTreeMap::new(),
            }
        });
        Report {
            url: "https://scim.example.com".into(),
            started_at: String::new(),
            duration_ms: 1,
            verdict: Verdict::Pass,
            headline: "All is well.".into(),
            advice: "Nothing to fix.".into(),
            findings: findings.collect(),
            waterfall: None,
            token_hint: String::new(),
            cancelled: false,
        }
    }

    const UNAUTHORIZED: &str = "Error authenticating: Unauthorized. Errors reported by remote server: null";

    #[test]
    fn what_the_text_names_and_the_check_finds_is_confirmed() {
        let judged = judge(&explain(UNAUTHORIZED), &report(&[("token-accepted", Verdict::Fail, "401", Some(401))]));
        assert_eq!((judged.act_on.as_deref(), judged.standing), (Some("token-refused"), Standing::Confirmed));
        assert!(judged.headline.contains("Token accepted fails"), "{}", judged.headline);
        assert_eq!(judged.causes[0].because, ["token-accepted"]);
    }

    #[test]
    fn a_token_that_is_accepted_here_points_to_the_one_that_okta_holds() {
        let judged = judge(&explain(UNAUTHORIZED), &report(&[]));
        assert_eq!((judged.act_on.as_deref(), judged.standing), (Some("token-refused"), Standing::RuledOut));
        assert!(judged.change.contains("Authorization`"), "{}", judged.change);
    }

    #[test]
    fn an_address_that_the_check_found_is_named() {
        let mut found = report(&[("token-accepted", Verdict::Fail, "404", Some(404))]);
        let finding = found.findings.iter_mut().find(|finding| finding.id == "token-accepted").unwrap();
        finding.facts.insert("right url".into(), "https://scim.example.com/v2".into());
        let judged = judge(&explain("Error authenticating: Not Found"), &found);
        assert_eq!((judged.act_on.as_deref(), judged.standing), (Some("url-not-found"), Standing::Confirmed));
        assert!(judged.change.starts_with("The right URL is `https://scim.example.com/v2`."), "{}", judged.change);
    }

    #[test]
    fn a_connection_that_fails_now_goes_before_what_the_text_names() {
        let forbidden = report(&[("token-accepted", Verdict::Fail, "403", Some(403))]);
        let judged = judge(&explain("Matching user not found"), &forbidden);
        assert_eq!(judged.act_on.as_deref(), Some("token-forbidden"));
        assert!(judged.causes.iter().any(|cause| cause.cause == "matching-user-not-found" && cause.in_text));
    }

    #[test]
    fn what_the_check_can_not_see_stays_open() {
        let judged = judge(&explain("Matching user not found"), &report(&[]));
        assert_eq!((judged.act_on.as_deref(), judged.standing), (Some("matching-user-not-found"), Standing::Open));
    }

    #[test]
    fn a_near_cause_that_the_check_finds_goes_before_the_one_named() {
        let text = "Error while creating user Ada: Conflict. Errors reported by remote server: User already exists";
        let other_case = report(&[("capital-letters", Verdict::Warn, "0 matches", None)]);
        assert_eq!(judge(&explain(text), &other_case).act_on.as_deref(), Some("twins"));
        assert_eq!(judge(&explain(text), &report(&[])).act_on.as_deref(), Some("already-exists"));
    }

    #[test]
    fn for_an_unknown_text_the_check_may_still_name_the_cause() {
        let judged = judge(&explain("It does not work"), &report(&[("pages-join", Verdict::Fail, "1 double", None)]));
        assert_eq!(judged.act_on.as_deref(), Some("people-missing"));
        let nothing = judge(&explain("It does not work"), &report(&[]));
        assert_eq!(nothing.act_on, None);
        assert_eq!(nothing.headline, "The text is not known. The connection check says: All is well.");
    }

    #[test]
    fn what_was_not_asked_says_nothing() {
        let skipped: Vec<_> = all().iter().map(|listed| listed.id.clone()).collect();
        let skipped: Vec<_> = skipped.iter().map(|id| (id.as_str(), Verdict::Skip, "not asked", None)).collect();
        let judged = judge(&explain(UNAUTHORIZED), &report(&skipped));
        assert!(judged.causes.iter().all(|cause| cause.standing == Standing::Open), "{judged:?}");
        assert_eq!(judged.act_on.as_deref(), Some("token-refused"));
    }

    #[test]
    fn every_cause_that_has_proofs_can_be_confirmed_and_ruled_out_by_them() {
        for cause in causes::all() {
            for proof in cause.confirm.iter().chain(cause.rule_out) {
                assert!(all().iter().any(|listed| listed.id == proof.check), "{}: {}", cause.id, proof.check);
            }
            if !cause.rule_out.is_empty() {
                assert_eq!(stands(cause, true, &report(&[]).findings).standing, Standing::RuledOut, "{}", cause.id);
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_fails_a_sentence_comes_out(
            at in any::<prop::sample::Index>(),
            verdicts in prop::collection::vec((0..19usize, 0..5usize, prop::option::of(200..600u16)), 0..6),
        ) {
            let ids: Vec<String> = all().into_iter().map(|listed| listed.id).collect();
            let verdict = [Verdict::Pass, Verdict::Note, Verdict::Warn, Verdict::Fail, Verdict::Skip];
            let but: Vec<_> = verdicts
                .iter()
                .map(|(id, of, status)| (ids[id % ids.len()].as_str(), verdict[*of], "401", *status))
                .collect();
            let (id, texts) = at.get(samples::SAMPLES);
            let judged = judge(&explain(texts[0]), &report(&but));
            prop_assert!(!judged.headline.is_empty() && !judged.change.is_empty());
            prop_assert_eq!(judged.causes[0].cause.as_str(), *id);
            prop_assert!(judged.act_on.is_some());
        }
    }
}
