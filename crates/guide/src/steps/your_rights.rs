//! 0.1 Rights in both products.

use super::draw::{act, act_note, caution, page};
use crate::model::{Connection, Drawing, DrawnRow, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "your-rights",
        number: "0.1",
        title: "Your rights in both places",
        why: "The set-up changes sign-in and access for the whole organization. ConfigCat lets only an `Organization Admin` do that, \
              and Okta only someone who may administer applications.",
        place: Place::Both,
        page: page(Page::ConfigCatMembers, "Open Members in ConfigCat"),
        instructions: vec![
            act("In Okta, see that you reach the admin console and that `Applications` stands in its menu."),
            act_note(
                "In ConfigCat, open `Members & Roles` and find yourself.",
                "Your role has to read `Organization Admin`. If it does not, ask someone who has it to give it to you.",
            ),
        ],
        cautions: vec![caution(
            "Keep one way in that does not depend on Okta.",
            "Until the last step is proven, leave at least one `Organization Admin` who can still sign in with a password.",
        )],
        drawing: Some(Drawing {
            title: "Members & Roles",
            product: "ConfigCat",
            rows: vec![DrawnRow::Table {
                head: vec!["Member", "Role"],
                rows: vec![vec!["you", "Organization Admin"], vec!["a colleague", "Billing Manager"]],
            }],
        }),
        proven_by: vec![Connection::ConfigCat],
        proof_note: "ConfigCat's member list shows whether you are among its administrators; what Okta lets you change shows \
                     only when you change it.",
        optional: false,
    }
}
