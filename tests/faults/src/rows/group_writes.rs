//! What the rehearsal finds about groups.

use std::time::Duration;

use catflap_check::Verdict::{self, Fail, Note, Pass, Warn};
use serde_json::{Value, json};

use super::{keeps, when};
use crate::directory::Directory;
use crate::row::Row;
use crate::wire::{Answer, Asked};

/// What fails where no PUT of a group works, beside the first of them.
const PUTS_AFTER_THE_FIRST: &[(&str, Verdict)] = &[
    ("add-another-member", Fail),
    ("empty-group", Fail),
    ("add-several-members", Fail),
    ("same-members-again", Fail),
    ("rename-group", Fail),
    ("remove-one-member", Fail),
    ("remove-last-member", Fail),
];

fn drops_members(asked: &Asked, directory: &mut Directory) -> Answer {
    let answer = directory.answer(asked);
    if let Some(stored) = directory.target(asked) {
        stored["members"] = json!([]);
    }
    answer
}

pub(super) const ROWS: &[Row] = &[
    when!(
        "group-create-empty",
        "answers the create of a group with 201 and no body",
        "POST",
        "Groups",
        &[("create-group", Fail)],
        |asked, directory| directory.answer(asked).rewritten(|_| Vec::new())
    ),
    Row {
        also: &[
            ("add-another-member", Fail),
            ("add-several-members", Fail),
            ("same-members-again", Fail),
            ("remove-one-member", Fail),
        ],
        ..when!(
            "group-put-drops-members",
            "answers with the members of a group and stores none",
            "PUT",
            "Groups",
            &[("add-one-member", Fail)],
            drops_members
        )
    },
    Row {
        also: &[("add-several-members", Fail), ("same-members-again", Fail)],
        ..when!(
            "group-put-one-member",
            "keeps one member of a group, however many are sent",
            "PUT",
            "Groups",
            &[("add-another-member", Fail)],
            |asked, directory| {
                let answer = directory.answer(asked);
                if let Some(members) = directory.target(asked).and_then(|stored| stored["members"].as_array_mut()) {
                    members.truncate(1);
                }
                answer
            }
        )
    },
    Row {
        also: &[("remove-one-member", Fail), ("remove-last-member", Fail)],
        ..when!(
            "group-put-adds",
            "adds the members that are sent and takes nobody out",
            "PUT",
            "Groups",
            &[("empty-group", Fail)],
            |asked, directory| {
                let before = directory.target(asked).map(|stored| stored["members"].clone());
                let answer = directory.answer(asked);
                if let (Some(Value::Array(before)), Some(stored)) = (before, directory.target(asked)) {
                    let mut all = before;
                    for member in stored["members"].as_array().cloned().unwrap_or_default() {
                        if !all.iter().any(|had| had["value"] == member["value"]) {
                            all.push(member);
                        }
                    }
                    stored["members"] = all.into();
                }
                answer
            }
        )
    },
    when!(
        "group-empty-ignored",
        "ignores an empty list of members",
        "PUT",
        "Groups",
        &[("empty-group", Fail), ("remove-last-member", Fail)],
        |asked, directory| {
            let nobody = asked.json()["members"].as_array().is_none_or(Vec::is_empty);
            if nobody { keeps(asked, directory, "members") } else { directory.answer(asked) }
        }
    ),
    when!(
        "group-members-twice",
        "keeps a member twice when the same list is sent again",
        "PUT",
        "Groups",
        &[("same-members-again", Fail)],
        |asked, directory| {
            let before = directory.target(asked).map(|stored| stored["members"].clone());
            let answer = directory.answer(asked);
            if let Some(stored) = directory.target(asked)
                && before.as_ref() == Some(&stored["members"])
                && let Some(members) = stored["members"].as_array_mut()
            {
                let again = members.clone();
                members.extend(again);
            }
            answer
        }
    ),
    when!(
        "group-name-kept",
        "ignores the new name of a group",
        "PUT",
        "Groups",
        &[("rename-group", Fail)],
        |asked, directory| keeps(asked, directory, "displayName")
    ),
    Row {
        also: PUTS_AFTER_THE_FIRST,
        ..when!(
            "group-put-405",
            "knows no PUT for groups (405)",
            "PUT",
            "Groups",
            &[("add-one-member", Fail)],
            |_, _| Answer::error(405, "Use PATCH")
        )
    },
    Row {
        also: PUTS_AFTER_THE_FIRST,
        ..when!(
            "group-put-404",
            "has lost the group when its people are pushed (404)",
            "PUT",
            "Groups",
            &[("add-one-member", Fail)],
            |_, _| Answer::error(404, "Group not found")
        )
    },
    when!(
        "group-create-409",
        "refuses to create a group whose name no look-up finds (409)",
        "POST",
        "Groups",
        &[("create-group", Fail)],
        |_, _| Answer::error(409, "displayName already exists")
    ),
    when!(
        "group-put-null",
        "leaves the members out of its answer to a change",
        "PUT",
        "Groups",
        &[("add-one-member", Pass)],
        |asked, directory| directory.answer(asked).bent(|body| body["members"] = Value::Null)
    ),
    Row {
        also: &[("patch-replace-members", Note), ("patch-rename-group", Note)],
        ..when!(
            "patch-group-501",
            "knows no PATCH for groups (501)",
            "PATCH",
            "Groups",
            &[("patch-add-member", Note)],
            |_, _| Answer::error(501, "Not implemented")
        )
    },
    when!(
        "group-delete-keeps",
        "answers DELETE with 204 and keeps the group",
        "DELETE",
        "Groups",
        &[("delete-group", Fail), ("nothing-left", Warn)],
        |_, _| Answer::empty(204)
    ),
    Row {
        limits: |policy| policy.slow = Duration::from_secs(3),
        ..when!(
            "slow-group",
            "takes longer over a group of several members than is well",
            "PUT",
            "Groups",
            &[("add-another-member", Warn)],
            |asked, directory| {
                let answer = directory.answer(asked);
                directory.count += 1;
                if directory.count == 2 { Answer::Late(Duration::from_millis(3_300), Box::new(answer)) } else { answer }
            }
        )
    },
];
