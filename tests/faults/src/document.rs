//! docs/faults.md.

use std::fmt::Write as _;

use catflap_check::Verdict;
use catflap_http::Url;

use crate::play::{Played, Said};
use crate::row::Row;
use crate::table;

const HEAD: &str = "# What the tester says when a server misbehaves

<!-- Written by `cargo run -p catflap-faults --example table`. Do not change it by hand: the rows stand in
tests/faults/src/rows, the words in crates/check, and the tests fail when this file is stale. -->

Each line is a server that does one thing wrong. The tests put that server up, run the whole check (or, where writes are
concerned, the rehearsal) against it, and hold the findings to this table: the check named here finds it, no other one
blames something else for it, and the token stands nowhere. What the administrator reads is copied from those runs. What
is to be done stands in full where it is said once, and by its letter where many rows say it: see the end.
";

/// A remedy that so many rows share is told once.
const SHARED_FROM: usize = 3;

/// Writes the table from rows that were played.
pub fn document(all: &[(Row, Played)]) -> String {
    let mut out = HEAD.to_owned();
    let shared = shared(all);
    for theme in table() {
        let _ = writeln!(out, "\n## {}\n\n{}\n", theme.title, theme.intro);
        let _ = writeln!(
            out,
            "| {} | found by | what the administrator reads | what to do |\n|---|---|---|---|",
            theme.subject
        );
        for row in theme.rows {
            let Some((_, played)) = all.iter().find(|(known, _)| known.id == row.id) else { continue };
            let _ = writeln!(out, "{}", line(row, played, &shared));
        }
    }
    let _ = writeln!(out, "\n## What to do, by letter\n");
    for (place, remedy) in shared.iter().enumerate() {
        let _ = writeln!(out, "- **{}**: {remedy}", letter(place));
    }
    out
}

/// What the row's own checks said.
fn found<'a>(row: &Row, played: &'a Played) -> Vec<&'a Said> {
    let said =
        |(id, verdict): &(&str, Verdict)| played.said.iter().find(|said| said.id == *id && said.verdict == *verdict);
    row.finds.iter().filter_map(said).collect()
}

/// The remedies that many rows share, in the order in which they come.
fn shared(all: &[(Row, Played)]) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for (row, played) in all {
        for remedy in remedies(row, played) {
            match counted.iter_mut().find(|(known, _)| *known == remedy) {
                Some((_, count)) => *count += 1,
                None => counted.push((remedy, 1)),
            }
        }
    }
    counted.into_iter().filter(|(_, count)| *count >= SHARED_FROM).map(|(remedy, _)| remedy).collect()
}

fn remedies(row: &Row, played: &Played) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for said in found(row, played) {
        let remedy = plain(&said.todo, played);
        if !remedy.is_empty() && !all.contains(&remedy) {
            all.push(remedy);
        }
    }
    all
}

fn letter(place: usize) -> char {
    u8::try_from(place).map_or('?', |place| char::from(b'A' + place))
}

fn line(row: &Row, played: &Played, shared: &[String]) -> String {
    let mut reads: Vec<String> = Vec::new();
    for said in found(row, played) {
        // Times differ from run to run.
        let saw = if said.id == "answer-times" { "" } else { said.saw.as_str() };
        let read = plain(format!("**{}** {saw}", said.title).trim(), played);
        if !reads.contains(&read) {
            reads.push(read);
        }
    }
    let told = |(id, verdict): &(&str, Verdict)| format!("`{id}` {}", word(*verdict));
    let mut by: Vec<String> = row.finds.iter().map(told).collect();
    if !row.also.is_empty() {
        by.push(format!("also {}", row.also.iter().map(told).collect::<Vec<_>>().join(", ")));
    }
    if by.is_empty() {
        by.push("nobody: all pass".to_owned());
    }
    let todo = remedies(row, played).into_iter().map(|remedy| {
        shared.iter().position(|known| *known == remedy).map_or(remedy, |place| letter(place).to_string())
    });
    let cells = [row.does.to_owned(), by.join("<br>"), reads.join("<br>"), todo.collect::<Vec<_>>().join("<br>")];
    format!("| {} |", cells.join(" | "))
}

/// Without what changes from run to run, and fit for a cell.
fn plain(text: &str, played: &Played) -> String {
    let mut text =
        text.replace('|', "\\|").replace('\n', " ").replace(&played.elsewhere, "https://elsewhere.example.com");
    if let Ok(url) = Url::parse(&played.url)
        && let (Some(host), Some(port)) = (url.host_str(), url.port())
    {
        text = text.replace(&url.origin().ascii_serialization(), "https://scim.example.com");
        text = text.replace(&format!("{host}:{port}"), "scim.example.com").replace(host, "scim.example.com");
    }
    text
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Note => "note",
        Verdict::Warn => "warn",
        Verdict::Fail => "fail",
        Verdict::Skip => "skip",
    }
}
