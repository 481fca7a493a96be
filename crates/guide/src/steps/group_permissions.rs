//! 5.1 Permissions of the groups.

use super::draw::{act, act_note, boxes, buttons, caution, choice, fixed, page};
use crate::facts::Facts;
use crate::look::act::{self, SinceEdit};
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "group-permissions",
        number: "5.1",
        title: "Give each group its permissions",
        why: "A synced group gives nothing until ConfigCat is told what. These rules decide what each person may do once provisioning starts.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatGroups, "Open groups in ConfigCat"),
        instructions: vec![
            act_note(
                "Make the plan in Catflap, under `Access`.",
                "It shows what every person would get, before anything is saved.",
            ),
            act(
                "In ConfigCat, section `Assign ConfigCat permissions to Identity Provider groups`, choose the gear of a group.",
            ),
            act_note(
                "Set `Organization Admin`, `Billing Manager`, and one permission group for each product, as the plan says.",
                "With `Organization Admin` the products can be left out: that role grants everything but billing.",
            ),
            act("Save, and go on with the next group."),
        ],
        cautions: vec![
            caution(
                "Somebody has to stay Organization Admin.",
                "If no group carries that role, starting provisioning for everyone takes it from all of them.",
            ),
            caution(
                "Plans limit the groups that carry permissions.",
                "Free 2, Pro 5, Smart 10, Student and Teacher 5, Enterprise and Dedicated 500.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Assign ConfigCat permissions to Identity Provider groups",
            product: "ConfigCat",
            rows: vec![
                boxes(
                    "Organization roles",
                    vec![
                        choice("organization-admin", "Organization Admin", false, true),
                        choice("billing-manager", "Billing Manager", false, true),
                    ],
                ),
                fixed("permission-group", "Your product", "Developers", true),
                buttons(&[("REFRESH DATA", false), ("SET PRIORITY", false)]),
            ],
        }),
        proven_by: vec![Witness::ConfigCat],
        proof_note: "The audit log shows when a group’s rule was last changed and by whom; ConfigCat has no API that tells the rules themselves.",
        optional: false,
    }
}

/// Proven by the audit log, beside the moment at which the plan was last edited.
pub(super) fn look(facts: &Facts) -> Look {
    let log = reach::audit(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::ConfigCat);
    let (id, title) = ("group-permissions", "Permissions of the groups");
    let edited_at = facts.plan.as_ref().and_then(|plan| plan.rules_edited_at.as_deref());
    Ok(match act::since_edit(facts, log, act::RULE_CHANGED, edited_at) {
        SinceEdit::Done(change) => {
            draft.ok(id, title, act::evidence(change));
            let since = if edited_at.is_some() { ", after your plan was last edited" } else { "" };
            draft.proven_but(
                format!("A group’s permissions were changed {}{since}", act::when_and_who(change)),
                act::ACT_ONLY,
            )
        }
        SinceEdit::PlanAhead(before) => {
            draft.missing(id, title, before.map_or_else(|| "no change since".to_owned(), act::evidence));
            draft.not_yet(
                "Your plan is newer than ConfigCat’s rules",
                "The plan was edited, and no group’s permissions were changed in ConfigCat since. Bring them over with the gear of each group.",
            )
        }
        SinceEdit::NotInLog => act::not_in_log(draft, log, id, title),
    })
}
