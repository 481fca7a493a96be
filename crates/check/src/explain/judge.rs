//! An explanation beside what the connection check and the rehearsal found.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Explanation;
use super::causes::{self, Area, Cause, Otherwise};
use super::proof::{self, Seen};
use crate::Report;
use crate::rehearsal::Rehearsal;

/// How a cause stands after the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The check found it.
    Confirmed,
    /// The check says nothing about it.
    Open,
    /// The check found it well from here, which says nothing of the URL and the token that Okta holds, nor of the way
    /// that Okta takes.
    NotSeenHere,
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
    /// Ids of the rehearsal's rows that say so.
    pub rows: Vec<String>,
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

/// Lays an explanation beside a report; see [`judge_with`].
pub fn judge(explanation: &Explanation, report: &Report) -> Judged {
    judge_with(explanation, Some(report), None)
}

/// Lays an explanation beside a report and beside a rehearsal, as far as there are any. What they confirm goes before what
/// the text only suggests; a connection that fails now goes before everything, since nothing can be pushed until it works.
pub fn judge_with(explanation: &Explanation, report: Option<&Report>, rehearsal: Option<&Rehearsal>) -> Judged {
    let seen = proof::seen(report, rehearsal);
    let primary = explanation.cause.as_deref().and_then(causes::by_id);
    let others = explanation.others.iter().filter_map(|other| Some((causes::by_id(&other.cause)?, other.in_text)));
    let named: Vec<(&Cause, bool)> = primary.map(|cause| (cause, true)).into_iter().chain(others).collect();
    let mut judged: Vec<(&Cause, JudgedCause)> =
        named.iter().map(|(cause, in_text)| (*cause, stands(cause, *in_text, &seen))).collect();
    let found = causes::all().filter(|cause| !named.iter().any(|(known, _)| known.id == cause.id));
    let found: Vec<_> = found
        .map(|cause| (cause, stands(cause, false, &seen)))
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
        .or_else(|| first.filter(|(cause, judged)| judged.standing == Standing::Open || cause.otherwise().is_some()))
        .or_else(open_in_text)
        .or_else(|| first.is_none().then(|| confirmed(&|_, _| true)).flatten())
        .or(first);
    let (headline, change) = match act_on {
        Some((cause, stands)) => sentences(cause, stands, report, rehearsal),
        None => nothing_named(report, rehearsal),
    };
    Judged {
        act_on: act_on.map(|(cause, _)| cause.id.to_owned()),
        standing: act_on.map_or(Standing::Open, |(_, judged)| judged.standing),
        headline,
        change,
        causes: judged.into_iter().map(|(_, judged)| judged).collect(),
    }
}

fn stands(cause: &Cause, in_text: bool, seen: &[Seen<'_>]) -> JudgedCause {
    let confirming: Vec<&Seen<'_>> = cause.confirm.iter().filter_map(|proof| proof.find(seen)).collect();
    let against: Option<Vec<&Seen<'_>>> = cause.rule_out.iter().map(|proof| proof.find(seen)).collect();
    let (standing, because) = match against {
        _ if !confirming.is_empty() => (Standing::Confirmed, confirming),
        Some(against) if !against.is_empty() => match cause.otherwise {
            Otherwise::OktaMayDiffer(_) => (Standing::NotSeenHere, against),
            Otherwise::Over | Otherwise::Told(_) => (Standing::RuledOut, against),
        },
        _ => (Standing::Open, Vec::new()),
    };
    let ids = |rows: bool| {
        let mut ids: Vec<String> =
            because.iter().filter(|one| one.is_row == rows).map(|one| one.id.to_owned()).collect();
        ids.dedup();
        ids
    };
    let (because, rows) = (ids(false), ids(true));
    JudgedCause { cause: cause.id.to_owned(), title: cause.title.to_owned(), standing, in_text, because, rows }
}

/// What to do when a cause is over.
const OVER: &str = "What Okta reported seems to be over. Press `Retry Selected` under `Dashboard › Tasks`; if it fails \
     again, paste the new text.";

fn sentences(
    cause: &Cause,
    judged: &JudgedCause,
    report: Option<&Report>,
    rehearsal: Option<&Rehearsal>,
) -> (String, String) {
    let title = cause.title;
    let shown: Vec<String> = proof::seen(report, rehearsal)
        .into_iter()
        .filter(|one| if one.is_row { &judged.rows } else { &judged.because }.iter().any(|id| id == one.id))
        .map(|one| if one.is_row { format!("“{}: {}”", one.title, one.summary) } else { format!("“{}”", one.title) })
        .collect();
    let shown = shown.join(", ");
    // Who says so, and how the verb behind it ends.
    let (who, s) = match (judged.because.is_empty(), judged.rows.is_empty()) {
        (false, false) => ("the connection check and the rehearsal", ""),
        (true, false) => ("the rehearsal", "s"),
        (_, true) => ("the connection check", "s"),
    };
    match judged.standing {
        Standing::Confirmed => {
            let change = right_url(judged, report)
                .map_or_else(|| cause.change.to_owned(), |url| format!("The right URL is `{url}`. {}", cause.change));
            (format!("{title}: {who} confirm{s} it ({shown})."), change)
        }
        Standing::NotSeenHere => {
            (format!("{title}: not as seen from here ({shown})."), cause.otherwise().unwrap_or(OVER).to_owned())
        }
        Standing::RuledOut => {
            (format!("{title}: {who} speak{s} against it ({shown})."), cause.otherwise().unwrap_or(OVER).to_owned())
        }
        Standing::Open => {
            let unseen = match (report, rehearsal) {
                _ if rehearsal.is_none() && cause.needs_a_write() => "Only a write can tell: rehearse to be sure.",
                (_, Some(_)) => "Neither check nor rehearsal can see this cause.",
                _ => "The connection check can’t see this cause.",
            };
            (format!("{title}. {unseen}"), cause.change.to_owned())
        }
    }
}

/// The address at which the check found the endpoint, when it did.
fn right_url<'a>(judged: &JudgedCause, report: Option<&'a Report>) -> Option<&'a str> {
    let because = report?.findings.iter().filter(|finding| judged.because.contains(&finding.id));
    because.filter_map(|finding| finding.facts.get("right url")).map(String::as_str).next()
}

