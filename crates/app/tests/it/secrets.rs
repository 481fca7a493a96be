//! A marker is entered as every secret, sent through every failure at hand, and searched for in all that comes out.

use catflap_app::PracticeSize;
use serde_json::json;

use crate::bench::open_in;

const MARKER: &str = "marker-7f3a9c1e5b8d-secret";

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_comes_out_of_any_reply_event_problem_or_file() {
    let folder = tempfile::tempdir().unwrap();
    let bench = open_in(folder.path(), PracticeSize::default());
    let mut events = bench.app.events();
    let mut out: Vec<String> = Vec::new();
    bench.call("practice_open", json!({})).await;
    let view = bench.call("practice_view", json!({})).await;
    let boot = bench.call("boot", json!({})).await;
    let connections = &boot["open"]["connections"];

    let tries = [
        ("scim_clean", json!({"url": MARKER, "token": MARKER})),
        ("scim_clean", json!({"url": "https://x.co", "token": format!("Bearer Bearer {MARKER}")})),
        ("scim_save", json!({"url": "https://app.configcat.com", "token": MARKER})),
        ("scim_save", json!({"url": view["configcat"]["scim_url"], "token": format!("{MARKER} {MARKER}")})),
        ("scim_save", json!({"url": view["configcat"]["scim_url"], "token": MARKER})),
        (
            "okta_save",
            json!({"org_url": connections["okta"]["address"], "token": MARKER, "client_id": "", "private_key": ""}),
        ),
        ("okta_save", json!({"org_url": "https://127.0.0.1:1", "token": MARKER, "client_id": "", "private_key": ""})),
        ("configcat_save", json!({"user_name": "someone", "password": MARKER})),
        ("scim_save", json!({"url": 7, "token": MARKER})),
        ("scim_save", json!(MARKER)),
        ("practice_okta", json!({"action": {"kind": "set_connector", "authorization": MARKER}})),
        ("boot", json!({})),
        ("guide", json!({})),
        ("guide_verify", json!({})),
        ("activity", json!({})),
    ];
    for (name, request) in tries {
        // The URL field is no secret: it comes back by design, so a marker there proves nothing.
        let cleaned_url = name == "scim_clean" && request["url"] == MARKER;
        match bench.app.call(name, request).await {
            Ok(reply) if !cleaned_url => out.push(reply.to_string()),
            Ok(_) => {}
            Err(problem) => out.push(format!("{problem:?} {}", json!(problem))),
        }
    }
    bench.job("check_start").await;
    bench.job("pull_start").await;
    out.push(bench.call("check_support", json!({})).await.to_string());
    out.push(bench.call("check_last", json!({})).await.to_string());
    while let Ok(event) = events.try_recv() {
        out.push(format!("{event:?} {}", json!(event)));
    }
    bench.app.close().await;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        out.push(String::from_utf8_lossy(&std::fs::read(entry.unwrap().path()).unwrap()).into_owned());
    }
    for text in out {
        assert!(!text.contains(MARKER), "a secret came out: {}", &text[..text.len().min(2000)]);
    }
}
