//! What Okta asks before it creates anybody.

use catflap_check::Verdict::{Fail, Note, Pass, Warn};

use super::{admitted, lists};
use crate::directory::{Directory, filter_of, listed};
use crate::row::{CHECK, Row, Stage};
use crate::wire::{Answer, Asked, Script};

const fn row(id: &'static str, does: &'static str, script: Script) -> Row {
    Row { id, does, stage: Stage::Plain(script), finds: &[("lookup-stranger", Fail)], ..CHECK }
}

/// Whether it looks somebody up by userName, or a group by displayName.
fn looks_up(asked: &Asked, endpoint: &str) -> bool {
    let attribute = crate::directory::name_of(endpoint);
    admitted(asked) && asked.lists(endpoint) && asked.filter().is_some_and(|filter| filter.starts_with(attribute))
}

/// Whether a look-up finds nobody.
fn nobody(asked: &Asked, directory: &mut Directory, endpoint: &str) -> bool {
    let filter = asked.filter().unwrap_or_default();
    let name = filter_of(&filter).map(|(_, name)| name).unwrap_or_default();
    let attribute = crate::directory::name_of(endpoint);
    looks_up(asked, endpoint)
        && !directory
            .of(endpoint)
            .iter()
            .any(|one| one[attribute].as_str().is_some_and(|had| had.eq_ignore_ascii_case(&name)))
}

/// Whether it asks for a resource by an id that none has.
fn unknown(asked: &Asked, directory: &mut Directory, endpoint: &str) -> bool {
    admitted(asked) && asked.is("GET", endpoint) && directory.target(asked).is_none()
}

/// Answers so whoever looks for a user who does not exist.
macro_rules! stranger {
    ($id:literal, $does:literal, $answer:expr) => {
        row($id, $does, |asked, directory| {
            let answer: Script = $answer;
            if nobody(asked, directory, "Users") { answer(asked, directory) } else { directory.answer(asked) }
        })
    };
}

/// Answers so whoever asks for a user by an id that nobody has.
macro_rules! unknown_id {
    ($id:literal, $does:literal, $verdict:expr, $answer:expr) => {
        Row {
            finds: &[("unknown-id", $verdict)],
            ..row($id, $does, |asked, directory| {
                let answer: Script = $answer;
                if unknown(asked, directory, "Users") { answer(asked, directory) } else { directory.answer(asked) }
            })
        }
    };
}

fn everybody(asked: &Asked, directory: &mut Directory, endpoint: &str) -> Answer {
    if admitted(asked) && asked.lists(endpoint) {
        let all = directory.of(endpoint).clone();
        Answer::scim(200, &listed(&all, all.len(), 1))
    } else {
        directory.answer(asked)
    }
}

