//! 0.3 Auto-assign is off.

use super::draw::{act, act_note, boxes, caution, choice, page};
use crate::facts::Facts;
use crate::look::{Draft, Look, act, reach};
use crate::model::{Drawing, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "auto-assign-off",
        number: "0.3",
        title: "Switch off auto-assign",
        why: "Auto-assign lets in anyone with an address of your domain. If only people whom Okta provisions may come in, it has to be off.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatDomains, "Open domains in ConfigCat"),
        instructions: vec![
            act(
                "On the page `Authentication & Provisioning` find the panel `Domain verification & Auto-assign users`.",
            ),
            act_note(
                "Switch auto-assign off for your domain.",
                "Skip this step if you want people to come in by their address alone, beside those whom Okta provisions.",
            ),
        ],
        cautions: vec![caution(
            "Two doors stay two doors.",
            "With auto-assign on, someone who leaves a group in Okta can still sign up again with the company address.",
        )],
        drawing: Some(Drawing {
            title: "Domain verification & Auto-assign users",
            product: "ConfigCat",
            rows: vec![boxes("your-company.com", vec![choice("auto-assign", "Auto-assign users", false, true)])],
        }),
        proven_by: vec![Witness::ConfigCat],
        proof_note: "The audit log shows who changed auto-assign and when, not whether it is on or off now: look, then tick it.",
        optional: true,
    }
}

/// Never proven: the audit log tells that it was changed, and no API tells to what.
pub(super) fn look(facts: &Facts) -> Look {
    let log = reach::audit(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::ConfigCat);
    let (id, title) = ("auto-assign", "Auto-assign users");
    let Some(change) = act::last(log, &["autoProvisioningEnabledChanged"]) else {
        return Ok(act::not_in_log(draft, log, id, title));
    };
    draft.blind(id, title, act::evidence(change));
    Ok(draft.unseen(
        format!("Auto-assign was changed {}", act::when_and_who(change)),
        format!("{} No API tells whether it is on or off: look in ConfigCat, then tick the step.", act::ACT_ONLY),
    ))
}
