//! 4.2 No group in both roles.

use super::draw::{act, act_note, caution, page};
use crate::model::{Connection, Drawing, DrawnRow, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "separate-groups",
        number: "4.2",
        title: "Separate groups for pushing",
        why: "Okta does not support one group that is both assigned and pushed. It looks fine at first; later people who were taken out stay in, and new ones do not arrive.",
        place: Place::Okta,
        page: page(Page::OktaGroups, "Open Groups in Okta"),
        instructions: vec![
            act("In Okta, open `Directory`, then `Groups`."),
            act_note(
                "For each role in ConfigCat make a group of its own, e.g. `ConfigCat Developers`.",
                "These groups will be pushed and carry permissions. They are not assigned.",
            ),
            act_note(
                "Put people into them, by hand or by a group rule.",
                "Everyone in them has to be in an assigned group too, else Okta leaves them out and says nothing.",
            ),
        ],
        cautions: vec![caution(
            "Never the same group twice.",
            "A group under `Assignments` must not stand under `Push Groups`. If one does, push another group with the same people and unlink the first.",
        )],
        drawing: Some(Drawing {
            title: "Groups",
            product: "Okta",
            rows: vec![DrawnRow::Table {
                head: vec!["Group", "Used for"],
                rows: vec![
                    vec!["All Engineers", "Assignments"],
                    vec!["ConfigCat Developers", "Push Groups"],
                    vec!["ConfigCat Readers", "Push Groups"],
                ],
            }],
        }),
        proven_by: vec![Connection::Okta],
        proof_note: "Okta tells both lists, and Catflap sees that no group stands in both.",
        optional: false,
    }
}
