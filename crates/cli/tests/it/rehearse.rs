//! `catflap-cli check --rehearse` and `catflap-cli explain`.

use catflap_sandbox::{Fault, Side, When};
use serde_json::Value;
use tokio::io::AsyncWriteExt as _;

use crate::shell::{Practice, command, ended, run, with_input};

/// The journal outlives a run, so each test has a folder for it.
async fn rehearse(practice: &Practice, folder: &std::path::Path, more: &[&str]) -> crate::shell::Ended {
    let mut args = vec!["check", "--url", &practice.url, "--token-env", "SCIM_TOKEN", "--rehearse"];
    args.extend(["--rehearsal-domain", "whisker.co"]);
    args.extend(more);
    let child = command(&args).env("SCIM_TOKEN", &practice.token).env("CATFLAP_DATA_DIR", folder).spawn().unwrap();
    ended(child, &practice.token).await
}

async fn synced(practice: &Practice) -> Value {
    practice.run("pull", &[]).await.with(0).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_passes_on_a_good_endpoint_and_leaves_it_as_it_was() {
    let (practice, folder) = (Practice::ready().await, tempfile::tempdir().unwrap());
    let before = synced(&practice).await;
    let report = rehearse(&practice, folder.path(), &["--format", "json"]).await.with(0).json();
    assert_eq!(report["rehearsal"]["verdict"], "pass", "{report}");
    assert!(report["rehearsal"]["rows"].as_array().unwrap().len() > 20);
    assert_eq!(synced(&practice).await, before);
    let text = rehearse(&practice, folder.path(), &[]).await.with(0);
    assert!(text.out.contains("All are gone"), "{}", text.out);
    let said = text.err.find("Create the group").expect("each write is listed");
    assert!(text.err[said..].contains("POST /Groups"), "{}", text.err);
    assert!(
        text.err.contains("Deleted with the group: DELETE /Groups/{id}."),
        "and how it is taken back: {}",
        text.err
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_needs_a_domain_and_a_domain_a_rehearsal() {
    run(&["check", "--url", "https://x.co", "--token-env", "T", "--rehearse"]).await.with(2);
    run(&["check", "--url", "https://x.co", "--token-env", "T", "--rehearsal-domain", "x.co"]).await.with(2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_written_where_the_check_fails() {
    let (practice, folder) = (Practice::ready().await, tempfile::tempdir().unwrap());
    practice.sandbox.faults().always(When::any(Side::Scim), Fault::AnyToken);
    let ended = rehearse(&practice, folder.path(), &["--format", "json"]).await.with(1);
    assert_eq!(ended.json().get("rehearsal"), None);
    assert!(ended.err.contains("Not rehearsed"), "{}", ended.err);
    let seen = practice.sandbox.seen();
    let mut ours = seen.iter().filter(|request| request.user_agent.starts_with("Catflap"));
    assert!(ours.all(|request| request.method == "GET"), "only reading was asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_of_okta_is_explained_and_an_unknown_text_is_said_to_be_unknown() {
    let text = b"Automatic provisioning of user ana@x.co to app ConfigCat failed: Matching user not found";
    let known =
        with_input(&["explain", "--text-stdin", "--format", "json"], text, "no-secret-here").await.with(0).json();
    assert_eq!(known["explanation"]["known"], true, "{known}");
    let unknown = with_input(&["explain", "--text-stdin"], b"the cat sat on the mat", "no-secret-here").await.with(0);
    assert!(!unknown.out.trim().is_empty());
    run(&["explain"]).await.with(2);
    let empty = with_input(&["explain", "--text-stdin"], b" \n", "no-secret-here").await.with(2);
    assert!(empty.err.contains("The text is empty."), "{}", empty.err);
}

/// Explains what Okta says when it is refused, with a check at `url`.
async fn explained(url: &str, token: &str, format: &str) -> crate::shell::Ended {
    let args = ["explain", "--text-stdin", "--format", format, "--url", url, "--token-env", "SCIM_TOKEN"];
    let mut child = command(&args).env("SCIM_TOKEN", token).stdin(std::process::Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"Error authenticating: Unauthorized. Errors reported by remote server: null").await.unwrap();
    drop(input);
    ended(child, token).await.with(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn with_an_endpoint_the_check_confirms_each_cause_or_rules_it_out() {
    let practice = Practice::ready().await;
    let well = explained(&practice.url, &practice.token, "json").await.json();
    assert_eq!(well["judged"]["standing"], "not_seen_here", "the token is right here, so Okta has another: {well}");
    assert_eq!(well["field"]["page"], "okta_provisioning", "the field is in Okta: {well}");
    let refused = explained(&practice.url, "not-the-token-of-this-organization", "json").await.json();
    assert_eq!(refused["judged"]["standing"], "confirmed", "{refused}");
    assert_eq!(refused["judged"]["causes"][0]["because"][0], "token-accepted", "{refused}");
    let text = explained(&practice.url, "not-the-token-of-this-organization", "text").await.out;
    assert!(text.contains("confirmed  ") && text.contains("(token-accepted)"), "{text}");
    let change = text.lines().find(|line| line.starts_with("Change: ")).unwrap();
    assert!(change.contains("Authorization"), "the field is named: {change}");
}
