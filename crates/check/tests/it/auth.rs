use catflap_check::{Report, Verdict};
use catflap_http::{Secret, Url};

use crate::provider::{self, authorized};
use crate::server::{Answer, Server};
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
    assert!(find(&busy, "token-accepted").saw.contains("3600 s"));
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
