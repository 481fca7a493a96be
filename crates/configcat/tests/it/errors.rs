use catflap_configcat::ConfigCatError;

use crate::server::{Expected, Server, expect};
use crate::{BASIC, MARKER, configcat};

async fn fails(expected: Expected) -> ConfigCatError {
    let server = Server::start([expected]).await;
    let error = configcat(&server).me().await.unwrap_err();
    server.finish();
    let shown = format!("{error} {error:?} {}", serde_json::to_string(error.exchange()).unwrap());
    assert!(!shown.contains(MARKER) && !shown.contains(&BASIC[6..]), "the password is shown in {shown}");
    error
}

fn me() -> Expected {
    expect("GET /v1/me")
}

#[tokio::test]
async fn wrong_credentials_are_told_from_a_missing_right_and_from_something_unknown() {
    let error = fails(me().reply(401, "application/json", "")).await;
    assert!(matches!(error, ConfigCatError::InvalidCredentials { .. }), "{error:?}");
    let error = fails(me().reply(403, "application/json", "")).await;
    assert!(matches!(error, ConfigCatError::NoPermission { .. }), "{error:?}");
    let error = fails(me().reply(404, "application/json", "")).await;
    assert!(matches!(error, ConfigCatError::NotFound { .. }), "{error:?}");
    let error = fails(me().reply(400, "application/json", r#"["bad"]"#)).await;
    assert!(matches!(error, ConfigCatError::Api { status: 400, .. }), "{error:?}");
}

#[tokio::test]
async fn wrong_credentials_are_told_from_a_wrong_url() {
    for status in [200, 401, 404] {
        let error = fails(me().reply(status, "text/html", "<html>hello</html>")).await;
        assert!(matches!(error, ConfigCatError::NotConfigCat { .. }), "{status}: {error:?}");
    }
    let error = fails(me().reply(302, "text/plain", "").header("location", "https://elsewhere.example/")).await;
    assert!(matches!(error, ConfigCatError::NotConfigCat { .. }), "{error:?}");
}

#[tokio::test]
async fn a_limit_an_outage_and_another_shape_are_told() {
    let error = fails(me().reply(429, "application/json", "").header("retry-after", "17")).await;
    assert!(matches!(error, ConfigCatError::RateLimited { retry_after: Some(17), .. }), "{error:?}");
    let error = fails(me().reply(502, "text/html", "<html>Bad gateway</html>")).await;
    assert!(matches!(error, ConfigCatError::Unavailable { status: 502, .. }), "{error:?}");
    let error = fails(me().json(r#"{"email":{"a":1}}"#)).await;
    assert!(matches!(&error, ConfigCatError::Parse { path, .. } if path == "email"), "{error:?}");
}

#[tokio::test]
async fn an_echoed_password_is_masked() {
    let echo = format!(r#"{{"message":"no such pair {BASIC} {MARKER}"}}"#);
    let error = fails(me().reply(400, "application/json", echo).header("x-echo", MARKER)).await;
    assert!(error.exchange().response_body.as_deref().unwrap().contains("••••"));
}
