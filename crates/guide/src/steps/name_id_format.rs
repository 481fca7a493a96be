//! 2.3 Name ID format.

use super::draw::{act, act_note, buttons, caution, field, fixed, page, paste};
use crate::model::{Connection, Drawing, Page, Place, Step, ValueKind};

pub(super) fn step() -> Step {
    Step {
        id: "name-id-format",
        number: "2.3",
        title: "Name ID format",
        why: "ConfigCat knows people by their e-mail address. Sign-in and provisioning have to name each person by the same one.",
        place: Place::Okta,
        page: page(Page::OktaGeneral, "Open SAML Settings in Okta"),
        instructions: vec![
            paste("Set `Name ID format` to", ValueKind::NameIdFormat, ""),
            act_note(
                "Look at `Application username`: what it gives has to be the person's e-mail address.",
                "`Email` always is. `Okta username` is, where your people sign in to Okta with their e-mail address.",
            ),
            act("Choose `Next`."),
        ],
        cautions: vec![
            caution(
                "Two names for one person lock that person out.",
                "When provisioning sends one name and sign-in another, the account is made and nobody gets into it.",
            ),
            caution(
                "A renamed person can keep the old name.",
                "Set `Update application username on` to `Create and update`; with `Create only` a new address never arrives.",
            ),
        ],
        drawing: Some(Drawing {
            title: "SAML Settings",
            product: "Okta",
            rows: vec![
                field("name-id-format", "Name ID format", ValueKind::NameIdFormat, true),
                fixed("application-username", "Application username", "Email", false),
                fixed("update-username-on", "Update application username on", "Create and update", false),
                buttons(&[("Previous", false), ("Next", true)]),
            ],
        }),
        proven_by: vec![Connection::Okta],
        proof_note: "Okta tells the format and the rule for the user name; whether each person's login is an e-mail address shows when people are assigned.",
        optional: false,
    }
}
