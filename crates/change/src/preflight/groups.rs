//! Rules about groups.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::model::{Concern, ConcernKind, Gravity, Intake, IntakeGroup, IntakeRole};
use super::people::folded;

/// What is the matter with these groups, by rule.
pub(super) fn concerns(intake: &Intake<'_>) -> Vec<Concern> {
    let pushed: Vec<&IntakeGroup> = intake.groups.iter().filter(|group| group.role == IntakeRole::Push).collect();
    [both_roles(intake), exists(intake, &pushed), twins(&pushed), empty(&pushed), not_assigned(intake, &pushed)]
        .into_iter()
        .flatten()
        .collect()
}

fn about(
    kind: ConcernKind,
    gravity: Gravity,
    names: Vec<String>,
    (one, many): (&str, &str),
    why: &str,
    next: &str,
) -> Option<Concern> {
    let title = match names.as_slice() {
        [] => return None,
        [only] => format!("“{only}” {one}"),
        more => format!("{} groups {many}", more.len()),
    };
    Some(Concern { kind, gravity, title, why: why.into(), next: next.into(), about: names, people: Vec::new() })
}

fn both_roles(intake: &Intake<'_>) -> Option<Concern> {
    let of = |role: IntakeRole, today: &[String]| -> BTreeSet<String> {
        let wanted = intake.groups.iter().filter(|group| group.role == role).map(|group| group.id.clone());
        wanted.chain(today.iter().cloned()).collect()
    };
    let assigned = of(IntakeRole::Assign, &intake.assigned);
    let pushed = of(IntakeRole::Push, &intake.pushed);
    let both: BTreeSet<&String> = assigned.intersection(&pushed).collect();
    // What is so today already is the guide's finding, not this one's.
    let names: BTreeMap<&String, String> = intake
        .groups
        .iter()
        .filter(|group| both.contains(&group.id))
        .map(|group| (&group.id, group.name.clone()))
        .collect();
    about(
        ConcernKind::BothRoles,
        Gravity::Stop,
        names.into_values().collect(),
        ("would be assigned and pushed", "would be assigned and pushed"),
        "Okta does not support the same group in both roles: its memberships get out of step.",
        "Make a push group beside the assigned one, with the same people.",
    )
}

fn exists(intake: &Intake<'_>, pushed: &[&IntakeGroup]) -> Option<Concern> {
    let there: HashSet<String> = intake.synced?.groups.iter().map(|group| folded(&group.display_name)).collect();
    let taken = pushed
        .iter()
        .filter(|group| !intake.pushed.contains(&group.id) && there.contains(&folded(&group.name)))
        .map(|group| group.name.clone());
    about(
        ConcernKind::GroupExists,
        Gravity::Warn,
        taken.collect(),
        ("is the name of a group that ConfigCat has already", "are names of groups that ConfigCat has already"),
        "Okta looks the name up: it links the group it finds, with the permissions set on it, or reports “displayName already exists”.",
        "Nothing, if it is the same group. Otherwise give the push group another name.",
    )
}

fn twins(pushed: &[&IntakeGroup]) -> Option<Concern> {
    let mut ids: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for group in pushed {
        ids.entry(folded(&group.name)).or_default().insert(&group.id);
    }
    let double: BTreeSet<String> = pushed
        .iter()
        .filter(|group| ids.get(&folded(&group.name)).is_some_and(|ids| ids.len() > 1))
        .map(|group| group.name.clone())
        .collect();
    about(
        ConcernKind::GroupTwins,
        Gravity::Fail,
        double.into_iter().collect(),
        ("would be the name of two groups", "would share a name with another"),
        "Both would be linked to one group in ConfigCat, and overwrite each other’s members.",
        "Give each push group a name of its own.",
    )
}

fn empty(pushed: &[&IntakeGroup]) -> Option<Concern> {
    let empty = pushed.iter().filter(|group| group.members.is_empty()).map(|group| group.name.clone());
    about(
        ConcernKind::Empty,
        Gravity::Note,
        empty.collect(),
        ("has nobody in it", "have nobody in them"),
        "It comes to ConfigCat empty, and gives nobody anything.",
        "Put people into it, in Okta.",
    )
}

fn not_assigned(intake: &Intake<'_>, pushed: &[&IntakeGroup]) -> Option<Concern> {
    let coming = intake.groups.iter().filter(|group| group.role == IntakeRole::Assign).flat_map(|group| &group.members);
    let have: HashSet<&str> =
        coming.map(|person| person.id.as_str()).chain(intake.app_users.iter().map(|(id, _)| id.as_str())).collect();
    let mut missing: BTreeMap<&str, String> = BTreeMap::new();
    for group in pushed {
        for person in group.members.iter().filter(|person| !have.contains(person.id.as_str())) {
            missing.entry(&person.id).or_insert_with(|| format!("{} ({})", person.login, group.name));
        }
    }
    let title = match missing.len() {
        0 => return None,
        1 => "1 person would silently be missing from a push group".to_owned(),
        more => format!("{more} people would silently be missing from push groups"),
    };
    Some(Concern {
        kind: ConcernKind::NotAssigned,
        gravity: Gravity::Warn,
        title,
        why: "Okta pushes a member only when the person also has the application. It reports nothing about the others."
            .into(),
        next: "Assign a group that holds them, too.".into(),
        people: missing.keys().map(|id| (*id).to_owned()).collect(),
        about: missing.into_values().collect(),
    })
}
