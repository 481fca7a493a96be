//! Cancelled, killed, cut off: at every row and at every request.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use catflap_check::Verdict;
use catflap_check::rehearsal::{self, Fate, Journal as _, RehearsalEvent};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::practice::{left_in, practice, sandbox};
use super::{Books, Scripted, all_gone, rehearse, settings};
use crate::server::Answer;

#[tokio::test]
async fn cancelled_at_any_row_it_takes_back_what_it_wrote() {
    let sandbox = sandbox().await;
    for at in 0..27 {
        for ended in [false, true] {
            let cancel = CancellationToken::new();
            let (token, begun) = (cancel.clone(), AtomicUsize::new(0));
            let sink = move |event| match event {
                RehearsalEvent::Started { .. } if begun.fetch_add(1, Ordering::SeqCst) == at && !ended => {
                    token.cancel();
                }
                RehearsalEvent::Ended { .. } if ended && begun.load(Ordering::SeqCst) == at + 1 => token.cancel(),
                _ => {}
            };
            let books = Books::default();
            let settings = rehearsal::Settings { run_id: format!("row{at}{ended}"), ..settings() };
            let held = rehearsal::run(practice(&sandbox), settings, &books, sink, cancel).await.unwrap();
            let what = format!("row {at}, ended: {ended}");
            // After the last row there is nothing left to cancel.
            assert_eq!(held.cancelled, !(at == 26 && ended), "{what}");
            assert_eq!(held.rows.len(), 28, "{what}");
            if held.cancelled {
                assert_eq!(held.headline, "The rehearsal was cancelled before its end.", "{what}");
                assert!(held.rows[at + 1..27].iter().all(|row| row.verdict == Verdict::Skip), "{what}");
            }
            assert!(all_gone(&held) && books.open().unwrap().is_empty(), "{what}: {:?}", held.written);
            assert_eq!(left_in(&sandbox), 0, "{what}");
        }
    }
}

/// How many requests a whole rehearsal sends.
async fn requests() -> usize {
    let server = Scripted::start(|_, _| None).await;
    rehearse(server.target(), &Books::default()).await;
    server.store.lock().unwrap().asked
}

#[tokio::test]
async fn killed_at_any_request_the_next_start_finds_what_was_left() {
    for at in 1..=requests().await {
        let reached = Arc::new(Notify::new());
        let tell = Arc::clone(&reached);
        let server = Scripted::start(move |asked, store| {
            if store.asked == at {
                // It is carried out, but nobody hears the answer.
                let _ = store.answer(asked);
                tell.notify_one();
                return Some(Answer::Silence);
            }
            None
        })
        .await;
        let books = Books::default();
        tokio::select! {
            held = rehearse(server.target(), &books) => panic!("request {at} was never sent: {:?}", held.headline),
            () = reached.notified() => {}
        }
        let back = rehearsal::take_back(server.target(), books.open().unwrap(), &books).await.unwrap();
        assert!(back.all_gone, "request {at}: {:?}", back.written);
        assert!(server.is_as_before(), "request {at}");
        assert_eq!(books.open().unwrap(), [], "request {at}");
    }
}

#[tokio::test]
async fn when_the_network_goes_at_any_request_what_may_be_left_stays_in_the_journal() {
    for at in 1..=requests().await {
        let server = Scripted::start(move |asked, store| {
            if store.asked == at {
                let _ = store.answer(asked);
                store.dead = true;
                return Some(Answer::Close);
            }
            None
        })
        .await;
        let books = Books::default();
        let held = rehearse(server.target(), &books).await;
        let what = format!("request {at}: {:?}", held.written);
        for one in &held.written {
            assert_eq!(one.fate == Fate::Gone, one.closed, "{what}");
        }
        let open = books.open_names();
        {
            let mut store = server.store.lock().unwrap();
            store.dead = false;
            let there = store.users.values().map(|user| user["userName"].as_str().unwrap());
            for name in there.filter(|name| name.starts_with("catflap")) {
                assert!(open.iter().any(|open| open == name), "{name} is there and not in the journal: {what}");
            }
        }
        let back = rehearsal::take_back(server.target(), books.open().unwrap(), &books).await.unwrap();
        assert!(back.all_gone, "{what}");
        assert!(server.is_as_before(), "{what}");
    }
}

#[tokio::test]
async fn a_write_that_is_under_way_when_it_is_cancelled_is_waited_for() {
    let cancel = CancellationToken::new();
    let token = cancel.clone();
    let server = Scripted::start(move |asked, _| {
        if asked.method == "POST" {
            token.cancel();
        }
        None
    })
    .await;
    let books = Books::default();
    let held = rehearsal::run(server.target(), settings(), &books, |_| {}, cancel).await.unwrap();
    assert!(held.cancelled && all_gone(&held) && server.is_as_before());
    assert_eq!(held.written[0].scim_id.as_deref(), Some("Users-1"), "its answer told the id");
}

#[tokio::test]
async fn everything_stands_in_the_journal_before_it_is_created() {
    let books = Books::default();
    let (reads, early) = (books.clone(), Arc::new(AtomicUsize::new(0)));
    let counts = Arc::clone(&early);
    let server = Scripted::start(move |asked, _| {
        if asked.method == "POST" {
            let body: serde_json::Value = serde_json::from_str(&asked.body).unwrap();
            let name = body["userName"].as_str().or(body["displayName"].as_str()).unwrap();
            if !reads.open_names().iter().any(|open| open == name) {
                counts.fetch_add(1, Ordering::SeqCst);
            }
        }
        None
    })
    .await;
    rehearse(server.target(), &books).await;
    assert_eq!((books.opened(), early.load(Ordering::SeqCst)), (4, 0));
}

#[tokio::test]
async fn what_the_journal_does_not_take_is_not_created() {
    for room in 0..4 {
        let server = Scripted::start(|_, _| None).await;
        let books = Books::with_room_for(room);
        let held = rehearse(server.target(), &books).await;
        assert_eq!(held.verdict, Verdict::Fail);
        assert_eq!(held.headline, "The rehearsal could not go on: the journal can’t be written.");
        let sent = server.asked().iter().filter(|asked| asked.method == "POST").count();
        assert_eq!(sent, room);
        assert!(server.is_as_before() && all_gone(&held));
    }
}
