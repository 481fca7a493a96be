//! Everything laid together.

use std::collections::HashSet;

use super::model::{Coming, Concern, ConcernKind, Gravity, Intake, IntakeRole, LimitLine, Preflight};
use super::{groups, load, people};

/// Looks ahead: nothing is sent.
pub fn preflight(intake: &Intake<'_>) -> Preflight {
    let candidates = people::candidates(intake);
    let limits = load::limits(intake, &candidates);
    let mut concerns = groups::concerns(intake);
    concerns.extend(people::concerns(intake, &candidates));
    concerns.extend(limits.iter().filter(|limit| limit.exceeded).map(over));
    concerns.sort_by_key(|concern| concern.gravity);

    let failing: HashSet<String> = concerns
        .iter()
        .filter(|concern| concern.gravity <= Gravity::Fail)
        .flat_map(|concern| concern.people.iter().cloned())
        .collect();
    let comers: Vec<_> = candidates.iter().map(|one| one.comer(&failing)).collect();
    let load = load::load(intake, &candidates);
    let requests = load.iter().map(|line| line.requests).sum();
    let sent = candidates.iter().filter(|one| one.is_sent()).count() as u64;
    let largest = intake
        .groups
        .iter()
        .filter(|group| group.role == IntakeRole::Push)
        .map(|group| group.members.len())
        .max()
        .unwrap_or_default();
    let time = load::time(&intake.rates, requests, sent, largest);
    Preflight { headline: headline(intake, &comers, &concerns), comers, concerns, load, requests, limits, time }
}

fn over(limit: &LimitLine) -> Concern {
    Concern {
        kind: ConcernKind::Limit,
        gravity: Gravity::Stop,
        title: format!("More {} than the plan allows", limit.what),
        why: format!(
            "There would be {}; the limit is {}.",
            limit.after.unwrap_or_default(),
            limit.limit.unwrap_or_default()
        ),
        next: "Ask ConfigCat to raise it before these come, or take fewer.".to_owned(),
        about: Vec::new(),
        people: Vec::new(),
    }
}

fn headline(intake: &Intake<'_>, comers: &[super::model::Comer], concerns: &[Concern]) -> String {
    if concerns.iter().any(|concern| concern.gravity == Gravity::Stop) {
        return "This must not be done like this.".to_owned();
    }
    let count = |states: &[Coming]| comers.iter().filter(|comer| states.contains(&comer.coming)).count();
    let coming = count(&[Coming::New, Coming::Linked, Coming::Unseen]);
    let fail = comers.iter().filter(|comer| comer.fails).count();
    let groups = intake.groups.iter().filter(|group| group.role == IntakeRole::Push).count();
    let people = |count: usize| if count == 1 { "1 person".to_owned() } else { format!("{count} people") };
    let come = match (coming, groups) {
        (0, 0) => "Nobody new would come.".to_owned(),
        (0, 1) => "1 group would come.".to_owned(),
        (0, more) => format!("{more} groups would come."),
        (some, 0) => format!("{} would come.", people(some)),
        (some, 1) => format!("{} and 1 group would come.", people(some)),
        (some, more) => format!("{} and {more} groups would come.", people(some)),
    };
    match fail {
        0 => come,
        some => format!("{come} {} would fail.", people(some)),
    }
}

#[cfg(test)]
mod tests;
