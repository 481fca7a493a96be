//! People and groups, read from the three practice servers.

use catflap_app::PracticeSize;
use catflap_app::wire::Event;
use serde_json::json;

use crate::bench::{Bench, everybody, open_in};

async fn ready(users: Option<usize>) -> (tempfile::TempDir, Bench) {
    let folder = tempfile::tempdir().unwrap();
    let bench = open_in(folder.path(), PracticeSize { users, ready: true, ..PracticeSize::default() });
    bench.call("practice_open", json!({})).await;
    (folder, bench)
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_read_with_groups_and_state() {
    let (_folder, bench) = ready(None).await;
    bench.pull().await;
    let page = bench.call("people", everybody("")).await;
    assert!(page["total"].as_u64().unwrap() >= 40, "{page}");
    assert_eq!(page["unread"], json!([]), "all three connections could be read");
    assert!(page["verdict"].as_str().unwrap().contains("in sync"), "{}", page["verdict"]);
    let robin = bench.call("people", everybody("robin ashworth")).await;
    assert_eq!(robin["total"], 1, "every word must match one person: {robin}");
    let card = bench.call("person", json!({"key": robin["rows"][0]["key"]})).await;
    assert_eq!(card["chain"]["links"].as_array().unwrap().len(), 7);
    let groups = bench.call("groups", json!({"search": "developers", "offset": 0, "limit": 10})).await;
    assert_eq!(groups["total"], 1);
    let group = bench.call("group", json!({"key": groups["rows"][0]["key"]})).await;
    assert_eq!(group["members"].as_array().unwrap().len() as u64, group["group"]["people"].as_u64().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_is_there_at_the_next_start() {
    let (folder, bench) = ready(None).await;
    bench.pull().await;
    let before = bench.call("people", everybody("")).await;
    bench.app.close().await;
    drop(bench);
    let bench = open_in(folder.path(), PracticeSize::default());
    bench.app.begin(false).await.unwrap();
    assert_eq!(bench.call("people", everybody("")).await["rows"], before["rows"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_reading_leaves_what_was_there() {
    let (_folder, bench) = ready(Some(3000)).await;
    let mut events = bench.app.events();
    let job = bench.call("pull_start", json!({})).await;
    // Cancelled after the first page, so that there was something to cancel.
    loop {
        if let Event::Pull { .. } = events.recv().await.unwrap() {
            break;
        }
    }
    bench.call("job_cancel", job).await;
    loop {
        if let Event::PullEnded { cancelled, problem, .. } = events.recv().await.unwrap() {
            assert!(cancelled && problem.is_none(), "{problem:?}");
            break;
        }
    }
    assert_eq!(bench.call("people", everybody("")).await["total"], 0);
    bench.pull().await;
    assert!(bench.call("people", everybody("")).await["total"].as_u64().unwrap() >= 3000, "another reading works");
}
