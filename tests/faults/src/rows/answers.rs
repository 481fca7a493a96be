//! Answers of lists that are no answers.

use std::time::Duration;

use catflap_check::Verdict::{Fail, Note, Pass, Warn};

use super::{admitted, lists};
use crate::row::{CHECK, Row, Stage};
use crate::wire::{Answer, Script};

const fn row(id: &'static str, does: &'static str, script: Script) -> Row {
    Row { id, does, stage: Stage::Plain(script), finds: &[("okta-connector-test", Fail)], ..CHECK }
}

/// What can't be read as a list of users at all.
const NO_LIST: &[(&str, catflap_check::Verdict)] = &[("token-accepted", Fail)];
/// Users can be read, groups can't.
const NO_GROUPS: &[(&str, catflap_check::Verdict)] = &[("okta-connector-test", Fail), ("groups-shape", Fail)];

/// Answers 200 to whoever has the token, whatever was asked, with this.
macro_rules! all {
    ($id:literal, $does:literal, $answer:expr) => {
        row($id, $does, |asked, directory| {
            let answer: Script = $answer;
            if admitted(asked) { answer(asked, directory) } else { directory.answer(asked) }
        })
    };
}

pub(super) const ROWS: &[Row] = &[
    Row { finds: NO_LIST, ..all!("empty-body", "answers everything with 200 and no body", |_, _| Answer::empty(200)) },
    Row { finds: NO_LIST, ..all!("204", "answers everything with 204", |_, _| Answer::empty(204)) },
    Row {
        finds: NO_LIST,
        ..all!("bare-list", "answers everything with a bare []", |_, _| Answer::new(200, "application/json", "[]"))
    },
    Row {
        finds: NO_LIST,
        ..all!("cut-json", "cuts its JSON off in the middle", |asked, directory| {
            directory.answer(asked).rewritten(|body| body[..body.len() * 2 / 3].to_vec())
        })
    },
    Row {
        finds: NO_GROUPS,
        ..row("page-for-groups", "answers /Groups with a web page", |asked, directory| {
            if admitted(asked) && asked.lists("Groups") { Answer::page(200) } else { directory.answer(asked) }
        })
    },
    Row {
        finds: NO_GROUPS,
        ..row("groups-404", "has users and no groups (404)", |asked, directory| {
            if admitted(asked) && asked.path().contains("/Groups") {
                Answer::error(404, "No groups here")
            } else {
                directory.answer(asked)
            }
        })
    },
    Row {
        finds: NO_GROUPS,
        ..row("groups-500", "fails over its groups (500)", |asked, directory| {
            if admitted(asked) && asked.path().contains("/Groups") {
                Answer::error(500, "Oops")
            } else {
                directory.answer(asked)
            }
        })
    },
    Row {
        finds: &[("okta-connector-test", Note)],
        ..all!("byte-order-mark", "begins its JSON with a byte order mark", |asked, directory| {
            directory.answer(asked).rewritten(|body| [b"\xef\xbb\xbf".to_vec(), body].concat())
        })
    },
    Row {
        finds: NO_LIST,
        furnish: |directory| directory.users[1]["displayName"] = "Zofie \u{1}Novak".into(),
        ..row("invalid-utf-8", "writes a name in Latin-2 and calls it UTF-8", |asked, directory| {
            let replaced = |body: Vec<u8>| {
                let text = String::from_utf8(body).unwrap_or_default().replace("\\u0001", "\u{1}");
                text.into_bytes().into_iter().map(|byte| if byte == 1 { 0xb9 } else { byte }).collect()
            };
            directory.answer(asked).rewritten(replaced)
        })
    },
    Row {
        finds: &[("okta-connector-test", Warn)],
        ..row("wrong-content-type", "calls its JSON text/plain", |asked, directory| {
            directory.answer(asked).called("text/plain; charset=utf-8")
        })
    },
    Row {
        finds: &[("okta-connector-test", Pass)],
        ..row("charset-in-content-type", "calls its JSON application/json; charset=utf-8", |asked, directory| {
            directory.answer(asked).called("application/json; charset=utf-8")
        })
    },
    Row {
        limits: |policy| policy.max_body = 1_000_000,
        finds: &[("users-shape", Fail), ("okta-connector-test", Fail)],
        also: &[("count-zero", Note)],
        ..row("huge-body", "sends a page of users without an end", |asked, directory| {
            if admitted(asked) && lists(asked, "Users") {
                let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/scim+json\r\n\r\n{\"Resources\":[".to_vec();
                Answer::Flood(head, b"{\"id\":\"1\",\"userName\":\"a@whisker.example\"},".repeat(500))
            } else {
                directory.answer(asked)
            }
        })
    },
    Row {
        finds: NO_LIST,
        ..row("deep-nesting", "nests its lists ten thousand deep", |asked, directory| {
            if admitted(asked) && asked.lists("Users") {
                Answer::new(200, "application/scim+json", "[".repeat(10_000))
            } else {
                directory.answer(asked)
            }
        })
    },
    Row {
        limits: |policy| policy.slow = Duration::from_millis(300),
        finds: &[("answer-times", Warn)],
        ..row("slow", "takes longer over each answer than is well", |asked, directory| {
            Answer::Late(Duration::from_millis(400), Box::new(directory.answer(asked)))
        })
    },
    Row {
        finds: &[("service-provider-config", Note), ("resource-types", Note), ("schemas", Note)],
        ..row("no-discovery", "does not describe itself (404)", |asked, directory| {
            let users_or_groups = asked.path().contains("/Users") || asked.path().contains("/Groups");
            if admitted(asked) && !users_or_groups {
                Answer::error(404, "Nothing here")
            } else {
                directory.answer(asked)
            }
        })
    },
    Row {
        finds: &[("service-provider-config", Note), ("resource-types", Note), ("schemas", Note)],
        ..row("discovery-page", "describes itself by a web page", |asked, directory| {
            let users_or_groups = asked.path().contains("/Users") || asked.path().contains("/Groups");
            if admitted(asked) && !users_or_groups { Answer::page(200) } else { directory.answer(asked) }
        })
    },
    Row {
        finds: &[("resource-types", Note)],
        ..row("discovery-elsewhere", "announces its users at another address than /Users", |asked, directory| {
            let answer = directory.answer(asked);
            if asked.path().ends_with("/ResourceTypes") {
                return answer.bent(|body| body["Resources"][0]["endpoint"] = "/People".into());
            }
            answer
        })
    },
    Row {
        finds: &[("service-provider-config", Note)],
        ..row("announces-sort", "announces that it sorts, and does not", |asked, directory| {
            let answer = directory.answer(asked);
            if asked.path().ends_with("/ServiceProviderConfig") {
                return answer.bent(|body| body["sort"]["supported"] = true.into());
            }
            answer
        })
    },
    Row {
        finds: &[("service-provider-config", Note)],
        ..row("announces-no-filter", "announces that it knows no filters, and does", |asked, directory| {
            let answer = directory.answer(asked);
            if asked.path().ends_with("/ServiceProviderConfig") {
                return answer.bent(|body| body["filter"]["supported"] = false.into());
            }
            answer
        })
    },
];
