//! 2.5 Okta's metadata in ConfigCat.

use super::draw::{act, act_note, caution, field, fixed, page, paste};
use crate::model::{Connection, Drawing, Page, Place, Step, ValueKind};

pub(super) fn step() -> Step {
    Step {
        id: "idp-metadata",
        number: "2.5",
        title: "Give ConfigCat Okta's metadata",
        why: "The metadata holds Okta's sign-on address and the certificate by which ConfigCat recognises Okta.",
        place: Place::Both,
        page: page(Page::OktaSignOn, "Open Sign On in Okta"),
        instructions: vec![
            act("In Okta, open the tab `Sign On` and copy the address behind `View IdP metadata`."),
            paste(
                "In ConfigCat, into `Metadata URL` paste",
                ValueKind::MetadataUrl,
                "ConfigCat then follows when Okta changes its certificate.",
            ),
            act_note(
                "Or by hand: `View SAML setup instructions` in Okta shows `Identity Provider Single Sign-On URL` and `X.509 Certificate`.",
                "A certificate set by hand has to be replaced by hand before it expires.",
            ),
        ],
        cautions: vec![caution(
            "The address, not the page.",
            "Copy the link of `View IdP metadata`. The address of the admin console's page leads ConfigCat to a sign-in form.",
        )],
        drawing: Some(Drawing {
            title: "SAML identity provider",
            product: "ConfigCat",
            rows: vec![
                field("metadata-url", "Metadata URL", ValueKind::MetadataUrl, true),
                fixed("sign-on-url", "Sign-on URL", "", false),
                fixed("x509-certificate", "X.509 Certificate", "", false),
            ],
        }),
        proven_by: vec![Connection::Okta, Connection::ConfigCat],
        proof_note: "Okta's metadata is read and its certificate's dates are checked; that ConfigCat's form was saved shows in its audit log, what was pasted there does not.",
        optional: false,
    }
}
