//! 2.6 Trusted domains.

use super::draw::{act, act_note, boxes, buttons, caution, choice, page};
use crate::facts::Facts;
use crate::look::Look;
use crate::look::act::Act;
use crate::model::{Drawing, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "trusted-domains",
        number: "2.6",
        title: "Choose the trusted domains",
        why: "ConfigCat takes Okta’s word only for addresses of the domains that you choose here.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatSaml, "Open SAML in ConfigCat"),
        instructions: vec![
            act("Tick every verified domain whose people come from this Okta org."),
            act("Choose `Save`."),
            act_note(
                "If you like, prove it by hand: in a private window, sign in at app.configcat.com with `COMPANY ACCOUNT - SAML` and your company e-mail address.",
                "This works for people who are assigned to the application in Okta.",
            ),
        ],
        cautions: vec![caution(
            "A domain left out is a door left shut.",
            "People of that domain are synced, and then cannot sign in by Okta.",
        )],
        drawing: Some(Drawing {
            title: "SAML identity provider",
            product: "ConfigCat",
            rows: vec![
                boxes("Trusted domains", vec![choice("trusted-domains", "your-company.com", true, true)]),
                buttons(&[("Save", true)]),
            ],
        }),
        proven_by: vec![Witness::ConfigCat],
        proof_note: "The audit log shows when the identity provider was last saved and by whom; it does not show which domains are ticked.",
        optional: false,
    }
}

/// Proven by the audit log.
pub(super) fn look(facts: &Facts) -> Look {
    Act {
        point: ("trusted-domains", "Identity provider saved"),
        kinds: &["samlIdpConfigurationUpdated"],
        undone: &["samlIdpConfigurationRemoved"],
        done_words: "The identity provider was saved",
        undone_words: "An identity provider was removed",
    }
    .look(facts)
}
