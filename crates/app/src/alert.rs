//! What a reading finds that somebody should hear of though they look elsewhere.

use std::collections::{BTreeSet, HashSet};

use catflap_inventory::{Alarm, PersonState, State};
use catflap_store::Which;

use crate::act::access;
use crate::core::App;
use crate::people::People;
use crate::profile::Profile;
use crate::wire::{ConnectionStatus, Problem};

/// So many people are named.
const NAMED: usize = 3;

/// How things stood before a reading.
pub(crate) struct Before {
    /// Who failed already; none when nobody was read yet.
    failing: Option<HashSet<String>>,
    unwell: BTreeSet<Which>,
}

impl Before {
    pub(crate) fn of(app: &App, profile: &Profile) -> Result<Self, Problem> {
        let people = access::people(app, profile)?;
        let read = !people.pulled.read_at.is_empty();
        Ok(Self {
            failing: read.then(|| failing(&people).flat_map(ids).map(str::to_owned).collect()),
            unwell: unwell(profile),
        })
    }

    /// Title and body of the one notification about all that is new; none when nothing is. `people` is none when the reading
    /// did not reach its end.
    pub(crate) fn news(
        &self,
        profile: &Profile,
        people: Option<&People>,
        alarm: Option<&Alarm>,
    ) -> Option<(String, String)> {
        let new: Vec<&PersonState> = match (&self.failing, people) {
            (Some(known), Some(people)) => {
                failing(people).filter(|state| !ids(state).any(|id| known.contains(id))).collect()
            }
            _ => Vec::new(),
        };
        let unwell: Vec<Which> = unwell(profile).difference(&self.unwell).copied().collect();
        let title = match (alarm, new.as_slice(), unwell.as_slice()) {
            (Some(_), _, _) => "Many people were lost at once".to_owned(),
            (None, [], []) => return None,
            (None, [], [which, ..]) => format!("{} does not answer as it should", called(*which)),
            (None, [one], _) => format!("{}: {}", one.name, one.state.to_words()),
            (None, more, _) => format!("{} people need a look", more.len()),
        };
        let mut lines = Vec::new();
        lines.extend(alarm.map(|alarm| alarm.words.clone()));
        match new.as_slice() {
            [] => {}
            [one] if one.reason.is_empty() => lines.push(format!("{}: {}", one.name, one.state.to_words())),
            [one] => lines.push(one.reason.clone()),
            more => {
                let named = more.iter().take(NAMED).map(|state| format!("{}: {}", state.name, state.state.to_words()));
                lines.extend(named);
                if let others @ 1.. = more.len().saturating_sub(NAMED) {
                    lines.push(format!("And {others} more."));
                }
            }
        }
        for which in unwell {
            if let Some(problem) = profile.state().health(which).1 {
                lines.push(format!("{}: {}", called(which), problem.message));
            }
        }
        Some((title, lines.join("\n")))
    }
}

fn failing(people: &People) -> impl Iterator<Item = &PersonState> {
    people.states.iter().filter(|state| matches!(state.state, State::Failed | State::Missing | State::Ghost))
}

/// By what somebody is known again, whether they are synced by now or not.
fn ids(state: &PersonState) -> impl Iterator<Item = &str> {
    [&state.user_id, &state.okta_id].into_iter().filter_map(Option::as_deref)
}

fn unwell(profile: &Profile) -> BTreeSet<Which> {
    let state = profile.state();
    Which::ALL.into_iter().filter(|which| state.health(*which).0 == ConnectionStatus::Failing).collect()
}

fn called(which: Which) -> &'static str {
    match which {
        Which::Scim => "ConfigCat’s SCIM endpoint",
        Which::Okta => "Okta",
        Which::ConfigCat => "ConfigCat’s API",
    }
}
