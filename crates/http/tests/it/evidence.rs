use catflap_http::{Client, Credential, Method, Policy, Request, Secret, Url};
use serde_json::json;

use crate::server::{Answer, Server};
use crate::{client, get, policy};

const TOKEN: &str = "marker-token-0c5e-3f9a";

fn bearer() -> Credential {
    Credential::Bearer(Secret::new(TOKEN.into()))
}

#[tokio::test]
async fn the_evidence_shows_what_was_asked_and_what_came_back() {
    let server =
        Server::start(|_| Answer::scim(200, &json!({"totalResults": 0})).with("X-Rate-Limit-Remaining", "977")).await;
    let request = get(&format!("{}/Users?count=2", server.base))
        .with_credential(bearer())
        .with_header("Accept", "application/scim+json");
    let reply = client().send(request).await.unwrap();
    let seen = &reply.exchange;
    assert_eq!((seen.method.as_str(), seen.status, seen.attempts), ("GET", Some(200), 1));
    assert!(seen.url.ends_with("/Users?count=2"));
    assert_eq!(seen.http_version.as_deref(), Some("HTTP/1.1"));
    assert_eq!(seen.response_body.as_deref(), Some(r#"{"totalResults":0}"#));
    assert_eq!(seen.response_header("Content-Type"), Some("application/scim+json"));
    assert!(seen.request_headers.iter().any(|h| h.name == "authorization" && h.value == "Bearer ••••3f9a"));
    assert_eq!(reply.rate_limit().unwrap().remaining, Some(977));

    let asked = &server.asked()[0];
    assert_eq!(asked.header("authorization"), Some("Bearer marker-token-0c5e-3f9a"), "the server gets the real one");
    assert_eq!(asked.header("accept"), Some("application/scim+json"));
    assert!(asked.header("user-agent").unwrap().starts_with("Catflap/"));
    assert_eq!(asked.header("cookie"), None);
}

#[tokio::test]
async fn a_token_that_the_server_gives_back_is_masked_everywhere() {
    let server = Server::start(|asked| {
        let echo = asked.header("authorization").unwrap().to_owned();
        Answer::scim(403, &json!({"detail": format!("{echo} is not welcome")}))
            .with("X-Echo", &echo)
            .with("WWW-Authenticate", &echo)
    })
    .await;
    let url = format!("{}/Users?token={TOKEN}", server.base);
    let reply = client().send(get(&url).with_credential(bearer())).await.unwrap();
    let written = serde_json::to_string(&reply.exchange).unwrap();
    assert!(!written.contains("marker"), "{written}");
    assert_eq!(written.matches("••••3f9a").count(), 5, "{written}");
}

#[tokio::test]
async fn a_basic_password_and_a_password_in_a_body_are_masked_on_both_ways() {
    let server = Server::start(|asked| Answer::scim(201, &serde_json::from_str(&asked.body).unwrap())).await;
    let credential = Credential::Basic { user: "me".into(), password: Secret::new("marker-basic-password".into()) };
    let request =
        Request::new(Method::POST, Url::parse(&server.base).unwrap()).with_credential(credential).with_json_as(
            "application/scim+json",
            json!({"userName": "ada", "password": "marker-in-body", "note": "marker-in-body again"}),
        );
    let reply = client().send(request).await.unwrap();
    let written = serde_json::to_string(&reply.exchange).unwrap();
    assert!(!written.contains("marker"), "{written}");
    assert!(!written.contains("bWU6bWFya2Vy"), "nor in Base64");
    assert!(written.contains("ada"));
    assert_eq!(server.asked()[0].header("content-type"), Some("application/scim+json"));
    assert!(reply.text().contains("marker-in-body"), "the caller gets the true body");
}

#[tokio::test]
async fn a_form_is_sent_encoded_and_shown_without_its_assertion() {
    let server = Server::start(|_| {
        Answer::new(200, "application/json", r#"{"access_token":"marker-granted","expires_in":3600}"#)
    })
    .await;
    let pairs =
        vec![("grant_type".into(), "client_credentials".into()), ("client_assertion".into(), "marker.jwt&x".into())];
    let reply =
        client().send(Request::new(Method::POST, Url::parse(&server.base).unwrap()).with_form(pairs)).await.unwrap();
    assert_eq!(server.asked()[0].body, "grant_type=client_credentials&client_assertion=marker.jwt%26x");
    let written = serde_json::to_string(&reply.exchange).unwrap();
    assert!(!written.contains("marker"), "{written}");
    assert!(written.contains("grant_type=client_credentials"));
}

#[tokio::test]
async fn a_redirect_is_reported_and_not_followed() {
    let elsewhere = Server::start(|_| Answer::new(200, "text/plain", "caught")).await;
    let target = format!("{}/catch", elsewhere.base);
    let server = Server::start(move |_| Answer::new(302, "text/plain", "").with("Location", &target)).await;
    let reply = client().send(get(&server.base).with_credential(bearer())).await.unwrap();
    assert_eq!(reply.status, 302);
    assert!(reply.redirect().unwrap().other_origin);
    assert!(elsewhere.asked().is_empty(), "the token stayed home");
}

#[tokio::test]
async fn a_long_body_is_cut_in_the_evidence_and_whole_in_the_reply() {
    let server = Server::start(|_| Answer::new(200, "text/plain", format!("{}{TOKEN}", "x".repeat(90)))).await;
    let client = Client::new(Policy { max_evidence: 100, ..policy() }).unwrap();
    let reply = client.send(get(&server.base).with_credential(bearer())).await.unwrap();
    assert_eq!(reply.body.len(), 112);
    let shown = reply.exchange.response_body.clone().unwrap();
    assert!(shown.len() <= 100 && reply.exchange.response_truncated, "{shown}");
    assert!(!shown.contains("mark"), "the cut never leaves half a secret");
    assert_eq!(reply.exchange.response_bytes, 112);
}

#[tokio::test]
async fn a_body_that_is_shown_later_is_the_same_evidence() {
    let server = Server::start(|_| Answer::new(200, "text/plain", format!("{TOKEN} {}", "x".repeat(90)))).await;
    let client = Client::new(Policy { max_evidence: 60, ..policy() }).unwrap();
    let request = || get(&server.base).with_credential(bearer());
    let received = client.receive(request()).await.unwrap();
    assert_eq!((received.exchange().response_body.as_deref(), received.exchange().response_bytes), (None, 113));
    let (later, at_once) = (received.shown().exchange, client.send(request()).await.unwrap().exchange);
    assert_eq!(later.response_body, at_once.response_body);
    assert!(later.response_truncated && at_once.response_truncated);
    assert!(later.response_body.unwrap().starts_with("••••"), "it is masked all the same");
}

#[tokio::test]
async fn the_method_and_the_policys_name_are_what_the_server_sees() {
    let server = Server::start(|_| Answer::new(204, "text/plain", "")).await;
    let client = Client::new(Policy { user_agent: "Catflap/9".into(), ..policy() }).unwrap();
    client.send(Request::new(Method::DELETE, Url::parse(&server.base).unwrap())).await.unwrap();
    let asked = &server.asked()[0];
    assert_eq!((asked.method.as_str(), asked.header("user-agent")), ("DELETE", Some("Catflap/9")));
}
