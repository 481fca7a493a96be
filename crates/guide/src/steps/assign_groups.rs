//! 4.1 Assigned groups.

use super::draw::{act, act_note, buttons, caution, page};
use crate::model::{Connection, Drawing, DrawnRow, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "assign-groups",
        number: "4.1",
        title: "Assign groups",
        why: "Assigned groups decide *who* comes to ConfigCat. Their people are synced, the groups themselves are not.",
        place: Place::Okta,
        page: page(Page::OktaAssignments, "Open Assignments in Okta"),
        instructions: vec![
            act("Open the tab `Assignments`."),
            act("Choose `Assign`, then `Assign to Groups`."),
            act_note(
                "Choose `Assign` at each group whose people shall be synced, then `Done`.",
                "Okta begins to send them at once. In ConfigCat nothing changes for them until you start provisioning.",
            ),
        ],
        cautions: vec![
            caution(
                "Keep these groups for assigning.",
                "A group that you assign here must not be pushed as well. The next step makes separate ones for that.",
            ),
            caution(
                "People assigned before provisioning was on are left behind.",
                "Okta marks them with a red sign and does not send them. Choose `Provision User` at the top of the list.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Assignments",
            product: "Okta",
            rows: vec![
                buttons(&[("Assign", true), ("Assign to Groups", true)]),
                DrawnRow::Table {
                    head: vec!["Priority", "Assignment"],
                    rows: vec![vec!["1", "All Engineers"], vec!["2", "Product"]],
                },
            ],
        }),
        proven_by: vec![Connection::Okta, Connection::Scim],
        proof_note: "Okta tells which groups are assigned; without Okta, people who arrived in ConfigCat show that somebody was.",
        optional: false,
    }
}
