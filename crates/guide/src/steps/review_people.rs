//! 5.3 Review what everybody gets.

use super::draw::{act_note, caution, page};
use crate::model::{Connection, Drawing, DrawnRow, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "review-people",
        number: "5.3",
        title: "Review what everyone gets",
        why: "After the start, permissions can't be changed by hand any more. This is the last look before they take effect.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatUsers, "Open users in ConfigCat"),
        instructions: vec![
            act_note(
                "In Catflap, open `Access` and read its warnings, then the list of people.",
                "Who would lose something, who would get nothing, and who stays `Organization Admin`.",
            ),
            act_note(
                "In ConfigCat, section `Start and stop provisioning for Identity Provider users`, compare the column `Status`.",
                "An unverified e-mail domain shows there as an error: such a person can't be started.",
            ),
        ],
        cautions: vec![caution(
            "Nothing is also a permission.",
            "A person whose groups carry no permission gets none, and loses what was given by hand.",
        )],
        drawing: Some(Drawing {
            title: "Start and stop provisioning for Identity Provider users",
            product: "ConfigCat",
            rows: vec![DrawnRow::Table {
                head: vec!["User", "Current permissions", "Status"],
                rows: vec![vec!["jane@your-company.com", "none", "what starting would change"]],
            }],
        }),
        proven_by: vec![Connection::Scim],
        proof_note: "Catflap sees that your plan covers every synced group; that you have read the list, only you know.",
        optional: false,
    }
}
