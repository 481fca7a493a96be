//! 1.1 Create App Integration.

use super::draw::{act, act_note, buttons, caution, page};
use crate::facts::{AppChoice, Facts};
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "create-app-integration",
        number: "1.1",
        title: "Create App Integration",
        why: "Everything Okta does for ConfigCat hangs on one application there: sign-in, who is synced, which groups are pushed.",
        place: Place::Okta,
        page: page(Page::OktaApplications, "Open Applications in Okta"),
        instructions: vec![
            act("Sign in to Okta as an administrator and open the admin `Dashboard`."),
            act_note(
                "Choose `Applications` in the menu, then `Create App Integration`.",
                "A window opens and asks for the sign-in method. That is the next step.",
            ),
        ],
        cautions: vec![caution(
            "Not from the catalogue.",
            "Use `Create App Integration`, not `Browse App Catalog`. The guide and its proofs are made for an application of your own.",
        )],
        drawing: Some(Drawing {
            title: "Applications",
            product: "Okta",
            rows: vec![buttons(&[("Create App Integration", true), ("Browse App Catalog", false)])],
        }),
        proven_by: vec![Witness::Okta],
        proof_note: "An application that points at ConfigCat is seen in your org; the click itself is not.",
        optional: false,
    }
}

/// Proven by the application being there.
pub(super) fn look(facts: &Facts) -> Look {
    let app = reach::app(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    let how = match facts.okta.as_ref().map(|okta| &okta.facts.choice) {
        Some(Ok(AppChoice::One { how, .. })) => how.as_str(),
        _ => "seen in Okta",
    };
    draft.ok("application", "Application", format!("“{}”, id {}, {how}", app.label, app.id));
    Ok(draft.proven(format!("The application “{}” is in your Okta org", app.label)))
}
