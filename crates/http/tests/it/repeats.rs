use std::sync::atomic::{AtomicUsize, Ordering};

use catflap_http::{Fault, Method, Request, Url};
use serde_json::json;

use crate::server::{Answer, Server};
use crate::{client, get};

/// Answers with each of these in turn, then with the last for ever.
async fn in_turn(answers: Vec<Answer>) -> Server {
    let next = AtomicUsize::new(0);
    Server::start(move |_| answers[next.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1)].clone()).await
}

fn busy(retry_after: &str) -> Answer {
    Answer::new(429, "text/plain", "slow down").with("Retry-After", retry_after)
}

fn well() -> Answer {
    Answer::scim(200, &json!({"ok": true}))
}

#[tokio::test]
async fn a_get_is_repeated_when_the_server_asks_for_a_short_wait() {
    let server = in_turn(vec![busy("0"), well()]).await;
    let reply = client().send(get(&server.base)).await.unwrap();
    assert_eq!((reply.status, reply.exchange.attempts, server.asked().len()), (200, 2, 2));
}

#[tokio::test]
async fn a_wait_longer_than_the_policy_is_reported_at_once() {
    let server = in_turn(vec![busy("3600")]).await;
    let error = client().send(get(&server.base)).await.unwrap_err();
    assert_eq!(error.fault, Fault::RateLimited { retry_after: Some(3600) });
    assert_eq!((error.exchange.status, server.asked().len()), (Some(429), 1));
}

#[tokio::test]
async fn a_server_that_is_always_busy_is_asked_three_times() {
    let server = in_turn(vec![busy("0")]).await;
    let error = client().send(get(&server.base)).await.unwrap_err();
    assert!(matches!(error.fault, Fault::RateLimited { .. }));
    assert_eq!((error.exchange.attempts, server.asked().len()), (3, 3));
}

#[tokio::test]
async fn a_get_is_repeated_after_a_closed_connection() {
    let server = in_turn(vec![Answer::Close, well()]).await;
    let reply = client().send(get(&server.base)).await.unwrap();
    assert_eq!(reply.exchange.attempts, 2);
}

#[tokio::test]
async fn a_post_and_a_patch_are_never_repeated() {
    for method in [Method::POST, Method::PATCH] {
        for answer in [Answer::Close, busy("0")] {
            let server = in_turn(vec![answer, well()]).await;
            let request = Request::new(method.clone(), Url::parse(&server.base).unwrap()).with_json(json!({}));
            let error = client().send(request).await.unwrap_err();
            assert_eq!((error.exchange.attempts, server.asked().len()), (1, 1), "{method}");
        }
    }
}

#[tokio::test]
async fn a_failing_server_is_not_asked_again() {
    let server = in_turn(vec![Answer::new(503, "text/plain", ""), well()]).await;
    assert_eq!(client().send(get(&server.base)).await.unwrap().status, 503);
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn an_unavailable_server_that_names_a_time_is_asked_again_then_and_not_for_ever() {
    let resting = Answer::new(503, "text/plain", "").with("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT");
    let server = in_turn(vec![resting.clone(), well()]).await;
    let reply = client().send(get(&server.base)).await.unwrap();
    assert_eq!((reply.status, reply.exchange.attempts), (200, 2));

    let server = in_turn(vec![resting.clone()]).await;
    let reply = client().send(get(&server.base)).await.unwrap();
    assert_eq!((reply.status, reply.exchange.attempts), (503, 3), "a lasting 503 is an answer");

    let server = in_turn(vec![Answer::new(503, "text/plain", "").with("Retry-After", "3600"), well()]).await;
    assert_eq!(client().send(get(&server.base)).await.unwrap().status, 503, "an hour is longer than the policy waits");

    let server = in_turn(vec![resting, well()]).await;
    let post = Request::new(Method::POST, Url::parse(&server.base).unwrap()).with_json(json!({}));
    assert_eq!(client().send(post).await.unwrap().status, 503);
    assert_eq!(server.asked().len(), 1);
}
