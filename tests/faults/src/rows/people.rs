//! Attributes of people and groups.

use catflap_check::Verdict::{Fail, Note, Skip, Warn};
use serde_json::{Value, json};

use super::{admitted, each};
use crate::directory::Directory;
use crate::row::{CHECK, Row, Stage};
use crate::wire::Answer;

/// The directory holds something wrong.
const fn holds(id: &'static str, does: &'static str, furnish: fn(&mut Directory)) -> Row {
    Row { id, does, furnish, finds: &[("users-shape", Fail)], ..CHECK }
}

macro_rules! bent {
    ($id:literal, $does:literal, $endpoint:literal, $change:expr) => {
        Row {
            stage: Stage::Plain(|asked, directory| {
                let change: fn(&mut Value) = $change;
                each(asked, directory, $endpoint, change)
            }),
            ..holds($id, $does, |_| {})
        }
    };
}

fn without(one: &mut Value, name: &str) {
    if let Some(fields) = one.as_object_mut() {
        fields.remove(name);
    }
}

pub(super) const ROWS: &[Row] = &[
    bent!("user-ids-missing", "gives its users no id", "Users", |user| without(user, "id")),
    Row {
        also: &[("members-exist", Warn)],
        ..holds("user-id-missing", "gives one of its users no id", |directory| without(&mut directory.users[2], "id"))
    },
    bent!("user-ids-numbers", "writes the ids of users as numbers", "Users", |user| {
        let digits: String = user["id"].as_str().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
        user["id"] = digits.parse::<u64>().unwrap_or_default().into();
    }),
    Row {
        finds: &[("users-shape", Fail), ("pages-join", Fail)],
        also: &[("members-exist", Warn)],
        ..holds("user-ids-double", "gives two of its users the same id", |directory| {
            directory.users[5]["id"] = directory.users[4]["id"].clone();
        })
    },
    bent!("user-names-missing", "lists users without userName", "Users", |user| without(user, "userName")),
    Row {
        also: &[("user-by-id", Warn)],
        ..bent!("active-as-text", "writes active as a text", "Users", |user| user["active"] = "True".into())
    },
    Row {
        finds: &[("users-shape", Warn)],
        also: &[("user-by-id", Warn)],
        ..bent!("active-missing", "does not say whether a user is active", "Users", |user| without(user, "active"))
    },
    Row {
        finds: &[("users-shape", Note)],
        ..bent!("user-schemas-missing", "does not name the schemas of its users", "Users", |user| without(
            user, "schemas"
        ))
    },
    Row {
        finds: &[("users-shape", Note)],
        also: &[("lookup-by-email", Note)],
        ..bent!("user-emails-missing", "lists users without e-mail addresses", "Users", |user| without(user, "emails"))
    },
    Row {
        finds: &[("users-shape", Note)],
        ..holds("user-name-plain", "has a user whose userName is no e-mail address", |directory| {
            directory.users[3]["userName"] = "person04".into();
        })
    },
    Row {
        finds: &[("users-shape", Warn)],
        ..holds(
            "user-name-blanks",
            "has a user whose name holds blanks at its end and a control character",
            |directory| {
                directory.users[3]["userName"] = "person04@whisker.example ".into();
                directory.users[3]["name"]["familyName"] = "No\u{7}vak".into();
            },
        )
    },
    Row {
        finds: &[("user-by-id", Fail)],
        stage: Stage::Plain(|asked, directory| {
            if admitted(asked) && asked.is("GET", "Users") {
                Answer::error(404, "Not found")
            } else {
                directory.answer(asked)
            }
        }),
        ..holds("user-by-id-missing", "lists users whom it does not find by id", |_| {})
    },
    Row {
        finds: &[("twins", Warn)],
        ..holds("twins", "has the same person twice, once in capitals", |directory| {
            let mut twin = directory.users[6].clone();
            twin["id"] = "person-99".into();
            twin["userName"] = "PERSON07@whisker.example".into();
            twin["emails"][0]["value"] = "PERSON07@whisker.example".into();
            directory.users.push(twin);
        })
    },
    Row {
        finds: &[("groups-shape", Fail)],
        also: &[("lookup-known-group", Skip)],
        ..bent!("group-ids-missing", "gives its groups no id", "Groups", |group| without(group, "id"))
    },
    Row {
        finds: &[("groups-shape", Fail)],
        also: &[("lookup-known-group", Skip)],
        ..bent!("group-names-missing", "lists groups without displayName", "Groups", |group| without(
            group,
            "displayName"
        ))
    },
    Row {
        finds: &[("groups-shape", Fail)],
        ..bent!("members-as-text", "writes the members of groups as one text", "Groups", |group| group["members"] =
            "person-01".into())
    },
    Row {
        finds: &[("groups-shape", Fail)],
        ..bent!("members-without-id", "lists members by name alone, without their ids", "Groups", |group| {
            group["members"] = json!([{"display": "Person 1"}]);
        })
    },
    Row {
        finds: &[("members-exist", Warn)],
        ..holds("members-who-are-no-users", "lists members who are no users", |directory| {
            directory.groups[0]["members"] =
                json!([{"value": "person-01"}, {"value": "ghost-1"}, {"value": "ghost-2"}]);
        })
    },
    Row {
        finds: &[("lookup-known-group", Warn)],
        ..holds("group-twins", "has two groups of the same name", |directory| {
            directory.groups[1]["displayName"] = "Developers".into();
        })
    },
];
