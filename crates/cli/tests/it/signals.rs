//! SIGINT, SIGTERM and readers that go away.

#![cfg(unix)]

use std::process::Stdio;
use std::sync::Arc;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::process::Child;
use tokio::sync::Notify;

use crate::server::{Answer, Server};
use crate::shell::{Practice, TOKEN, command, ended, file};

pub async fn send(signal: &str, child: &Child) {
    let id = child.id().unwrap().to_string();
    let sent = tokio::process::Command::new("kill").args(["-s", signal, &id]).status().await.unwrap();
    assert!(sent.success());
}

/// Everything that it may write to is `folder`.
fn at_home(folder: &std::path::Path, args: &[&str], token: &str) -> Child {
    let mut command = command(args);
    for place in ["TMPDIR", "HOME", "XDG_DATA_HOME", "CATFLAP_DATA_DIR"] {
        command.env(place, folder);
    }
    command.args(["--token-env", "SCIM_TOKEN"]).env("SCIM_TOKEN", token).spawn().unwrap()
}

fn is_empty(folder: &std::path::Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_on_the_way_it_says_so_and_leaves_nobodys_data_behind() {
    for signal in ["INT", "TERM", "KILL"] {
        for what in ["check", "pull"] {
            let (asked, folder) = (Arc::new(Notify::new()), tempfile::tempdir().unwrap());
            let heard = Arc::clone(&asked);
            let server = Server::start(move |_| {
                heard.notify_one();
                Answer::Silence
            })
            .await;
            let child = at_home(folder.path(), &[what, "--url", &server.base], TOKEN);
            asked.notified().await;
            send(signal, &child).await;
            if signal == "KILL" {
                assert_eq!(child.wait_with_output().await.unwrap().status.code(), None);
            } else {
                ended(child, TOKEN).await.problem(3, "cancelled");
            }
            assert!(is_empty(folder.path()), "{what} is gone without a trace");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_leaves_no_file_behind() {
    let (practice, folder) = (Practice::ready().await, tempfile::tempdir().unwrap());
    for what in ["check", "pull"] {
        let child = at_home(folder.path(), &[what, "--url", &practice.url], &practice.token);
        ended(child, &practice.token).await.with(0);
        assert!(is_empty(folder.path()), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn waiting_for_a_token_can_be_stopped() {
    let mut child =
        command(&["check", "--url", "http://127.0.0.1:9", "--token-stdin"]).stdin(Stdio::piped()).spawn().unwrap();
    let input = child.stdin.take().unwrap();
    // The handler is in place once the process waits; before that the signal's own effect ends it.
    send("TERM", &child).await;
    let status = child.wait().await.unwrap();
    assert!(!status.success());
    drop(input);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_goes_away_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let users: Vec<serde_json::Value> = (0..5_000)
        .map(|at| serde_json::json!({"id": at.to_string(), "user_name": format!("person{at}@example.com"), "active": true}))
        .collect();
    let people = serde_json::json!({"users": users, "groups": []}).to_string();
    let (people, plan) = (file(folder.path(), "i", people), file(folder.path(), "p", "{\"groups\":[]}"));
    // A million characters: more than any pipe holds.
    let args = ["access", "--inventory", &people, "--plan", &plan, "--format", "json"];
    let mut child = command(&args).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).await.unwrap();
    drop(out);
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).await.unwrap();
    assert_eq!((child.wait().await.unwrap().code(), err.as_str()), (Some(0), ""));

    // Nobody reads what went wrong either: the exit code is all that is left.
    let mut child = command(&["check", "--url", "x", "--token-env", "CATFLAP_NOT_SET"]).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().await.unwrap().code(), Some(2));
}
