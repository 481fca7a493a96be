//! `catflap-cli guide`.

use serde_json::Value;

use crate::shell::run;

async fn steps() -> Vec<Value> {
    let stages = run(&["guide", "--format", "json"]).await.with(0).json();
    stages.as_array().unwrap().iter().flat_map(|stage| stage["steps"].as_array().unwrap().clone()).collect()
}

#[tokio::test]
async fn every_step_is_in_every_format() {
    let steps = steps().await;
    assert_eq!(steps.len(), 27);
    for format in ["text", "md"] {
        let printed = run(&["guide", "--format", format]).await.with(0).out;
        for step in &steps {
            let head = format!("{} {}", step["number"].as_str().unwrap(), step["title"].as_str().unwrap());
            assert_eq!(printed.matches(&head).count(), 1, "{head} in {format}");
        }
    }
    assert!(!run(&["guide"]).await.with(0).out.contains('`'), "text needs no rendering");
}
