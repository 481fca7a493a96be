use catflap_check::{Report, Verdict, junit, markdown};
use serde_json::json;

use crate::provider::{self, TOKEN};
use crate::server::{Answer, Server};
use crate::{check_with_events, target};

/// Servers that do their worst to get the token into what Catflap writes.
async fn everything_written(give: fn(&crate::server::Asked) -> Answer) -> (Report, String) {
    let server = Server::start(give).await;
    // Also in the URL, where somebody may have pasted it.
    let target = target(&format!("{}/scim/v2/{TOKEN}", server.base));
    let (report, events) = check_with_events(target, tokio_util::sync::CancellationToken::new()).await;
    let written = format!(
        "{} {} {} {} {report:?}",
        serde_json::to_string(&report).unwrap(),
        serde_json::to_string(&events).unwrap(),
        markdown(&report),
        junit(&report)
    );
    (report, written)
}

#[tokio::test]
async fn the_token_is_in_nothing_that_is_written() {
    let servers: [fn(&crate::server::Asked) -> Answer; 6] = [
        |asked| {
            let echo = asked.header("authorization").unwrap_or("nothing");
            Answer::scim(401, &json!({"schemas": [], "detail": format!("bad token {echo}")})).with("X-Echo", echo)
        },
        |asked| {
            let echo = asked.header("authorization").unwrap_or("nothing").replace(' ', "/");
            Answer::new(302, "text/plain", "").with("Location", &format!("https://login.example.com/{echo}"))
        },
        |asked| {
            let echo = asked.header("authorization").unwrap_or("nothing");
            let user = json!({"id": echo, "userName": echo, "active": echo, "emails": [], "name": {}});
            Answer::scim(200, &provider::list(&[user.clone(), user], 2, 1))
        },
        |asked| Answer::new(200, asked.header("authorization").unwrap_or("text/plain"), "{\"totalResults\":"),
        |asked| {
            Answer::Raw(format!("{} is no HTTP\r\n", asked.header("authorization").unwrap_or("nothing")).into_bytes())
        },
        |asked| {
            Answer::new(429, "text/plain", asked.header("authorization").unwrap_or("nothing").to_owned())
                .with("Retry-After", "9999")
        },
    ];
    for give in servers {
        let (report, written) = everything_written(give).await;
        assert_eq!(report.verdict, Verdict::Fail);
        if let Some(at) = written.find("marker-secret") {
            panic!("the token leaks: …{}…", &written[written.floor_char_boundary(at.saturating_sub(300))..at]);
        }
    }
}

#[tokio::test]
async fn the_markdown_holds_the_verdict_the_table_and_the_failing_exchange() {
    let server = Server::start(|_| Answer::scim(401, &json!({"detail": "``` nice try"}))).await;
    let report = crate::check(target(&format!("{}/scim/v2", server.base))).await;
    let text = markdown(&report);
    assert!(text.starts_with("# SCIM connection check\n\n**Okta can’t work with this service provider like this: the token is not accepted.**"), "{text}");
    assert!(text.contains("| Token | The token is not accepted (`token-accepted`) | FAIL | 401 |"), "{text}");
    assert!(text.contains("authorization: Bearer ••••3f9a") && text.contains("HTTP/1.1 401"));
    assert!(text.contains("````http\nGET "), "a fence that the body can not close");
    assert!(text.contains("- Token: ends in …3f9a"));
}

#[tokio::test]
async fn the_junit_report_counts_failures_and_skips() {
    let server = Server::start(|_| provider::error(401, "<no> & \"never\"")).await;
    let report = crate::check(target(&format!("{}/scim/v2", server.base))).await;
    let xml = junit(&report);
    assert!(xml.contains("<testsuites name=\"catflap check\" tests=\"30\" failures=\"1\""), "{xml}");
    assert!(xml.contains("<testsuite name=\"Read\" tests=\"19\" failures=\"0\" skipped=\"18\""), "{xml}");
    assert!(xml.contains("name=\"token-accepted\"") && xml.contains("<failure message=\"The token is not accepted\""));
    assert_eq!(xml.matches("<testcase").count(), 30);
}

#[tokio::test]
async fn a_report_is_read_back_as_it_was_written() {
    let server = Server::start(|asked| provider::right(asked, 3)).await;
    let report = crate::check(target(&format!("{}/scim/v2", server.base))).await;
    let again: Report = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
    assert_eq!(again, report);
}
