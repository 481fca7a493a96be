//! The history of readings: what changed, permissions included, and the alarm.

use catflap_app::PracticeSize;
use catflap_app::wire::ProblemCode;
use serde_json::{Value, json};

use crate::bench::{Bench, everybody, group, open_in, read};

async fn entries(bench: &Bench) -> Vec<Value> {
    bench.call("history", json!({})).await["entries"].as_array().unwrap().clone()
}

/// Takes everybody out of the one assigned group.
async fn unassign_everyone(bench: &Bench) {
    let view = bench.call("practice_view", json!({})).await;
    let everyone = group(&view, "Everyone at Whisker");
    bench.okta(json!({"kind": "unassign_group", "group_id": everyone})).await;
    bench.pushed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_that_brings_nothing_new_is_no_entry() {
    let (_folder, bench) = read().await;
    bench.pull().await;
    let entries = entries(&bench).await;
    assert_eq!(entries.len(), 1);
    assert_eq!((&entries[0]["changed"], &entries[0]["alarm"]), (&json!(null), &json!(false)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_is_told_in_a_sentence_with_the_permissions_of_the_plan_in_force() {
    let (_folder, bench) = read().await;
    let plan = json!({"groups": [{"name": "ConfigCat Readers", "permissions": {"WhiskerShop": "Readers"}}]});
    bench.call("plan_save", json!({"plan": plan, "what": "Begun"})).await;
    let robin = bench.one("robin ashworth").await;
    let view = bench.call("practice_view", json!({})).await;
    let act = json!({"kind": "add_member", "group_id": group(&view, "ConfigCat Readers"), "user_id": robin["okta_id"]});
    bench.okta(json!({"kind": "directory", "act": act})).await;
    bench.pushed().await;
    bench.pull().await;
    let entries = entries(&bench).await;
    assert_eq!(entries.len(), 2);
    let sentence = "1 came into ConfigCat Readers, 1 gained WhiskerShop";
    assert_eq!(entries[0]["changed"], sentence, "{}", entries[0]);
    let ids = json!({"from": entries[1]["id"], "to": entries[0]["id"]});
    let between = bench.call("history_between", ids).await;
    assert_eq!((&between["sentence"], &between["to"]["changed"]), (&json!(sentence), &json!(sentence)));
    assert_eq!(between["lines"][0]["names"], json!(["robin.ashworth@whisker.co"]));
    assert_eq!(between["access"][0]["names"], json!(["robin.ashworth@whisker.co"]));
    assert_eq!(between["access"][0]["kind"], "gained");
    // Either way round it is the earlier that is compared with the later.
    let back = bench.call("history_between", json!({"from": entries[0]["id"], "to": entries[1]["id"]})).await;
    assert_eq!(back["sentence"], sentence);
    let gone = bench.fail("history_between", json!({"from": entries[1]["id"], "to": 99})).await;
    assert_eq!(gone.code, ProblemCode::NotThere);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_alarm_stays_until_it_is_looked_at_through_a_start_too() {
    let (folder, bench) = read().await;
    assert_eq!(bench.call("people", everybody("")).await["alarm"], json!(null));
    unassign_everyone(&bench).await;
    bench.pull().await;
    let alarm = bench.call("people", everybody("")).await["alarm"].clone();
    assert!(alarm["words"].as_str().unwrap().contains("active people left or were switched off"), "{alarm}");
    let activity = bench.call("activity", json!({})).await;
    let told = activity["rows"].as_array().unwrap().iter().any(|row| row["text"] == alarm["words"]);
    assert!(told, "{activity}");
    bench.app.close().await;
    drop(bench);

    let bench = open_in(folder.path(), PracticeSize::default());
    bench.app.begin(false).await.unwrap();
    assert_eq!(bench.call("people", everybody("")).await["alarm"], alarm);
    let between = bench.call("history_between", json!({"from": alarm["from"], "to": alarm["to"]})).await;
    assert_eq!(between["alarm"]["words"], alarm["words"]);
    bench.call("history_alarm_seen", json!({"id": alarm["to"]})).await;
    assert_eq!(bench.call("people", everybody("")).await["alarm"], json!(null));
    assert_eq!(entries(&bench).await[0]["alarm"], true, "its entry stays marked");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_entries_are_kept_than_the_settings_allow() {
    let (_folder, bench) = read().await;
    let settings = bench.call("settings_save", json!({"history_most": 0, "refresh_minutes": 9999})).await;
    assert_eq!((&settings["history_most"], &settings["refresh_minutes"]), (&json!(1), &json!(1440)));
    bench.mistake("push-group-missing-member").await;
    bench.pull().await;
    let entries = entries(&bench).await;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0]["changed"], json!(null), "there is none before it any more");
}
