//! 4.3 Push groups.

use std::collections::HashSet;

use super::draw::{act, act_note, buttons, caution, fixed, page};
use crate::facts::{AppFacts, Facts, PushedGroup};
use crate::look::{Draft, Look, reach, words};
use crate::model::{Drawing, Page, Place, Proof, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "push-groups",
        number: "4.3",
        title: "Push groups",
        why: "Push groups decide *what* people may do: ConfigCat gives permissions to groups, and these are the groups that it gets.",
        place: Place::Okta,
        page: page(Page::OktaPushGroups, "Open Push Groups in Okta"),
        instructions: vec![
            act("Open the tab `Push Groups` and choose `Push Groups`, then `Find groups by name`."),
            act_note(
                "Enter the group’s name and choose it.",
                "Leave `Create Group` as the match result, and `Push group memberships immediately` ticked.",
            ),
            act("Choose `Save`, or `Save & Add Another` for the next one."),
        ],
        cautions: vec![
            caution(
                "Only people who are assigned travel with a group.",
                "A member who is in no assigned group is left out, silently. Catflap names them.",
            ),
            caution(
                "The name may be taken.",
                "If ConfigCat has a group of that name already, Okta refuses to push a second one. Rename the group in Okta, or link it to the one that is there.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Push Groups",
            product: "Okta",
            rows: vec![
                buttons(&[("Push Groups", true), ("Find groups by name", true)]),
                fixed("push-group-name", "By name", "ConfigCat Developers", true),
                buttons(&[("Save", true), ("Save & Add Another", false), ("Cancel", false)]),
            ],
        }),
        proven_by: vec![Witness::Okta, Witness::Scim],
        proof_note: "Okta tells the pushed groups, their members and who of them is assigned; without Okta, groups that arrived in ConfigCat show that some were pushed.",
        optional: false,
    }
}

/// Proven by Okta's mappings and their members; without Okta, by groups that arrived.
pub(super) fn look(facts: &Facts) -> Look {
    match reach::app(facts) {
        Ok(app) => match &app.pushed {
            Ok(pushed) => Ok(in_okta(facts, app, pushed)),
            Err(no) => {
                arrived(facts).unwrap_or_else(|| Err(reach::refused(facts, Witness::Okta, "The push groups", &no.why)))
            }
        },
        Err(no) => arrived(facts).unwrap_or(Err(no)),
    }
}

fn in_okta(facts: &Facts, app: &AppFacts, pushed: &[PushedGroup]) -> Proof {
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    if pushed.is_empty() {
        draft.missing("push-group-name", "Push groups", "none");
        return draft
            .not_yet("No group is pushed yet", "Choose `Push Groups`, then `Find groups by name`, and save each one.");
    }
    draft.ok("push-group-name", "Push groups", words::names(pushed.iter().map(|group| group.name.as_str())));
    let assigned: Option<HashSet<&str>> =
        app.people.as_ref().ok().map(|people| people.iter().map(|person| person.id.as_str()).collect());
    for group in pushed {
        members(&mut draft, group, assigned.as_ref());
    }
    if !draft.is_wrong() && assigned.is_some_and(|assigned| assigned.is_empty()) {
        return draft.not_yet(
            format!(
                "{} set to be pushed, and nobody is assigned yet",
                words::count(pushed.len(), "group is", "groups are")
            ),
            "Only people who are assigned travel with a group: assign theirs in step 4.1.",
        );
    }
    let total = words::count(pushed.len(), "group is pushed", "groups are pushed");
    draft.settle(format!("{total}, and every member is assigned"))
}

/// One group: it has members, and they are assigned.
fn members(draft: &mut Draft<'_>, group: &PushedGroup, assigned: Option<&HashSet<&str>>) {
    let id = format!("members-{}", group.group_id);
    let title = group.name.as_str();
    let members: Vec<_> = match &group.members {
        // A deactivated person is assigned to nothing, and is not missed.
        Ok(members) => members.iter().filter(|member| member.status != "DEPROVISIONED").collect(),
        Err(no) => return draft.blind(&id, title, no.why.as_str()),
    };
    let count = words::count(members.len(), "member", "members");
    if members.is_empty() {
        return draft.bad(
            (&id, title),
            "no members",
            format!("“{title}” has no members"),
            format!("Nobody gets permissions through it. Put people into “{title}” in Okta, or unlink it."),
        );
    }
    let Some(assigned) = assigned else {
        return draft.warn(&id, title, format!("{count}; who of them is assigned can’t be read"));
    };
    if assigned.is_empty() {
        return draft.missing(&id, title, format!("{count}, none assigned"));
    }
    let left_out: Vec<&str> = members
        .iter()
        .filter(|member| !assigned.contains(member.id.as_str()))
        .map(|member| member.login.as_str())
        .collect();
    if left_out.is_empty() {
        return draft.ok(&id, title, format!("{count}, all assigned"));
    }
    let names = words::names(left_out.iter().copied());
    draft.bad(
        (&id, title),
        format!("{count}; not assigned: {names}"),
        format!("“{title}” has {} not assigned", words::count(left_out.len(), "member who is", "members who are")),
        format!("Okta leaves them out and says nothing: {names}. Assign a group that holds them, or take them out of “{title}”."),
    );
}

/// Without a look into Okta; none when nothing arrived.
fn arrived(facts: &Facts) -> Option<Look> {
    let groups = &facts.inventory()?.groups;
    if groups.is_empty() {
        return None;
    }
    let mut draft = Draft::new(facts).saw(Witness::Scim);
    for group in groups {
        let id = format!("members-{}", group.id);
        if group.members.is_empty() {
            draft.warn(&id, &group.display_name, "arrived without members");
        } else {
            draft.ok(&id, &group.display_name, words::count(group.members.len(), "member", "members"));
        }
    }
    draft.blind("push-group-name", "Push groups in Okta", "Okta is not connected, or does not let them be read");
    Some(Ok(draft.proven_but(
        format!("{} arrived in ConfigCat", words::count(groups.len(), "group", "groups")),
        "Whether more should have come, only Okta tells.",
    )))
}
