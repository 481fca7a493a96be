//! What the rehearsal finds about people.

use catflap_check::Verdict::{Fail, Note, Pass, Warn};

use super::{keeps, only_said, when, write};
use crate::row::Row;
use crate::wire::Answer;

pub(super) const ROWS: &[Row] = &[
    Row {
        also: &[("create-second-person", Fail)],
        ..when!(
            "create-empty",
            "answers the create of a user with 201 and no body",
            "POST",
            "Users",
            &[("create-person", Fail)],
            |asked, directory| {
                let answer = directory.answer(asked);
                if answer.status() == 201 { answer.rewritten(|_| Vec::new()) } else { answer }
            }
        )
    },
    Row {
        also: &[("create-second-person", Fail)],
        ..when!(
            "create-without-id",
            "answers the create of a user with 201 and without its id",
            "POST",
            "Users",
            &[("create-person", Fail)],
            |asked, directory| {
                directory.answer(asked).bent(|body| {
                    if let Some(fields) = body.as_object_mut() {
                        fields.remove("id");
                    }
                })
            }
        )
    },
    Row {
        also: &[("create-second-person", Warn)],
        ..when!(
            "create-200",
            "answers the create of a user with 200 instead of 201",
            "POST",
            "Users",
            &[("create-person", Warn)],
            |asked, directory| match directory.answer(asked) {
                Answer::Whole { status: 201, headers, body } => Answer::Whole { status: 200, headers, body },
                other => other,
            }
        )
    },
    when!(
        "create-stores-nothing",
        "says that a user was created and stores nothing",
        "POST",
        "Users",
        &[("create-person", Fail)],
        only_said
    ),
    Row {
        also: &[("read-person", Fail), ("create-second-person", Fail)],
        ..when!(
            "create-other-name",
            "creates a user under another userName than was sent",
            "POST",
            "Users",
            &[("create-person", Fail)],
            |asked, directory| {
                let mut body = asked.json();
                body["userName"] = format!("x-{}", body["userName"].as_str().unwrap_or_default()).into();
                directory.create("Users", body)
            }
        )
    },
    Row {
        also: &[("read-person", Fail), ("create-second-person", Fail)],
        ..when!(
            "create-inactive",
            "creates users inactive",
            "POST",
            "Users",
            &[("create-person", Fail)],
            |asked, directory| {
                let mut body = asked.json();
                body["active"] = false.into();
                directory.create("Users", body)
            }
        )
    },
    when!(
        "create-500",
        "fails over the create of a user (500)",
        "POST",
        "Users",
        &[("create-person", Fail)],
        |_, _| Answer::error(500, "Oops")
    ),
    when!(
        "create-400",
        "refuses what Okta sends to create a user (400)",
        "POST",
        "Users",
        &[("create-person", Fail)],
        |_, _| Answer::error(400, "locale is not known")
    ),
    when!(
        "create-409",
        "refuses to create whom no look-up finds (409)",
        "POST",
        "Users",
        &[("create-person", Fail)],
        |_, _| Answer::error(409, "userName already exists")
    ),
    when!(
        "create-403",
        "lets the token read and forbids it to write (403)",
        "POST",
        "Users",
        &[("create-person", Fail)],
        |_, _| Answer::error(403, "Read only")
    ),
    when!(
        "create-hangs-up",
        "creates the user and hangs up without an answer",
        "POST",
        "Users",
        &[("create-person", Fail)],
        |asked, directory| {
            directory.answer(asked);
            Answer::Close
        }
    ),
    when!(
        "create-429-once",
        "says 429 once to the create of a user, and to wait a second",
        "POST",
        "Users",
        &[("create-person", Pass)],
        |asked, directory| {
            directory.count += 1;
            if directory.count == 1 {
                return Answer::error(429, "Too many requests").with("Retry-After", "1");
            }
            directory.answer(asked)
        }
    ),
    when!(
        "create-twin",
        "creates the same user a second time",
        "POST",
        "Users",
        &[("create-person-again", Fail)],
        |asked, directory| {
            let made = directory.keep("Users", asked.json());
            Answer::scim(201, &made)
        }
    ),
    when!(
        "conflict-400",
        "refuses to create the same user again, but with 400",
        "POST",
        "Users",
        &[("create-person-again", Warn)],
        |asked, directory| {
            let answer = directory.answer(asked);
            if answer.status() == 409 { Answer::error(400, "Exists") } else { answer }
        }
    ),
    when!(
        "conflict-bare",
        "refuses to create the same user again with 409, without saying why",
        "POST",
        "Users",
        &[("create-person-again", Note)],
        |asked, directory| {
            let answer = directory.answer(asked);
            if answer.status() == 409 { Answer::error(409, "Exists") } else { answer }
        }
    ),
    Row {
        also: &[("deactivate-member", Fail)],
        ..when!(
            "put-stores-nothing",
            "answers every change of a user with 200 and stores nothing",
            "PUT",
            "Users",
            &[("change-profile", Fail), ("deactivate-person", Fail)],
            only_said
        )
    },
    Row {
        also: &[("deactivate-member", Fail)],
        ..when!(
            "put-ignores-active",
            "ignores active when a user is changed by PUT",
            "PUT",
            "Users",
            &[("deactivate-person", Fail)],
            |asked, directory| keeps(asked, directory, "active")
        )
    },
    Row {
        also: &[("reactivate-person", Fail), ("deactivate-member", Fail)],
        ..when!(
            "put-405",
            "knows no PUT for users (405)",
            "PUT",
            "Users",
            &[("change-profile", Fail), ("deactivate-person", Fail)],
            |_, _| Answer::error(405, "Use PATCH")
        )
    },
    Row {
        also: &[("reactivate-person", Warn), ("deactivate-member", Warn)],
        ..when!(
            "put-empty",
            "answers the change of a user with 200 and no body",
            "PUT",
            "Users",
            &[("change-profile", Warn), ("deactivate-person", Warn)],
            |asked, directory| directory.answer(asked).rewritten(|_| Vec::new())
        )
    },
    Row {
        also: &[("deactivate-member", Fail)],
        ..when!(
            "put-500-when-leaving",
            "fails when a user is set inactive (500)",
            "PUT",
            "Users",
            &[("deactivate-person", Fail)],
            |asked, directory| {
                if asked.json()["active"] == false { Answer::error(500, "Oops") } else { directory.answer(asked) }
            }
        )
    },
    Row {
        finds: &[("deactivate-person", Warn)],
        also: &[("patch-deactivate", Note), ("deactivate-member", Warn)],
        ..write("inactive-hidden", "finds no inactive people by name", |asked, directory| {
            let answer = directory.answer(asked);
            if !asked.lists("Users") || asked.filter().is_none() {
                return answer;
            }
            answer.bent(|body| {
                if let Some(all) = body["Resources"].as_array_mut() {
                    all.retain(|user| user["active"] == true);
                }
                let left = body["Resources"].as_array().map_or(0, Vec::len);
                body["totalResults"] = left.into();
                body["itemsPerPage"] = left.into();
            })
        })
    },
    when!(
        "password-comes-back",
        "gives the password back when a user is read",
        "GET",
        "Users",
        &[("read-person", Warn)],
        |asked, directory| {
            let answer = directory.answer(asked);
            if answer.status() == 200 && asked.path().contains("/made-") {
                answer.bent(|body| body["password"] = "stored in the clear".into())
            } else {
                answer
            }
        }
    ),
    when!(
        "patch-501",
        "knows no PATCH for users (501)",
        "PATCH",
        "Users",
        &[("patch-deactivate", Note), ("patch-reactivate", Note)],
        |_, _| Answer::error(501, "Not implemented")
    ),
    when!(
        "patch-stores-nothing",
        "answers PATCH with 200 and stores nothing",
        "PATCH",
        "Users",
        &[("patch-deactivate", Note)],
        only_said
    ),
    when!(
        "delete-keeps",
        "answers DELETE with 204 and keeps the user",
        "DELETE",
        "Users",
        &[("delete-people", Warn), ("nothing-left", Warn)],
        |_, _| Answer::empty(204)
    ),
    when!(
        "delete-405",
        "deletes nobody (405)",
        "DELETE",
        "Users",
        &[("delete-people", Warn), ("nothing-left", Warn)],
        |_, _| Answer::error(405, "Not here")
    ),
];
