//! Lists that are longer than a page.

use catflap_check::Verdict::{Fail, Note, Pass, Warn};

use super::{admitted, lists};
use crate::directory::{Directory, listed};
use crate::row::{CHECK, Row, Stage};
use crate::wire::{Answer, Asked, Script};

const fn row(id: &'static str, does: &'static str, script: Script) -> Row {
    Row { id, does, stage: Stage::Plain(script), finds: &[("pages-join", Fail)], ..CHECK }
}

/// The right answer to a page of users that begins somewhere else and has another length and total.
fn page(
    asked: &Asked,
    directory: &mut Directory,
    with: fn(start: usize, count: usize) -> (usize, usize, usize),
) -> Answer {
    if !admitted(asked) || !lists(asked, "Users") {
        return directory.answer(asked);
    }
    let (asked_start, asked_count) =
        (asked.number("startIndex").unwrap_or(1).max(1), asked.number("count").unwrap_or(100));
    let (start, count, total) = with(asked_start, asked_count);
    let page: Vec<_> = directory.users.iter().skip(start - 1).take(count).cloned().collect();
    Answer::scim(200, &listed(&page, total, asked_start))
}

pub(super) const ROWS: &[Row] = &[
    row("start-ignored", "ignores startIndex", |asked, directory| page(asked, directory, |_, count| (1, count, 12))),
    row("start-from-zero", "counts startIndex from 0", |asked, directory| {
        page(asked, directory, |start, count| (start + 1, count, 12))
    }),
    row("pages-repeat", "repeats its second page for ever", |asked, directory| {
        page(asked, directory, |start, count| (start.min(5), count, 12))
    }),
    row("pages-overlap", "begins each page with the last one of the page before", |asked, directory| {
        page(asked, directory, |start, count| (start.saturating_sub(1).max(1), count, 12))
    }),
    Row {
        finds: &[("pages-join", Warn)],
        ..row("count-ignored", "ignores count and gives everybody", |asked, directory| {
            page(asked, directory, |start, count| (start, if count == 0 { 0 } else { 100 }, 12))
        })
    },
    Row {
        finds: &[("count-zero", Note)],
        ..row("count-zero-refused", "refuses count=0", |asked, directory| {
            if admitted(asked) && asked.number("count") == Some(0) {
                Answer::error(400, "count must be positive")
            } else {
                directory.answer(asked)
            }
        })
    },
    Row {
        finds: &[("count-zero", Note)],
        ..row("count-zero-gives", "takes count=0 for no limit", |asked, directory| {
            page(asked, directory, |start, count| (start, if count == 0 { 100 } else { count }, 12))
        })
    },
    row("total-too-small", "says there are fewer users than there are", |asked, directory| {
        page(asked, directory, |start, count| (start, count, 8))
    }),
    row("total-too-large", "says there are more users than there are", |asked, directory| {
        page(asked, directory, |start, count| (start, count, 20))
    }),
    Row {
        finds: &[("pages-join", Warn)],
        ..row("total-of-the-page", "gives the number of users on the page as totalResults", |asked, directory| {
            page(asked, directory, |start, count| (start, count, count.min(13usize.saturating_sub(start))))
        })
    },
    Row {
        finds: &[("pages-join", Warn)],
        ..row("total-changes", "says another total on each page", |asked, directory| {
            page(asked, directory, |start, count| (start, count, 11 + start.min(2)))
        })
    },
    Row {
        finds: &[("pages-join", Warn)],
        ..row("no-end", "gives the last page again to whoever asks for what comes behind it", |asked, directory| {
            page(asked, directory, |start, count| (if start > 12 { 9 } else { start }, count, 12))
        })
    },
    Row {
        finds: &[("pages-join", Warn)],
        ..row("end-refused", "refuses to say what comes behind the last user (400)", |asked, directory| {
            let beyond = lists(asked, "Users") && asked.number("startIndex").is_some_and(|start| start > 12);
            if admitted(asked) && beyond {
                Answer::error(400, "startIndex is too large")
            } else {
                directory.answer(asked)
            }
        })
    },
    Row {
        finds: &[("pages-join", Pass)],
        furnish: |directory| directory.cap = 2,
        ..row("short-pages", "gives two users a page, however many are asked for", |asked, directory| {
            directory.answer(asked)
        })
    },
    Row {
        finds: &[("stable-ids", Warn)],
        ..row("order-changes", "lists its users in another order each time", |asked, directory| {
            if admitted(asked)
                && lists(asked, "Users")
                && asked.number("count") == Some(100)
                && asked.number("startIndex") == Some(1)
            {
                directory.count += 1;
                let turn = directory.count % 12;
                let mut turned = directory.users.clone();
                turned.rotate_left(turn);
                return Answer::scim(200, &listed(&turned, 12, 1));
            }
            directory.answer(asked)
        })
    },
    Row {
        finds: &[("stable-ids", Fail)],
        also: &[
            ("lookup-known-user", Fail),
            ("capital-letters", Fail),
            ("user-by-id", Fail),
            ("lookup-by-email", Note),
        ],
        ..row("ids-change", "gives its users other ids each time they are listed", |asked, directory| {
            let answer = directory.answer(asked);
            if answer.status() != 200 || !lists(asked, "Users") {
                return answer;
            }
            directory.count += 1;
            let turn = directory.count;
            answer.bent(|body| {
                for user in body["Resources"].as_array_mut().into_iter().flatten() {
                    user["id"] = format!("{}-{turn}", user["id"].as_str().unwrap_or_default()).into();
                }
            })
        })
    },
];
