//! 3.3 Connector settings.

use super::draw::{act, act_note, boxes, buttons, caution, choice, field, fixed, line, page, paste};
use crate::model::{Connection, Drawing, DrawnRow, Page, Place, Step, ValueKind};

pub(super) fn step() -> Step {
    Step {
        id: "connector-settings",
        number: "3.3",
        title: "Connector settings",
        why: "This tells Okta where ConfigCat listens and what it may send there. Nothing changes for anyone in ConfigCat yet.",
        place: Place::Okta,
        page: page(Page::OktaProvisioning, "Open Provisioning in Okta"),
        instructions: vec![
            act("Open the tab `Provisioning`, choose `Integration`, then `Edit`."),
            paste("Into `SCIM connector base URL` paste", ValueKind::ScimUrl, ""),
            paste("`Unique identifier field for users`", ValueKind::UniqueIdentifier, ""),
            act_note(
                "Tick `Push New Users` `Push Profile Updates` `Push Groups`",
                "Leave both boxes that begin with `Import` empty.",
            ),
            act("`Authentication Mode`: `HTTP Header`"),
            paste(
                "Into `Authorization` paste the token",
                ValueKind::ScimToken,
                "Okta writes “Bearer” itself. Paste the token alone.",
            ),
            act_note(
                "Choose `Test Connector Configuration`, then `Save`.",
                "If the test fails, Catflap's place `Connection` says why.",
            ),
        ],
        cautions: vec![
            caution(
                "The token alone.",
                "With “Bearer” or a blank pasted along, ConfigCat reads it twice and answers 401.",
            ),
            caution(
                "Imports stay off.",
                "They would bring ConfigCat's accounts into Okta. People come from Okta here, never the other way.",
            ),
            caution("The URL as ConfigCat shows it.", "No `/Users` behind it, and no slash at its end."),
        ],
        drawing: Some(Drawing {
            title: "SCIM Connection",
            product: "Okta",
            rows: vec![
                line("SCIM version", "2.0"),
                field("scim-connector-base-url", "SCIM connector base URL", ValueKind::ScimUrl, true),
                field("unique-identifier", "Unique identifier field for users", ValueKind::UniqueIdentifier, true),
                boxes(
                    "Supported provisioning actions",
                    vec![
                        choice("import-users", "Import New Users and Profile Updates", false, false),
                        choice("push-new-users", "Push New Users", true, true),
                        choice("push-profile-updates", "Push Profile Updates", true, true),
                        choice("push-groups", "Push Groups", true, true),
                        choice("import-groups", "Import Groups", false, false),
                    ],
                ),
                fixed("authentication-mode", "Authentication Mode", "HTTP Header", true),
                DrawnRow::Field {
                    id: "authorization",
                    label: "Authorization",
                    prefix: "Bearer",
                    value: Some(ValueKind::ScimToken),
                    text: "",
                    mark: true,
                },
                buttons(&[("Test Connector Configuration", true)]),
                buttons(&[("Save", true), ("Cancel", false)]),
            ],
        }),
        proven_by: vec![Connection::Okta],
        proof_note: "Okta tells which actions are ticked; for an application of this kind it does not show the URL, the identifier or the token.",
        optional: false,
    }
}
