//! `catflap-cli diff`, and `access` and `diff` on the largest organization that ConfigCat takes.

use serde_json::{Value, json};

use crate::shell::{Ended, Practice, file, run};

fn user(id: &str, groups: &[&str]) -> Value {
    json!({
        "id": id, "user_name": format!("{id}@example.com"), "display_name": null, "email": null, "active": true,
        "external_id": null, "groups": groups,
    })
}

fn inventory(users: &[Value]) -> Value {
    let groups = ["Readers", "Developers"].map(|name| json!({"id": name, "display_name": name, "members": []}));
    json!({"users": users, "groups": groups})
}

const PLAN: &str = r#"{"groups":[
  {"name":"Developers","permissions":{"FurBall Finder":"Developers"}},
  {"name":"Readers","permissions":{"WhiskerShop":"Readers"}}
]}"#;

async fn diff(earlier: &str, later: &str, more: &[&str]) -> Ended {
    run(&[&["diff", earlier, later], more].concat()).await
}

#[tokio::test]
async fn what_changed_is_told_with_names_and_ends_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let earlier = inventory(&[user("ana", &["Readers"]), user("ben", &["Readers"]), user("cleo", &["Readers"])]);
    let later = inventory(&[user("ana", &["Developers"]), user("ben", &["Readers"]), user("dan", &["Readers"])]);
    let earlier = file(folder.path(), "earlier.json", earlier.to_string());
    let later = file(folder.path(), "later.json", later.to_string());
    let text = diff(&earlier, &later, &[]).await.with(1).out;
    assert_eq!(text.lines().next(), Some("1 joined, 1 left, 1 moved from Readers to Developers."), "{text}");
    assert!(text.contains("\n1 left\n  cleo@example.com\n"), "{text}");

    let plan = file(folder.path(), "plan.json", PLAN);
    let json = diff(&earlier, &later, &["--plan", &plan, "--format", "json"]).await.with(1).json();
    let mut keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["access", "alarm", "lines", "sentence"]);
    assert_eq!(
        json["sentence"],
        "1 joined, 1 left, 1 moved from Readers to Developers, 1 lost WhiskerShop, 1 gained FurBall Finder"
    );
    assert_eq!(
        json["access"][0],
        json!({"what": "WhiskerShop", "kind": "lost", "words": "1 lost WhiskerShop", "names": ["ana@example.com"]})
    );
    assert_eq!(json["alarm"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_readings_of_the_same_are_no_change() {
    let practice = Practice::ready().await;
    let folder = tempfile::tempdir().unwrap();
    let read = practice.run("pull", &[]).await.with(0).out;
    let file_of = |name: &str, text: String| file(folder.path(), name, text);
    let (one, other) = (file_of("1.json", read.clone()), file_of("2.json", format!("\u{feff}{read}")));
    assert_eq!(diff(&one, &other, &[]).await.with(0).out, "Nothing changed.\n", "a BOM is no change");
    let json = diff(&one, &other, &["--format", "json"]).await.with(0).json();
    assert_eq!(json["lines"], json!([]));
}

#[tokio::test]
async fn a_great_loss_raises_the_alarm() {
    let folder = tempfile::tempdir().unwrap();
    let users: Vec<Value> = (0..40).map(|at| user(&format!("u{at}"), &["Readers"])).collect();
    let earlier = file(folder.path(), "earlier.json", inventory(&users).to_string());
    let later = file(folder.path(), "later.json", inventory(&users[12..]).to_string());
    let text = diff(&earlier, &later, &[]).await.with(1).out;
    assert!(text.contains("\n12 of 40 active people left") && text.contains("  If nobody meant that"), "{text}");
}

#[tokio::test]
async fn a_file_that_is_something_else_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let good = file(folder.path(), "good.json", inventory(&[]).to_string());
    let plan = file(folder.path(), "plan.json", PLAN);
    assert!(
        diff(&good, &plan, &[]).await.problem(2, "input-unreadable").err.contains("plan.json is not an inventory.")
    );
    diff(&good, &good, &["--plan", &good]).await.problem(2, "input-unreadable");
    assert!(diff("nowhere.json", &good, &[]).await.problem(3, "file-failed").err.contains("nowhere.json"));
    run(&["diff", &good]).await.with(2);
}

/// ConfigCat's limit: 10,000 users and 1,000 groups. Whoever waits for it waits no longer than for a coffee: `shell::ended`
/// gives up after a minute.
#[tokio::test]
async fn the_largest_organization_is_no_matter() {
    let folder = tempfile::tempdir().unwrap();
    let groups: Vec<Value> = (0..1_000)
        .map(|at| json!({"id": format!("g{at}"), "display_name": format!("Team {at}"), "members": []}))
        .collect();
    let users = |moved: usize| -> Vec<Value> {
        (0..10_000)
            .map(|at| user(&format!("u{at}"), &[&format!("g{}", (at + usize::from(at < moved)) % 1_000), "g7"]))
            .collect()
    };
    let write = |name: &str, moved: usize| {
        file(folder.path(), name, json!({"users": users(moved), "groups": groups}).to_string())
    };
    let (earlier, later) = (write("earlier.json", 0), write("later.json", 500));
    let plan: Vec<Value> =
        (0..1_000).map(|at| json!({"name": format!("Team {at}"), "permissions": {"P": format!("R{at}")}})).collect();
    let plan = file(folder.path(), "plan.json", json!({"groups": plan}).to_string());
    let json = diff(&earlier, &later, &["--plan", &plan, "--format", "json"]).await.with(1).json();
    let moved: usize =
        json["lines"].as_array().unwrap().iter().map(|line| line["names"].as_array().unwrap().len()).sum();
    assert_eq!(moved, 500);
    let access = run(&["access", "--inventory", &later, "--plan", &plan, "--format", "json"]).await.with(0).json();
    assert_eq!(access["users"].as_array().unwrap().len(), 10_000);
}
