//! 2.4 An internal application.

use super::draw::{act, buttons, choice, page, radios};
use crate::facts::Facts;
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "internal-app",
        number: "2.4",
        title: "Say that it is internal, and finish",
        why: "Okta asks vendors for more than it asks customers. You are a customer, so one answer ends the form.",
        place: Place::Okta,
        page: page(Page::OktaApplications, "Open Applications in Okta"),
        instructions: vec![act("Choose `I'm an Okta customer adding an internal app`."), act("Choose `Finish`.")],
        cautions: vec![],
        drawing: Some(Drawing {
            title: "Help Okta Support understand how you configured this application",
            product: "Okta",
            rows: vec![
                radios(
                    "Are you a customer or partner?",
                    vec![
                        choice("internal-app", "I'm an Okta customer adding an internal app", true, true),
                        choice(
                            "software-vendor",
                            "I'm a software vendor. I'd like to integrate my app with Okta",
                            false,
                            false,
                        ),
                    ],
                ),
                buttons(&[("Previous", false), ("Finish", true)]),
            ],
        }),
        proven_by: vec![],
        proof_note: "No API shows this answer, and nothing else depends on it: tick it.",
        optional: false,
    }
}

/// Never proven: the wizard's end shows by the application being there, the answer shows nowhere.
#[expect(clippy::unnecessary_wraps, reason = "every verifier has this shape")]
pub(super) fn look(facts: &Facts) -> Look {
    let mut draft = Draft::new(facts);
    if let Ok(app) = reach::app(facts) {
        draft.add_witness(Witness::Okta);
        draft.ok("finish", "Finish", format!("“{}” is there, so the form was finished", app.label));
    }
    draft.blind("internal-app", "I'm an Okta customer adding an internal app", "Okta does not let this be read");
    Ok(draft.unseen("No API shows this answer", "Tick the step when you have chosen `Finish`."))
}
