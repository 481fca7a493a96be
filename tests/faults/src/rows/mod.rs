//! The rows, by theme.

mod answers;
mod group_writes;
mod json;
mod lookups;
mod paging;
mod paste;
mod people;
mod reach;
mod tls;
mod token;
mod writes;

use serde_json::Value;

use crate::directory::Directory;
use crate::row::{CHECK, REHEARSAL, Row, Stage};
use crate::wire::{Answer, Asked, Script};

/// Rows that belong together.
pub struct Theme {
    /// Its heading.
    pub title: &'static str,
    /// A sentence under the heading.
    pub intro: &'static str,
    /// The head of the first column, which each row completes.
    pub subject: &'static str,
    /// Its rows.
    pub rows: &'static [Row],
}

const REHEARSED: &str = "Found by the rehearsal, which writes what Okta writes and reads everything back.";

/// Every row, by theme.
pub fn table() -> Vec<Theme> {
    let server = "The server …";
    let theme = |title, intro, rows| Theme { title, intro, subject: server, rows };
    vec![
        theme("A right server", "What every other row is compared with.", &[CHECK, REHEARSAL]),
        theme("Reaching it", "Name, connection, and whether what comes back is HTTP at all.", reach::ROWS),
        theme("TLS and certificate", "Okta takes only what a public authority vouches for.", tls::ROWS),
        Theme {
            title: "What was pasted",
            intro: "Found before anything is sent: a token in the wrong hands can’t be taken back.",
            subject: "Somebody pasted …",
            rows: paste::ROWS,
        },
        theme("Token and URL", "The first request with the token, and the same without it.", token::ROWS),
        theme("Answers as a whole", "What Okta’s connector test stumbles over.", answers::ROWS),
        theme("The shape of lists", "JSON that is read, but not as Okta reads it.", json::ROWS),
        theme("People and groups", "Attributes that Okta or ConfigCat needs, one by one.", people::ROWS),
        theme("Pages", "Lists that are longer than a page.", paging::ROWS),
        theme("Look-ups", "What Okta asks before it creates anybody.", lookups::ROWS),
        theme("People written", REHEARSED, writes::ROWS),
        theme("Groups written", REHEARSED, group_writes::ROWS),
    ]
}

/// Whether it asks with the right token.
fn admitted(asked: &Asked) -> bool {
    asked.header("authorization") == Some(&format!("Bearer {}", crate::TOKEN))
}

/// The right answer, given to anybody.
fn open(asked: &Asked, directory: &mut Directory) -> Answer {
    directory.admitted(asked)
}

/// Whether it asks for a list without a filter.
fn lists(asked: &Asked, endpoint: &str) -> bool {
    asked.lists(endpoint) && asked.filter().is_none()
}

/// The right answer with each of its resources changed, whether it is a list or one of them alone.
fn each(asked: &Asked, directory: &mut Directory, endpoint: &str, change: fn(&mut Value)) -> Answer {
    let answer = directory.answer(asked);
    if answer.status() != 200 || !asked.path().contains(&format!("/{endpoint}")) {
        return answer;
    }
    answer.bent(|body| match body.get_mut("Resources").and_then(Value::as_array_mut) {
        Some(all) => all.iter_mut().for_each(change),
        None => change(body),
    })
}

/// The right answer to a list or look-up with the list itself changed.
fn list_bent(asked: &Asked, directory: &mut Directory, endpoint: &str, change: fn(&mut Value)) -> Answer {
    let answer = directory.answer(asked);
    if answer.status() == 200 && asked.lists(endpoint) { answer.bent(change) } else { answer }
}

/// A server that the rehearsal is held at.
const fn write(id: &'static str, does: &'static str, script: Script) -> Row {
    Row { id, does, stage: Stage::Plain(script), ..REHEARSAL }
}

/// The right answer, with what is stored put back as it was: the write is only said.
fn only_said(asked: &Asked, directory: &mut Directory) -> Answer {
    let (users, groups) = (directory.users.clone(), directory.groups.clone());
    let answer = directory.answer(asked);
    (directory.users, directory.groups) = (users, groups);
    answer
}

/// Carries the write out, but for one attribute that stays as it was.
fn keeps(asked: &Asked, directory: &mut Directory, attribute: &str) -> Answer {
    let before = directory.target(asked).map(|stored| stored[attribute].clone());
    let answer = directory.answer(asked);
    if let (Some(before), Some(stored)) = (before, directory.target(asked)) {
        stored[attribute] = before;
    }
    answer
}

/// Answers so whoever does this with the right token.
macro_rules! when {
    ($id:literal, $does:literal, $method:literal, $endpoint:literal, $finds:expr, $answer:expr) => {
        Row {
            finds: $finds,
            ..crate::rows::write($id, $does, |asked, directory| {
                if crate::rows::admitted(asked) && asked.is($method, $endpoint) {
                    let answer: crate::wire::Script = $answer;
                    answer(asked, directory)
                } else {
                    directory.answer(asked)
                }
            })
        }
    };
}

use when;
