//! 4.3 Push groups.

use super::draw::{act, act_note, buttons, caution, fixed, page};
use crate::model::{Connection, Drawing, Page, Place, Step};

pub(super) fn step() -> Step {
    Step {
        id: "push-groups",
        number: "4.3",
        title: "Push groups",
        why: "Push groups decide *what* people may do: ConfigCat gives permissions to groups, and these are the groups that it gets.",
        place: Place::Okta,
        page: page(Page::OktaPushGroups, "Open Push Groups in Okta"),
        instructions: vec![
            act("Open the tab `Push Groups` and choose `Push Groups`, then `Find groups by name`."),
            act_note(
                "Enter the group's name and choose it.",
                "Leave `Create Group` as the match result, and `Push group memberships immediately` ticked.",
            ),
            act("Choose `Save`, or `Save & Add Another` for the next one."),
        ],
        cautions: vec![
            caution(
                "Only people who are assigned travel with a group.",
                "A member who is in no assigned group is left out, silently. Catflap names them.",
            ),
            caution(
                "The name may be taken.",
                "If ConfigCat has a group of that name already, link to it instead of creating a second one.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Push Groups",
            product: "Okta",
            rows: vec![
                buttons(&[("Push Groups", true), ("Find groups by name", true)]),
                fixed("push-group-name", "By name", "ConfigCat Developers", true),
                buttons(&[("Save", true), ("Save & Add Another", false), ("Cancel", false)]),
            ],
        }),
        proven_by: vec![Connection::Okta, Connection::Scim],
        proof_note: "Okta tells the pushed groups, their members and who of them is assigned; without Okta, groups that arrived in ConfigCat show that some were pushed.",
        optional: false,
    }
}
