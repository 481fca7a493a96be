//! `catflap-cli practice`.

use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout};

use crate::shell::{command, run, with_token};

/// Running practice servers, their first line, and both ends of their pipes.
struct Running {
    child: Child,
    input: Option<ChildStdin>,
    out: BufReader<ChildStdout>,
    at: Value,
}

impl Running {
    async fn start(more: &[&str]) -> Self {
        let mut child = command(&[&["practice", "--json"], more].concat()).stdin(Stdio::piped()).spawn().unwrap();
        let (input, mut out) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut line = String::new();
        tokio::time::timeout(Duration::from_secs(40), out.read_line(&mut line)).await.expect("it answers").unwrap();
        Self { child, input, out, at: serde_json::from_str(&line).unwrap() }
    }

    fn text(&self, name: &str) -> &str {
        self.at[name].as_str().unwrap()
    }

    /// Waits for its end: code 0, one line and nothing beside it.
    async fn ends(mut self) {
        let ended = tokio::time::timeout(Duration::from_secs(20), self.child.wait()).await.expect("it ends").unwrap();
        assert_eq!(ended.code(), Some(0));
        let (mut rest, mut err) = (String::new(), String::new());
        self.out.read_to_string(&mut rest).await.unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut err).await.unwrap();
        assert_eq!((rest.as_str(), err.as_str()), ("", ""));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_line_tells_where_everything_is_and_it_answers() {
    let mut running = Running::start(&["--ready", "--users", "30", "--groups", "6"]).await;
    let mut names: Vec<&str> = running.at.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "configcat_api",
            "configcat_password",
            "configcat_user",
            "okta_app_id",
            "okta_org",
            "okta_token",
            "scim_token",
            "scim_url"
        ]
    );
    assert!(running.at.as_object().unwrap().values().all(Value::is_string), "ready: the application is there too");
    let read =
        with_token(&["pull", "--url", running.text("scim_url")], running.text("scim_token")).await.with(0).json();
    assert_eq!(read["users"].as_array().unwrap().len(), 30, "everyone is synced");
    assert!(!read["groups"].as_array().unwrap().is_empty());
    // The end of standard input ends it.
    running.input = None;
    running.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_ready_nothing_is_done_and_no_application_is_there() {
    let (first, second) = tokio::join!(Running::start(&[]), Running::start(&[]));
    assert!(first.at["okta_app_id"].is_null());
    for name in ["scim_url", "okta_org", "scim_token", "okta_token", "configcat_password"] {
        assert_ne!(first.at[name], second.at[name], "{name} is of one run only");
    }
    for (name, value) in first.at.as_object().unwrap() {
        let address = ["scim_url", "okta_org", "configcat_api"].contains(&name.as_str());
        assert!(!address || value.as_str().unwrap().starts_with("http://127.0.0.1:"), "{name}: {value}");
    }
    let read = with_token(&["pull", "--url", first.text("scim_url")], first.text("scim_token")).await.with(0).json();
    assert_eq!(read["users"].as_array().unwrap().len(), 0);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_signal_stops_it_though_standard_input_stays_open() {
    for signal in ["INT", "TERM"] {
        let running = Running::start(&[]).await;
        crate::signals::send(signal, &running.child).await;
        running.ends().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_people_are_there_within_reason() {
    let running = Running::start(&["--users", "10000"]).await;
    assert!(running.text("scim_url").starts_with("http://127.0.0.1:"));
}

#[tokio::test]
async fn people_read_where_the_servers_are_and_how_to_stop_them() {
    let ended = run(&["practice", "--users", "3"]).await.with(0);
    assert!(ended.out.contains("SCIM URL") && ended.out.contains("Ctrl+C"), "{}", ended.out);
    assert!(ended.out.contains("not created yet"));
    assert!(ended.err.contains("at least 12 people"), "what differs from what was asked is said: {}", ended.err);
}
