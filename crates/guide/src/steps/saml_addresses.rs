//! 2.2 Audience and single sign-on address.

use super::draw::{act, caution, field, page, paste};
use crate::model::{Connection, Drawing, Page, Place, Step, ValueKind};

pub(super) fn step() -> Step {
    Step {
        id: "saml-addresses",
        number: "2.2",
        title: "Entity ID and sign-on address",
        why: "They tell Okta for whom it speaks and where to send people. One wrong character, and ConfigCat turns every sign-in away.",
        place: Place::Both,
        page: page(Page::OktaGeneral, "Open SAML Settings in Okta"),
        instructions: vec![
            act(
                "In ConfigCat, copy `Entity ID` and `Assertion Consumer Service` from the identity provider that you just added.",
            ),
            paste("In Okta, into `Single sign on URL` paste the `Assertion Consumer Service`", ValueKind::AcsUrl, ""),
            paste("Into `Audience URI (SP Entity ID)` paste the `Entity ID`", ValueKind::EntityId, ""),
        ],
        cautions: vec![caution(
            "The order differs.",
            "ConfigCat shows the `Entity ID` first, Okta asks for the sign-on URL first. Pasted the wrong way round, both look like addresses and neither works.",
        )],
        drawing: Some(Drawing {
            title: "SAML Settings",
            product: "Okta",
            rows: vec![
                field("single-sign-on-url", "Single sign on URL", ValueKind::AcsUrl, true),
                field("audience-uri", "Audience URI (SP Entity ID)", ValueKind::EntityId, true),
            ],
        }),
        proven_by: vec![Connection::Okta],
        proof_note: "Okta tells both addresses; they are proven only when Catflap knows ConfigCat's two values to compare them with.",
        optional: false,
    }
}
