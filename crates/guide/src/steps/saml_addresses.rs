//! 2.2 Audience and single sign-on address.

use super::draw::{act, caution, field, page, paste};
use crate::facts::Facts;
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, Page, Place, Step, ValueKind, Witness};

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
        proven_by: vec![Witness::Okta],
        proof_note: "Okta tells both addresses; they are proven only when Catflap knows ConfigCat’s two values to compare them with.",
        optional: false,
    }
}

/// Proven only beside ConfigCat's own two values: no source tells what they look like, so nothing is guessed.
pub(super) fn look(facts: &Facts) -> Look {
    let app = reach::app(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    let (audience, acs) = (app.saml.audience.trim(), app.saml.acs_url.trim());
    let (entity_id, acs_url) = (known(facts.values.entity_id.as_deref()), known(facts.values.acs_url.as_deref()));
    if !audience.is_empty() && entity_id.is_some() && Some(audience) == acs_url && Some(acs) == entity_id {
        draft.bad(
            ("single-sign-on-url", SSO_URL),
            format!("holds the Entity ID, {acs}"),
            "The two addresses are the wrong way round",
            "Swap `Single sign on URL` and `Audience URI (SP Entity ID)` in Okta and save.",
        );
        return Ok(draft.failing());
    }
    let compared = [
        compare(&mut draft, ("single-sign-on-url", SSO_URL), acs, acs_url, "Assertion Consumer Service"),
        compare(&mut draft, ("audience-uri", AUDIENCE), audience, entity_id, "Entity ID"),
    ];
    if draft.is_wrong() || compared == [true, true] {
        return Ok(draft.settle("Both addresses are ConfigCat’s"));
    }
    Ok(draft.unseen(
        "Both addresses are set, and not compared",
        "No API tells ConfigCat’s own values. Enter `Entity ID` and `Assertion Consumer Service` in Catflap to have them compared, or compare by eye and tick the step.",
    ))
}

const SSO_URL: &str = "Single sign on URL";
const AUDIENCE: &str = "Audience URI (SP Entity ID)";

fn known(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|value| !value.is_empty())
}

/// Adds the point; true when it was compared.
fn compare(draft: &mut Draft<'_>, (id, title): (&str, &str), set: &str, wanted: Option<&str>, source: &str) -> bool {
    match wanted {
        _ if set.is_empty() => draft.bad(
            (id, title),
            "empty",
            format!("{title} is empty"),
            format!("Paste ConfigCat’s `{source}` into `{title}` and save."),
        ),
        Some(wanted) if wanted == set => draft.ok(id, title, set),
        Some(wanted) => draft.bad(
            (id, title),
            format!("{set}, where ConfigCat says {wanted}"),
            format!("{title} is not ConfigCat’s {source}"),
            format!("Copy `{source}` from ConfigCat again, paste it into `{title}` and save."),
        ),
        None => draft.blind(id, title, format!("{set}, not compared")),
    }
    wanted.is_some()
}
