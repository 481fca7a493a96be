//! Reading by itself, by a clock that the test sets, and what the desktop is told of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use catflap_app::PracticeSize;
use catflap_app::wire::Event;
use catflap_sandbox::{Fault, Options, Sandbox, Side, When};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;

use crate::bench::{Bench, everybody, open_by};

/// Minutes by which the application's clock is ahead.
#[derive(Clone, Default)]
struct Ahead(Arc<AtomicI64>);

impl Ahead {
    /// Time passes, and the window comes back to the front: nothing waits for a timer.
    fn pass(&self, bench: &Bench, minutes: i64) {
        self.0.fetch_add(minutes, Ordering::SeqCst);
        bench.app.tell(Event::WindowFocused);
    }
}

async fn ready() -> (tempfile::TempDir, Bench, Ahead) {
    let folder = tempfile::tempdir().unwrap();
    let ahead = Ahead::default();
    let by = ahead.clone();
    let clock = Arc::new(move || Timestamp::now() + SignedDuration::from_mins(by.0.load(Ordering::SeqCst)));
    let bench = open_by(folder.path(), PracticeSize { ready: true, ..PracticeSize::default() }, clock);
    bench.app.begin(true).await.unwrap();
    bench.pull().await;
    (folder, bench, ahead)
}

/// How the reading that comes next ends.
async fn ended(events: &mut Receiver<Event>) -> bool {
    let ended = async {
        loop {
            if let Event::PullEnded { cancelled, problem, .. } = events.recv().await.unwrap() {
                assert!(problem.is_none(), "{problem:?}");
                return cancelled;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(60), ended).await.expect("a reading that nobody asked for")
}

fn notified(bench: &Bench) -> Vec<(String, String)> {
    bench.desktop.0.lock().unwrap().notified.clone()
}

async fn next_at(bench: &Bench) -> Value {
    bench.call("people", everybody("")).await["next_at"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_read_again_once_the_interval_has_passed() {
    let (_folder, bench, ahead) = ready().await;
    assert_eq!(next_at(&bench).await, json!(null), "off by default");
    bench.call("settings_save", json!({"refresh_minutes": 10})).await;
    let next: Timestamp = next_at(&bench).await.as_str().unwrap().parse().unwrap();
    let left = next.duration_since(Timestamp::now()).as_secs();
    assert!((9 * 60..=10 * 60).contains(&left), "{left}");
    let mut events = bench.app.events();
    ahead.pass(&bench, 11);
    assert!(!ended(&mut events).await);
    let later: Timestamp = next_at(&bench).await.as_str().unwrap().parse().unwrap();
    assert!(later > next, "the next turn is an interval later");
    assert_eq!(notified(&bench), [], "notifications are off by default");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_failure_is_notified_once_and_what_failed_before_is_not() {
    let (_folder, bench, ahead) = ready().await;
    bench.call("settings_save", json!({"refresh_minutes": 10, "notify": true})).await;
    bench.mistake("email-twin").await;
    let mut events = bench.app.events();
    ahead.pass(&bench, 11);
    ended(&mut events).await;
    let told = notified(&bench);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "Jane Whitfield-Boyd: Provisioning failed");
    assert!(told[0].1.starts_with("Okta: “"), "{told:?}");
    ahead.pass(&bench, 11);
    ended(&mut events).await;
    assert_eq!(notified(&bench).len(), 1, "it failed before");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alarm_and_a_connection_that_fails_are_notified_in_one() {
    let (_folder, bench, _) = ready().await;
    bench.call("settings_save", json!({"notify": true})).await;
    let view = bench.call("practice_view", json!({})).await;
    let everyone = crate::bench::group(&view, "Everyone at Whisker");
    bench.okta(json!({"kind": "unassign_group", "group_id": everyone})).await;
    bench.pushed().await;
    bench.okta(json!({"kind": "set_api_token", "rights": "revoked"})).await;
    bench.pull().await;
    let told = notified(&bench);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "Many people were lost at once");
    assert!(
        told[0].1.contains("active people left or were switched off") && told[0].1.contains("\nOkta: "),
        "{told:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_by_itself_leaves_an_exhausted_limit_to_others() {
    let (_folder, bench, ahead) = ready().await;
    let sandbox = Sandbox::start(Options { ready: true, ..Options::default() }).await.unwrap();
    let at = sandbox.endpoints();
    bench.call("scim_save", json!({"url": at.scim_url, "token": at.scim_token})).await;
    bench.call("settings_save", json!({"refresh_minutes": 10})).await;
    sandbox.faults().next(1, When::of(Side::Scim, "GET", "/Users"), Fault::RateLimited { retry_after: 50 });
    let mut events = bench.app.events();
    ahead.pass(&bench, 11);
    assert!(ended(&mut events).await, "it is given up instead of waiting 50 s");
    let activity = bench.call("activity", json!({})).await;
    let told = activity["rows"].as_array().unwrap().iter().any(|row| {
        row["text"].as_str().unwrap().starts_with("Reading by itself was put off to its next turn: ConfigCat asks")
    });
    assert!(told, "{activity}");
    ahead.pass(&bench, 11);
    assert!(!ended(&mut events).await, "its next turn comes");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_read_while_nothing_is_connected() {
    let (_folder, bench, _) = ready().await;
    bench.call("settings_save", json!({"refresh_minutes": 10})).await;
    bench.call("connection_forget", json!({"which": "scim"})).await;
    assert_eq!(next_at(&bench).await, json!(null));
}
