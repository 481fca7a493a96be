use std::sync::{Arc, Mutex};

use catflap_http::{Client, Method, Policy, Request, Url, WaitReason, Waiting};
use serde_json::json;

use crate::server::{Answer, Server};
use crate::{get, policy};

/// A client to which chance adds nothing, and what it tells of its waits.
fn watched(policy: Policy) -> (Client, Arc<Mutex<Vec<Waiting>>>) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&told);
    let client = Client::new(Policy { jitter: || 0.0, ..policy }).unwrap();
    (client.with_waiting(move |waiting| log.lock().unwrap().push(waiting.clone())), told)
}

/// Answers with each of these in turn.
async fn in_turn(answers: Vec<Answer>) -> Server {
    let left = Mutex::new(answers.into_iter());
    Server::start(move |_| left.lock().unwrap().next().unwrap_or(Answer::new(410, "text/plain", ""))).await
}

fn well() -> Answer {
    Answer::scim(200, &json!({}))
}

fn used_up(reset: &str) -> Answer {
    well().with("X-Rate-Limit-Remaining", "0").with("X-Rate-Limit-Reset", reset)
}

fn told(why: WaitReason, wait_ms: u64, attempt: u32, status: Option<u16>) -> Waiting {
    Waiting { host: "127.0.0.1".into(), why, wait_ms, attempt, status }
}

#[tokio::test]
async fn each_wait_is_told_with_its_reason_and_kept_in_the_exchange() {
    let busy = Answer::new(429, "text/plain", "").with("Retry-After", "0").with("X-Rate-Limit-Reset", "3600");
    let resting = Answer::new(503, "text/plain", "").with("retry-after", "1");
    let server = in_turn(vec![Answer::Close, busy, resting, well()]).await;
    let (client, waits) = watched(Policy { max_attempts: 9, ..policy() });
    let reply = client.send(get(&server.base)).await.unwrap();
    assert_eq!(
        *waits.lock().unwrap(),
        [
            told(WaitReason::Closed, 125, 2, None),
            told(WaitReason::RateLimited, 0, 3, Some(429)),
            told(WaitReason::Unavailable, 1000, 4, Some(503)),
        ]
    );
    assert_eq!((reply.exchange.attempts, reply.exchange.waited_ms), (4, 1125));
}

#[tokio::test]
async fn without_retry_after_the_limit_s_reset_is_waited_for_and_without_both_a_growing_pause() {
    let reset = Answer::new(429, "text/plain", "").with("x-rate-limit-reset", "1");
    let server = in_turn(vec![reset, Answer::new(429, "text/plain", ""), well()]).await;
    let (client, waits) = watched(policy());
    client.send(get(&server.base)).await.unwrap();
    assert_eq!(
        *waits.lock().unwrap(),
        [told(WaitReason::RateLimited, 1000, 2, Some(429)), told(WaitReason::RateLimited, 250, 3, Some(429))]
    );
}

#[tokio::test]
async fn a_limit_that_is_used_up_is_not_run_into() {
    let server = in_turn(vec![used_up("1"), well(), well()]).await;
    let (client, waits) = watched(policy());
    client.send(get(&server.base)).await.unwrap();
    assert!(waits.lock().unwrap().is_empty());

    // Who shares the connections shares what is known of the limit, and what must not be repeated waits as well.
    let post = Request::new(Method::POST, Url::parse(&server.base).unwrap()).with_json(json!({}));
    let reply = client.clone().send(post).await.unwrap();
    let waited = reply.exchange.waited_ms;
    assert!((1..=1000).contains(&waited), "{waited}");
    assert_eq!(*waits.lock().unwrap(), [told(WaitReason::RateLimited, waited, 1, None)]);

    let reply = client.send(get(&server.base)).await.unwrap();
    assert_eq!(reply.exchange.waited_ms, 0, "the window is over");
}

#[tokio::test]
async fn a_reset_that_is_too_far_away_is_left_to_the_server_to_insist_on() {
    let server = in_turn(vec![used_up("3600"), well()]).await;
    let (client, waits) = watched(policy());
    client.send(get(&server.base)).await.unwrap();
    let reply = client.send(get(&server.base)).await.unwrap();
    assert_eq!((reply.status, reply.exchange.waited_ms), (200, 0));
    assert!(waits.lock().unwrap().is_empty());
}

#[tokio::test]
async fn dropping_the_future_ends_the_wait_and_leaves_nothing_behind() {
    let server = in_turn(vec![Answer::new(429, "text/plain", "").with("Retry-After", "30"), well()]).await;
    let (begins, mut began) = tokio::sync::mpsc::unbounded_channel();
    let client = Client::new(policy()).unwrap().with_waiting(move |waiting| begins.send(waiting.wait_ms).unwrap());
    {
        let mut send = std::pin::pin!(client.send(get(&server.base)));
        tokio::select! {
            ended = &mut send => panic!("it did not wait: {ended:?}"),
            waits = began.recv() => assert!(waits.unwrap() >= 30_000),
        }
    }
    drop(client);
    assert_eq!(began.recv().await, None, "nobody holds the client any more, so nobody waits with it");
    assert_eq!(server.asked().len(), 1);
}
