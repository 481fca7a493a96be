//! 1.3 The application has a name and is active.

use super::draw::{act, buttons, caution, field, page, paste};
use crate::facts::Facts;
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, Page, Place, Step, ValueKind, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "name-app",
        number: "1.3",
        title: "Name it",
        why: "People see this name on their Okta page, and you look for it each time you assign a group.",
        place: Place::Okta,
        page: page(Page::OktaGeneral, "Open the application in Okta"),
        instructions: vec![
            paste(
                "As `App name` enter",
                ValueKind::AppName,
                "Any name that says what it is will do; with two ConfigCat organizations name both.",
            ),
            act("Choose `Next`."),
        ],
        cautions: vec![caution(
            "An inactive application does nothing.",
            "If it was deactivated, nobody signs in by it and nothing is pushed. Activate it at the top of the application’s page.",
        )],
        drawing: Some(Drawing {
            title: "General Settings",
            product: "Okta",
            rows: vec![
                field("app-name", "App name", ValueKind::AppName, true),
                buttons(&[("Cancel", false), ("Next", true)]),
            ],
        }),
        proven_by: vec![Witness::Okta],
        proof_note: "Okta tells the application’s name and whether it is active.",
        optional: false,
    }
}

/// Proven by name and status.
pub(super) fn look(facts: &Facts) -> Look {
    let app = reach::app(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    draft.ok("app-name", "App name", format!("“{}”", app.label));
    if app.status == "ACTIVE" {
        draft.ok("app-status", "Active", "status ACTIVE");
    } else {
        draft.bad(
            ("app-status", "Active"),
            format!("status {}", app.status),
            format!("“{}” is not active", app.label),
            "Nobody can sign in by it, and nothing is pushed. In Okta, open the application and activate it in the menu beside its name.",
        );
    }
    Ok(draft.settle(format!("“{}” is active", app.label)))
}
