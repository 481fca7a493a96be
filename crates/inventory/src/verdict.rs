//! The one sentence above the table of people.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::query::Counts;
use crate::source::Sources;
use crate::state::{PersonState, State};

/// How the sync stands, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Verdict {
    /// The sentence to print in bold.
    pub sentence: String,
    /// What follows it; empty where there is nothing to add.
    pub detail: String,
    /// How many people have each state.
    pub counts: Counts,
}

/// Sums up what [`crate::reconcile`] found.
pub fn verdict(people: &[PersonState], sources: &Sources<'_>) -> Verdict {
    let counts = Counts::of(people.iter().map(|person| person.state));
    let all = counts.all;
    let (sentence, detail) = if all == 0 {
        ("Nobody is synced yet.".to_owned(), "People appear here once Okta has pushed them.".to_owned())
    } else if sources.okta.is_none() {
        let synced = people.iter().filter(|person| person.user_id.is_some()).count();
        let sentence = match synced {
            0 => "Nobody is synced yet.".to_owned(),
            1 => "1 person is synced.".to_owned(),
            _ => format!("{synced} people are synced."),
        };
        (sentence, join(look(&counts), "Whether they should be can’t be seen without Okta’s side."))
    } else {
        let in_sync = counts.of_state(State::InSync);
        let sentence = if in_sync == all {
            match all {
                1 => "The one person is in sync.".to_owned(),
                _ => format!("All {all} are in sync."),
            }
        } else {
            format!("{in_sync} of {all} {} in sync.", if in_sync == 1 { "is" } else { "are" })
        };
        let inactive = match counts.of_state(State::Inactive) {
            0 => String::new(),
            n => format!("{n} inactive."),
        };
        (sentence, join(look(&counts), &inactive))
    };
    Verdict { sentence, detail, counts }
}

/// Who needs a look, and why: the gravest first.
fn look(counts: &Counts) -> String {
    let what = |state: State, n: usize| match state {
        State::Failed => format!("{n} failed"),
        State::Ghost => format!("{n} should not be active any more"),
        State::Missing => format!("{n} missing in ConfigCat"),
        State::Duplicate => format!("{n} {}", if n == 1 { "duplicate" } else { "duplicates" }),
        State::Differs => format!("{n} that {}", if n == 1 { "differs" } else { "differ" }),
        State::DomainUnverified => format!("{n} with a domain that is not verified"),
        State::NoPermission => format!("{n} without any permission"),
        State::Waiting => format!("{n} waiting for Okta"),
        State::NotManaged => format!("{n} not managed"),
        State::Unknown | State::Inactive | State::InSync => String::new(),
    };
    let told = counts.states.iter().filter(|entry| entry.state.needs_a_look());
    let told: Vec<String> = told.map(|entry| what(entry.state, entry.count)).collect();
    match counts.needs_look {
        0 => String::new(),
        1 => format!("1 needs a look: {}.", told.join(", ")),
        n => format!("{n} need a look: {}.", told.join(", ")),
    }
}

fn join(first: String, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (true, _) => second.to_owned(),
        (_, true) => first,
        _ => format!("{first} {second}"),
    }
}
