//! `catflap-cli pull`.

use catflap_sandbox::{Fault, Options, Side, When};
use serde_json::{Value, json};

use crate::server::{Answer, Asked, Server};
use crate::shell::{Practice, TOKEN, with_token};

#[tokio::test(flavor = "multi_thread")]
async fn users_and_groups_are_written_as_promised_and_refer_to_each_other() {
    let practice = Practice::ready().await;
    let ended = practice.run("pull", &[]).await.with(0);
    assert_eq!(ended.err, "", "no progress where nobody looks");
    let read = ended.json();
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>();
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(names(&read), set(&["users", "groups"]));
    let (users, groups) = (read["users"].as_array().unwrap(), read["groups"].as_array().unwrap());
    assert_eq!((users.len(), groups.len()), (40, 4));
    for user in users {
        assert_eq!(names(user), set(&["id", "user_name", "display_name", "email", "active", "external_id", "groups"]));
        assert!(user["active"].is_boolean() && user["id"].is_string() && user["user_name"].is_string(), "{user}");
        for group in user["groups"].as_array().unwrap() {
            let group = groups.iter().find(|known| known["id"] == *group).unwrap();
            assert!(group["members"].as_array().unwrap().contains(&user["id"]), "both sides say the same");
        }
    }
    for group in groups {
        assert_eq!(names(group), set(&["id", "display_name", "members"]));
        assert!(group["members"].as_array().unwrap().iter().all(|id| users.iter().any(|user| user["id"] == *id)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_gets_what_standard_output_would_and_standard_output_nothing() {
    let practice = Practice::ready().await;
    let folder = tempfile::tempdir().unwrap();
    let dash = practice.run("pull", &["--out", "-"]).await.with(0);
    assert_eq!(dash.out, practice.run("pull", &[]).await.out);
    for format in ["json", "csv"] {
        let file = folder.path().join(format);
        let ended = practice.run("pull", &["--format", format, "--out", file.to_str().unwrap()]).await.with(0);
        assert_eq!((ended.out.as_str(), ended.err.as_str()), ("", ""));
        let printed = practice.run("pull", &["--format", format]).await.with(0).out;
        assert_eq!(std::fs::read_to_string(file).unwrap().trim_end(), printed.trim_end());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_cannot_be_written_is_told_before_anything_is_asked() {
    let practice = Practice::ready().await;
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing").join("people.json");
    let before = practice.sandbox.seen().len();
    for file in [missing.as_path(), folder.path()] {
        practice.run("pull", &["--out", file.to_str().unwrap()]).await.problem(3, "file-failed");
    }
    assert_eq!(practice.sandbox.seen().len(), before);
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_no_success() {
    let practice = Practice::ready().await;
    let full = || std::process::Stdio::from(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    let mut command = crate::shell::command(&["pull", "--url", &practice.url, "--token-env", "SCIM_TOKEN"]);
    let child = command.env("SCIM_TOKEN", &practice.token).stdout(full()).spawn().unwrap();
    crate::shell::ended(child, &practice.token).await.problem(3, "file-failed");
    practice.run("pull", &["--out", "/dev/full"]).await.problem(3, "file-failed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_on_the_way_leaves_the_file_as_it_was() {
    let practice = Practice::ready().await;
    let folder = tempfile::tempdir().unwrap();
    let file = crate::shell::file(folder.path(), "people.json", "what was read yesterday");
    practice.sandbox.faults().always(When::of(Side::Scim, "GET", "/Groups"), Fault::Html);
    practice.run("pull", &["--out", &file]).await.problem(3, "answer-unreadable");
    assert_eq!(std::fs::read_to_string(file).unwrap(), "what was read yesterday");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_organization_is_read_to_its_end() {
    let practice = Practice::of(Options { users: 700, ready: true, ..Options::default() }).await;
    let read = practice.run("pull", &[]).await.with(0).json();
    assert_eq!(read["users"].as_array().unwrap().len(), 700);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_odd_about_the_lists_is_said_beside_the_result() {
    let practice = Practice::ready().await;
    practice.sandbox.faults().always(When::of(Side::Scim, "GET", "/Users"), Fault::WrongTotals(3));
    let ended = practice.run("pull", &[]).await.with(0);
    assert_eq!(ended.json()["users"].as_array().unwrap().len(), 40);
    assert!(ended.err.contains("43 users were announced, 40 came."), "{}", ended.err);
}

const ODD: [&str; 6] = [
    "Comma, \"Quote\" & Sons",
    "=HYPERLINK(\"http://example.com\",\"x\")",
    "+1+1",
    "two\nlines",
    "Zoë 猫 🐈",
    "@SUM(A1)",
];

/// A provider whose people have odd names, all of them in one group.
pub fn odd(asked: &Asked) -> Answer {
    let list = |resources: Vec<Value>| {
        Answer::scim(200, &json!({"totalResults": resources.len(), "startIndex": 1, "Resources": resources}))
    };
    let ids: Vec<Value> = (0..ODD.len()).map(|at| json!({"value": format!("u{at}")})).collect();
    match asked.path() {
        "/v2/Users" => list(
            ODD.iter()
                .enumerate()
                .map(|(at, name)| json!({"id": format!("u{at}"), "userName": format!("p{at}@x.co"), "displayName": name}))
                .collect(),
        ),
        "/v2/Groups" => list(vec![json!({"id": "g", "displayName": "-Readers, all", "members": ids})]),
        _ => Answer::new(404, "text/plain", ""),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_names_survive_csv_and_reach_no_spreadsheet_as_formulas() {
    let server = Server::start(odd).await;
    let url = format!("{}/v2", server.base);
    let text = with_token(&["pull", "--url", &url, "--format", "csv"], TOKEN).await.with(0).out;
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let head: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(head, ["id", "user_name", "display_name", "email", "active", "external_id", "groups"]);
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let names: Vec<&str> = rows.iter().map(|row| &row[2]).collect();
    for (name, odd) in names.iter().zip(ODD) {
        assert_eq!(name.strip_prefix('\'').unwrap_or(name), odd);
        assert!(!name.starts_with(['=', '+', '-', '@']), "{name}");
    }
    assert!(rows.iter().all(|row| &row[6] == "'-Readers, all"), "{text}");
    let read = with_token(&["pull", "--url", &url], TOKEN).await.with(0).json();
    let users = read["users"].as_array().unwrap();
    assert!(users.iter().zip(ODD).all(|(user, odd)| user["display_name"] == odd), "JSON keeps the names as they are");
}
