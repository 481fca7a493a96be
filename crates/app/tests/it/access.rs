//! The plan, and a person's permissions following it.

use serde_json::{Value, json};

use crate::bench::{read, ready};

fn person<'a>(page: &'a Value, name: &str) -> &'a Value {
    page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["name"] == name)
        .unwrap_or_else(|| panic!("no {name} in {page}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_persons_permissions_follow_the_order_of_the_plan() {
    let (_folder, bench) = read().await;
    let view = bench.call("plan", json!({})).await;
    assert_eq!(view["products_read"], true);
    assert_eq!(view["products"].as_array().unwrap().len(), 2, "{}", view["products"]);
    let group = |name: &str, permission: &str| json!({"name": name, "organization_admin": false, "billing_manager": false, "permissions": {"WhiskerShop": permission}});
    let readers_first =
        json!({"groups": [group("ConfigCat Readers", "Readers"), group("ConfigCat Developers", "Developers")]});
    let developers_first =
        json!({"groups": [group("ConfigCat Developers", "Developers"), group("ConfigCat Readers", "Readers")]});

    bench.call("plan_save", json!({"plan": readers_first, "what": "Readers first"})).await;
    let page = bench.call("access_people", json!({"search": "", "offset": 0, "limit": 500})).await;
    let both = page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["access"]["permissions"][0]["overrode"].as_array().is_some_and(|overrode| !overrode.is_empty()))
        .expect("somebody is in both groups")["name"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(person(&page, &both)["access"]["permissions"][0]["from_group"], "ConfigCat Readers");

    let view = bench.call("plan_save", json!({"plan": developers_first, "what": "Developers moved up 1"})).await;
    assert_eq!((&view["can_undo"], &view["fits"]), (&json!(true), &json!("Fits ConfigCat’s Free plan (2) and above.")));
    let page = bench.call("access_people", json!({"search": "", "offset": 0, "limit": 500})).await;
    assert_eq!(person(&page, &both)["access"]["permissions"][0]["from_group"], "ConfigCat Developers");
    assert_eq!(page["effect"], view["effect"]);
    let lose = bench.call("access_people", json!({"search": "", "kind": "lose", "offset": 0, "limit": 500})).await;
    assert_eq!(lose["total"], view["effect"]["lose"]);
    assert!(lose["total"].as_u64().unwrap() > 0, "the Owners would lose their role");
    for row in lose["rows"].as_array().unwrap() {
        assert!(row["changes"].to_string().contains("→ "), "{row}");
    }
    assert!(
        view["guards"].as_array().unwrap().iter().any(|guard| guard["guard"]["kind"] == "nobody_organization_admin"),
        "{}",
        view["guards"]
    );

    bench.call("plan_undo", json!({})).await;
    let page = bench.call("access_people", json!({"search": "", "offset": 0, "limit": 500})).await;
    assert_eq!(person(&page, &both)["access"]["permissions"][0]["from_group"], "ConfigCat Readers");
    let text = bench.call("plan_checklist", json!({})).await["text"].as_str().unwrap().to_owned();
    assert!(text.contains("ConfigCat Readers: WhiskerShop / Readers"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_api_products_are_typed_in_and_today_is_unseen() {
    let (_folder, bench) = ready().await;
    bench.call("connection_forget", json!({"which": "configcat"})).await;
    bench.pull().await;
    let view = bench.call("plan", json!({})).await;
    assert_eq!((&view["products_read"], &view["today_seen"]), (&json!(false), &json!(false)));
    let typed = json!({"products": [{"name": " WhiskerShop ", "permission_groups": ["Readers", "Readers", ""]}]});
    let view = bench.call("products_save", typed).await;
    assert_eq!(view["products"], json!([{"name": "WhiskerShop", "permission_groups": ["Readers"]}]));
}

#[tokio::test(flavor = "multi_thread")]
async fn everybodys_pages_have_no_holes_for_who_is_not_synced() {
    let (_folder, bench) = read().await;
    let whole = bench.call("access_people", json!({"search": "", "offset": 0, "limit": 500})).await;
    let total = whole["total"].as_u64().unwrap();
    assert_eq!(whole["rows"].as_array().unwrap().len() as u64, total);
    let last = bench.call("access_people", json!({"search": "", "offset": total - 1, "limit": 10})).await;
    assert_eq!(last["rows"].as_array().unwrap().len(), 1, "two accounts are unmanaged, and are not on these pages");
}
