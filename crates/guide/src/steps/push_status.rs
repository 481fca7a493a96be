//! 4.4 Push groups are active.

use super::draw::{act_note, caution, page};
use crate::model::{Connection, Drawing, DrawnRow, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "push-status",
        number: "4.4",
        title: "Every push group is active",
        why: "A group that is not `Active` stays as it was in ConfigCat: people who join it get nothing, people who leave it keep everything.",
        place: Place::Okta,
        page: page(Page::OktaPushGroups, "Open Push Groups in Okta"),
        instructions: vec![
            act_note(
                "On the tab `Push Groups` look at `Push Status` of each group: it has to read `Active`.",
                "`Pushing` is on its way; look again in a minute.",
            ),
            act_note(
                "Where it reads `Error`, read Okta's words, then choose `Push now` from the menu of that row.",
                "If the error stays: unlink the group, leave it in ConfigCat, and push it again.",
            ),
        ],
        cautions: vec![caution(
            "Do not delete groups in ConfigCat.",
            "Okta does not notice, goes on writing to the old one and fails. Unlink the group in Okta instead.",
        )],
        drawing: Some(Drawing {
            title: "Push Groups",
            product: "Okta",
            rows: vec![DrawnRow::Table {
                head: vec!["Group in Okta", "Group in app", "Push Status"],
                rows: vec![
                    vec!["ConfigCat Developers", "ConfigCat Developers", "Active"],
                    vec!["ConfigCat Readers", "ConfigCat Readers", "Active"],
                ],
            }],
        }),
        proven_by: vec![Connection::Okta, Connection::Scim],
        proof_note: "Okta tells each group's status and its last error; with SCIM beside it, Catflap compares the members on both sides.",
        optional: false,
    }
}
