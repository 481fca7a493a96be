//! `catflap-cli access`.

use std::path::Path;

use serde_json::{Value, json};

use crate::shell::{Practice, file, run};

const PLAN: &str = r#"{"groups":[
  {"name":"Owners","organization_admin":true,"billing_manager":true},
  {"name":"Billing Managers","billing_manager":true,"permissions":{}},
  {"name":"Developers","organization_admin":false,"permissions":{"A":"Developers","B":"Developers"}},
  {"name":"Product owners","permissions":{"B":"Product owners"}},
  {"name":"Readers","permissions":{"A":"Readers","B":"Readers"}}
]}"#;

fn user(id: &str, groups: &[&str]) -> Value {
    json!({
        "id": id, "user_name": format!("{id}@example.com"), "display_name": id, "email": null, "active": true,
        "external_id": null, "groups": groups,
    })
}

/// The three people of ConfigCat's guide.
fn inventory() -> Value {
    let groups = ["Owners", "Billing Managers", "Developers", "Product owners", "Readers"];
    let groups: Vec<Value> =
        groups.iter().map(|name| json!({"id": name, "display_name": name, "members": []})).collect();
    let users = [
        user("john", &["Readers", "Owners"]),
        user("jane", &["Readers", "Billing Managers"]),
        user("peter", &["Readers", "Developers"]),
    ];
    json!({"users": users, "groups": groups})
}

async fn access(inventory: &str, plan: &str, format: &str) -> crate::shell::Ended {
    run(&["access", "--inventory", inventory, "--plan", plan, "--format", format]).await
}

fn files(folder: &Path) -> (String, String) {
    (file(folder, "people.json", inventory().to_string()), file(folder, "plan.json", PLAN))
}

#[tokio::test]
async fn the_guides_three_people_get_what_the_guide_says() {
    let folder = tempfile::tempdir().unwrap();
    let (people, plan) = files(folder.path());
    let result = access(&people, &plan, "json").await.with(0).json();
    let grant = |product: &str, group: &str, from: &str| json!({"product": product, "permission_group": group, "from_group": from});
    let users = result["users"].as_array().unwrap();
    assert_eq!(users.len(), 3);
    for user in users {
        let mut names: Vec<&str> = user.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["billing_manager", "notes", "organization_admin", "permissions", "user_name"]);
    }
    let of = |at: usize| {
        (users[at]["organization_admin"] == true, users[at]["billing_manager"] == true, &users[at]["permissions"])
    };
    assert_eq!(of(0), (true, true, &json!([])));
    assert!(users[0]["notes"][0].as_str().unwrap().contains("skipped"), "John’s permissions are told to be skipped");
    assert_eq!(of(1), (false, true, &json!([grant("A", "Readers", "Readers"), grant("B", "Readers", "Readers")])));
    let developer = json!([grant("A", "Developers", "Developers"), grant("B", "Developers", "Developers")]);
    assert_eq!(of(2), (false, false, &developer));

    let text = access(&people, &plan, "text").await.with(0).out;
    let peter = text.split("peter@example.com\n").nth(1).unwrap();
    assert!(peter.starts_with("  A / Developers  (from Developers)\n  B / Developers  (from Developers)"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_pull_writes_can_be_computed_with() {
    let practice = Practice::ready().await;
    let folder = tempfile::tempdir().unwrap();
    let people = folder.path().join("people.json");
    practice.run("pull", &["--out", people.to_str().unwrap()]).await.with(0);
    let plan = json!({"groups": [{"name": "ConfigCat Readers", "permissions": {"WhiskerShop": "Readers"}}]});
    let plan = file(folder.path(), "plan.json", plan.to_string());
    let result = access(people.to_str().unwrap(), &plan, "json").await.with(0).json();
    let users = result["users"].as_array().unwrap();
    assert_eq!(users.len(), 40);
    let readers = users.iter().filter(|user| user["permissions"][0]["from_group"] == "ConfigCat Readers").count();
    assert!(readers > 0 && readers < 40, "{readers}");
}

#[tokio::test]
async fn a_plan_with_a_mistake_is_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let (people, _) = files(folder.path());
    for (plan, says) in [
        ("{\"groups\":[\n{\"name\":\"Readers\",\"permission\":{}}]}", "line 2"),
        ("{\"groups\":[{\"name\":\"R\"}],\"order\":[]}", "order"),
        ("{\"groups\":[{\"name\":\"R\"},{\"name\":\"R\"}]}", "“R”"),
        ("{\"groups\":[{\"name\":\"R\",\"permissions\":{\"P\":\"a\",\"P\":\"b\"}}]}", "“P”"),
        ("{\"groups\":[{\"permissions\":{}}]}", "name"),
        ("", "line 1"),
        ("[]", "line 1"),
    ] {
        let plan = file(folder.path(), "plan.json", plan);
        let ended = access(&people, &plan, "json").await.problem(2, "input-unreadable");
        assert!(ended.err.contains(says), "{ended:?}");
    }
}

#[tokio::test]
async fn what_is_no_inventory_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let (_, plan) = files(folder.path());
    let not = [PLAN, "", "{}", "{\"users\":[]}", "{\"users\":[{\"id\":1}],\"groups\":[]}", "id,user_name\n1,a\n"];
    for content in not {
        let people = file(folder.path(), "people.json", content);
        let ended = access(&people, &plan, "text").await.problem(2, "input-unreadable");
        assert!(ended.err.contains("people.json is not an inventory."), "{ended:?}");
    }
    let latin = file(folder.path(), "people.json", b"{\"users\":[\xe9]}");
    assert!(access(&latin, &plan, "text").await.problem(3, "file-failed").err.contains("UTF-8"));
}

#[tokio::test]
async fn a_missing_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (people, plan) = files(folder.path());
    let missing = folder.path().join("nowhere.json");
    let missing = missing.to_str().unwrap();
    for (people, plan) in [(missing, plan.as_str()), (people.as_str(), missing)] {
        let ended = access(people, plan, "json").await.problem(3, "file-failed");
        assert!(ended.err.contains("nowhere.json"), "{ended:?}");
    }
}

#[tokio::test]
async fn names_that_steer_a_terminal_do_not_reach_it() {
    let folder = tempfile::tempdir().unwrap();
    let (_, plan) = files(folder.path());
    let mut inventory = inventory();
    inventory["users"][0]["user_name"] = "john\u{1b}[2J\nroot@example.com".into();
    let people = file(folder.path(), "people.json", inventory.to_string());
    let text = access(&people, &plan, "text").await.with(0).out;
    assert!(!text.contains('\u{1b}') && !text.contains("\nroot@"), "{text}");
    let json = access(&people, &plan, "json").await.with(0).json();
    assert_eq!(json["users"][0]["user_name"], "john\u{1b}[2J\nroot@example.com");
}
