use std::sync::atomic::{AtomicU64, Ordering};

use catflap_scim::{AT_ONCE, ClientError, Oddity, ReadSoFar};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::client;
use crate::server::{Answer, Asked, Server};

/// A page of numbered users as a right server gives it, at most `cap` at a time.
fn page(asked: &Asked, total: u64, cap: u64) -> Answer {
    let start: u64 = asked.query("startIndex").unwrap().parse().unwrap();
    let count: u64 = asked.query("count").unwrap().parse().unwrap();
    let users: Vec<_> = (start..=total)
        .take(usize::try_from(count.min(cap)).unwrap())
        .map(|n| json!({"id": n.to_string(), "userName": format!("u{n}@example.com"), "active": true}))
        .collect();
    Answer::scim(
        200,
        &json!({"totalResults": total, "startIndex": start, "itemsPerPage": users.len(), "Resources": users}),
    )
}

#[tokio::test]
async fn all_users_are_read_with_progress_also_from_a_server_with_small_pages() {
    let server = Server::start(|asked| page(asked, 312, 50)).await;
    let mut steps = Vec::new();
    let listing = client(&server).all_users(&CancellationToken::new(), |so_far| steps.push(so_far)).await.unwrap();
    assert_eq!((listing.items.len(), listing.pages, listing.oddities), (312, 7, vec![]));
    assert_eq!(steps[0], ReadSoFar { read: 50, total: Some(312) });
    assert_eq!(steps.last(), Some(&ReadSoFar { read: 312, total: Some(312) }));
    let mut starts: Vec<u64> = server.asked().iter().map(|a| a.query("startIndex").unwrap().parse().unwrap()).collect();
    starts.sort_unstable();
    assert_eq!(starts, [1, 51, 101, 151, 201, 251, 301], "what came counts, not what was asked for");
}

#[tokio::test]
async fn groups_are_read_the_same_way() {
    let server = Server::start(|_| {
        Answer::scim(200, &json!({"totalResults": 1, "Resources": [{"id": "g", "displayName": "All"}]}))
    })
    .await;
    let listing = client(&server).all_groups(&CancellationToken::new(), |_| {}).await.unwrap();
    assert_eq!(listing.items[0].display_name, "All");
    assert_eq!(server.asked()[0].path(), "/scim/v2/Groups");
}

#[tokio::test]
async fn a_server_that_repeats_its_first_page_is_left() {
    let server = Server::start(|asked| {
        let first = Asked { target: asked.target.replace("startIndex=101", "startIndex=1"), ..asked.clone() };
        page(&first, 312, 100)
    })
    .await;
    let listing = client(&server).all_users(&CancellationToken::new(), |_| {}).await.unwrap();
    assert_eq!((listing.pages, listing.oddities), (2, vec![Oddity::RepeatedPage { start: 101 }]));
}

#[tokio::test]
async fn reading_ends_when_it_is_cancelled() {
    let server = Server::start(|asked| page(asked, 1000, 100)).await;
    let cancel = CancellationToken::new();
    let ends = cancel.clone();
    let error = client(&server)
        .all_users(&cancel, move |so_far| {
            if so_far.read == 200 {
                ends.cancel();
            }
        })
        .await
        .unwrap_err();
    assert!(matches!(error, ClientError::Cancelled));
    assert!(server.asked().len() <= 1 + AT_ONCE, "nothing was asked after that");
}

#[tokio::test]
async fn a_failure_in_the_middle_is_an_error_and_not_a_short_list() {
    let server = Server::start(|asked| {
        if asked.query("startIndex").as_deref() == Some("101") {
            Answer::new(500, "text/plain", "")
        } else {
            page(asked, 312, 100)
        }
    })
    .await;
    let error = client(&server).all_users(&CancellationToken::new(), |_| {}).await.unwrap_err();
    assert_eq!(error.status(), Some(500));
}

#[tokio::test]
async fn a_server_that_asks_for_a_pause_is_read_whole() {
    let count = AtomicU64::new(0);
    let server = Server::start(move |asked| {
        if count.fetch_add(1, Ordering::SeqCst) % 3 == 1 {
            Answer::new(429, "text/plain", "").with("Retry-After", "0")
        } else {
            page(asked, 1000, 100)
        }
    })
    .await;
    let listing = client(&server).all_users(&CancellationToken::new(), |_| {}).await.unwrap();
    let ids: Vec<u64> = listing.items.iter().map(|user| user.id.parse().unwrap()).collect();
    assert_eq!((ids, listing.pages, listing.oddities), ((1..=1000).collect(), 11, vec![]));
}

#[tokio::test]
async fn reading_ends_at_once_when_it_is_cancelled_while_a_server_keeps_silent() {
    let cancel = CancellationToken::new();
    let ends = cancel.clone();
    let server = Server::start(move |asked| {
        if asked.query("startIndex").as_deref() == Some("1") {
            return page(asked, 1000, 100);
        }
        ends.cancel();
        Answer::Silence
    })
    .await;
    let error = client(&server).all_users(&cancel, |_| {}).await.unwrap_err();
    assert!(matches!(error, ClientError::Cancelled));
}
