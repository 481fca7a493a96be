//! The rehearsal against the practice servers, and against servers that lie, fail and vanish.

mod books;
mod cancel;
mod lies;
mod practice;
mod report;
mod store;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use catflap_check::rehearsal::{self, Fate, Rehearsal, RehearsalEvent, Row, Settings};
use catflap_check::{Target, Verdict};
use catflap_http::{Policy, Secret, Url};
use tokio_util::sync::CancellationToken;

use self::books::Books;
use self::store::{Scripted, Store};
use crate::server::{Answer, Asked};

fn target(url: &str, token: &str) -> Target {
    Target {
        url: Url::parse(url).unwrap(),
        token: Secret::new(token.into()),
        // One attempt, so that a server that closes the connection is not asked again and again.
        policy: Policy { system_proxy: false, max_attempts: 1, ..Policy::default() }
            .with_timeout(Duration::from_secs(30)),
        now: "2026-08-12T14:02:00Z".parse().unwrap(),
    }
}

fn settings() -> Settings {
    Settings { second_look: Duration::ZERO, ..Settings::new("whisker.co", true, "7f3a") }
}

async fn rehearse(target: Target, books: &Books) -> Rehearsal {
    rehearsal::run(target, settings(), books, |_| {}, CancellationToken::new()).await.unwrap()
}

/// Rehearses with a server that is right but for `twist`.
async fn twisted(
    twist: impl Fn(&Asked, &mut Store) -> Option<Answer> + Send + Sync + 'static,
) -> (Rehearsal, Scripted, Books) {
    let server = Scripted::start(twist).await;
    let books = Books::default();
    let rehearsal = rehearse(server.target(), &books).await;
    (rehearsal, server, books)
}

fn row<'a>(rehearsal: &'a Rehearsal, id: &str) -> &'a Row {
    rehearsal.rows.iter().find(|row| row.id == id).unwrap()
}

/// Ids, verdicts and what they got, of every row that did not pass.
fn off(rehearsal: &Rehearsal) -> Vec<(&str, Verdict, &str)> {
    rehearsal
        .rows
        .iter()
        .filter(|row| row.verdict != Verdict::Pass)
        .map(|row| (row.id.as_str(), row.verdict, row.got.as_str()))
        .collect()
}

fn fails(rehearsal: &Rehearsal) -> Vec<(&str, &str)> {
    rehearsal
        .rows
        .iter()
        .filter(|row| row.verdict == Verdict::Fail)
        .map(|row| (row.id.as_str(), row.got.as_str()))
        .collect()
}

fn all_gone(rehearsal: &Rehearsal) -> bool {
    rehearsal.written.iter().all(|one| one.fate == Fate::Gone && one.closed)
}

type Events = Arc<Mutex<Vec<RehearsalEvent>>>;
