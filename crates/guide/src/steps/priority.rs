//! 5.2 Priority of the groups.

use super::draw::{act, act_note, buttons, caution, page};
use crate::model::{Connection, Drawing, DrawnRow, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "priority",
        number: "5.2",
        title: "Set the priority",
        why: "A person can be in several groups. For each product, the group that stands first in this order wins.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatGroups, "Open groups in ConfigCat"),
        instructions: vec![
            act("Choose `SET PRIORITY`."),
            act_note(
                "Bring the groups into the order of your plan and save.",
                "Catflap's place `Access` shows the order, and who changes when it changes.",
            ),
        ],
        cautions: vec![caution(
            "First listed wins, not most permitted.",
            "A group of readers above a group of developers makes readers of all who are in both. Organization roles do not follow the order: any group that carries one gives it.",
        )],
        drawing: Some(Drawing {
            title: "Assign ConfigCat permissions to Identity Provider groups",
            product: "ConfigCat",
            rows: vec![
                buttons(&[("REFRESH DATA", false), ("SET PRIORITY", true)]),
                DrawnRow::Table {
                    head: vec!["Priority", "Group"],
                    rows: vec![vec!["1", "ConfigCat Developers"], vec!["2", "ConfigCat Readers"]],
                },
            ],
        }),
        proven_by: vec![Connection::ConfigCat],
        proof_note: "The audit log shows when the order was last changed and by whom; ConfigCat has no API that tells the order itself.",
        optional: false,
    }
}