fn nothing_named(report: Option<&Report>, rehearsal: Option<&Rehearsal>) -> (String, String) {
    match (report, rehearsal) {
        (Some(report), _) => {
            (format!("The text is not known. The connection check says: {}", report.headline), report.advice.clone())
        }
        (None, Some(rehearsal)) => {
            (format!("The text is not known. The rehearsal says: {}", rehearsal.headline), rehearsal.todo.clone())
        }
        (None, None) => {
            ("The text is not known, and nothing was checked yet.".to_owned(), "Check the connection.".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use catflap_http::Exchange;
    use proptest::prelude::*;

    use super::super::proof::Place;
    use super::super::{explain, samples};
    use super::*;
    use crate::rehearsal::Row;
    use crate::{Finding, Level, Verdict, all};

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
        assert_eq!((judged.act_on.as_deref(), judged.standing), (Some("token-refused"), Standing::NotSeenHere));
        assert!(judged.headline.contains("not as seen from here"), "{}", judged.headline);
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
        let (report, rehearsal) = (report(&[]), rehearsal(&[]));
        let seen = proof::seen(Some(&report), Some(&rehearsal));
        for cause in causes::all() {
            for proof in cause.confirm.iter().chain(cause.rule_out) {
                let known = match proof.place() {
                    Place::Check(id) => all().iter().any(|listed| listed.id == id),
                    Place::Row(id) => crate::rehearsal::row_ids().any(|known| known == id),
                };
                assert!(known, "{}: {:?}", cause.id, proof.place());
            }
            // What a row must show in order to rule out is not always that it passes.
            if !cause.rule_out.is_empty() && cause.id != "value-refused" {
                let standing = match cause.otherwise {
                    Otherwise::OktaMayDiffer(_) => Standing::NotSeenHere,
                    _ => Standing::RuledOut,
                };
                assert_eq!(stands(cause, true, &seen).standing, standing, "{}", cause.id);
            }
        }
    }

    /// A rehearsal in which every row passed, but for these.
    fn rehearsal(but: &[(&str, Verdict, &str)]) -> Rehearsal {
        let rows = crate::rehearsal::row_ids().map(|id| {
            let other = but.iter().find(|(row, ..)| *row == id);
            let (_, verdict, got) = other.copied().unwrap_or((id, Verdict::Pass, "200, stored"));
            Row {
                id: id.into(),
                title: format!("The row {id}"),
                sends: String::new(),
                needs: String::new(),
                got: got.into(),
                verdict,
                saw: String::new(),
                why: String::new(),
                todo: String::new(),
                duration_ms: 1,
                exchanges: Vec::new(),
            }
        });
        Rehearsal {
            url: "https://scim.example.com".into(),
            domain: "example.com".into(),
            run_id: "a1".into(),
            started_at: String::new(),
            duration_ms: 1,
            verdict: Verdict::Pass,
            headline: "Everything is kept.".into(),
            advice: String::new(),
            todo: "Nothing to do.".into(),
            rows: rows.collect(),
            written: Vec::new(),
            proof: String::new(),
            looked_up_at: None,
            token_hint: String::new(),
            cancelled: false,
        }
    }

    fn after(text: &str, but: &[(&str, Verdict, &str)]) -> Judged {
        judge_with(&explain(text), Some(&report(&[])), Some(&rehearsal(but)))
    }

    #[test]
    fn what_only_a_write_can_tell_stays_open_until_it_is_rehearsed() {
        let text = "Automatic deactivation of user Grace in app ConfigCat failed: Bad Request. Errors reported by remote server: null";
        let before = judge(&explain(text), &report(&[]));
        assert_eq!((before.act_on.as_deref(), before.standing), (Some("active-refused"), Standing::Open));
        assert!(before.headline.ends_with("Only a write can tell: rehearse to be sure."), "{}", before.headline);
        assert!(explain(text).rehearsed_by.contains(&"deactivate-person".to_owned()));

        let confirmed = after(text, &[("deactivate-person", Verdict::Fail, "200, but the person stays active")]);
        assert_eq!((confirmed.act_on.as_deref(), confirmed.standing), (Some("active-refused"), Standing::Confirmed));
        assert_eq!(
            confirmed.headline,
            "The endpoint does not take the switch that deactivates or reactivates: the rehearsal confirms it (“The row \
             deactivate-person: 200, but the person stays active”)."
        );
        assert_eq!(
            (confirmed.causes[0].rows.as_slice(), confirmed.causes[0].because.len()),
            (&["deactivate-person".to_owned()][..], 0)
        );

        let ruled_out = after(text, &[]);
        assert_eq!((ruled_out.act_on.as_deref(), ruled_out.standing), (Some("active-refused"), Standing::RuledOut));
        assert!(ruled_out.change.contains("PATCH"), "{}", ruled_out.change);
    }

    #[test]
    fn each_row_confirms_the_cause_that_it_shows() {
        let fail = Verdict::Fail;
        for (text, row, verdict, got, cause) in [
            ("Create new user returned empty user", "create-person", fail, "201 without a body", "empty-user"),
            (
                "Error while creating user Ada: Conflict. Errors reported by remote server: User already exists",
                "create-person",
                fail,
                "201, but no look-up finds it",
                "already-exists",
            ),
            (
                "Error while creating user Ada: Conflict. Errors reported by remote server: User already exists",
                "deactivate-person",
                Verdict::Warn,
                "200, not found by name",
                "already-exists",
            ),
            (
                "Error while creating user Ada: Conflict. Errors reported by remote server: User already exists",
                "create-person-again",
                fail,
                "201, a twin was created",
                "twins",
            ),
            (
                "Error while trying to push profile update for Ada: Method Not Allowed. Errors reported by remote server: null",
                "change-profile",
                fail,
                "405",
                "put-refused",
            ),
            (
                "Unable to update Group Push mapping target App group Cats: Not Implemented",
                "add-one-member",
                fail,
                "200, but no member is stored",
                "group-push-refused",
            ),
            (
                "Okta group Cats: members Ada and Grace are missing in ConfigCat",
                "add-several-members",
                fail,
                "200, but 1 of 2 members stored",
                "group-push-refused",
            ),
            (
                "Error while creating user Ada: Forbidden. Errors reported by remote server: null",
                "create-person",
                fail,
                "403",
                "token-forbidden",
            ),
            (
                "Error while creating user Ada: Internal Server Error. Errors reported by remote server: null",
                "create-person",
                fail,
                "500",
                "server-error",
            ),
            ("It does not work", "change-profile", fail, "501", "put-refused"),
        ] {
            let judged = after(text, &[(row, verdict, got)]);
            assert_eq!(
                (judged.act_on.as_deref(), judged.standing),
                (Some(cause), Standing::Confirmed),
                "{text} {judged:#?}"
            );
            assert!(judged.headline.contains(got), "{}", judged.headline);
        }
    }

    #[test]
    fn a_profile_like_any_other_that_is_refused_too_rules_the_single_profile_out() {
        let text = "Automatic provisioning of user Grace to app ConfigCat failed: Unprocessable Entity. Errors reported by remote server: VALIDATION_ERROR.";
        let judged = after(text, &[("create-person", Verdict::Fail, "422")]);
        assert_eq!((judged.act_on.as_deref(), judged.standing), (Some("value-refused"), Standing::RuledOut));
        assert!(judged.change.contains("throwaway"), "{}", judged.change);
        assert_eq!(after(text, &[]).standing, Standing::Open, "a plain profile says nothing of this one");
    }

    #[test]
    fn a_rehearsal_without_a_check_speaks_too() {
        let explanation = explain("It does not work");
        let judged = judge_with(&explanation, None, Some(&rehearsal(&[])));
        assert_eq!(judged.headline, "The text is not known. The rehearsal says: Everything is kept.");
        assert_eq!(judge_with(&explanation, None, None).act_on, None);
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
