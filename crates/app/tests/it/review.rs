//! The access review: who may do what, as a file.

use serde_json::{Value, json};

use crate::bench::Bench;
use crate::plan::planned;

fn everybody() -> Value {
    json!({"search": "", "filter": {"kind": "all"}, "group": null, "product": null, "entry": null})
}

async fn saved(bench: &Bench, ask: &Value, format: &str) -> (String, String) {
    bench.call("review_save", json!({"ask": ask, "format": format})).await;
    let (name, bytes) = bench.desktop.0.lock().unwrap().saved.pop().unwrap();
    (name, String::from_utf8(bytes).unwrap())
}

fn cells(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn select(page: &scraper::Html, selector: &str) -> Vec<String> {
    page.select(&scraper::Selector::parse(selector).unwrap()).map(|element| element.text().collect()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn three_formats_hold_the_same_people() {
    let (_folder, bench) = planned().await;
    let view = bench.call("review", everybody()).await;
    assert!(
        view["sentence"].as_str().unwrap().starts_with(&format!("{} people, as read on ", view["total"])),
        "{view}"
    );
    let (name, html) = saved(&bench, &everybody(), "html").await;
    assert_eq!(name.replace(|c: char| c.is_ascii_digit(), "0"), "access-review-whisker-co-0000-00-00.html");
    let (_, csv) = saved(&bench, &everybody(), "csv").await;
    let (_, json) = saved(&bench, &everybody(), "json").await;
    let json: Value = serde_json::from_str(&json).unwrap();
    let people = json["people"].as_array().unwrap();
    assert_eq!(people.len() as u64, view["total"].as_u64().unwrap());
    assert_eq!(people[..people.len().min(50)], view["rows"].as_array().unwrap()[..]);
    let (page, table) = (scraper::Html::parse_document(&html), cells(&csv));
    let names: Vec<&str> = people.iter().map(|person| person["name"].as_str().unwrap()).collect();
    assert_eq!(select(&page, "#people .name"), names);
    assert_eq!(table.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), names);
    for (row, person) in table.iter().zip(people) {
        let joined = |list: &Value| {
            list.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect::<Vec<_>>().join("; ")
        };
        let or_nothing = |text: String| if text.is_empty() { "Nothing".to_owned() } else { text };
        assert_eq!(row[7], or_nothing(joined(&person["planned"])));
        assert_eq!(row[8], or_nothing(joined(&person["today"])));
    }
    let plan = bench.call("plan", json!({})).await["plan"].clone();
    assert_eq!(json["plan"], plan);
    let groups: Vec<&str> =
        plan["groups"].as_array().unwrap().iter().map(|group| group["name"].as_str().unwrap()).collect();
    assert_eq!(select(&page, "section:nth-of-type(2) tbody td:nth-child(2)"), groups);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_markup_or_a_formula_is_text_in_each_format() {
    let (_folder, bench) = planned().await;
    let view = bench.call("practice_view", json!({})).await;
    let user = &view["okta"]["people"][0];
    let rename = json!({"kind": "rename", "user_id": user["id"], "first_name": "=cmd|'/C calc'!A0",
        "last_name": "<script>alert(1)</script>", "email": user["email"]});
    bench.okta(json!({"kind": "directory", "act": rename})).await;
    bench.pushed().await;
    bench.pull().await;
    let mut ask = everybody();
    ask["search"] = json!("script");
    assert_eq!(bench.call("review", ask.clone()).await["total"], 1);
    let name = "=cmd|'/C calc'!A0 <script>alert(1)</script>";
    let (_, html) = saved(&bench, &ask, "html").await;
    let page = scraper::Html::parse_document(&html);
    assert_eq!(select(&page, "#people .name"), [name]);
    assert!(select(&page, "script").is_empty() && !html.contains("<script"));
    let (_, csv) = saved(&bench, &ask, "csv").await;
    assert_eq!(cells(&csv)[0][0], format!("'{name}"));
    let (_, json) = saved(&bench, &ask, "json").await;
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["people"][0]["name"], name);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_is_kept_and_said() {
    let (_folder, bench) = planned().await;
    let all = bench.call("review", everybody()).await["total"].as_u64().unwrap();
    let mut ask = everybody();
    ask["group"] = json!("ConfigCat Developers");
    ask["product"] = json!("WhiskerShop");
    let view = bench.call("review", ask.clone()).await;
    let total = view["total"].as_u64().unwrap();
    assert!(total > 0 && total < all, "{view}");
    let words = "in the group “ConfigCat Developers” who would be allowed something in WhiskerShop";
    assert!(view["sentence"].as_str().unwrap().contains(words), "{view}");
    for row in view["rows"].as_array().unwrap() {
        assert!(row["groups"].to_string().contains("ConfigCat Developers"), "{row}");
        let planned = row["planned"].to_string();
        assert!(planned.contains("WhiskerShop") || planned.contains("Organization Admin"), "{row}");
    }
    let (_, json) = saved(&bench, &ask, "json").await;
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["people"].as_array().unwrap().len() as u64, total);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_in_a_review() {
    let (_folder, bench) = planned().await;
    let mut secrets = Vec::new();
    for which in ["scim", "okta", "configcat"] {
        bench.call("secret_copy", json!({"which": which})).await;
        secrets.push(bench.desktop.0.lock().unwrap().copied.pop().unwrap());
    }
    for format in ["html", "csv", "json"] {
        let (_, text) = saved(&bench, &everybody(), format).await;
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()), "a secret is in {format}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_entry_of_the_history_only_who_was_synced_is_known() {
    let (_folder, bench) = planned().await;
    let then = bench.call("review", everybody()).await["total"].as_u64().unwrap();
    let view = bench.call("practice_view", json!({})).await;
    let group = crate::bench::group(&view, "ConfigCat Readers");
    bench.okta(json!({"kind": "unassign_group", "group_id": group})).await;
    bench.pushed().await;
    bench.pull().await;
    let entries = bench.call("history", json!({})).await;
    let oldest = entries["entries"].as_array().unwrap().last().unwrap().clone();
    let mut ask = everybody();
    ask["entry"] = oldest["id"].clone();
    let view = bench.call("review", ask.clone()).await;
    assert_eq!(view["total"], oldest["users"], "who was synced, and nobody else: {then}");
    assert!(view["unseen"][0].as_str().unwrap().contains("only who was synced is known"), "{view}");
    for row in view["rows"].as_array().unwrap() {
        assert_eq!(
            (&row["okta"], &row["configcat"], &row["today"]),
            (&json!("Can’t be seen"), &json!("Can’t be seen"), &Value::Null)
        );
    }
    assert!(view["rows"].as_array().unwrap().iter().any(|row| row["planned"].to_string().contains("WhiskerShop")));
    ask["entry"] = json!(9_999);
    bench.fail("review", ask).await;
}
