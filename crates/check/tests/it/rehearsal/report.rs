//! What is written about a rehearsal, and what never is.

use catflap_check::rehearsal::{self, Rehearsal, RehearsalEvent};
use catflap_check::{Verdict, junit_with_rehearsal};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::{Books, Scripted, row, settings, twisted};
use crate::provider::TOKEN;
use crate::server::Answer;

#[tokio::test]
async fn neither_token_nor_password_is_in_anything_that_is_written() {
    // Echoes both wherever it can.
    let server = Scripted::start(|asked, store| {
        let token = asked.header("authorization").unwrap_or_default().to_owned();
        if asked.method == "POST" && asked.path().ends_with("/Users") {
            let mut body: Value = serde_json::from_str(&asked.body).unwrap();
            body["nickName"] = body["password"].clone();
            body["title"] = token.into();
            let mut made = store.add("Users", body.clone());
            made["password"] = body["password"].clone();
            store.users.insert(made["id"].as_str().unwrap().to_owned(), made.clone());
            return Some(Answer::scim(201, &made));
        }
        (asked.method == "PUT").then(|| {
            Answer::scim(
                500,
                &json!({"schemas": [], "detail": format!("no {token} {}", store.users.values().last().unwrap())}),
            )
        })
    })
    .await;
    let books = Books::default();
    let events = super::Events::default();
    let hears = events.clone();
    let held = rehearsal::run(
        server.target(),
        settings(),
        &books,
        move |event| hears.lock().unwrap().push(event),
        CancellationToken::new(),
    )
    .await
    .unwrap();
    assert_eq!(held.verdict, Verdict::Fail);
    assert_eq!(row(&held, "read-person").got, "200, with the password");
    let password = server.asked().iter().find(|asked| asked.method == "POST").map(|asked| {
        let body: Value = serde_json::from_str(&asked.body).unwrap();
        body["password"].as_str().unwrap().to_owned()
    });
    let report = crate::check(server.target()).await;
    let written = format!(
        "{} {} {} {} {held:?}",
        serde_json::to_string(&held).unwrap(),
        serde_json::to_string(&*events.lock().unwrap()).unwrap(),
        rehearsal::markdown(&held),
        junit_with_rehearsal(&report, &held)
    );
    for secret in [TOKEN, password.unwrap().as_str()] {
        if let Some(at) = written.find(secret) {
            panic!("leaks: …{}…", &written[written.floor_char_boundary(at.saturating_sub(300))..at]);
        }
    }
    assert!(written.contains("••••"), "the masked ones are there");
}

#[tokio::test]
async fn every_row_speaks_in_every_rehearsal() {
    let rehearsals = [
        twisted(|_, _| None).await.0,
        twisted(|asked, _| (asked.method != "GET").then(|| Answer::new(500, "text/plain", "oops"))).await.0,
        twisted(|asked, _| (asked.method == "PUT").then(|| Answer::new(204, "text/plain", ""))).await.0,
        twisted(|_, _| Some(Answer::new(200, "text/html", "<html>"))).await.0,
        twisted(|_, _| Some(Answer::Close)).await.0,
    ];
    for held in &rehearsals {
        assert_eq!(held.rows.len(), 28);
        assert!(!held.headline.is_empty() && held.headline.ends_with('.'), "{}", held.headline);
        for row in &held.rows {
            let id = &row.id;
            assert!(!row.got.is_empty() && row.got.chars().count() <= 48, "{id}: {}", row.got);
            assert!(row.saw.ends_with(['.', '”']), "{id}: {}", row.saw);
            assert!(!row.why.is_empty(), "{id}");
            if row.verdict == Verdict::Fail {
                assert!(!row.todo.is_empty(), "{id} fails without a remedy");
            }
            let all = format!("{} {} {} {}", row.got, row.saw, row.why, row.todo);
            assert!(!all.contains('!') && !all.contains("please") && !all.contains("  "), "{id}: {all}");
        }
    }
    assert_eq!(rehearsals[2].rows[4].got, "204, but the old name is stored");
}

#[tokio::test]
async fn the_markdown_holds_the_table_the_evidence_and_the_proof() {
    let (held, _, _) = twisted(|asked, _| (asked.method == "PUT").then(|| Answer::new(405, "text/plain", "`"))).await;
    let text = rehearsal::markdown(&held);
    assert!(text.starts_with("# SCIM rehearsal\n\n**Changed names don’t arrive.**"), "{text}");
    assert!(text.contains("| Add one member | `PUT /Groups/{id}` | 200, member stored | 405 | FAIL |"), "{text}");
    assert!(text.contains("HTTP/1.1 405") && text.contains("authorization: Bearer ••••3f9a"));
    assert!(text.contains("## Journal\n\n3 things were written: "), "{text}");
}

#[tokio::test]
async fn the_rows_are_a_suite_of_the_junit_report() {
    let (held, server, _) =
        twisted(|asked, _| (asked.method == "PUT").then(|| Answer::new(405, "text/plain", ""))).await;
    let report = crate::check(server.target()).await;
    let xml = junit_with_rehearsal(&report, &held);
    let failures = held.rows.iter().filter(|row| row.verdict == Verdict::Fail).count();
    assert!(xml.contains(&format!("<testsuite name=\"Rehearsal\" tests=\"28\" failures=\"{failures}\"")), "{xml}");
    assert!(xml.contains("classname=\"catflap.rehearsal\" name=\"change-profile\""));
    assert_eq!(xml.matches("<testcase").count(), report.findings.len() + 28);
}

#[tokio::test]
async fn each_row_is_told_as_it_ends_and_read_back_as_it_was_written() {
    let server = Scripted::start(|_, _| None).await;
    let events = super::Events::default();
    let hears = events.clone();
    let books = Books::default();
    let run = rehearsal::run(
        server.target(),
        settings(),
        &books,
        move |event| hears.lock().unwrap().push(event),
        CancellationToken::new(),
    );
    let held = is_send(run).await.unwrap();
    let ended: Vec<rehearsal::Row> = events
        .lock()
        .unwrap()
        .iter()
        .filter_map(|event| match event {
            RehearsalEvent::Ended { row } => Some(row.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(ended, held.rows);
    let again: Rehearsal = serde_json::from_str(&serde_json::to_string(&held).unwrap()).unwrap();
    assert_eq!(again, held);
}

/// A job may be moved from thread to thread.
fn is_send<F: Future + Send>(future: F) -> F {
    future
}
