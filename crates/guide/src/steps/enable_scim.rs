//! 3.1 SCIM provisioning is on.

use super::draw::{act, act_note, boxes, buttons, caution, choice, line, page};
use crate::model::{Connection, Drawing, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "enable-scim",
        number: "3.1",
        title: "Enable SCIM provisioning",
        why: "Signing in and being synced are two things. This box gives the application the tab `Provisioning`, where syncing is set up.",
        place: Place::Okta,
        page: page(Page::OktaGeneral, "Open General in Okta"),
        instructions: vec![
            act("Open the tab `General` of the application and choose `Edit` at `App Settings`."),
            act("Tick `Enable SCIM provisioning`."),
            act_note("Choose `Save`.", "The tab `Provisioning` appears."),
        ],
        cautions: vec![
            caution(
                "It can only be ticked by hand.",
                "Okta's API takes the setting and ignores it, so no tool can do this step for you.",
            ),
            caution(
                "Scripts can switch it off again.",
                "A tool that writes the whole application (Terraform's app resource does) can untick it and lose the connector's settings. \
                 Keep such tools away from this application; Catflap never writes it.",
            ),
        ],
        drawing: Some(Drawing {
            title: "App Settings",
            product: "Okta",
            rows: vec![
                line("App name", "ConfigCat"),
                boxes("Provisioning", vec![choice("enable-scim-provisioning", "Enable SCIM provisioning", true, true)]),
                buttons(&[("Save", true), ("Cancel", false)]),
            ],
        }),
        proven_by: vec![Connection::Okta],
        proof_note: "Okta lists the application's features; `SCIM_PROVISIONING` among them is this box.",
        optional: false,
    }
}
