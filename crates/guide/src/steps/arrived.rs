//! 4.5 Users and groups have arrived.

use super::draw::{act, act_note, buttons, caution, page};
use crate::model::{Connection, Drawing, DrawnRow, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "arrived",
        number: "4.5",
        title: "People and groups have arrived",
        why: "What ConfigCat has received is what permissions are given to. What is missing here is missing later, without a word.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatUsers, "Open users in ConfigCat"),
        instructions: vec![
            act("On the page `Authentication & Provisioning` choose `REFRESH DATA`."),
            act_note(
                "Look for your groups and your people.",
                "Catflap's place `People` lists them beside what Okta says, and names who is missing and why.",
            ),
        ],
        cautions: vec![
            caution(
                "A failed person stays failed.",
                "Okta does not try again by itself. Open `Dashboard`, then `Tasks`, and choose `Retry Selected`.",
            ),
            caution(
                "An account without a link to Okta is never switched off.",
                "When the last push failed, Okta has no id to send a deactivation to. Reassign the person until it works, then take the assignment away.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Start and stop provisioning for Identity Provider users",
            product: "ConfigCat",
            rows: vec![
                buttons(&[("REFRESH DATA", true)]),
                DrawnRow::Table {
                    head: vec!["User", "Groups", "Active"],
                    rows: vec![vec!["jane@your-company.com", "ConfigCat Developers", "yes"]],
                },
            ],
        }),
        proven_by: vec![Connection::Scim],
        proof_note: "The SCIM endpoint lists what arrived; with Okta beside it, everyone who is assigned is looked for in that list.",
        optional: false,
    }
}
