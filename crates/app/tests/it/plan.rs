//! The plan before it is made, as a check-list, and on its way out and back in.

use catflap_app::{OpenedFile, PracticeSize};
use serde_json::{Value, json};

use crate::bench::{Bench, open_in, read};

/// Everybody synced, with a plan of three groups in force.
pub async fn planned() -> (tempfile::TempDir, Bench) {
    let (folder, bench) = read().await;
    let group = |name: &str, permission: &str| json!({"name": name, "permissions": {"WhiskerShop": permission}});
    let mut owners = group("ConfigCat Owners", "Admins");
    owners["organization_admin"] = json!(true);
    let plan = json!({"groups": [
        owners, group("ConfigCat Readers", "Readers"), group("ConfigCat Developers", "Developers")]});
    bench.call("plan_save", json!({"plan": plan, "what": "Begun"})).await;
    (folder, bench)
}

fn developers_up() -> Value {
    json!([{"kind": "move", "group": "ConfigCat Developers", "before": "ConfigCat Readers"}])
}

fn line<'a>(list: &'a Value, title: &str) -> &'a Value {
    let lines = list["lines"].as_array().unwrap();
    lines.iter().find(|line| line["title"] == title).unwrap_or_else(|| panic!("no line {title} in {lines:#?}"))
}

/// SCIM ids of the synced groups, by name.
async fn group_ids(bench: &Bench) -> Vec<(String, String)> {
    let view = bench.call("practice_view", json!({})).await;
    let groups = view["configcat"]["groups"].as_array().unwrap().iter();
    groups.map(|group| (group["name"].as_str().unwrap().to_owned(), group["id"].as_str().unwrap().to_owned())).collect()
}