pub(super) const ROWS: &[Row] = &[
    Row {
        finds: &[("lookup-stranger", Fail), ("lookup-known-user", Fail)],
        also: &[("capital-letters", Warn), ("service-provider-config", Note), ("lookup-by-email", Note)],
        ..row("filter-ignored", "ignores the filter and gives all users", |asked, directory| {
            if asked.filter().is_some() { everybody(asked, directory, "Users") } else { directory.answer(asked) }
        })
    },
    Row {
        finds: &[("lookup-stranger", Fail), ("lookup-known-user", Fail)],
        also: &[("capital-letters", Fail), ("service-provider-config", Note)],
        ..row("filter-refused", "refuses filters (400)", |asked, directory| {
            if looks_up(asked, "Users") { Answer::error(400, "invalidFilter") } else { directory.answer(asked) }
        })
    },
    Row {
        finds: &[("capital-letters", Warn)],
        ..row("filter-case-sensitive", "tells capitals from small letters in a userName", |asked, directory| {
            let filter = asked.filter().unwrap_or_default();
            if looks_up(asked, "Users") && filter.contains(char::is_uppercase) && filter.contains("WHISKER") {
                Answer::scim(200, &listed(&[], 0, 1))
            } else {
                directory.answer(asked)
            }
        })
    },
    Row {
        finds: &[("lookup-known-user", Fail)],
        also: &[("capital-letters", Warn)],
        ..row("known-not-found", "lists people whom no look-up finds", |asked, directory| {
            if looks_up(asked, "Users") { Answer::scim(200, &listed(&[], 0, 1)) } else { directory.answer(asked) }
        })
    },
    Row {
        finds: &[("lookup-known-user", Fail)],
        also: &[("capital-letters", Fail)],
        ..row("another-id", "gives people another id in look-ups than in the list", |asked, directory| {
            let answer = directory.answer(asked);
            if !looks_up(asked, "Users") {
                return answer;
            }
            answer.bent(|body| {
                for user in body["Resources"].as_array_mut().into_iter().flatten() {
                    user["id"] = format!("other-{}", user["id"].as_str().unwrap_or_default()).into();
                }
            })
        })
    },
    Row {
        finds: &[("lookup-by-email", Note)],
        ..row("email-filter-refused", "knows no look-up by e-mail address (400)", |asked, directory| {
            let email = asked.filter().is_some_and(|filter| filter.starts_with("emails"));
            if admitted(asked) && email { Answer::error(400, "invalidFilter") } else { directory.answer(asked) }
        })
    },
    stranger!("stranger-500", "fails when it looks for somebody who does not exist (500)", |_, _| Answer::error(
        500,
        "Sequence contains no elements"
    )),
    Row {
        also: &[("service-provider-config", Note)],
        ..stranger!(
            "stranger-somebody",
            "gives somebody else when it looks for somebody who does not exist",
            |_, directory| { Answer::scim(200, &listed(&directory.users[..1], 1, 1)) }
        )
    },
    Row {
        also: &[("service-provider-config", Note)],
        ..stranger!("stranger-204", "answers 204 when nobody is found", |_, _| Answer::empty(204))
    },
    stranger!("stranger-empty", "answers 200 without a body when nobody is found", |_, _| Answer::empty(200)),
    Row {
        finds: &[("lookup-stranger", Pass)],
        ..stranger!("stranger-404", "answers 404 with a SCIM error when nobody is found", |_, _| Answer::error(
            404, "Nobody"
        ))
    },
    Row {
        finds: &[("lookup-stranger", Warn)],
        ..stranger!("stranger-404-bare", "answers 404 without a SCIM error when nobody is found", |_, _| Answer::new(
            404,
            "text/plain",
            "Not Found"
        ))
    },
    Row {
        finds: &[("odd-characters", Warn)],
        ..row("quotes-break", "fails over quotes in a name (500)", |asked, directory| {
            let odd = asked.filter().is_some_and(|filter| filter.contains("\\\"") || filter.contains('\''));
            if admitted(asked) && odd { Answer::error(500, "Unterminated string") } else { directory.answer(asked) }
        })
    },
    Row {
        finds: &[("odd-characters", Warn)],
        ..row("unicode-breaks", "refuses letters of other alphabets in a name (400)", |asked, directory| {
            let odd = asked.filter().is_some_and(|filter| !filter.is_ascii());
            if admitted(asked) && odd { Answer::error(400, "invalidFilter") } else { directory.answer(asked) }
        })
    },
    unknown_id!("unknown-id-200", "gives somebody under an id that nobody has", Fail, |_, directory| {
        let first = directory.users[0].clone();
        Answer::scim(200, &first)
    }),
    unknown_id!("unknown-id-empty-200", "answers 200 without a body for an id that nobody has", Fail, |_, _| {
        Answer::empty(200)
    }),
    unknown_id!("unknown-id-400", "calls an id that nobody has malformed (400)", Warn, |_, _| Answer::error(
        400,
        "Not an id"
    )),
    unknown_id!("unknown-id-500", "fails over an id that nobody has (500)", Fail, |_, _| Answer::error(500, "Oops")),
    unknown_id!("unknown-id-page", "shows a web page for an id that nobody has (404)", Warn, |_, _| Answer::page(404)),
    Row {
        finds: &[("lookup-known-group", Fail), ("lookup-unknown-group", Fail)],
        ..row("group-filter-ignored", "ignores the filter and gives all groups", |asked, directory| {
            if asked.filter().is_some() { everybody(asked, directory, "Groups") } else { directory.answer(asked) }
        })
    },
    Row {
        finds: &[("lookup-known-group", Fail), ("lookup-unknown-group", Fail)],
        ..row("group-filter-refused", "knows no filter for groups (501)", |asked, directory| {
            if looks_up(asked, "Groups") { Answer::error(501, "Not implemented") } else { directory.answer(asked) }
        })
    },
    Row {
        finds: &[("unknown-group-id", Fail)],
        ..row("unknown-group-200", "gives a group under an id that none has", |asked, directory| {
            if unknown(asked, directory, "Groups") {
                Answer::scim(200, &directory.groups[0].clone())
            } else {
                directory.answer(asked)
            }
        })
    },
    Row {
        finds: &[("lookup-unknown-group", Fail)],
        ..row(
            "new-group-somebody",
            "gives another group when it looks for one that does not exist",
            |asked, directory| {
                if nobody(asked, directory, "Groups") {
                    Answer::scim(200, &listed(&directory.groups[..1], 1, 1))
                } else {
                    directory.answer(asked)
                }
            },
        )
    },
    Row {
        finds: &[("user-by-id", Fail)],
        ..row("by-id-a-list", "answers with a list when one user is asked for by id", |asked, directory| {
            let answer = directory.answer(asked);
            if answer.status() == 200 && asked.is("GET", "Users") && !lists(asked, "Users") {
                return answer.bent(|body| *body = listed(&[body.take()], 1, 1));
            }
            answer
        })
    },
    Row {
        finds: &[("user-by-id", Fail)],
        ..row("by-id-somebody-else", "gives somebody else when one user is asked for by id", |asked, directory| {
            let answer = directory.answer(asked);
            if answer.status() == 200 && asked.is("GET", "Users") {
                return Answer::scim(200, &directory.users[11].clone());
            }
            answer
        })
    },
];
