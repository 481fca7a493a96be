//! What a server makes a job wait for is told, counted and can be cancelled.

use std::time::Duration;

use catflap_app::wire::Event;
use catflap_sandbox::{Fault, Options, Sandbox, Side, When};
use serde_json::{Value, json};

use crate::bench::{Bench, open};

/// A real profile at a server of its own, whose faults this test plans.
async fn connected() -> (Bench, Sandbox) {
    let sandbox = Sandbox::start(Options { ready: true, ..Options::default() }).await.unwrap();
    let (bench, at) = (open(), sandbox.endpoints());
    bench.call("profile_create", json!({"name": "Acme"})).await;
    bench.call("scim_save", json!({"url": at.scim_url, "token": at.scim_token})).await;
    (bench, sandbox)
}

fn slow_down(sandbox: &Sandbox, retry_after: u64) {
    sandbox.faults().next(1, When::of(Side::Scim, "GET", "/Users"), Fault::RateLimited { retry_after });
}

/// The job, the reason and the length of the next wait.
async fn waits(events: &mut tokio::sync::broadcast::Receiver<Event>) -> (Option<u32>, String, u64) {
    let told = async {
        loop {
            if let Event::Waiting { job, why, wait_ms, until } = events.recv().await.unwrap() {
                assert!(until.parse::<jiff::Timestamp>().is_ok(), "{until}");
                return (job, why, wait_ms);
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(30), told).await.expect("a wait is told")
}

fn number(job: &Value) -> u32 {
    job["job"].as_u64().unwrap().try_into().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_that_waits_says_so_and_is_cancelled_at_once() {
    let (bench, sandbox) = connected().await;
    slow_down(&sandbox, 50);
    let mut events = bench.app.events();
    let job = bench.call("pull_start", json!({})).await;
    let (whose, why, wait_ms) = waits(&mut events).await;
    assert_eq!((whose, why.as_str()), (Some(number(&job)), "ConfigCat asks for fewer requests (429)"));
    assert!((50_000..60_000).contains(&wait_ms), "{wait_ms}");
    bench.call("job_cancel", job).await;
    let ended = async {
        loop {
            if let Event::PullEnded { cancelled, problem, .. } = events.recv().await.unwrap() {
                return (cancelled, problem);
            }
        }
    };
    // The wait has 50 s to go.
    let ended = tokio::time::timeout(Duration::from_secs(20), ended).await.expect("the wait ends with its job");
    assert_eq!(ended, (true, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_goes_on_after_its_wait_and_misses_nobody() {
    let (bench, sandbox) = connected().await;
    slow_down(&sandbox, 1);
    let mut events = bench.app.events();
    bench.pull().await;
    assert_eq!(waits(&mut events).await.1, "ConfigCat asks for fewer requests (429)");
    let inventory = bench.call("inventory", json!({})).await;
    assert!(inventory["users"].as_array().unwrap().len() >= 40, "{inventory}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_that_waits_says_so() {
    let (bench, sandbox) = connected().await;
    slow_down(&sandbox, 1);
    let mut events = bench.app.events();
    let job = bench.call("check_start", json!({})).await;
    let (whose, why, _) = waits(&mut events).await;
    assert_eq!((whose, why.as_str()), (Some(number(&job)), "ConfigCat asks for fewer requests (429)"));
    bench.call("job_cancel", job).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_that_waits_says_so_whatever_it_sends() {
    let (bench, sandbox) = connected().await;
    let mut events = bench.app.events();
    let plan = bench.call("rehearsal_plan", json!({"domain": "whisker.co"})).await;
    for method in ["GET", "PUT", "DELETE"] {
        sandbox.faults().next(1, When::of(Side::Scim, method, "/Users"), Fault::RateLimited { retry_after: 1 });
    }
    let request = json!({"domain": plan["domain"], "run_id": plan["run_id"], "confirmed": true});
    let job = bench.call("rehearsal_start", request).await;
    for method in ["GET", "PUT", "DELETE"] {
        let (whose, why, _) = waits(&mut events).await;
        assert_eq!((whose, why.as_str()), (Some(number(&job)), "ConfigCat asks for fewer requests (429)"), "{method}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_at_the_connections_that_waits_says_so_without_a_job() {
    let (bench, sandbox) = connected().await;
    slow_down(&sandbox, 1);
    let mut events = bench.app.events();
    bench.look().await;
    assert_eq!(waits(&mut events).await.0, None);
}
