//! `catflap-cli check`.

use catflap_sandbox::{Fault, Side, When};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::shell::{Practice, with_token};

/// Names and types of an object's fields, in order.
fn shape(value: &Value) -> Vec<(&str, &str)> {
    let kind = |value: &Value| match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let mut shape: Vec<_> =
        value.as_object().unwrap().iter().map(|(name, value)| (name.as_str(), kind(value))).collect();
    shape.sort_unstable();
    shape
}

fn assert_is_a_report(report: &Value) {
    assert_eq!(
        shape(report),
        [("checks", "array"), ("duration_ms", "number"), ("url", "string"), ("verdict", "string")]
    );
    assert!(["pass", "warn", "fail"].contains(&report["verdict"].as_str().unwrap()), "{report}");
    let checks = report["checks"].as_array().unwrap();
    assert!(!checks.is_empty());
    for check in checks {
        assert_eq!(
            shape(check),
            [
                ("detail", "string"),
                ("duration_ms", "number"),
                ("evidence", "object"),
                ("id", "string"),
                ("level", "string"),
                ("remedy", "string"),
                ("title", "string"),
                ("verdict", "string"),
            ]
        );
        assert!(["pass", "warn", "fail", "skip"].contains(&check["verdict"].as_str().unwrap()), "{check}");
        assert!(check["verdict"] != "fail" || check["remedy"] != "", "a failure has a remedy: {check}");
    }
}

fn verdict_of<'a>(report: &'a Value, id: &str) -> &'a str {
    let checks = report["checks"].as_array().unwrap();
    checks.iter().find(|check| check["id"] == id).unwrap()["verdict"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_endpoint_passes_in_every_format_and_nothing_is_said_beside_it() {
    let practice = Practice::ready().await;
    let json = practice.run("check", &["--format", "json"]).await.with(0);
    let report = json.json();
    assert_is_a_report(&report);
    assert_eq!(report["verdict"], "pass");
    assert_eq!(report["url"], practice.url);
    let text = practice.run("check", &[]).await.with(0);
    assert!(text.out.contains(&practice.url) && text.out.contains("Nothing to fix."), "{}", text.out);
    let checks = report["checks"].as_array().unwrap();
    for check in checks {
        assert!(text.out.contains(check["title"].as_str().unwrap()), "{check} is in {}", text.out);
    }
    let junit = practice.run("check", &["--format", "junit"]).await.with(0);
    assert_eq!(cases(&junit.out), (checks.len(), 0, 1), "TLS is skipped on loopback");
    for ended in [json, text, junit] {
        assert_eq!(ended.err, "", "neither progress nor anything else");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_fails_with_its_remedy_in_every_format() {
    let practice = Practice::ready().await;
    let wrong = "8c1f-marker-of-another-organization-77";
    let run =
        async |format: &str| with_token(&["check", "--url", &practice.url, "--format", format], wrong).await.with(1);
    let report = run("json").await.json();
    assert_is_a_report(&report);
    assert_eq!((report["verdict"].as_str(), verdict_of(&report, "token-accepted")), (Some("fail"), "fail"));
    assert_eq!(verdict_of(&report, "users-shape"), "skip", "nothing that needs the token is asked");
    let text = run("text").await.out;
    assert!(text.contains("FAIL  The token is not accepted") && text.contains("REGENERATE"), "{text}");
    let (all, failed, skipped) = cases(&run("junit").await.out);
    assert_eq!(failed, 1);
    assert!(skipped > 1 && skipped < all);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_endpoint_makes_it_wait_for_is_said_to_people_and_not_to_scripts() {
    let practice = Practice::ready().await;
    for (format, said) in [("text", 1), ("json", 0)] {
        practice.sandbox.faults().next(1, When::of(Side::Scim, "GET", "/Users"), Fault::RateLimited { retry_after: 1 });
        let ended = practice.run("check", &["--format", format]).await.with(0);
        let waits = ended.err.matches("Waiting 2 s: ConfigCat asks for fewer requests (429).").count()
            + ended.err.matches("Waiting 1 s: ConfigCat asks for fewer requests (429).").count();
        assert_eq!(waits, said, "{format}: {}", ended.err);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn for_a_wrong_url_the_command_with_the_right_one_is_printed_and_works() {
    let practice = Practice::ready().await;
    let wrong = format!("{}/scim", practice.url);
    let ended = with_token(&["check", "--url", &wrong], &practice.token).await.with(1);
    let command = ended.out.lines().find_map(|line| line.trim().strip_prefix("Check there: catflap-cli ")).unwrap();
    assert_eq!(command, format!("check --url {} --token-env SCIM_TOKEN", practice.url), "{}", ended.out);
    with_token(&command.split(' ').take(3).collect::<Vec<_>>(), &practice.token).await.with(0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remedy_names_an_option_and_no_button_of_the_window() {
    let practice = Practice::ready().await;
    practice.sandbox.faults().always(When::any(Side::Scim), Fault::WrongTotals(3));
    for format in ["text", "json"] {
        let ended = practice.run("check", &["--format", format]).await.with(1);
        assert!(ended.out.contains("with its evidence (--format json)"), "{ended:?}");
        assert!(!ended.out.contains("Copy for support"), "{ended:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_never_answers_fails_by_the_time_limit_and_says_so() {
    let practice = Practice::ready().await;
    practice.sandbox.faults().always(When::any(Side::Scim), Fault::Silence);
    let text = practice.run("check", &["--timeout", "1"]).await.with(1);
    assert!(text.out.contains("1 s"), "the limit is named: {}", text.out);
    let report = practice.run("check", &["--timeout", "1", "--format", "json"]).await.with(1).json();
    assert_is_a_report(&report);
    assert_eq!(verdict_of(&report, "http"), "fail");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_not_there_is_a_failed_check() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/v2");
    let report = with_token(&["check", "--url", &url, "--format", "json"], "some-token-of-nobody").await.with(1).json();
    assert_is_a_report(&report);
    assert_eq!((verdict_of(&report, "tcp"), verdict_of(&report, "token-accepted")), ("fail", "skip"));

    let unknown = ["check", "--url", "https://scim.nowhere.invalid/v2", "--format", "json", "--timeout", "5"];
    let report = with_token(&unknown, "some-token-of-nobody").await.with(1).json();
    assert_eq!(verdict_of(&report, "dns"), "fail");
}

/// How many test cases a `JUnit` file has, how many failed, how many were skipped. Fails when it is not well-formed, or
/// counts itself wrongly.
pub fn cases(xml: &str) -> (usize, usize, usize) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut counted, mut told, mut open) = ((0, 0, 0), (0, 0), 0);
    loop {
        let (element, has_end) = match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Eof => break,
            Event::End(_) => {
                open -= 1;
                continue;
            }
            Event::Start(element) => (element, true),
            Event::Empty(element) => (element, false),
            _ => continue,
        };
        open += i32::from(has_end);
        let attribute = |name: &str| -> usize {
            let value = element.attributes().map(Result::unwrap).find(|attribute| attribute.key.as_ref() == name);
            value.unwrap().value.parse().unwrap()
        };
        match element.name().as_ref() {
            "testsuites" => told = (attribute("tests"), attribute("failures")),
            "testcase" => counted.0 += 1,
            "failure" => counted.1 += 1,
            "skipped" => counted.2 += 1,
            _ => {}
        }
    }
    assert_eq!(open, 0, "every element is closed");
    assert_eq!(told, (counted.0, counted.1), "{xml}");
    counted
}
