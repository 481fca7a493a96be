use std::sync::{Arc, Mutex};

use catflap_okta::model::LogEvent;
use catflap_okta::{AppId, GroupId, LogQuery, OktaError};
use jiff::Timestamp;

use crate::okta;
use crate::server::{Server, expect};

const AT: &str = "/api/v1/logs?after=7,x";

fn event(id: &str) -> String {
    format!(r#"{{"uuid":"{id}","published":"2026-03-01T10:00:00.000Z","eventType":"application.provision.user.push"}}"#)
}

fn ids(events: &[LogEvent]) -> Vec<&str> {
    events.iter().map(|event| event.uuid.as_str()).collect()
}

#[tokio::test]
async fn the_log_is_followed_by_oktas_own_links_and_each_event_is_told_once() {
    let query = LogQuery { filter: Some("x".into()), latest_first: true, ..LogQuery::default() };
    let next = |link: &str| format!("<{{origin}}{link}>; rel=\"next\"");
    let server = Server::start([
        expect("GET /api/v1/logs?limit=1000&sortOrder=ASCENDING&filter=x")
            .json(format!("[{},{}]", event("a"), event("b")))
            .header("link", &next(AT)),
        expect(&format!("GET {AT}")).json("[]").header("link", &next(AT)),
        expect(&format!("GET {AT}")).reply(500, "text/plain", ""),
        // Okta may give an event that stood at the edge once more.
        expect(&format!("GET {AT}")).json(format!("[{}]", event("c"))).header("link", &next("/api/v1/logs?after=8")),
        expect("GET /api/v1/logs?after=8").json(format!("[{},{}]", event("c"), event("d"))),
    ])
    .await;
    let mut follow = okta(&server).logs().follow(&query);
    assert_eq!(ids(&follow.look().await.unwrap()), ["a", "b"]);
    assert!(follow.look().await.unwrap().is_empty());
    let error = follow.look().await.unwrap_err();
    assert!(matches!(error, OktaError::Unavailable { .. }), "{error:?}");
    assert_eq!(ids(&follow.look().await.unwrap()), ["c"], "nothing is lost by a failure");
    assert_eq!(ids(&follow.look().await.unwrap()), ["d"]);
    server.finish();
}

#[tokio::test]
async fn following_never_leaves_the_org() {
    let server = Server::start([expect("GET /api/v1/logs?limit=1000&sortOrder=ASCENDING")
        .json("[]")
        .header("link", "<https://evil.example/api/v1/logs>; rel=\"next\"")])
    .await;
    let error = okta(&server).logs().follow(&LogQuery::default()).look().await.unwrap_err();
    assert!(matches!(error, OktaError::ForeignPage { .. }), "{error:?}");
}

#[tokio::test]
async fn failures_are_asked_for_alone_and_a_long_list_is_cut() {
    let filter = LogQuery::provisioning_of(&AppId::from("0oa1")).failures().filter.unwrap();
    assert!(filter.ends_with("target.id eq \"0oa1\") and outcome.result eq \"FAILURE\""), "{filter}");
    assert_eq!(LogQuery::default().failures().filter.as_deref(), Some("outcome.result eq \"FAILURE\""));
    let server = Server::start([expect("GET /api/v1/logs?limit=1000&sortOrder=DESCENDING")
        .json(format!("[{}]", event("a")))
        .header("link", &format!("<{{origin}}{AT}>; rel=\"next\""))])
    .await;
    let latest = LogQuery { latest_first: true, ..LogQuery::default() };
    let (events, more) = okta(&server).logs().list(&latest).first(1).await.unwrap();
    assert_eq!((ids(&events), more), (vec!["a"], true));
    server.finish();
}

#[tokio::test]
async fn the_last_of_a_window_is_left_to_others_and_the_wait_is_told() {
    let reset = (Timestamp::now().as_second() + 2).to_string();
    let group = || expect("GET /api/v1/groups/00g1").json(r#"{"id":"00g1"}"#);
    let server = Server::start([
        group()
            .header("x-rate-limit-limit", "100")
            .header("x-rate-limit-remaining", "10")
            .header("x-rate-limit-reset", &reset),
        group(),
    ])
    .await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&told);
    let okta = okta(&server).with_waiting(move |waiting| sink.lock().unwrap().push(waiting.clone()));
    let id = GroupId::from("00g1");
    okta.groups().get(&id).await.unwrap();
    assert!(told.lock().unwrap().is_empty());
    okta.groups().get(&id).await.unwrap();
    let told = told.lock().unwrap();
    assert_eq!((told.len(), told[0].host.as_str()), (1, "127.0.0.1"));
    assert!((1..=2000).contains(&told[0].wait_ms), "{:?}", told[0]);
    server.finish();
}
