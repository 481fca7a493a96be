//! The rehearsal on the practice servers: shown, confirmed, journaled, taken back.

use catflap_app::PracticeSize;
use catflap_app::wire::{Event, ProblemCode};
use serde_json::{Value, json};

use crate::bench::{Bench, open_in};

async fn ready(folder: &std::path::Path) -> Bench {
    let bench = open_in(folder, PracticeSize { ready: true, ..PracticeSize::default() });
    bench.call("practice_open", json!({})).await;
    bench
}

async fn synced(bench: &Bench) -> String {
    bench.pull().await;
    bench.call("inventory", json!({})).await.to_string()
}

async fn start(bench: &Bench) -> Value {
    let plan = bench.call("rehearsal_plan", json!({"domain": "whisker.co"})).await;
    json!({"domain": plan["domain"], "run_id": plan["run_id"], "confirmed": true})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_shows_what_it_writes_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let bench = ready(folder.path()).await;
    let plan = bench.call("rehearsal_plan", json!({"domain": ""})).await;
    assert_eq!(plan["domain"], "whisker.co", "proposed though nobody was read yet");
    let before = synced(&bench).await;
    let plan = bench.call("rehearsal_plan", json!({"domain": ""})).await;
    assert_eq!(plan["domain"], "whisker.co", "the domain of most synced users is proposed");
    let writes = plan["writes"].as_array().unwrap();
    assert!(writes.iter().filter(|write| write["creates"] == true).count() >= 2, "{writes:?}");

    let mut request = start(&bench).await;
    request["confirmed"] = json!(false);
    assert_eq!(bench.fail("rehearsal_start", request.clone()).await.code, ProblemCode::NotConfirmed);
    request["confirmed"] = json!(true);

    let mut events = bench.app.events();
    bench.call("rehearsal_start", request).await;
    let rehearsal = loop {
        match events.recv().await.unwrap() {
            Event::RehearsalEnded { rehearsal, .. } => break rehearsal,
            Event::JobFailed { problem, .. } => panic!("{problem:?}"),
            _ => {}
        }
    };
    let rows: Vec<String> =
        rehearsal.rows.iter().map(|row| format!("{} {:?} {}", row.id, row.verdict, row.got)).collect();
    assert_eq!(json!(rehearsal.verdict), "pass", "{rows:#?}");
    assert_eq!(synced(&bench).await, before, "what was synced is as it was");
    let last = bench.call("rehearsal_last", json!({})).await;
    assert_eq!(last["left"], json!([]));
    assert_eq!(last["rehearsal"]["verdict"], "pass");
    assert!(bench.call("rehearsal_support", json!({})).await["text"].as_str().unwrap().contains("PUT /Groups"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_rehearsal_left_is_offered_and_taken_back_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let bench = ready(folder.path()).await;
    let plan = bench.call("rehearsal_plan", json!({"domain": "whisker.co"})).await;
    let url = plan["url"].as_str().unwrap().to_owned();
    let name = plan["writes"][0]["name"].as_str().unwrap().to_owned();
    // As a program that is killed right after the create leaves it: the entry stands, the person is there.
    let path = url.splitn(4, '/').nth(3).unwrap();
    catflap_store::Store::open(folder.path())
        .unwrap()
        .open_journal_entry(jiff::Timestamp::now(), &format!("practice:/{path}"), "user", &name)
        .unwrap();
    let token = crate::journey::token(&bench).await;
    let scim = catflap_scim::Client::new(
        url.parse().unwrap(),
        catflap_http::Secret::new(token),
        catflap_http::Client::new(catflap_http::Policy::default()).unwrap(),
    );
    scim.create(&catflap_scim::User::new(&name)).await.unwrap();
    bench.app.close().await;
    drop(bench);

    let bench = ready(folder.path()).await;
    let left = bench.call("rehearsal_last", json!({})).await["left"].clone();
    assert_eq!(left[0]["intent"]["name"], name, "{left}");
    let outcome = bench.call("rehearsal_take_back", json!({})).await;
    assert_eq!(outcome["all_gone"], true, "{outcome}");
    assert_eq!(bench.call("rehearsal_last", json!({})).await["left"], json!([]));
    assert!(!synced(&bench).await.contains("catflap-rehearsal"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_from_okta_is_explained_and_judged_by_the_last_check() {
    let folder = tempfile::tempdir().unwrap();
    let bench = ready(folder.path()).await;
    let text = "Automatic provisioning of user ana.costa@whisker.co to app ConfigCat failed: Error while trying to verify \
                if user exists: Unauthorized. Errors reported by remote server: null";
    let before = bench.call("explain", json!({"text": text})).await;
    assert_eq!(before["explanation"]["known"], true, "{before}");
    assert_eq!(before["judged"], Value::Null, "nothing was checked yet");
    bench.job("check_start").await;
    let after = bench.call("explain", json!({"text": text})).await;
    assert!(!after["judged"]["headline"].as_str().unwrap().is_empty());
    let nothing = bench.call("explain", json!({"text": "the cat sat on the mat"})).await;
    assert_eq!(nothing["explanation"]["known"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_checks_are_compared_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let bench = ready(folder.path()).await;
    bench.job("check_start").await;
    bench.configcat(json!({"kind": "generate_token"})).await;
    bench.job("check_start").await;
    let runs = bench.call("check_history", json!({})).await["runs"].clone();
    assert_eq!(
        (runs[0]["verdict"].as_str(), runs[1]["verdict"].as_str()),
        (Some("fail"), Some("pass")),
        "newest first"
    );
    let changes =
        bench.call("check_compare", json!({"old": runs[1]["id"], "new": runs[0]["id"]})).await["changes"].clone();
    assert!(changes.to_string().to_lowercase().contains("token"), "{changes}");
    let same = bench.call("check_compare", json!({"old": runs[0]["id"], "new": runs[0]["id"]})).await;
    assert_eq!(same["changes"], json!([]));
}
