use std::io::Write as _;

use catflap_http::{Client, Fault, Policy};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::server::{Answer, Server};
use crate::{client, get, policy};

fn packed(body: &[u8]) -> Answer {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(body).unwrap();
    Answer::new(200, "application/json", packer.finish().unwrap()).with("Content-Encoding", "gzip")
}

fn small() -> Client {
    Client::new(Policy { max_body: 100_000, ..policy() }).unwrap()
}

#[tokio::test]
async fn a_packed_answer_is_asked_for_unpacked_and_shown_as_such() {
    let server = Server::start(|asked| match asked.header("accept-encoding") {
        Some("gzip") => packed(json!({"totalResults": 0, "password": "marker"}).to_string().as_bytes()),
        other => Answer::new(406, "text/plain", format!("{other:?}")),
    })
    .await;
    let reply = client().send(get(&server.base)).await.unwrap();
    assert_eq!(reply.json::<serde_json::Value>().unwrap()["totalResults"], 0);
    let seen = &reply.exchange;
    assert_eq!(seen.response_header("content-encoding"), Some("gzip"));
    assert_eq!(seen.response_body.as_deref(), Some(r#"{"password":"••••","totalResults":0}"#));
    assert_eq!(seen.response_bytes, reply.body.len() as u64);
    assert!(seen.request_headers.iter().any(|header| header.name == "accept-encoding" && header.value == "gzip"));
}

#[tokio::test]
async fn a_caller_may_ask_for_another_encoding() {
    let server = Server::start(|_| Answer::new(200, "text/plain", "plain")).await;
    client().send(get(&server.base).with_header("Accept-Encoding", "identity")).await.unwrap();
    assert_eq!(server.asked()[0].header("accept-encoding"), Some("identity"));
}

#[tokio::test]
async fn what_says_gzip_and_is_none_is_told() {
    let server = Server::start(|_| Answer::scim(200, &json!({})).with("Content-Encoding", "gzip")).await;
    let fault = client().send(get(&server.base)).await.unwrap_err().fault;
    assert!(matches!(&fault, Fault::Protocol { detail } if detail.contains("gzip")), "{fault:?}");
}

#[tokio::test]
async fn a_body_that_says_it_is_huge_is_refused_before_it_is_read() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n";
    // Nothing follows the head: whoever reads on waits for ever.
    let server = Server::start(|_| Answer::Stalled(head.into())).await;
    let error = client().send(get(&server.base)).await.unwrap_err();
    assert_eq!(error.fault, Fault::BodyTooLarge { limit: 16_000_000 });
    assert_eq!((error.exchange.status, error.exchange.response_bytes), (Some(200), 0));
}

#[tokio::test]
async fn a_body_that_does_not_say_how_huge_it_is_is_refused_at_the_limit() {
    let server = Server::start(|_| {
        let mut bytes = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
        bytes.resize(200_000, b' ');
        Answer::Raw(bytes)
    })
    .await;
    let error = small().send(get(&server.base)).await.unwrap_err();
    assert_eq!(error.fault, Fault::BodyTooLarge { limit: 100_000 });
    assert!(error.exchange.response_bytes <= 100_000);
}

#[tokio::test]
async fn a_small_body_that_unpacks_to_a_huge_one_is_refused() {
    let server = Server::start(|_| packed(&vec![b' '; 5_000_000])).await;
    let error = small().send(get(&server.base)).await.unwrap_err();
    assert_eq!(error.fault, Fault::BodyTooLarge { limit: 100_000 });
    assert!(error.exchange.response_bytes <= 100_000);
}

#[tokio::test]
async fn a_cookie_is_never_given_back_and_the_user_agent_names_the_version() {
    let server = Server::start(|_| Answer::new(200, "text/plain", "").with("Set-Cookie", "session=1; Path=/")).await;
    let client = client();
    client.send(get(&server.base)).await.unwrap();
    client.send(get(&server.base)).await.unwrap();
    assert_eq!(server.asked()[1].header("cookie"), None);
    let agent = server.asked()[1].header("user-agent").unwrap().to_owned();
    assert!(agent.starts_with(concat!("Catflap/", env!("CARGO_PKG_VERSION"), " (")), "{agent}");
}
