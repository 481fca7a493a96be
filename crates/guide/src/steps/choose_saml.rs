//! 1.2 Sign-in method SAML 2.0.

use super::draw::{act, buttons, caution, choice, page, radios};
use crate::facts::Facts;
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "choose-saml",
        number: "1.2",
        title: "Choose SAML 2.0",
        why: "ConfigCat signs people in from Okta by SAML, and Okta offers SCIM provisioning for such an application afterwards.",
        place: Place::Okta,
        page: page(Page::OktaApplications, "Open Applications in Okta"),
        instructions: vec![act("As `Sign-in method` choose `SAML 2.0`."), act("Choose `Next`.")],
        cautions: vec![caution(
            "It can’t be changed later.",
            "An application made with another method has to be made again, with all its assignments.",
        )],
        drawing: Some(Drawing {
            title: "Create a new app integration",
            product: "Okta",
            rows: vec![
                radios(
                    "Sign-in method",
                    vec![
                        choice("oidc", "OIDC - OpenID Connect", false, false),
                        choice("saml-2-0", "SAML 2.0", true, true),
                        choice("swa", "SWA - Secure Web Authentication", false, false),
                        choice("api-services", "API Services", false, false),
                    ],
                ),
                buttons(&[("Cancel", false), ("Next", true)]),
            ],
        }),
        proven_by: vec![Witness::Okta],
        proof_note: "Okta tells the application’s sign-on mode.",
        optional: false,
    }
}

/// Proven by the sign-on mode.
pub(super) fn look(facts: &Facts) -> Look {
    let app = reach::app(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    let evidence = format!("sign-on mode {}", app.sign_on_mode);
    if app.sign_on_mode == "SAML_2_0" {
        draft.ok("saml-2-0", "SAML 2.0", evidence);
    } else {
        draft.bad(
            ("saml-2-0", "SAML 2.0"),
            evidence,
            format!("“{}” does not sign in by SAML 2.0", app.label),
            "The method can’t be changed. Create the application again with `SAML 2.0`, or choose the right one under `Settings`.",
        );
    }
    Ok(draft.settle("The application signs in by SAML 2.0"))
}
