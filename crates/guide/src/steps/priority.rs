//! 5.2 Priority of the groups.

use super::draw::{act, act_note, buttons, caution, page};
use crate::facts::Facts;
use crate::look::act::{self, SinceEdit};
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, DrawnRow, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "priority",
        number: "5.2",
        title: "Set the priority",
        why: "A person can be in several groups. For each product, the group that stands first in this order wins.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatGroups, "Open groups in ConfigCat"),
        instructions: vec![
            act("Choose `SET PRIORITY`."),
            act_note(
                "Bring the groups into the order of your plan and save.",
                "Catflap’s place `Access` shows the order, and who changes when it changes.",
            ),
        ],
        cautions: vec![caution(
            "First listed wins, not most permitted.",
            "A group of readers above a group of developers makes readers of all who are in both. Organization roles do not follow the order: any group that carries one gives it.",
        )],
        drawing: Some(Drawing {
            title: "Assign ConfigCat permissions to Identity Provider groups",
            product: "ConfigCat",
            rows: vec![
                buttons(&[("REFRESH DATA", false), ("SET PRIORITY", true)]),
                DrawnRow::Table {
                    head: vec!["Priority", "Group"],
                    rows: vec![vec!["1", "ConfigCat Developers"], vec!["2", "ConfigCat Readers"]],
                },
            ],
        }),
        proven_by: vec![Witness::ConfigCat],
        proof_note: "The audit log shows when the order was last changed and by whom; ConfigCat has no API that tells the order itself.",
        optional: false,
    }
}

/// Proven by the audit log, beside the moment at which the plan's order was last edited.
pub(super) fn look(facts: &Facts) -> Look {
    let log = reach::audit(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::ConfigCat);
    let (id, title) = ("priority", "Order of the groups");
    let edited_at = facts.plan.as_ref().and_then(|plan| plan.order_edited_at.as_deref());
    Ok(match act::since_edit(facts, log, act::REORDERED, edited_at) {
        SinceEdit::Done(change) => {
            draft.ok(id, title, act::evidence(change));
            let since = if edited_at.is_some() { ", after your plan’s order was last edited" } else { "" };
            draft.proven_but(format!("The priority was set {}{since}", act::when_and_who(change)), act::ACT_ONLY)
        }
        SinceEdit::PlanAhead(before) => {
            draft.missing(id, title, before.map_or_else(|| "not set since".to_owned(), act::evidence));
            draft.not_yet(
                "Your plan’s order is newer than ConfigCat’s",
                "The order was edited in the plan, and not set in ConfigCat since. Choose `SET PRIORITY` and bring the groups into that order.",
            )
        }
        SinceEdit::NotInLog => act::not_in_log(draft, log, id, title),
    })
}
