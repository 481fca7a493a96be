//! 4.1 Assigned groups.

use super::draw::{act, act_note, buttons, caution, page};
use crate::facts::{AppFacts, Facts};
use crate::look::{Draft, Look, reach, words};
use crate::model::{Drawing, DrawnRow, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "assign-groups",
        number: "4.1",
        title: "Assign groups",
        why: "Assigned groups decide *who* comes to ConfigCat. Their people are synced, the groups themselves are not.",
        place: Place::Okta,
        page: page(Page::OktaAssignments, "Open Assignments in Okta"),
        instructions: vec![
            act("Open the tab `Assignments`."),
            act("Choose `Assign`, then `Assign to Groups`."),
            act_note(
                "Choose `Assign` at each group whose people shall be synced, then `Done`.",
                "Okta begins to send them at once. In ConfigCat nothing changes for them until you start provisioning.",
            ),
        ],
        cautions: vec![
            caution(
                "Keep these groups for assigning.",
                "A group that you assign here must not be pushed as well. The next step makes separate ones for that.",
            ),
            caution(
                "People assigned before provisioning was on are left behind.",
                "Okta marks them with a red sign and does not send them. Choose `Provision User` at the top of the list.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Assignments",
            product: "Okta",
            rows: vec![
                buttons(&[("Assign", true), ("Assign to Groups", true)]),
                DrawnRow::Table {
                    head: vec!["Priority", "Assignment"],
                    rows: vec![vec!["1", "All Engineers"], vec!["2", "Product"]],
                },
            ],
        }),
        proven_by: vec![Witness::Okta, Witness::Scim],
        proof_note: "Okta tells which groups are assigned; without Okta, people who arrived in ConfigCat show that somebody was.",
        optional: false,
    }
}

/// Proven by Okta's list; without Okta, by people who arrived.
pub(super) fn look(facts: &Facts) -> Look {
    match reach::app(facts) {
        Ok(app) if app.groups.is_ok() || app.people.is_ok() => Ok(in_okta(facts, app)),
        _ if facts.inventory().is_some_and(|inventory| !inventory.users.is_empty()) => arrived(facts),
        Ok(app) => {
            let why = app.groups.as_ref().err().map_or("", |no| no.why.as_str());
            Err(reach::refused(facts, Witness::Okta, "The assigned groups", why))
        }
        Err(no) => Err(no),
    }
}

fn in_okta(facts: &Facts, app: &AppFacts) -> crate::model::Proof {
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    let groups = app.groups.as_deref().unwrap_or_default();
    let people = app.people.as_deref().unwrap_or_default().len();
    if let Err(no) = &app.groups {
        draft.blind("assigned-groups", "Assigned groups", no.why.as_str());
    } else if groups.is_empty() {
        draft.missing("assigned-groups", "Assigned groups", "none");
    } else {
        draft.ok("assigned-groups", "Assigned groups", words::names(groups.iter().map(|group| group.name.as_str())));
    }
    match &app.people {
        Err(no) => draft.blind("assigned-people", "Assigned people", no.why.as_str()),
        Ok(_) if people == 0 => draft.missing("assigned-people", "Assigned people", "nobody"),
        Ok(_) => draft.ok("assigned-people", "Assigned people", people.to_string()),
    }
    let people_words = words::count(people, "person is assigned", "people are assigned");
    match (groups.len(), people) {
        (0, 0) => draft.not_yet(
            "No group is assigned yet",
            "Choose `Assign`, then `Assign to Groups`, and take the groups whose people shall come to ConfigCat.",
        ),
        (0, _) => draft.not_yet(
            format!("No group is assigned: {people_words} one by one"),
            "Whoever joins later has to be assigned by hand too. Choose `Assign`, then `Assign to Groups`; or tick the step to keep it so.",
        ),
        (_, 0) if app.people.is_ok() => draft.not_yet(
            "The assigned groups have no people",
            "Put people into them in Okta, or assign the groups that hold them.",
        ),
        (n, _) => draft.proven(format!(
            "{}{}",
            words::count(n, "group is assigned", "groups are assigned"),
            if people > 0 { format!(", with {}", words::count(people, "person", "people")) } else { String::new() }
        )),
    }
}

fn arrived(facts: &Facts) -> Look {
    let users = reach::inventory(facts)?.users.len();
    let mut draft = Draft::new(facts).saw(Witness::Scim);
    draft.ok("arrived", "People in ConfigCat", users.to_string());
    draft.blind("assigned-groups", "Assigned groups", "Okta is not connected, or does not let them be read");
    Ok(draft.proven_but(
        format!("{} arrived in ConfigCat, so somebody is assigned", words::count(users, "person", "people")),
        "Which groups are assigned, only Okta tells.",
    ))
}