async fn set_rule(bench: &Bench, name: &str, permission: &str) {
    let ids = group_ids(bench).await;
    let (_, id) = ids.iter().find(|(known, _)| known == name).unwrap();
    bench
        .configcat(json!({"kind": "set_group_permissions", "group_id": id, "organization_admin": false,
            "billing_manager": false, "permissions": {"WhiskerShop": permission}}))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_edits_would_do_is_what_they_do_once_they_are_made() {
    let (_folder, bench) = planned().await;
    let before = bench.call("plan", json!({})).await;
    let ahead = bench.call("plan_ahead", json!({"edits": developers_up()})).await;
    assert!(ahead["change"].as_u64().unwrap() > 0, "somebody is in both: {ahead}");
    let person = &ahead["people"][0];
    assert_eq!(person["lines"], json!(["WhiskerShop / Readers → Developers"]));
    assert_eq!(bench.call("plan", json!({})).await, before, "a look keeps nothing");

    let after = bench.call("plan_edit", json!({"edits": developers_up(), "what": "Developers moved up"})).await;
    for same in ["effect", "guards", "verdict"] {
        assert_eq!(ahead[same], after[same], "{same}");
    }
    let card = bench.call("person", json!({"key": person["key"]})).await;
    assert_eq!(card["access"]["words"], json!(["WhiskerShop / Developers"]));
    let undone = bench.call("plan_undo", json!({})).await;
    assert_eq!((&undone["plan"], &undone["effect"]), (&before["plan"], &before["effect"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_the_last_admins_role_is_stopped_before_it_is_made() {
    let (_folder, bench) = planned().await;
    let edits = json!([{"kind": "role", "group": "ConfigCat Owners", "role": "organization_admin", "on": false}]);
    let ahead = bench.call("plan_ahead", json!({"edits": edits})).await;
    assert!(ahead["verdict"].as_str().unwrap().starts_with("Do not start"), "{ahead}");
    assert_eq!(ahead["guards"][0]["guard"]["kind"], "nobody_organization_admin");
    assert!(ahead["lose"].as_u64().unwrap() > 0);
    assert_eq!(ahead["people"][0]["kind"], "lose", "who loses stands first");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_that_is_none_of_the_plan_is_refused_and_changes_nothing() {
    let (_folder, bench) = planned().await;
    let before = bench.call("plan", json!({})).await;
    let join = json!([{"kind": "join", "user_name": "ana@whisker.co", "group": "ConfigCat Readers"}]);
    let problem = bench.fail("plan_edit", json!({"edits": join, "what": "x"})).await;
    assert!(problem.remedy.contains("in Okta"), "{problem:?}");
    let gone = json!([{"kind": "take", "group": "No such group", "product": "WhiskerShop"}]);
    assert!(bench.fail("plan_edit", json!({"edits": gone, "what": "x"})).await.message.contains("No such group"));
    assert_eq!(bench.call("plan", json!({})).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_smallest_change_does_what_it_says() {
    let (_folder, bench) = planned().await;
    let page = bench.call("access_people", json!({"search": "", "offset": 0, "limit": 500})).await;
    let reads = json!(["WhiskerShop / Readers"]);
    let rows = page["rows"].as_array().unwrap();
    let reader = rows.iter().find(|row| row["words"] == reads && row["access"]["active"] == true).expect("a reader");
    let goal = json!({"kind": "permission", "product": "WhiskerShop", "permission_group": "Developers"});
    let ask = json!({"key": reader["key"], "goal": goal});
    let found = bench.call("plan_ways", ask.clone()).await;
    let name = reader["name"].as_str().unwrap();
    assert_eq!(found["goal"], format!("{name} should be Developers in WhiskerShop"));
    assert_eq!(found["met_already"], false);
    let ways = found["ways"].as_array().unwrap();
    let of_plan = ways.iter().find(|way| way["words"].to_string().contains("in ConfigCat")).expect("a way by the plan");
    let others = of_plan["others"].as_u64().unwrap();
    let ahead = bench.call("plan_ahead", json!({"edits": of_plan["edits"]})).await;
    let touched: u64 = ["gain", "lose", "change"].iter().map(|kind| ahead[kind].as_u64().unwrap()).sum();
    assert_eq!(touched, others + 1, "it touches whom it says, and them");
    bench.call("plan_edit", json!({"edits": of_plan["edits"], "what": "Smallest change"})).await;
    let met = bench.call("plan_ways", ask).await;
    assert_eq!((&met["met_already"], &met["ways"]), (&json!(true), &json!([])));
    assert!(met["also"].to_string().contains("Provisioning has to be started"), "{met}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_synced_is_told_what_else_has_to_hold() {
    let (_folder, bench) = planned().await;
    let asked = json!({"search": "", "filter": {"kind": "state", "state": "not_managed"}, "group": null, "sort": "name",
        "descending": false, "offset": 0, "limit": 10});
    let page = bench.call("people", asked).await;
    let goal = json!({"kind": "role", "role": "organization_admin", "on": true});
    let found = bench.call("plan_ways", json!({"key": page["rows"][0]["key"], "goal": goal})).await;
    assert!(found["also"][0].as_str().unwrap().contains("is not synced"), "{found}");
    assert!(found["ways"][0]["words"][0].as_str().unwrap().starts_with("Put "), "{found}");
    assert_eq!(
        bench.fail("plan_ways", json!({"key": "scim:nobody", "goal": goal})).await.code,
        catflap_app::wire::ProblemCode::NotThere
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_check_list_is_ticked_by_what_the_audit_log_shows() {
    let (_folder, bench) = planned().await;
    let list = bench.call("plan_checklist", json!({})).await;
    assert_eq!((&list["done"], &list["audit"]["read_at"]), (&json!(0), &Value::Null));
    assert_eq!(line(&list, "ConfigCat Readers")["text"], "WhiskerShop / Readers");
    let order = line(&list, "SET PRIORITY")["text"].as_str().unwrap();
    assert_eq!(order, "1. ConfigCat Owners · 2. ConfigCat Readers · 3. ConfigCat Developers");

    set_rule(&bench, "ConfigCat Readers", "Readers").await;
    let ids: Vec<String> = group_ids(&bench).await.into_iter().map(|(_, id)| id).collect();
    bench.configcat(json!({"kind": "set_priority", "group_ids": ids})).await;
    for on in [false, true] {
        bench.configcat(json!({"kind": "set_provision_future", "on": on})).await;
    }
    let list = bench.call("plan_checklist_look", json!({})).await;
    let readers = line(&list, "ConfigCat Readers");
    assert_eq!((&readers["state"], &line(&list, "SET PRIORITY")["state"]), (&json!("seen"), &json!("seen")));
    assert!(readers["seen"].as_str().unwrap().contains("What was set can’t be seen"), "{readers}");
    assert_eq!(line(&list, "ConfigCat Developers")["state"], "stale", "it was set before this plan was made");
    let told: Vec<&str> =
        list["audit"]["since_edit"].as_array().unwrap().iter().map(|line| line["what"].as_str().unwrap()).collect();
    assert!(told.len() >= 3 && told.iter().any(|what| what.contains("ConfigCat Readers")), "{told:?}");
    assert!(list["audit"]["since_edit"][0]["who"].as_str().unwrap().contains('@'), "{list}");
    assert_eq!(bench.call("plan_checklist", json!({})).await, list, "the last look is kept for the run");

    let take = json!([{"kind": "give", "group": "ConfigCat Readers", "product": "WhiskerShop", "permission_group": "Developers"}]);
    bench.call("plan_edit", json!({"edits": take, "what": "Readers develop"})).await;
    let list = bench.call("plan_checklist", json!({})).await;
    assert_eq!(line(&list, "ConfigCat Readers")["state"], "stale", "the plan asks for something else now");
    assert_eq!(line(&list, "SET PRIORITY")["state"], "seen", "the order is the same");
    assert_eq!(list["audit"]["since_edit"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_stays_until_the_plan_asks_for_something_else() {
    let (folder, bench) = planned().await;
    let list = bench.call("plan_checklist", json!({})).await;
    let id = line(&list, "ConfigCat Readers")["id"].clone();
    let list = bench.call("plan_checklist_tick", json!({"id": id, "on": true})).await;
    assert_eq!((&line(&list, "ConfigCat Readers")["state"], &list["done"]), (&json!("ticked"), &json!(1)));
    let text = list["text"].as_str().unwrap();
    assert!(text.contains("- [x] ConfigCat Readers: WhiskerShop / Readers"), "{text}");
    bench.app.close().await;
    drop(bench);

    let bench = open_in(folder.path(), PracticeSize::default());
    bench.app.begin(false).await.unwrap();
    let list = bench.call("plan_checklist", json!({})).await;
    assert_eq!(line(&list, "ConfigCat Readers")["state"], "ticked", "it is there at the next start");
    bench
        .call(
            "plan_edit",
            json!({"edits": [{"kind": "take", "group": "ConfigCat Readers", "product": "WhiskerShop"}], "what": "x"}),
        )
        .await;
    let list = bench.call("plan_checklist", json!({})).await;
    let readers = line(&list, "ConfigCat Readers");
    assert_eq!((&readers["state"], &readers["text"]), (&json!("stale"), &json!("nothing")));
    assert_ne!(readers["id"], id);
    bench.fail("plan_checklist_tick", json!({"id": id, "on": true})).await;
    bench.call("plan_undo", json!({})).await;
    assert_eq!(line(&bench.call("plan_checklist", json!({})).await, "ConfigCat Readers")["state"], "ticked");
    let list = bench.call("plan_checklist_tick", json!({"id": id, "on": false})).await;
    assert_eq!(line(&list, "ConfigCat Readers")["state"], "open");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_audit_log_the_check_list_says_why_it_sees_nothing() {
    let (_folder, bench) = planned().await;
    bench.call("connection_forget", json!({"which": "configcat"})).await;
    let list = bench.call("plan_checklist_look", json!({})).await;
    let unseen = list["audit"]["unseen"].as_str().unwrap();
    assert!(unseen.contains("is not connected") && unseen.contains("tick each line by hand"), "{unseen}");
    assert_eq!((&list["audit"]["read_at"], &line(&list, "ConfigCat Readers")["state"]), (&Value::Null, &json!("open")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_left_comes_back_as_it_was() {
    let (_folder, bench) = planned().await;
    let plan = bench.call("plan", json!({})).await["plan"].clone();
    for (format, ending) in [("toml", "toml"), ("json", "json")] {
        let saved = bench.call("plan_save_file", json!({"format": format})).await;
        assert!(saved["path"].as_str().unwrap().ends_with(ending), "{saved}");
        let (name, bytes) = bench.desktop.0.lock().unwrap().saved.pop().unwrap();
        assert!(name.starts_with("plan-whisker-co-20"), "{name}");
        let text = String::from_utf8(bytes).unwrap();
        bench.desktop.0.lock().unwrap().to_open = Some(OpenedFile { name, text: text.clone() });
        let opened = bench.call("plan_open_file", json!({})).await;
        assert_eq!((&opened["plan"], &opened["changes"]), (&plan, &json!([])), "{text}");
        let read = bench
            .call("plan_read", json!({"text": bench.call("plan_text", json!({"format": format})).await["text"]}))
            .await;
        assert_eq!(read["plan"], plan);
        assert_eq!(read["file"], Value::Null);
    }
    bench.desktop.0.lock().unwrap().declines = true;
    assert_eq!(bench.call("plan_open_file", json!({})).await["plan"], Value::Null);
    assert_eq!(bench.call("plan_save_file", json!({"format": "toml"})).await["path"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_comes_in_says_what_it_changes_and_what_nobody_knows() {
    let (_folder, bench) = planned().await;
    let before = bench.call("plan", json!({})).await;
    let text = "[[groups]]\nname = \"ConfigCat Owners\"\norganization_admin = true\n\n[groups.permissions]\nWhiskerShop = \"Admins\"\n\n\
        [[groups]]\nname = \"configcat readers\"\n\n[groups.permissions]\nWhiskershop = \"Readers\"\n";
    let read = bench.call("plan_read", json!({"text": text})).await;
    let said = format!("{} {}", read["changes"], read["notes"]);
    for part in [
        "“configcat readers” comes in; it gives Whiskershop / Readers.",
        "“ConfigCat Readers” loses WhiskerShop / Readers.",
        "“configcat readers” is not synced; “ConfigCat Readers” is",
        "The product “Whiskershop” is not known; there is “WhiskerShop”",
    ] {
        assert!(said.contains(part), "{part} in {read:#}");
    }
    assert_eq!(bench.call("plan", json!({})).await, before, "nothing is kept before it is taken");
    let problem = bench.fail("plan_read", json!({"text": "[[groups]]\nname = 3\n"})).await;
    assert!(
        problem.message.contains("line 2, column 8") && problem.message.contains("a text in quotes"),
        "{problem:?}"
    );
}
