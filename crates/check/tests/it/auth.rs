use catflap_check::{Report, Verdict};
use catflap_http::{Secret, Url};

use crate::provider::{self, authorized};
use crate::server::{Answer, Asked, Server};
use crate::{check, find, off, target, twisted};

/// Checks a provider that gives this answer to the right token.
async fn answered(answer: Answer) -> Report {
    twisted(move |asked| authorized(asked).then(|| answer.clone())).await
}

#[tokio::test]
async fn a_wrong_token_is_told_from_a_wrong_url() {
    let wrong_token = answered(provider::error(401, "no")).await;
    let finding = find(&wrong_token, "token-accepted");
    assert_eq!((finding.verdict, finding.summary.as_str()), (Verdict::Fail, "401"));
    assert!(
        finding.todo.contains("REGENERATE") && finding.todo.contains("Provisioning › Integration"),
        "{}",
        finding.todo
    );
    assert_eq!(find(&wrong_token, "users-shape").verdict, Verdict::Skip);
    assert_eq!(find(&wrong_token, "refused-without-token").verdict, Verdict::Pass);

    let wrong_url = answered(Answer::new(404, "text/plain", "")).await;
    let finding = find(&wrong_url, "token-accepted");
    assert_eq!((finding.verdict, finding.summary.as_str()), (Verdict::Fail, "404"));
    assert!(
        finding.todo.contains("SCIM connector base URL") && !finding.todo.contains("REGENERATE"),
        "{}",
        finding.todo
    );
}

#[tokio::test]
async fn forbidden_redirects_pages_and_failures_are_told_apart() {
    let summary = |report: &Report| find(report, "token-accepted").summary.clone();
    assert_eq!(summary(&answered(Answer::new(403, "text/plain", "")).await), "403");
    assert_eq!(summary(&answered(Answer::new(500, "text/plain", "")).await), "500");
    assert_eq!(summary(&answered(Answer::new(200, "text/html", "<html>Sign in</html>")).await), "a web page");
    let redirected = answered(Answer::new(302, "text/plain", "").with("Location", "https://login.example.com/")).await;
    let finding = find(&redirected, "token-accepted");
    assert_eq!((finding.verdict, finding.summary.as_str()), (Verdict::Fail, "302"));
    assert_eq!(finding.facts["redirects to"], "https://login.example.com/");
    let busy = answered(Answer::new(429, "text/plain", "").with("Retry-After", "3600")).await;
    assert_eq!(summary(&busy), "429");
    assert!(find(&busy, "token-accepted").saw.contains("60 minutes"));
}

/// Checks `path` of a server that is right where `is_there` says so, and answers 404 everywhere else.
async fn at(path: &str, is_there: fn(&Asked) -> bool) -> Report {
    let server = Server::start(move |asked| {
        if is_there(asked) {
            provider::right(&Asked { target: asked.target.replacen("//", "/", 1), ..asked.clone() }, 3)
        } else {
            Answer::new(404, "text/plain", "nothing here")
        }
    })
    .await;
    let mut report = check(target(&format!("{}{path}", server.base))).await;
    for finding in &mut report.findings {
        for text in finding.facts.values_mut().chain([&mut finding.todo]) {
            *text = text.replace(&server.base, "BASE");
        }
    }
    report
}

#[tokio::test]
async fn the_right_url_near_a_wrong_one_is_found_and_offered() {
    for wrong in ["/scim/v2/v2", "/scim/v1", "/scim", "", "/v2", "/scim/v2/scim/v2"] {
        let report = at(wrong, |asked| {
            asked.path().starts_with("/scim/v2/")
                && !asked.path().contains("/v2/v2/")
                && asked.path().matches("scim").count() == 1
        })
        .await;
        let finding = find(&report, "token-accepted");
        assert_eq!(finding.verdict, Verdict::Fail, "{wrong}");
        assert_eq!(finding.facts.get("right url").map(String::as_str), Some("BASE/scim/v2"), "{wrong}: {finding:#?}");
        assert!(
            finding.todo.starts_with("Use BASE/scim/v2 here, and as SCIM connector base URL in Okta"),
            "{}",
            finding.todo
        );
        let statuses: Vec<_> = finding.exchanges.iter().map(|exchange| exchange.status.unwrap()).collect();
        assert_eq!(statuses, [200, 404], "the address that answers, and last the one that does not");
    }
    let slashed = at("/scim/v2", |asked| asked.path().starts_with("/scim/v2//")).await;
    assert_eq!(find(&slashed, "token-accepted").facts["right url"], "BASE/scim/v2/");
}

#[tokio::test]
async fn a_web_page_or_another_refusal_near_by_is_not_offered_as_the_right_url() {
    let pages = twisted(|asked| {
        Some(if asked.path().starts_with("/scim/v2/") {
            Answer::new(404, "text/plain", "")
        } else {
            Answer::new(200, "text/html", "<html>Welcome</html>")
        })
    })
    .await;
    let finding = find(&pages, "token-accepted");
    assert!(!finding.facts.contains_key("right url") && finding.saw.contains("Nor is there"), "{}", finding.saw);
    assert!(finding.todo.contains("Copy the SCIM URL again"), "{}", finding.todo);

    let elsewhere = twisted(|asked| {
        Some(if asked.path() == "/scim/Users" {
            provider::error(401, "no")
        } else {
            Answer::new(404, "text/plain", "")
        })
    })
    .await;
    let finding = find(&elsewhere, "token-accepted");
    assert!(finding.facts["perhaps"].ends_with("/scim") && finding.saw.contains("another token"), "{}", finding.saw);
}

