//! 5.5 Future users.

use super::draw::{act, act_note, boxes, caution, choice, page};
use crate::facts::Facts;
use crate::look::{Draft, Look, act, reach};
use crate::model::{Drawing, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "future-users",
        number: "5.5",
        title: "Provision future users automatically",
        why: "Whoever Okta sends from now on comes in stopped, and waits for somebody to start them. This switch takes the waiting away.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatUsers, "Open users in ConfigCat"),
        instructions: vec![
            act("When you trust what the groups give, switch on `Provision future users automatically`."),
            act_note(
                "Leave it off if somebody should look at every new person first.",
                "Then start each of them in the section above.",
            ),
        ],
        cautions: vec![caution(
            "From then on, Okta alone opens the door.",
            "Whoever is put into an assigned group is in ConfigCat minutes later, with whatever their groups give.",
        )],
        drawing: Some(Drawing {
            title: "Future users",
            product: "ConfigCat",
            rows: vec![boxes(
                "",
                vec![choice("provision-future-users", "Provision future users automatically", true, true)],
            )],
        }),
        proven_by: vec![Witness::ConfigCat],
        proof_note: "The audit log shows that the provisioning settings were changed, when and by whom; whether the switch is on now, no API tells: look, then tick it.",
        optional: true,
    }
}

/// Never proven: the audit log tells that provisioning settings were changed; that this switch is among them is a guess.
pub(super) fn look(facts: &Facts) -> Look {
    let log = reach::audit(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::ConfigCat);
    let (id, title) = ("provision-future-users", "Provision future users automatically");
    let Some(change) = act::last(log, &["userProvisioningConfigurationChanged"]) else {
        return Ok(act::not_in_log(draft, log, id, title));
    };
    draft.blind(id, title, act::evidence(change));
    Ok(draft.unseen(
        format!("Provisioning settings were changed {}", act::when_and_who(change)),
        format!("{} It may have been this switch. Look in ConfigCat, then tick the step.", act::ACT_ONLY),
    ))
}
