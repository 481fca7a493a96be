use std::time::Duration;

use catflap_http::{Credential, Fault, Method, Policy, Request, Secret, Url};
use tokio::net::TcpListener;

use crate::server::{Answer, Server};
use crate::{client, get, hasty, policy};

#[tokio::test]
async fn a_refused_port_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let error = client().send(get(&format!("http://127.0.0.1:{port}/Users"))).await.unwrap_err();
    assert_eq!(error.fault, Fault::Refused);
    assert_eq!(error.exchange.status, None);
    assert_eq!(error.exchange.error.as_deref(), Some("the connection was refused"));
}

#[tokio::test]
async fn a_server_that_never_answers_is_a_timeout_and_not_a_failed_connection() {
    let server = Server::start(|_| Answer::Silence).await;
    let error = hasty().send(get(&server.base)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Timeout { after_ms: 400, began: false });
    assert_eq!(server.asked().len(), 1, "a slow server is not asked again");
}

#[tokio::test]
async fn an_answer_that_begins_and_does_not_end_is_told_from_none() {
    let server =
        Server::start(|_| Answer::Stalled(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"tot".to_vec())).await;
    let error = hasty().send(get(&server.base)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Timeout { after_ms: 400, began: true });
    assert_eq!((error.exchange.status, error.exchange.response_body.as_deref()), (Some(200), Some("{\"tot")));
    assert!(error.exchange.response_truncated && error.exchange.first_byte_ms.is_some());
}

#[tokio::test]
async fn the_first_byte_has_a_limit_of_its_own() {
    let short = Duration::from_millis(300);
    let impatient = Policy { connect_timeout: short, first_byte_timeout: short, ..policy() };
    let server = Server::start(|_| Answer::Silence).await;
    let error = catflap_http::Client::new(impatient).unwrap().send(get(&server.base)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Timeout { after_ms: 300, began: false });
    assert_eq!(error.exchange.first_byte_ms, None);
}

#[tokio::test]
async fn a_server_that_never_shakes_hands_is_a_connect_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let keeps_quiet = tokio::spawn(async move {
        let held = listener.accept().await.unwrap();
        std::future::pending::<()>().await;
        drop(held);
    });
    let error = hasty().send(get(&format!("https://127.0.0.1:{port}/"))).await.unwrap_err();
    assert_eq!(error.fault, Fault::ConnectTimeout { after_ms: 400 });
    keeps_quiet.abort();
}

#[tokio::test]
async fn an_unknown_name_is_told() {
    let error = client().send(get("https://no-such-host.invalid/")).await.unwrap_err();
    assert_eq!(error.fault, Fault::Dns { host: "no-such-host.invalid".into() });
}

#[tokio::test]
async fn plain_http_to_another_computer_is_refused_before_anything_is_sent() {
    let error = client().send(get("http://192.0.2.1/Users")).await.unwrap_err();
    assert_eq!((error.fault, error.exchange.attempts), (Fault::NotHttps, 0));
}

#[tokio::test]
async fn a_closed_connection_and_an_answer_that_is_no_http_are_told_apart() {
    let closing = Server::start(|_| Answer::Close).await;
    let post = Request::new(Method::POST, Url::parse(&closing.base).unwrap());
    assert_eq!(client().send(post).await.unwrap_err().fault, Fault::Closed);

    let talking = Server::start(|_| Answer::Raw(b"220 mail.example.com ESMTP\r\n".to_vec())).await;
    let fault = client().send(get(&talking.base)).await.unwrap_err().fault;
    assert!(matches!(fault, Fault::Protocol { .. }), "{fault:?}");
}

#[tokio::test]
async fn a_body_cut_short_is_a_closed_connection_with_what_came() {
    let server = Server::start(|_| Answer::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"tot".to_vec())).await;
    let error = client().send(get(&server.base)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Closed);
    assert_eq!((error.exchange.status, error.exchange.response_body.as_deref()), (Some(200), Some("{\"tot")));
    assert!(error.exchange.response_truncated);
}

#[tokio::test]
async fn a_token_with_a_line_break_is_told_and_not_shown() {
    let server = Server::start(|_| Answer::new(200, "text/plain", "")).await;
    let token = Secret::new("marker\ntoken-of-some-length".into());
    let error = client().send(get(&server.base).with_credential(Credential::Bearer(token))).await.unwrap_err();
    assert_eq!(error.fault, Fault::Unsendable { what: "authorization".into() });
    assert!(!format!("{error} {error:?}").contains("marker"));
    assert!(server.asked().is_empty());
}
