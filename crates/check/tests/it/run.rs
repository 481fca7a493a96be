use catflap_check::{CheckEvent, Level, Verdict};
use tokio_util::sync::CancellationToken;

use crate::server::{Answer, Server};
use crate::{check, check_with_events, find, off, provider, target};

#[tokio::test]
async fn a_right_endpoint_passes_every_check() {
    let server = Server::start(|asked| provider::right(asked, 312)).await;
    let report = check(target(&format!("{}/scim/v2", server.base))).await;
    assert_eq!(off(&report), []);
    assert_eq!(report.verdict, Verdict::Pass);
    assert_eq!(report.advice, "Nothing to fix.");
    assert_eq!((report.started_at.as_str(), report.token_hint.as_str()), ("2026-08-12T14:02:00Z", "…3f9a"));
    assert!(!report.cancelled);
    let ids: Vec<_> = report.findings.iter().map(|finding| finding.id.clone()).collect();
    let listed: Vec<_> = catflap_check::all().into_iter().map(|listed| listed.id).collect();
    assert_eq!(ids, listed, "every check has a finding, in the order of the list");
    assert_eq!(find(&report, "pages-join").summary, "4 pages, 312 users");
    assert_eq!(find(&report, "okta-connector-test").summary, "2 requests");
}

#[tokio::test]
async fn every_finding_speaks_and_keeps_its_summary_short() {
    let right = Server::start(|asked| provider::right(asked, 40)).await;
    let wrong = Server::start(|_| Answer::new(500, "text/plain", "oops")).await;
    let open = Server::start(|asked| provider::page(asked, 3)).await;
    for base in [&right.base, &wrong.base, &open.base] {
        let report = check(target(&format!("{base}/scim/v2"))).await;
        for finding in &report.findings {
            let id = &finding.id;
            assert!(finding.summary.chars().count() <= 30, "{id}: {}", finding.summary);
            assert!(!finding.title.is_empty() && !finding.saw.is_empty(), "{id}");
            assert!(finding.question.ends_with('?'), "{id}");
            if finding.verdict == Verdict::Fail {
                assert!(!finding.why.is_empty() && !finding.todo.is_empty(), "{id} fails without a remedy");
            }
            let all = format!("{} {} {} {}", finding.title, finding.saw, finding.why, finding.todo);
            assert!(!all.contains('!') && !all.contains("please") && !all.contains("  "), "{id}: {all}");
        }
    }
}

#[tokio::test]
async fn each_check_is_told_when_it_starts_and_when_it_ends() {
    let server = Server::start(|asked| provider::right(asked, 40)).await;
    let (report, events) =
        check_with_events(target(&format!("{}/scim/v2", server.base)), CancellationToken::new()).await;
    for listed in catflap_check::all() {
        let at = |wanted: &dyn Fn(&CheckEvent) -> bool| events.iter().position(wanted).unwrap();
        let started = at(&|event| matches!(event, CheckEvent::Started { id } if *id == listed.id));
        let ended = at(&|event| matches!(event, CheckEvent::Ended { finding } if finding.id == listed.id));
        assert!(started < ended, "{}", listed.id);
    }
    assert_eq!(events.len(), 2 * report.findings.len());
}

#[tokio::test]
async fn independent_checks_are_asked_at_the_same_time() {
    let server = Server::start(|asked| provider::right(asked, 40)).await;
    let (_, events) = check_with_events(target(&format!("{}/scim/v2", server.base)), CancellationToken::new()).await;
    let started = |wanted: &str| {
        events.iter().position(|event| matches!(event, CheckEvent::Started { id } if id == wanted)).unwrap()
    };
    let ended = |wanted: &str| {
        events.iter().position(|event| matches!(event, CheckEvent::Ended { finding } if finding.id == wanted)).unwrap()
    };
    assert!(started("refused-with-wrong-token") < ended("token-accepted"));
    assert!(started("schemas") < ended("service-provider-config"));
    assert!(started("lookup-known-user") > ended("users-shape"), "what needs another waits for it");
}

#[tokio::test]
async fn a_wait_for_the_rate_limit_is_told_to_whoever_watches_the_client() {
    let busy = std::sync::atomic::AtomicBool::new(true);
    let server = Server::start(move |asked| {
        let first = asked.path().ends_with("/Schemas") && busy.swap(false, std::sync::atomic::Ordering::SeqCst);
        if first { Answer::new(429, "text/plain", "").with("Retry-After", "0") } else { provider::right(asked, 3) }
    })
    .await;
    let target = target(&format!("{}/scim/v2", server.base));
    let (tells, told) = std::sync::mpsc::channel();
    let client = catflap_http::Client::new(target.policy.clone()).unwrap();
    let watched = client.with_waiting(move |waiting| tells.send(waiting.status).unwrap());
    let report = catflap_check::run_by(watched, target, |_| {}, CancellationToken::new()).await;
    assert_eq!(told.try_iter().collect::<Vec<_>>(), [Some(429)]);
    assert_eq!(off(&report), []);
    assert_eq!(find(&report, "schemas").exchanges[0].attempts, 2);
}

#[tokio::test]
async fn a_cancelled_run_ends_at_once_and_says_so() {
    // The server keeps every request with a token waiting for ever, so only cancelling can end the run.
    let server =
        Server::start(|asked| if provider::authorized(asked) { Answer::Silence } else { provider::right(asked, 1) })
            .await;
    let cancel = CancellationToken::new();
    let ends = cancel.clone();
    let mut slow = target(&format!("{}/scim/v2", server.base));
    slow.policy.timeout = std::time::Duration::from_secs(600);
    let report = catflap_check::run(
        slow,
        |event| {
            if matches!(&event, CheckEvent::Ended { finding } if finding.id == "refused-without-token") {
                ends.cancel();
            }
        },
        cancel,
    )
    .await
    .unwrap();
    assert!(report.cancelled);
    assert_eq!(report.headline, "The check was cancelled before its end.");
    assert_eq!(report.findings.len(), catflap_check::all().len());
    let waiting = find(&report, "token-accepted");
    assert_eq!((waiting.verdict, waiting.summary.as_str()), (Verdict::Skip, "cancelled"));
    assert_eq!(find(&report, "dns").verdict, Verdict::Pass, "what was found before stays");
}

#[tokio::test]
async fn a_run_that_is_cancelled_before_it_begins_asks_nothing() {
    let server = Server::start(|asked| provider::right(asked, 1)).await;
    let cancel = CancellationToken::new();
    cancel.cancel();
    let (report, _) = check_with_events(target(&server.base), cancel).await;
    assert!(report.cancelled);
    assert!(report.findings.iter().all(|finding| finding.verdict == Verdict::Skip));
    assert!(server.asked().is_empty());
}

#[test]
fn the_list_names_every_check_by_level() {
    let all = catflap_check::all();
    let of = |level| all.iter().filter(|listed| listed.level == level).count();
    assert_eq!([Level::Reach, Level::Auth, Level::Discovery, Level::Read].map(of), [4, 4, 3, 19]);
}
