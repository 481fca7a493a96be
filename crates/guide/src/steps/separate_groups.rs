//! 4.2 No group in both roles.

use super::draw::{act, act_note, caution, page};
use crate::facts::Facts;
use crate::look::{Draft, Look, reach, words};
use crate::model::{Drawing, DrawnRow, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "separate-groups",
        number: "4.2",
        title: "Separate groups for pushing",
        why: "Okta does not support one group that is both assigned and pushed. It looks fine at first; later people who were taken out stay in, and new ones do not arrive.",
        place: Place::Okta,
        page: page(Page::OktaGroups, "Open Groups in Okta"),
        instructions: vec![
            act("In Okta, open `Directory`, then `Groups`."),
            act_note(
                "For each role in ConfigCat make a group of its own, e.g. `ConfigCat Developers`.",
                "These groups will be pushed and carry permissions. They are not assigned.",
            ),
            act_note(
                "Put people into them, by hand or by a group rule.",
                "Everyone in them has to be in an assigned group too, else Okta leaves them out and says nothing.",
            ),
        ],
        cautions: vec![caution(
            "Never the same group twice.",
            "A group under `Assignments` must not stand under `Push Groups`. If one does, push another group with the same people and unlink the first.",
        )],
        drawing: Some(Drawing {
            title: "Groups",
            product: "Okta",
            rows: vec![DrawnRow::Table {
                head: vec!["Group", "Used for"],
                rows: vec![
                    vec!["All Engineers", "Assignments"],
                    vec!["ConfigCat Developers", "Push Groups"],
                    vec!["ConfigCat Readers", "Push Groups"],
                ],
            }],
        }),
        proven_by: vec![Witness::Okta],
        proof_note: "Okta tells both lists, and Catflap looks for a group that stands in both.",
        optional: false,
    }
}

/// Proven when the two lists do not meet.
pub(super) fn look(facts: &Facts) -> Look {
    let app = reach::app(facts)?;
    let refused = |what: &str, why: &str| reach::refused(facts, Witness::Okta, what, why);
    let assigned = app.groups.as_ref().map_err(|no| refused("The assigned groups", &no.why))?;
    let pushed = app.pushed.as_ref().map_err(|no| refused("The push groups", &no.why))?;
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    let title = "No group in both roles";
    if pushed.is_empty() || assigned.is_empty() {
        let (what, step) = if pushed.is_empty() { ("pushed", "4.3") } else { ("assigned", "4.1") };
        draft.missing("separate-groups", title, format!("no group is {what} yet"));
        return Ok(draft.not_yet(
            format!("No group is {what} yet, so there is nothing to compare"),
            format!("Make the groups in Okta now; step {step} uses them, and this step is looked at again then."),
        ));
    }
    let both: Vec<&str> = pushed
        .iter()
        .filter(|push| assigned.iter().any(|group| group.id == push.group_id))
        .map(|push| push.name.as_str())
        .collect();
    if both.is_empty() {
        draft.ok(
            "separate-groups",
            title,
            format!("{} assigned, {} pushed, none in both", assigned.len(), pushed.len()),
        );
    } else {
        for name in &both {
            draft.warn(&format!("both-{name}"), name, "assigned and pushed");
        }
        let names = words::names(both.iter().copied());
        draft.bad(
            ("separate-groups", title),
            names.clone(),
            format!("{names} {} both assigned and pushed", if both.len() == 1 { "is" } else { "are" }),
            format!(
                "Okta does not support this: people taken out stay in, new ones do not arrive. Make another group with the same people for pushing, push it, and unlink {names} under `Push Groups`.",
            ),
        );
    }
    Ok(draft.settle("No group is both assigned and pushed"))
}
