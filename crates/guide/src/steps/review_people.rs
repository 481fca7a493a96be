//! 5.3 Review what everybody gets.

use std::collections::HashSet;

use super::draw::{act_note, caution, page};
use crate::facts::Facts;
use crate::look::{Draft, Look, reach, words};
use crate::model::{Drawing, DrawnRow, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "review-people",
        number: "5.3",
        title: "Review what everyone gets",
        why: "After the start, permissions can’t be changed by hand any more. This is the last look before they take effect.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatUsers, "Open users in ConfigCat"),
        instructions: vec![
            act_note(
                "In Catflap, open `Access` and read its warnings, then the list of people.",
                "Who would lose something, who would get nothing, and who stays `Organization Admin`.",
            ),
            act_note(
                "In ConfigCat, section `Start and stop provisioning for Identity Provider users`, compare the column `Status`.",
                "An unverified e-mail domain shows there as an error: such a person can’t be started.",
            ),
        ],
        cautions: vec![caution(
            "Nothing is also a permission.",
            "A person whose groups carry no permission gets none, and loses what was given by hand.",
        )],
        drawing: Some(Drawing {
            title: "Start and stop provisioning for Identity Provider users",
            product: "ConfigCat",
            rows: vec![DrawnRow::Table {
                head: vec!["User", "Current permissions", "Status"],
                rows: vec![vec!["jane@your-company.com", "none", "what starting would change"]],
            }],
        }),
        proven_by: vec![Witness::Scim],
        proof_note: "Catflap sees that your plan covers every synced group; that you have read the list, only you know.",
        optional: false,
    }
}

/// Proven by a plan that covers every synced group; that it was read, nobody else can tell.
pub(super) fn look(facts: &Facts) -> Look {
    let inventory = reach::inventory(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Scim);
    let Some(plan) = facts.plan.as_ref().filter(|plan| !plan.groups.is_empty()) else {
        draft.missing("plan", "Plan", "empty");
        return Ok(
            draft.not_yet("There is no plan yet", "Make it under `Access`: the groups in order, with what each gives.")
        );
    };
    if inventory.groups.is_empty() {
        draft.missing("covers-groups", "Covers every synced group", "no group has arrived yet");
        return Ok(draft.not_yet("No group has arrived yet", "Push the groups first: step 4.3."));
    }
    let planned: HashSet<&str> = plan.groups.iter().map(|group| group.name.as_str()).collect();
    let synced: HashSet<&str> = inventory.groups.iter().map(|group| group.display_name.as_str()).collect();
    let uncovered: Vec<&str> = inventory
        .groups
        .iter()
        .map(|group| group.display_name.as_str())
        .filter(|name| !planned.contains(name))
        .collect();
    let unsynced: Vec<&str> =
        plan.groups.iter().map(|group| group.name.as_str()).filter(|name| !synced.contains(name)).collect();
    if uncovered.is_empty() {
        draft.ok("covers-groups", "Covers every synced group", words::count(synced.len(), "group", "groups"));
    } else {
        draft.missing("covers-groups", "Covers every synced group", words::names(uncovered.iter().copied()));
    }
    if !unsynced.is_empty() {
        draft.warn("unsynced-groups", "Planned, but not synced", words::names(unsynced.iter().copied()));
    }
    people(&mut draft, facts);
    if uncovered.is_empty() {
        return Ok(draft.proven_but(
            format!("Your plan covers {}", words::count(synced.len(), "synced group", "synced groups")),
            "Read what it gives under `Access`, warnings first.",
        ));
    }
    Ok(draft.not_yet(
        format!("{} not in your plan", words::count(uncovered.len(), "synced group is", "synced groups are")),
        format!("{}. Add them under `Access`, even if they give nothing.", words::names(uncovered.iter().copied())),
    ))
}

fn people(draft: &mut Draft<'_>, facts: &Facts) {
    let people = facts.plan.as_ref().map(|plan| plan.people.as_slice()).unwrap_or_default();
    let nothing: Vec<&str> = people
        .iter()
        .filter(|person| !person.organization_admin && !person.billing_manager && person.permissions.is_empty())
        .map(|person| person.user_name.as_str())
        .collect();
    if nothing.is_empty() {
        draft.ok("everyone-gets-something", "Everyone gets something", words::count(people.len(), "person", "people"));
    } else {
        draft.warn("everyone-gets-something", "Get nothing", words::names(nothing.iter().copied()));
    }
    let admins: Vec<&str> =
        people.iter().filter(|person| person.organization_admin).map(|person| person.user_name.as_str()).collect();
    if admins.is_empty() {
        draft.warn("organization-admins", "Organization Admin", "the plan gives it to nobody");
    } else {
        draft.ok("organization-admins", "Organization Admin", words::names(admins.iter().copied()));
    }
}
