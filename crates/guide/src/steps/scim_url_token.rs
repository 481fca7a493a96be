//! 3.2 SCIM URL and token.

use super::draw::{act, act_note, buttons, caution, field, page};
use crate::facts::{Facts, ScimAnswer};
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, DrawnRow, Page, Place, Step, ValueKind, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "scim-url-token",
        number: "3.2",
        title: "SCIM URL and token",
        why: "The URL is where ConfigCat listens for Okta, the token is what lets Okta in. Catflap uses the same two to see what arrived.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatScim, "Open SCIM in ConfigCat"),
        instructions: vec![
            act("On the page `Authentication & Provisioning`, section `User provisioning (SCIM)`, copy the SCIM URL."),
            act_note(
                "Choose `+ GENERATE` and copy the token.",
                "It is shown this once. Whoever holds it can change who is synced.",
            ),
            act_note(
                "Enter both in Catflap, under `Settings`.",
                "The token goes to the keychain of your system. The next step copies it from there.",
            ),
        ],
        cautions: vec![caution(
            "REGENERATE stops the old token at once.",
            "Okta goes on with the old one and fails, until the new one stands in the connector settings too. Jobs that failed in between stay failed until they are retried in Okta.",
        )],
        drawing: Some(Drawing {
            title: "User provisioning (SCIM)",
            product: "ConfigCat",
            rows: vec![
                field("scim-url", "SCIM URL", ValueKind::ScimUrl, true),
                DrawnRow::Field {
                    id: "scim-token",
                    label: "Token",
                    prefix: "",
                    value: Some(ValueKind::ScimToken),
                    text: "",
                    mark: true,
                },
                buttons(&[("+ GENERATE", true), ("REGENERATE", false)]),
            ],
        }),
        proven_by: vec![Witness::Scim],
        proof_note: "The endpoint is asked with this URL and token, and answers with users and groups.",
        optional: false,
    }
}

/// Proven by asking the endpoint.
pub(super) fn look(facts: &Facts) -> Look {
    let scim = reach::scim(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Scim);
    let (url, token) = (("scim-url", "SCIM URL"), ("scim-token", "Token"));
    match &scim.answer {
        ScimAnswer::Accepted => {
            draft.ok(url.0, url.1, format!("{} answers with users and groups", scim.url));
            draft.ok(token.0, token.1, "accepted");
        }
        ScimAnswer::TokenRefused { why } => {
            draft.ok(url.0, url.1, format!("{} answers", scim.url));
            draft.bad(
                token,
                why.as_str(),
                "ConfigCat refuses the token",
                "Copy the token again, without “Bearer” and blanks, and enter it under `Settings`. If it is lost, choose `REGENERATE` in ConfigCat and put the new one into Okta too: the old one stops at once.",
            );
        }
        ScimAnswer::NoAnswer { why } => draft.bad(
            url,
            why.as_str(),
            "Nothing answers at the SCIM URL",
            "Compare the URL with ConfigCat’s page. If it is the same, the way there is blocked: the place `Connection` shows how far it gets.",
        ),
        ScimAnswer::Unavailable { why } => {
            draft.blind(url.0, url.1, why.as_str());
            return Ok(draft.unseen(
                "The endpoint can’t answer now",
                format!("{why} It says nothing of URL and token: look again later."),
            ));
        }
        ScimAnswer::NotScim { why } => draft.bad(
            url,
            why.as_str(),
            "What answers at the SCIM URL is not the SCIM endpoint",
            "Copy the SCIM URL from ConfigCat’s page again, whole and with nothing behind it.",
        ),
    }
    Ok(draft.settle("The endpoint answers and takes the token"))
}
