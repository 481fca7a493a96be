//! What is done in Okta from the application: planned, carried out, taken back, and read from the log.

use catflap_app::PracticeSize;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::bench::{Bench, open_in};

/// Practice with the whole guide done. The journal is in the folder too.
async fn ready() -> (Bench, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let bench = open_in(folder.path(), PracticeSize { ready: true, ..PracticeSize::default() });
    bench.call("practice_open", json!({})).await;
    (bench, folder)
}

/// The id of a group of the practice org.
async fn group(bench: &Bench, name: &str) -> Value {
    let found = bench.call("okta_groups", json!({"text": name})).await;
    found["groups"].as_array().unwrap().iter().find(|group| group["name"] == name).unwrap().clone()
}

async fn carried_out(bench: &Bench, wishes: Value) -> Value {
    let plan = bench.call("change_plan", json!({"wishes": wishes})).await;
    let mut events = bench.app.events();
    bench.call("change_start", json!({"id": plan["list"]["id"]})).await;
    ended(&mut events, "change_ended").await["report"].clone()
}

async fn ended(events: &mut tokio::sync::broadcast::Receiver<catflap_app::wire::Event>, kind: &str) -> Value {
    loop {
        let event = serde_json::to_value(events.recv().await.unwrap()).unwrap();
        assert_ne!(event["kind"], "job_failed", "{event:#}");
        if event["kind"] == kind {
            return event;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_pushed_beside_an_assigned_one_and_a_second_list_has_nothing_to_do() {
    let (bench, _folder) = ready().await;
    let all = bench.call("okta_groups", json!({"text": ""})).await;
    let assigned = all["groups"].as_array().unwrap().iter().find(|group| group["assigned"] == true).unwrap();
    let wishes = json!([{"kind": "push_beside", "groups": [assigned["id"]], "scheme": "cc-{name}"}]);
    let plan = bench.call("change_plan", json!({"wishes": wishes})).await;
    let titles: Vec<&str> =
        plan["list"]["lines"].as_array().unwrap().iter().map(|line| line["title"].as_str().unwrap()).collect();
    assert!(titles[0].starts_with("Create the group “cc-"), "{titles:?}");
    assert!(titles.last().unwrap().starts_with("Push “cc-"), "{titles:?}");
    assert!(plan["preflight"]["headline"].is_string(), "{:#}", plan["preflight"]);

    let report = carried_out(&bench, wishes.clone()).await;
    assert_eq!(report["finished"], true, "{report:#}");
    let name = format!("cc-{}", assigned["name"].as_str().unwrap());
    assert_eq!(group(&bench, &name).await["push"], "ACTIVE");
    let again = bench.call("change_plan", json!({"wishes": wishes})).await;
    assert!(again["headline"].as_str().unwrap().starts_with("Nothing to change."), "{}", again["headline"]);
    let noted = bench.call("activity", json!({})).await;
    assert!(noted.to_string().contains("In Okta: Push “cc-"), "each line stands in the activity list");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_push_made_at_the_other_end_is_not_offered_beside_the_group_itself() {
    let (bench, _folder) = ready().await;
    for text in ["", "ConfigCat"] {
        let found = bench.call("okta_groups", json!({"text": text})).await;
        let pushed: Vec<&Value> =
            found["groups"].as_array().unwrap().iter().filter(|group| !group["push"].is_null()).collect();
        assert!(!pushed.is_empty());
        for group in pushed {
            let alike = found["groups"].as_array().unwrap().iter().filter(|other| other["name"] == group["name"]);
            assert_eq!(alike.count(), 1, "{group:#}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_list_that_was_shown_is_carried_out() {
    let (bench, _folder) = ready().await;
    let all = bench.call("okta_groups", json!({"text": ""})).await;
    let free =
        all["groups"].as_array().unwrap().iter().find(|group| group["assigned"] == false && group["push"].is_null());
    let free = free.unwrap()["id"].clone();
    let shown = bench.call("change_plan", json!({"wishes": [{"kind": "assign", "groups": [free]}]})).await;
    bench.call("change_plan", json!({"wishes": [{"kind": "push", "groups": [free]}]})).await;
    let problem = bench.fail("change_start", json!({"id": shown["list"]["id"]})).await;
    assert_eq!(problem.message, "This list is not the one that was shown last.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_trip_is_shown_held_and_leaves_nothing() {
    let (bench, _folder) = ready().await;
    let ask = json!({
        "person": {"kind": "throwaway", "domain": "", "confirmed": false},
        "group": {"kind": "throwaway"},
        "delete_in_configcat": true,
    });
    let view = bench.call("trip_plan", ask).await;
    assert!(view["plan"]["writes"].as_array().is_some_and(|writes| writes.len() > 5), "{view:#}");
    let problem_of = |view: &Value| view["problem"]["message"].clone();
    assert!(problem_of(&view).is_null(), "{view:#}");

    let mut events = bench.app.events();
    let unconfirmed = json!({"ask": view["ask"], "run_id": view["run_id"]});
    bench.call("trip_start", unconfirmed).await;
    loop {
        let event = serde_json::to_value(events.recv().await.unwrap()).unwrap();
        if event["kind"] == "job_failed" {
            assert_eq!(event["problem"]["code"], "not-confirmed");
            break;
        }
    }
    let mut ask = view["ask"].clone();
    ask["person"]["confirmed"] = json!(true);
    bench.call("trip_start", json!({"ask": ask, "run_id": view["run_id"]})).await;
    let trip = ended(&mut events, "trip_ended").await["trip"].clone();
    assert_eq!((&trip["proven"], &trip["taken_back"]), (&json!(true), &json!(true)), "{trip:#}");
    let last = bench.call("trip_last", json!({})).await;
    assert_eq!(last["left"], json!([]));
    assert_eq!(last["trip"]["run_id"], view["run_id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_credential_says_who_it_is_and_the_log_what_happened() {
    let (bench, _folder) = ready().await;
    let credential = bench.call("okta_credential", json!({})).await;
    assert!(credential["who"].as_str().unwrap().starts_with("API token of "), "{credential:#}");
    assert!(credential["sees"].as_array().unwrap().iter().all(|area| area["may"] == "yes"), "{credential:#}");
    let log = bench.call("okta_log", json!({})).await;
    let lines = log["digest"]["lines"].as_array().unwrap().len();
    assert!(lines > 0, "{log:#}");
    let again = bench.call("okta_log", json!({})).await;
    assert!(again["digest"]["lines"].as_array().unwrap().len() >= lines, "the log only grows");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_exchanged_only_for_one_that_the_endpoint_takes() {
    let (bench, _folder) = ready().await;
    let begun = bench.call("rotation_begin", json!({})).await;
    assert_eq!(begun["rotation"]["stage"], "new_token");
    let wrong = bench.call("rotation_token", json!({"token": "00-wrong-token-of-nobody-at-all"})).await;
    assert_eq!(wrong["rotation"]["may_leave_page"], false);
    bench.call("okta_log", json!({})).await;
    let check = bench.call("guide_verify", json!({})).await;
    assert!(check.to_string().contains("scim-url-token"));
    let connections = bench.call("boot", json!({})).await;
    assert!(!connections.to_string().contains("00-wrong-token"), "no token leaves the core");
    let ended = bench.call("rotation_end", json!({})).await;
    assert_eq!(ended["rotation"]["stage"], "before");
}
