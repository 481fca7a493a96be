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
async fn a_plan_in_toml_is_as_good_as_one_in_json() {
    let folder = tempfile::tempdir().unwrap();
    let (people, json) = files(folder.path());
    let toml = r#"
        [[groups]]
        name = "Owners"
        organization_admin = true
        billing_manager = true
        [[groups]]
        name = "Billing Managers"
        billing_manager = true
        [[groups]]
        name = "Developers"
        permissions = { A = "Developers", B = "Developers" }
        [[groups]]
        name = "Product owners"
        permissions = { B = "Product owners" }
        [[groups]]
        name = "Readers"
        permissions = { A = "Readers", B = "Readers" }
    "#;
    let toml = file(folder.path(), "plan.toml", toml);
    let wanted = access(&people, &json, "json").await.with(0).out;
    assert_eq!(access(&people, &toml, "json").await.with(0).out, wanted);
    let wrong = file(folder.path(), "plan.toml", "[[groups]]\nname = \"A\"\nroles = 1\n");
    assert!(access(&people, &wrong, "json").await.problem(2, "input-unreadable").err.contains("line 3"));
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

fn members(file_in: &Path, content: &Value) -> String {
    file(file_in, "members.json", content.to_string())
}

/// John may administrate, Jane may read A; Peter has no account; Zoe is not synced.
fn today() -> Value {
    let reads = json!([{
        "product": {"productId": "08d920f2-0000-4000-8000-000000000001", "name": "A"},
        "permissionGroup": {"permissionGroupId": 7, "name": "Readers"},
    }]);
    json!({
        "admins": [{"userId": "1", "email": "John@example.com", "fullName": "John", "twoFactorEnabled": true}],
        "billingManagers": [],
        "members": [
            {"userId": "2", "email": "jane@example.com", "fullName": "Jane", "permissions": reads},
            {"userId": "9", "email": "zoe@example.com", "fullName": "Zoe", "permissions": reads},
        ],
    })
}

async fn difference(folder: &Path, plan: &str, members: &str, more: &[&str]) -> crate::shell::Ended {
    let (people, _) = files(folder);
    let plan = file(folder, "plan.json", plan);
    let args = ["access", "--inventory", &people, "--plan", &plan, "--members", members, "--diff"];
    run(&[&args[..], more].concat()).await
}

#[tokio::test]
async fn the_difference_from_today_is_counted_and_told_for_each_person() {
    let folder = tempfile::tempdir().unwrap();
    let members = members(folder.path(), &today());
    let text = difference(folder.path(), PLAN, &members, &[]).await.with(0).out;
    let counts: Vec<&str> = text.lines().take(6).map(str::trim).collect();
    assert_eq!(
        counts,
        [
            "0  would lose something",
            "0  would have another permission group",
            "3  would gain something",
            "0  would keep what they have",
            "0  have nothing and would get nothing",
            "1  are not synced and keep what they have: zoe@example.com",
        ]
    );
    assert!(text.contains("\ngains    jane@example.com\n         nothing → Billing Manager\n"), "{text}");
    let json = difference(folder.path(), PLAN, &members, &["--format", "json"]).await.with(0).json();
    assert_eq!(json["users"].as_array().unwrap().len(), 3);
    let found = &json["difference"];
    assert_eq!(found["effects"]["counts"], json!({"gain": 3, "lose": 0, "change": 0, "unchanged": 0, "nothing": 0}));
    assert_eq!(found["effects"]["people"][0]["user_name"], "john@example.com");
    assert_eq!(found["not_managed"], json!(["zoe@example.com"]));
}

#[tokio::test]
async fn a_loss_or_a_danger_ends_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let members = members(folder.path(), &today());
    let plan = r#"{"groups":[{"name":"Readers","permissions":{"A":"Readers"}}]}"#;
    let text = difference(folder.path(), plan, &members, &["--you", "JOHN@example.com"]).await.with(1).out;
    assert!(text.contains("STOP  Nobody would be Organization Admin"), "{text}");
    assert!(text.contains("STOP  You would lose Organization Admin"), "{text}");
    assert!(text.contains("\nloses    john@example.com\n         Organization Admin → nothing\n"), "{text}");
    assert!(text.contains("\nkeeps    jane@example.com  A / Readers\n"), "{text}");
}

#[tokio::test]
async fn what_is_no_list_of_members_is_not_taken_for_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    for content in [
        "",
        "[]",
        "{}",
        "{\"error\":\"unauthorized\"}",
        &inventory().to_string(),
        "{\"members\":[{\"permissions\":1}]}",
    ] {
        let members = file(folder.path(), "members.json", content);
        let ended = difference(folder.path(), PLAN, &members, &[]).await.problem(2, "input-unreadable");
        assert!(ended.err.contains("members.json is not ConfigCat’s list of members."), "{ended:?}");
    }
    let marked = file(folder.path(), "members.json", format!("\u{feff}{}", today()));
    difference(folder.path(), PLAN, &marked, &[]).await.with(0);
}
