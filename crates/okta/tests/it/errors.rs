use std::fmt::Write as _;

use catflap_http::Fault;
use catflap_okta::{AppId, GroupQuery, Okta, OktaError};

use crate::server::{Expected, Server, expect};
use crate::{MARKER, okta};

const JSON: &str = "application/json";

async fn fails(expected: Expected) -> OktaError {
    let server = Server::start([expected]).await;
    let error = okta(&server).apps().get(&AppId::from("0oa1")).await.unwrap_err();
    server.finish();
    keeps_the_secret(&error);
    error
}

fn keeps_the_secret(error: &OktaError) {
    let mut shown = format!("{error} {error:?} {:#?} {}", error, serde_json::to_string(error.exchange()).unwrap());
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        let _ = write!(shown, "{source} {source:?}");
        cause = source.source();
    }
    assert!(!shown.contains(MARKER), "the token is shown in {shown}");
}

fn app() -> Expected {
    expect("GET /api/v1/apps/0oa1")
}

#[tokio::test]
async fn a_wrong_token_is_told_from_a_missing_right_and_a_missing_app() {
    let error = fails(
        app().reply(401, JSON, include_str!("../replies/error_invalid_token.json")).header("x-okta-request-id", "req1"),
    )
    .await;
    let OktaError::InvalidToken(refusal) = &error else { panic!("{error:?}") };
    assert_eq!((refusal.status, refusal.code.as_str()), (401, "E0000011"));
    assert_eq!(refusal.error_id.as_deref(), Some("oaeVnX5nTzRR6eB4C6T6A"));
    assert_eq!(error.request_id(), Some("req1"));
    let error = fails(app().reply(403, JSON, include_str!("../replies/error_no_permission.json"))).await;
    assert!(matches!(error, OktaError::NoPermission(_)), "{error:?}");
    let error = fails(app().reply(404, JSON, include_str!("../replies/error_not_found.json"))).await;
    assert!(matches!(error, OktaError::NotFound(_)), "{error:?}");
}

#[tokio::test]
async fn a_wrong_token_is_told_from_a_wrong_url() {
    let page = "<!doctype html><html><title>404</title></html>";
    for status in [200, 401, 403, 404] {
        let error = fails(app().reply(status, "text/html", page)).await;
        assert!(matches!(error, OktaError::NotOkta { .. }), "{status}: {error:?}");
    }
    let error = fails(app().reply(404, JSON, r#"{"message":"no such route"}"#)).await;
    assert!(matches!(error, OktaError::NotOkta { .. }), "JSON, but not Okta's: {error:?}");
    let error = fails(app().reply(302, "text/plain", "").header("location", "https://login.example/")).await;
    assert!(matches!(error, OktaError::NotOkta { .. }), "{error:?}");
    let error = fails(app().json("")).await;
    assert!(matches!(error, OktaError::NotOkta { .. }), "{error:?}");
}

#[tokio::test]
async fn a_refusal_without_a_body_is_oktas_when_it_carries_oktas_request_id() {
    let error = fails(app().reply(401, JSON, "").header("x-okta-request-id", "req2")).await;
    assert!(matches!(&error, OktaError::InvalidToken(refusal) if refusal.request_id.as_deref() == Some("req2")));
}

#[tokio::test]
async fn other_refusals_carry_oktas_words_and_causes() {
    let refused = app().reply(400, JSON, include_str!("../replies/error_validation.json"));
    let error = fails(refused.header("x-okta-request-id", "req3")).await;
    let OktaError::Api(refusal) = &error else { panic!("{error:?}") };
    assert_eq!(refusal.causes, ["Deactivate the mapping before it is deleted."]);
    let said = "Api validation failed: mapping (E0000001): Deactivate the mapping before it is deleted. [request req3]";
    assert_eq!(error.to_string(), format!("Okta refused: {said}"));
}

#[tokio::test]
async fn features_of_an_app_without_provisioning_are_a_refusal_with_a_code() {
    let reply = include_str!("../replies/error_provisioning_off.json");
    let server = Server::start([expect("GET /api/v1/apps/0oa1/features").reply(400, JSON, reply)]).await;
    let error = okta(&server).apps().features(&AppId::from("0oa1")).await.unwrap_err();
    assert!(matches!(&error, OktaError::Api(refusal) if refusal.code == "E0000030"), "{error:?}");
    server.finish();
}

#[tokio::test]
async fn the_rate_limit_tells_when_it_opens_again() {
    let error = fails(
        app()
            .reply(429, JSON, include_str!("../replies/error_rate_limit.json"))
            .header("x-rate-limit-reset", "1800000060"),
    )
    .await;
    let OktaError::RateLimited { reset, .. } = &error else { panic!("{error:?}") };
    assert_eq!(reset.unwrap().as_second(), 1_800_000_060);
}

#[tokio::test]
async fn an_outage_is_not_taken_for_a_wrong_url() {
    let error = fails(app().reply(503, "text/html", "<html>Service Unavailable</html>")).await;
    assert!(matches!(error, OktaError::Unavailable { .. }), "{error:?}");
}

#[tokio::test]
async fn an_answer_of_another_shape_is_told_by_its_path() {
    let server = Server::start([
        expect("GET /api/v1/groups?limit=1000").json(r#"[{"id":"00g1"},{"id":"00g2","profile":{"name":7}}]"#)
    ])
    .await;
    let error = okta(&server).groups().list(&GroupQuery::default()).all().await.unwrap_err();
    assert!(matches!(&error, OktaError::Parse { path, .. } if path == "[1].profile.name"), "{error:?}");
    server.finish();
}

#[tokio::test]
async fn metadata_that_is_no_metadata_is_told() {
    for (content_type, body) in [("text/xml", "<a/>"), ("text/xml", "not < xml"), ("text/xml", "")] {
        let line = "GET /api/v1/apps/0oa1/sso/saml/metadata?kid=k";
        let server = Server::start([expect(line).reply(200, content_type, body)]).await;
        let error = okta(&server).apps().saml_metadata(&AppId::from("0oa1"), "k").await.unwrap_err();
        assert!(matches!(error, OktaError::Metadata { .. }), "{body}: {error:?}");
        server.finish();
    }
}

#[tokio::test]
async fn an_echoed_token_is_masked_wherever_it_comes_back() {
    let echo = format!(
        r#"{{"errorCode":"E0000001","errorSummary":"bad token {MARKER}","errorCauses":[{{"errorSummary":"{MARKER}"}}]}}"#
    );
    let error = fails(app().reply(400, JSON, echo).header("x-echo", MARKER)).await;
    let OktaError::Api(refusal) = &error else { panic!("{error:?}") };
    assert!(refusal.summary.starts_with("bad token ••••"), "{}", refusal.summary);
}

#[tokio::test]
async fn nobody_listening_is_an_error_of_the_connection() {
    let server = Server::start([]).await;
    let okta: Okta = okta(&server);
    assert!(!format!("{okta:?}").contains(MARKER));
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let org = catflap_okta::OrgUrl::parse(&format!("http://{}", closed.local_addr().unwrap())).unwrap();
    drop(closed);
    let http = catflap_http::Client::new(catflap_http::Policy::default()).unwrap();
    let error = Okta::new(http, org, catflap_http::Credential::None).org().well_known().await.unwrap_err();
    assert!(matches!(&error, OktaError::Http(error) if error.fault == Fault::Refused), "{error:?}");
}
