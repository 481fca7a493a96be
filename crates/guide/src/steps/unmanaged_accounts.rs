//! 5.6 Accounts outside provisioning.

use super::draw::{act, act_note, caution, page};
use crate::model::{Connection, Drawing, DrawnRow, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "unmanaged-accounts",
        number: "5.6",
        title: "Review accounts outside provisioning",
        why: "Accounts from before, or invited by hand, do not follow Okta. When their owner leaves the company, nothing happens to them.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatMembers, "Open Members in ConfigCat"),
        instructions: vec![
            act("Go through the members whom no synced user stands for. Catflap names them below."),
            act_note(
                "For each one: assign the person in Okta, remove the account under `Members & Roles`, or keep it knowingly.",
                "One administrator who does not depend on Okta is worth keeping. Then tick this step.",
            ),
        ],
        cautions: vec![caution(
            "The same person, another address.",
            "An account under an old or private address looks like a stranger. Provisioning makes a second account beside it.",
        )],
        drawing: Some(Drawing {
            title: "Members & Roles",
            product: "ConfigCat",
            rows: vec![DrawnRow::Table {
                head: vec!["Member", "Managed by"],
                rows: vec![vec!["jane@your-company.com", "provisioning"], vec!["old-hand@elsewhere.com", "nobody"]],
            }],
        }),
        proven_by: vec![Connection::Scim, Connection::ConfigCat],
        proof_note: "ConfigCat's members are compared with the synced users by e-mail address; both connections are needed for it.",
        optional: false,
    }
}