#[tokio::test]
async fn the_token_never_follows_a_redirect() {
    let thief = Server::start(|asked| provider::right(asked, 3)).await;
    for status in [301, 302, 303, 307, 308] {
        let to = format!("{}/scim/v2/Users", thief.base);
        let report = answered(Answer::new(status, "text/plain", "").with("Location", &to)).await;
        let finding = find(&report, "token-accepted");
        assert_eq!((finding.verdict, finding.title.as_str()), (Verdict::Fail, "The URL points elsewhere"));
        assert_eq!(finding.facts["redirects to"], to);
    }
    assert!(thief.asked().is_empty(), "nobody came, with or without the token");
    let circle = answered(Answer::new(302, "text/plain", "").with("Location", "/scim/v2/Users")).await;
    assert_eq!(find(&circle, "token-accepted").summary, "302");
}

#[tokio::test]
async fn what_can_not_be_the_token_is_sent_nowhere() {
    for token in [
        "00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789_-AB",
        "configcat-sdk-1/abcdefghijklmnopqrstuv/abcdefghijklmnopqrstuv",
        "abcdefghijklmnopqrstuv/abcdefghijklmnopqrstuv",
        "Bearer marker-secret-token-b81d-3f9a",
        "https://scim-api.configcat.com/v2/x",
    ] {
        let server = Server::start(|asked| provider::right(asked, 3)).await;
        let mut target = target(&format!("{}/scim/v2", server.base));
        target.token = Secret::new(token.into());
        let report = check(target).await;
        assert_eq!(find(&report, "paste-shape").verdict, Verdict::Fail, "{token}");
        assert_eq!(find(&report, "token-accepted").verdict, Verdict::Skip, "{token}");
        assert!(
            server.asked().iter().all(|asked| asked.header("authorization").is_none_or(|sent| !sent.contains(token))),
            "{token} was sent"
        );
        assert_eq!(find(&report, "refused-without-token").verdict, Verdict::Pass, "what needs no token is asked");
    }
}

#[tokio::test]
async fn a_server_that_takes_any_token_fails_though_everything_else_passes() {
    let report = twisted(|asked| {
        let mut asked = asked.clone();
        asked.headers.retain(|(name, _)| name != "authorization");
        asked.headers.push(("authorization".into(), format!("Bearer {}", provider::TOKEN)));
        Some(provider::right(&asked, 40))
    })
    .await;
    assert_eq!(off(&report), [("refused-without-token", Verdict::Fail), ("refused-with-wrong-token", Verdict::Fail)]);
    assert_eq!(report.verdict, Verdict::Fail);
}

#[tokio::test]
async fn a_server_that_takes_any_token_but_not_none_is_found_too() {
    let report = twisted(|asked| {
        let mut asked = asked.clone();
        for (name, value) in &mut asked.headers {
            if name == "authorization" {
                *value = format!("Bearer {}", provider::TOKEN);
            }
        }
        Some(provider::right(&asked, 40))
    })
    .await;
    assert_eq!(off(&report), [("refused-with-wrong-token", Verdict::Fail)]);
}

#[tokio::test]
async fn other_refusals_than_401_are_notes_and_a_server_error_is_worth_knowing() {
    for (status, verdict) in [(403, Verdict::Note), (302, Verdict::Note), (404, Verdict::Note), (500, Verdict::Warn)] {
        let report = twisted(move |asked| (!authorized(asked)).then(|| Answer::new(status, "text/plain", ""))).await;
        assert_eq!(
            off(&report),
            [("refused-without-token", verdict), ("refused-with-wrong-token", verdict)],
            "{status}"
        );
    }
    let page =
        twisted(|asked| (!authorized(asked)).then(|| Answer::new(200, "text/html", "<html>Sign in</html>"))).await;
    assert_eq!(find(&page, "refused-without-token").verdict, Verdict::Note, "a sign-in page gives nothing away");
}

#[tokio::test]
async fn what_was_pasted_along_is_found() {
    let server = Server::start(|asked| provider::right(asked, 3)).await;
    let right = format!("{}/scim/v2", server.base);
    let shape = |url: String, token: &str| {
        let mut target = target(&url);
        target.token = Secret::new(token.into());
        async move {
            let report = check(target).await;
            let finding = find(&report, "paste-shape").clone();
            (finding.verdict, finding.title)
        }
    };
    assert_eq!(shape(right.clone(), provider::TOKEN).await.0, Verdict::Pass);
    assert_eq!(shape(format!("{right}/Users"), provider::TOKEN).await.0, Verdict::Warn);
    assert_eq!(shape(right.clone(), "Bearer marker-secret-token-b81d-3f9a").await.0, Verdict::Fail);
    assert_eq!(
        shape(right.clone(), "00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789_-AB").await.1,
        "This looks like an Okta API token"
    );
    assert_eq!(
        shape(right.clone(), "configcat-sdk-1/abcdefghijklmnopqrstuv/abcdefghijklmnopqrstuv").await.1,
        "This looks like an SDK key"
    );
    assert_eq!(shape(right.clone(), "marker-secret-token...").await, (Verdict::Warn, "The token is not whole".into()));
    assert_eq!(shape(right.clone(), "short").await.0, Verdict::Warn);
}

#[tokio::test]
async fn plain_http_to_another_computer_is_refused_before_the_token_is_sent() {
    let mut plain = target("http://127.0.0.1/");
    plain.url = Url::parse("http://192.0.2.1/scim").unwrap();
    plain.policy = plain.policy.with_timeout(std::time::Duration::from_millis(300));
    let report = check(plain).await;
    assert_eq!(find(&report, "paste-shape").verdict, Verdict::Fail);
    assert!(report.findings.iter().all(|finding| finding.exchanges.iter().all(|exchange| exchange.status.is_none())));
}
