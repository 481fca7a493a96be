use catflap_okta::{GroupQuery, LogQuery, OktaError};

use crate::okta;
use crate::server::{Server, expect};

const FIRST: &str = "GET /api/v1/groups?limit=1000";
const GROUPS: &str = include_str!("../replies/groups.json");

#[tokio::test]
async fn pages_are_followed_by_their_links_as_they_come() {
    let server = Server::start([
        expect(FIRST)
            .json(GROUPS)
            .header("link", "<{origin}/api/v1/groups?limit=1000>; rel=\"self\"")
            .header("link", "<{origin}/api/v1/groups?cursor=a%2Cb,c&x=1>; rel=\"next\"")
            .header("x-rate-limit-limit", "500")
            .header("x-rate-limit-remaining", "499")
            .header("x-rate-limit-reset", "1800000060"),
        expect("GET /api/v1/groups?cursor=a%2Cb,c&x=1").json("[]").header("link", "</last>; rel=\"next\""),
        expect("GET /last").json(GROUPS),
    ])
    .await;
    let okta = okta(&server);
    let mut pages = okta.groups().list(&GroupQuery::default());
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!((first.items.len(), first.more), (2, true));
    let limit = first.rate_limit.unwrap();
    assert_eq!((limit.limit, limit.remaining, limit.reset), (Some(500), Some(499), Some(1_800_000_060)));
    assert_eq!(pages.next().await.unwrap().unwrap().items.len(), 0);
    let last = pages.next().await.unwrap().unwrap();
    assert_eq!((last.items.len(), last.more), (2, false));
    assert!(pages.next().await.unwrap().is_none());
    server.finish();
}

#[tokio::test]
async fn everything_is_read_with_progress() {
    let server = Server::start([
        expect(FIRST).json(GROUPS).header("link", "<{origin}/two>; rel=\"next\""),
        expect("GET /two").json(GROUPS),
    ])
    .await;
    let mut read = Vec::new();
    let okta = okta(&server);
    let all = okta.groups().list(&GroupQuery::default()).all_telling(|count| read.push(count)).await.unwrap();
    assert_eq!((all.len(), read), (4, vec![2, 4]));
    server.finish();
}

#[tokio::test]
async fn a_next_page_elsewhere_is_refused_so_that_the_token_stays_home() {
    let link = "<https://evil.example/api/v1/groups?after=x>; rel=\"next\"";
    let server = Server::start([expect(FIRST).json(GROUPS).header("link", link)]).await;
    let error = okta(&server).groups().list(&GroupQuery::default()).all().await.unwrap_err();
    assert!(matches!(&error, OktaError::ForeignPage { host, .. } if host == "evil.example"), "{error:?}");
    server.finish();
}

#[tokio::test]
async fn a_server_that_repeats_its_pages_is_left() {
    let server = Server::start([
        expect(FIRST).json(GROUPS).header("link", "<{origin}/two>; rel=\"next\""),
        expect("GET /two").json(GROUPS).header("link", "<{origin}/api/v1/groups?limit=1000>; rel=\"next\""),
    ])
    .await;
    let error = okta(&server).groups().list(&GroupQuery::default()).all().await.unwrap_err();
    assert!(matches!(error, OktaError::EndlessPages { .. }), "{error:?}");
    server.finish();
}

#[tokio::test]
async fn the_log_ends_at_an_empty_page_although_it_names_a_next() {
    let server = Server::start([
        expect("GET /api/v1/logs?limit=1000&sortOrder=ASCENDING")
            .json(include_str!("../replies/logs.json"))
            .header("link", "<{origin}/poll?after=1>; rel=\"next\""),
        expect("GET /poll?after=1").json("[]").header("link", "<{origin}/poll?after=2>; rel=\"next\""),
    ])
    .await;
    let events = okta(&server).logs().list(&LogQuery::default()).all().await.unwrap();
    assert_eq!(events.len(), 2);
    server.finish();
}
