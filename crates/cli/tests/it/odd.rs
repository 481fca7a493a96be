//! Servers that are something else, or too much.

use catflap_sandbox::{Fault, Side, When};
use serde_json::json;

use crate::server::{Answer, Server};
use crate::shell::{Practice, TOKEN, with_token};

#[tokio::test(flavor = "multi_thread")]
async fn another_web_site_is_told_from_a_scim_endpoint() {
    let site = Server::start(|_| Answer::new(200, "text/html", "<!doctype html><title>Welcome</title>")).await;
    let text = with_token(&["check", "--url", &site.base], TOKEN).await.with(1).out;
    assert!(text.contains("FAIL"), "{text}");
    with_token(&["pull", "--url", &site.base], TOKEN).await.problem(3, "answer-unreadable");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_is_told_and_not_followed() {
    let target = Server::start(|_| Answer::new(200, "text/plain", "")).await;
    let to = target.base.clone();
    let server = Server::start(move |_| Answer::new(301, "text/plain", "").with("Location", &to)).await;
    with_token(&["check", "--url", &server.base], TOKEN).await.with(1);
    with_token(&["pull", "--url", &server.base], TOKEN).await.problem(3, "url-unusable");
    assert!(target.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_without_end_is_given_up() {
    let server = Server::start(|_| Answer::new(200, "application/scim+json", vec![b' '; 17_000_000])).await;
    with_token(&["pull", "--url", &server.base], TOKEN).await.problem(3, "answer-unreadable");
    with_token(&["check", "--url", &server.base], TOKEN).await.with(1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pull_gives_up_by_the_time_limit_and_names_the_option() {
    let practice = Practice::ready().await;
    practice.sandbox.faults().always(When::any(Side::Scim), Fault::Silence);
    let ended = practice.run("pull", &["--timeout", "1"]).await.problem(3, "timed-out");
    assert!(ended.err.contains("--timeout") && ended.err.contains("1 s"), "{}", ended.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_token_and_an_unknown_path_say_what_to_do_in_the_shell() {
    let practice = Practice::ready().await;
    let ended =
        with_token(&["pull", "--url", &practice.url], "wrong-token-of-nobody").await.problem(3, "credential-refused");
    assert!(ended.err.contains("give it to this command and to Okta’s"), "{}", ended.err);
    practice.sandbox.faults().always(When::any(Side::Scim), Fault::Status { status: 404, body: "{}".into() });
    assert!(practice.run("pull", &[]).await.problem(3, "not-there").err.contains("catflap-cli check"));
    practice.sandbox.faults().clear();
    practice.sandbox.faults().always(When::any(Side::Scim), Fault::Status { status: 400, body: "{}".into() });
    assert!(practice.run("pull", &[]).await.problem(3, "server-error").err.contains("Run catflap-cli check with"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_steers_terminals_steers_none() {
    let server = Server::start(|asked| {
        let user =
            json!({"id": "u\u{1b}[2J", "userName": "a\u{1b}]0;x\u{7}@x.co", "displayName": "n", "emails": "\u{1b}c"});
        let lists = json!({"totalResults": "1\u{1b}[1m", "startIndex": 1, "Resources": [user]});
        if asked.path() == "/Users" {
            Answer::scim(200, &lists)
        } else {
            Answer::new(500, "text/plain", "\u{1b}[31mred")
        }
    })
    .await;
    // `shell::ended` finds the escape character wherever it is.
    for more in [&["--format", "text"][..], &["--format", "junit"], &["--format", "json"]] {
        with_token(&[&["check", "--url", &server.base], more].concat(), TOKEN).await.with(1);
    }
    with_token(&["pull", "--url", &server.base], TOKEN).await.with(3);
}
