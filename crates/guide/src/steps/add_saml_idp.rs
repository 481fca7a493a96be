//! 2.1 The SAML identity provider in ConfigCat.

use super::draw::{act, act_note, buttons, caution, fixed, page};
use crate::facts::Facts;
use crate::look::Look;
use crate::look::act::Act;
use crate::model::{Drawing, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "add-saml-idp",
        number: "2.1",
        title: "Add the identity provider in ConfigCat",
        why: "ConfigCat gives out the two addresses that Okta needs only once it knows that an identity provider is coming.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatSaml, "Open SAML in ConfigCat"),
        instructions: vec![
            act("On the page `Authentication & Provisioning` choose `ADD SAML IDENTITY PROVIDER`."),
            act_note(
                "Give it a name and choose `Create`.",
                "The next page shows `Entity ID` and `Assertion Consumer Service`. Leave it open: the next step copies both.",
            ),
        ],
        cautions: vec![caution(
            "One Okta org, one identity provider.",
            "A second one has other addresses. If there is one for this org already, use it.",
        )],
        drawing: Some(Drawing {
            title: "SAML identity provider",
            product: "ConfigCat",
            rows: vec![
                buttons(&[("ADD SAML IDENTITY PROVIDER", true)]),
                fixed("idp-name", "Name", "Okta", true),
                buttons(&[("Create", true)]),
            ],
        }),
        proven_by: vec![Witness::ConfigCat],
        proof_note: "The audit log shows when it was added and by whom, as far back as your plan keeps it; it does not show that it is still there.",
        optional: false,
    }
}

/// Proven by the audit log. Saving an identity provider proves as well that there was one.
pub(super) fn look(facts: &Facts) -> Look {
    Act {
        point: ("saml-idp", "Identity provider in ConfigCat"),
        kinds: &["samlIdpConfigurationAdded", "samlIdpConfigurationUpdated"],
        undone: &["samlIdpConfigurationRemoved"],
        done_words: "The identity provider was added or saved",
        undone_words: "An identity provider was removed",
    }
    .look(facts)
}
