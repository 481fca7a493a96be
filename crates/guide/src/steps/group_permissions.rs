//! 5.1 Permissions of the groups.

use super::draw::{act, act_note, boxes, buttons, caution, choice, fixed, page};
use crate::model::{Connection, Drawing, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "group-permissions",
        number: "5.1",
        title: "Give each group its permissions",
        why: "A synced group gives nothing until ConfigCat is told what. These rules decide what each person may do once provisioning starts.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatGroups, "Open groups in ConfigCat"),
        instructions: vec![
            act_note(
                "Make the plan in Catflap, under `Access`.",
                "It shows what every person would get, before anything is saved.",
            ),
            act(
                "In ConfigCat, section `Assign ConfigCat permissions to Identity Provider groups`, choose the gear of a group.",
            ),
            act_note(
                "Set `Organization Admin`, `Billing Manager`, and one permission group for each product, as the plan says.",
                "With `Organization Admin` the products can be left out: that role grants everything but billing.",
            ),
            act("Save, and go on with the next group."),
        ],
        cautions: vec![
            caution(
                "Somebody has to stay Organization Admin.",
                "If no group carries that role, starting provisioning for everyone takes it from all of them.",
            ),
            caution(
                "Plans limit the groups that carry permissions.",
                "Free 2, Pro 5, Smart 10, Student and Teacher 5, Enterprise and Dedicated 500.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Assign ConfigCat permissions to Identity Provider groups",
            product: "ConfigCat",
            rows: vec![
                boxes(
                    "Organization roles",
                    vec![
                        choice("organization-admin", "Organization Admin", false, true),
                        choice("billing-manager", "Billing Manager", false, true),
                    ],
                ),
                fixed("permission-group", "Your product", "Developers", true),
                buttons(&[("REFRESH DATA", false), ("SET PRIORITY", false)]),
            ],
        }),
        proven_by: vec![Connection::ConfigCat],
        proof_note: "The audit log shows when a group's rule was last changed and by whom; ConfigCat has no API that tells the rules themselves.",
        optional: false,
    }
}
