//! The connection tester against local servers that are right, wrong and half wrong.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod auth;
mod discovery;
mod provider;
mod reach;
mod read;
mod rehearsal;
mod report;
mod rounds;
mod run;
#[path = "../../../http/tests/it/server.rs"]
mod server;

use std::sync::Mutex;

use catflap_check::{CheckEvent, Finding, Report, Target, Verdict};
use catflap_http::{Policy, Secret, Url};
use tokio_util::sync::CancellationToken;

use self::provider::TOKEN;
use self::server::{Answer, Asked, Server};

fn target(url: &str) -> Target {
    Target {
        url: Url::parse(url).unwrap(),
        token: Secret::new(TOKEN.into()),
        policy: Policy { system_proxy: false, ..Policy::default() }.with_timeout(std::time::Duration::from_secs(20)),
        now: "2026-08-12T14:02:00Z".parse().unwrap(),
    }
}

async fn check(target: Target) -> Report {
    catflap_check::run(target, |_| {}, CancellationToken::new()).await.unwrap()
}

async fn check_with_events(target: Target, cancel: CancellationToken) -> (Report, Vec<CheckEvent>) {
    let events = Mutex::new(Vec::new());
    let report = catflap_check::run(target, |event| events.lock().unwrap().push(event), cancel).await.unwrap();
    (report, events.into_inner().unwrap())
}

/// Checks the right provider, changed by `twist`: what it answers goes before the right answer.
async fn twisted(twist: impl Fn(&Asked) -> Option<Answer> + Send + Sync + 'static) -> Report {
    let server = Server::start(move |asked| twist(asked).unwrap_or_else(|| provider::right(asked, 40))).await;
    check(target(&format!("{}/scim/v2", server.base))).await
}

fn find<'a>(report: &'a Report, id: &str) -> &'a Finding {
    report.findings.iter().find(|finding| finding.id == id).unwrap()
}

/// Ids and verdicts of everything that is not as in a right endpoint.
fn off(report: &Report) -> Vec<(&str, Verdict)> {
    report
        .findings
        .iter()
        .filter(|finding| finding.verdict != Verdict::Pass && finding.id != "tls")
        .map(|finding| (finding.id.as_str(), finding.verdict))
        .collect()
}
