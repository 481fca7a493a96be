//! 5.4 Start provisioning.

use super::draw::{act_note, buttons, caution, page};
use crate::model::{Connection, Drawing, DrawnRow, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "start",
        number: "5.4",
        title: "Start provisioning",
        why: "Up to here nothing has changed for anyone in ConfigCat. From here on, Okta's groups decide what people may do.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatUsers, "Open users in ConfigCat"),
        instructions: vec![
            act_note(
                "Start with one person: choose start in that person's row and let them sign in.",
                "A colleague whose permissions you know is a good first one. You are not.",
            ),
            act_note("Then choose `START FOR ALL USERS`.", "People with an unverified e-mail domain are left out."),
        ],
        cautions: vec![
            caution(
                "Permissions set by hand end here.",
                "Once started, a person's permissions follow the groups alone and can't be changed by hand.",
            ),
            caution(
                "Check your own row first.",
                "If your groups do not carry `Organization Admin`, you lose it with the start.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Start and stop provisioning for Identity Provider users",
            product: "ConfigCat",
            rows: vec![
                buttons(&[("REFRESH DATA", false), ("START FOR ALL USERS", true), ("STOP", false)]),
                DrawnRow::Table {
                    head: vec!["User", "Account", "Status"],
                    rows: vec![vec!["jane@your-company.com", "yes", "active"]],
                },
            ],
        }),
        proven_by: vec![Connection::ConfigCat],
        proof_note: "The audit log shows who started provisioning and when; beside your plan, the members' permissions show whether it took effect.",
        optional: false,
    }
}
