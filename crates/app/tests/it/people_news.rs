//! What changed since somebody looked, and what changed for one person.

use catflap_app::PracticeSize;
use serde_json::{Value, json};

use crate::bench::{Bench, everybody, open_in, read};

async fn news(bench: &Bench) -> Vec<(String, String)> {
    let mut request = everybody("");
    request["news"] = json!(true);
    let page = bench.call("people", request).await;
    let rows = page["rows"].as_array().unwrap();
    assert_eq!((rows.len() as u64, &page["news"]), (page["total"].as_u64().unwrap(), &page["total"]));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.iter().map(|row| (text(&row["name"]), text(&row["news"]))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_reading_marks_nobody_and_looking_takes_the_marks_away() {
    let (folder, bench) = read().await;
    assert_eq!(news(&bench).await, []);
    bench.mistake("push-group-missing-member").await;
    bench.mistake("email-twin").await;
    bench.pull().await;
    let marked = news(&bench).await;
    let words: Vec<&str> = marked.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words.len(), 2, "{marked:?}");
    assert!(words.contains(&"New") && words.contains(&"Groups changed"), "{marked:?}");
    let all = bench.call("people", everybody("")).await;
    assert_eq!(all["news"], 2, "counted beside the whole list too");

    // The marks are there at the next start, and gone once somebody looked.
    bench.app.close().await;
    drop(bench);
    let bench = open_in(folder.path(), PracticeSize::default());
    bench.app.begin(false).await.unwrap();
    assert_eq!(news(&bench).await, marked);
    bench.call("people_seen", json!({})).await;
    assert_eq!(news(&bench).await, []);
    let twin = bench.one("whitfield-boyd").await;
    assert_eq!(bench.call("person", json!({"key": twin["key"]})).await["news"], json!(null));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_s_card_tells_what_changed_for_them_newest_first() {
    let (_folder, bench) = read().await;
    let robin = bench.one("robin ashworth").await;
    let view = bench.call("practice_view", json!({})).await;
    let readers = crate::bench::group(&view, "ConfigCat Readers");
    let member = |kind: &str| {
        let act = json!({"kind": kind, "group_id": readers, "user_id": robin["okta_id"]});
        json!({"kind": "directory", "act": act})
    };
    for kind in ["add_member", "remove_member"] {
        bench.okta(member(kind)).await;
        bench.pushed().await;
        bench.pull().await;
    }
    let card = bench.call("person", json!({"key": robin["key"]})).await;
    let words: Vec<&Value> = card["history"].as_array().unwrap().iter().map(|change| &change["words"]).collect();
    assert_eq!(words, ["Went out of ConfigCat Readers", "Came into ConfigCat Readers"], "{}", card["history"]);
    let other = bench.one("release robot").await;
    assert_eq!(bench.call("person", json!({"key": other["key"]})).await["history"], json!([]), "never synced");
}
