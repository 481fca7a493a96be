//! The sentences about a whole trip.

use super::end::End;
use super::model::{Leg, LegOutcome, Remain, RemainFate};

pub(super) struct Top {
    pub headline: String,
    pub advice: String,
    pub next: String,
}

pub(super) fn top(legs: &[Leg], proven: bool, cancelled: bool, unreadable_log: Option<&str>) -> Top {
    let troubled = legs.iter().find(|leg| matches!(leg.outcome, LegOutcome::NotArrived | LegOutcome::Failed));
    let (headline, advice, next) = match troubled {
        _ if proven => (
            "What Okta sends arrives in ConfigCat.".to_owned(),
            "Coming, a changed name, a group and leaving were each seen on both sides.".to_owned(),
            String::new(),
        ),
        Some(leg) => {
            let verb = if leg.outcome == LegOutcome::Failed { "could not be done" } else { "did not arrive" };
            (format!("“{}” {verb}.", leg.title), leg.why.clone(), leg.next.clone())
        }
        None if cancelled => ("The trip was cancelled before its end.".to_owned(), String::new(), String::new()),
        None => ("The trip did not come to its end.".to_owned(), String::new(), String::new()),
    };
    let log = unreadable_log.map(|why| format!(" Okta’s log could not be read beside it: {why}.")).unwrap_or_default();
    // The API neither shows nor clears Okta's tasks.
    let tasks = if legs.iter().any(|leg| leg.events.iter().any(crate::follow::LogLine::failed)) {
        " What failed may still stand under Dashboard → Tasks in Okta; it can be dismissed there."
    } else {
        ""
    };
    Top {
        headline,
        advice: format!("{advice}{log}").trim().to_owned(),
        next: format!("{next}{tasks}").trim().to_owned(),
    }
}

pub(super) fn took_back(remains: &[Remain]) -> End {
    let well = remains.iter().all(|remain| remain.fate.is_well());
    End {
        outcome: if well { LegOutcome::Arrived } else { LegOutcome::Failed },
        saw: proof(remains),
        why: String::new(),
        next: left_next(remains),
        reason: None,
        took: None,
        evidence: None,
    }
}

/// What was written, and what became of it.
pub(super) fn proof(remains: &[Remain]) -> String {
    let all = remains.len();
    let names = |fates: &[RemainFate]| -> Vec<&str> {
        remains.iter().filter(|remain| fates.contains(&remain.fate)).map(|remain| remain.what.as_str()).collect()
    };
    if all == 0 {
        return "Nothing was written.".to_owned();
    }
    let open = names(&[RemainFate::Left, RemainFate::Unsure]);
    let stays = names(&[RemainFate::Stays]);
    let text = match (all, open.len()) {
        (1, 0) => "One thing was written, and taken back.".to_owned(),
        (all, 0) => format!("{all} things were written, and taken back. Each was looked up again."),
        (all, left) => {
            format!(
                "{} of {all} things that were written are taken back. Left or not known: {}.",
                all - left,
                open.join("; ")
            )
        }
    };
    if stays.is_empty() {
        return text;
    }
    format!("{text} As was said before, this stays: {}.", stays.join("; "))
}

pub(super) fn left_next(remains: &[Remain]) -> String {
    if remains.iter().all(|remain| remain.fate.is_well()) {
        return String::new();
    }
    "The journal keeps what is left. Take it back again once Okta and ConfigCat answer; Catflap offers it at each start.".to_owned()
}
