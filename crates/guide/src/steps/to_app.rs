//! 3.4 To App.

use super::draw::{act, act_note, boxes, buttons, caution, choice, page};
use crate::model::{Connection, Drawing, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "to-app",
        number: "3.4",
        title: "To App: create, update, deactivate",
        why: "The connector may do these things; here Okta is told to do them. They decide what happens when someone joins, changes their name or leaves.",
        place: Place::Okta,
        page: page(Page::OktaProvisioning, "Open Provisioning in Okta"),
        instructions: vec![
            act("On the tab `Provisioning` choose `To App`, then `Edit`."),
            act_note("Tick `Create Users` `Update User Attributes` `Deactivate Users`", "Leave `Sync Password` empty."),
            act("Choose `Save`."),
        ],
        cautions: vec![
            caution(
                "Without Deactivate Users, leavers stay.",
                "Somebody who leaves the company or the group keeps an active account in ConfigCat, and nobody is told.",
            ),
            caution(
                "Suspending is not deactivating.",
                "When you suspend a person in Okta, Okta sends nothing. Deactivate them, or take the assignment away.",
            ),
            caution(
                "Without Create Users, new people fail.",
                "Okta then looks for the account, does not make it, and reports `Matching user not found`.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Provisioning to App",
            product: "Okta",
            rows: vec![
                boxes(
                    "",
                    vec![
                        choice("create-users", "Create Users", true, true),
                        choice("update-user-attributes", "Update User Attributes", true, true),
                        choice("deactivate-users", "Deactivate Users", true, true),
                        choice("sync-password", "Sync Password", false, false),
                    ],
                ),
                buttons(&[("Save", true), ("Cancel", false)]),
            ],
        }),
        proven_by: vec![Connection::Okta],
        proof_note: "Okta tells each of the four boxes, where it lets its provisioning settings be read; else its list of features tells two of them.",
        optional: false,
    }
}
