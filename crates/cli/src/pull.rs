//! `catflap-cli pull`.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use catflap_app::inventory::{Group, Inventory, User};
use catflap_app::wire::{Event, Problem, ProblemCode, PullProgress};
use catflap_app::{App, harmless};

use crate::args::{PullArgs, PullFormat};
use crate::outcome::{self, Outcome};
use crate::waits::Waits;
use crate::{endpoint, output, words};

pub async fn run(args: PullArgs) -> Result<Outcome, Problem> {
    let file = args.out.as_deref().filter(|file| *file != Path::new("-"));
    if let Some(file) = file {
        output::writable(file)?;
    }
    let app = endpoint::connected(&args.endpoint).await?;
    if let Err(ended) = read(&app).await {
        return Ok(ended);
    }
    let (inventory, unread) = app.last_read()?;
    for sentence in &unread {
        output::aside(&words::plain(sentence));
    }
    match args.format {
        PullFormat::Json => output::write(file, |out| json(&inventory, out, file.is_none()))?,
        PullFormat::Csv => {
            let text = csv(&inventory)?;
            output::write(file, |out| out.write_all(text.as_bytes()))?;
        }
    }
    // The process ends now, and its memory with it: to take 10,000 people apart before that takes longer than to write them.
    std::mem::forget((app, inventory));
    Ok(Outcome::Well)
}

/// Reads every connection. Where that does not come to its end, the run ends so.
pub async fn read(app: &App) -> Result<(), Outcome> {
    let app = app.clone();
    // On the threads that read: to wake this one for each page takes longer than many a page.
    let heard = tokio::spawn(async move { hear(&app).await });
    heard.await.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

async fn hear(app: &App) -> Result<(), Outcome> {
    let mut events = app.events();
    endpoint::start(app, "pull_start").await?;
    let mut waits = Waits::default();
    loop {
        match events.recv().await {
            Ok(Event::Pull { progress, .. }) => output::progress(&how_far(progress)),
            Ok(Event::PullEnded { problem: Some(problem), .. }) => return Err(Outcome::Unable(Box::new(problem))),
            Ok(Event::PullEnded { .. }) => break,
            Ok(event) => waits.hear(&event),
            Err(_) => {}
        }
    }
    output::progress("");
    Ok(())
}

fn how_far(progress: PullProgress) -> String {
    let of = |total: Option<u32>| total.map(|total| format!(" of {total}")).unwrap_or_default();
    let assigned = progress.okta.map(|people| format!(", {people} assigned in Okta")).unwrap_or_default();
    format!(
        "{}{} users, {}{} groups{assigned}",
        progress.users,
        of(progress.users_total),
        progress.groups,
        of(progress.groups_total)
    )
}

/// As `catflap-cli access` reads it: one line a user or group, so that two pulls can be compared line by line. What is
/// printed ends its last line.
///
/// It is what serde writes, several times as fast: this alone was a fifth of a pull.
fn json(inventory: &Inventory, out: &mut dyn Write, printed: bool) -> io::Result<()> {
    let Inventory { users, groups } = inventory;
    out.write_all(b"{\"users\":[")?;
    lines(users, user, out)?;
    out.write_all(b"],\n\"groups\":[")?;
    lines(groups, group, out)?;
    out.write_all(if printed { b"]}\n" } else { b"]}" })
}

fn lines<T>(all: &[T], write: fn(&T, &mut Vec<u8>) -> io::Result<()>, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    for (at, one) in all.iter().enumerate() {
        line.clear();
        line.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        write(one, &mut line)?;
        out.write_all(&line)?;
    }
    Ok(())
}

fn user(user: &User, line: &mut Vec<u8>) -> io::Result<()> {
    let User { id, user_name, display_name, email, active, external_id, groups } = user;
    text(b"{\"id\":", Some(id), line)?;
    text(b",\"user_name\":", Some(user_name), line)?;
    text(b",\"display_name\":", display_name.as_deref(), line)?;
    text(b",\"email\":", email.as_deref(), line)?;
    line.extend_from_slice(if *active { b",\"active\":true" } else { b",\"active\":false" });
    text(b",\"external_id\":", external_id.as_deref(), line)?;
    texts(b",\"groups\":[", groups, line)
}

fn group(group: &Group, line: &mut Vec<u8>) -> io::Result<()> {
    let Group { id, display_name, members } = group;
    text(b"{\"id\":", Some(id), line)?;
    text(b",\"display_name\":", Some(display_name), line)?;
    texts(b",\"members\":[", members, line)
}

/// The last field of an object.
fn texts(name: &[u8], all: &[String], line: &mut Vec<u8>) -> io::Result<()> {
    line.extend_from_slice(name);
    for (at, one) in all.iter().enumerate() {
        text(if at == 0 { b"" } else { b"," }, Some(one), line)?;
    }
    line.extend_from_slice(b"]}");
    Ok(())
}

/// Most texts hold nothing to escape, which is seen sooner for a whole text than byte by byte.
fn text(name: &[u8], text: Option<&str>, line: &mut Vec<u8>) -> io::Result<()> {
    line.extend_from_slice(name);
    let as_it_is = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    match text {
        Some(text) if text.bytes().fold(true, |all, byte| all & as_it_is(byte)) => {
            line.push(b'"');
            line.extend_from_slice(text.as_bytes());
            line.push(b'"');
            Ok(())
        }
        text => Ok(serde_json::to_writer(line, &text)?),
    }
}

/// One line a user; groups by name, separated by semicolons.
fn csv(inventory: &Inventory) -> Result<String, Problem> {
    let names: HashMap<&str, &str> =
        inventory.groups.iter().map(|group| (group.id.as_str(), group.display_name.as_str())).collect();
    let head = ["id", "user_name", "display_name", "email", "active", "external_id", "groups"];
    let rows = inventory.users.iter().map(|user| {
        let groups: Vec<&str> =
            user.groups.iter().map(|id| names.get(id.as_str()).copied().unwrap_or(id.as_str())).collect();
        [
            user.id.clone(),
            user.user_name.clone(),
            user.display_name.clone().unwrap_or_default(),
            user.email.clone().unwrap_or_default(),
            user.active.to_string(),
            user.external_id.clone().unwrap_or_default(),
            groups.join("; "),
        ]
    });
    table(&head, rows)
}

/// A head and rows as CSV, no cell of which is taken for a formula.
pub fn table<const N: usize>(head: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> Result<String, Problem> {
    let failed = |what: &dyn std::fmt::Display| {
        outcome::problem(
            ProblemCode::FileFailed,
            "The CSV could not be written.",
            "Use --format json, and report it with the evidence below.",
            Some(what.to_string()),
        )
    };
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(head).map_err(|error| failed(&error))?;
    for row in rows {
        out.write_record(row.map(|cell| harmless(&cell).into_owned())).map_err(|error| failed(&error))?;
    }
    let bytes = out.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_has_a_line_for_each_and_is_what_serde_writes() {
        let odd = [
            "",
            "plain",
            "Ümläut 猫",
            "a \"quoted\" one",
            "back\\slash",
            "two\nlines",
            "\u{0}\u{1f}\u{7f}",
            "</script>",
        ];
        let text = |at: usize| odd[at % odd.len()].to_owned();
        let some = |at: usize| (!at.is_multiple_of(3)).then(|| text(at));
        let user = |at: usize| User {
            id: format!("u{at}{}", text(at)),
            user_name: text(at + 1),
            display_name: some(at + 2),
            email: some(at + 3),
            active: at.is_multiple_of(2),
            external_id: some(at + 4),
            groups: vec![],
        };
        let group = |at: usize| Group {
            id: format!("g{at}{}", text(at + 5)),
            display_name: text(at),
            members: (0..at).map(|at| user(at).id).collect(),
        };
        for (users, groups) in [(0, 0), (1, 0), (3, 4), (300, 20)] {
            let (users, groups) = ((0..users).map(user).collect(), (0..groups).map(group).collect());
            let (inventory, _) = Inventory::link(users, groups);
            let mut printed = Vec::new();
            json(&inventory, &mut printed, true).unwrap();
            let printed = String::from_utf8(printed).unwrap();
            assert_eq!(printed.lines().count(), 2 + inventory.users.len() + inventory.groups.len());
            // No text of it holds a line break that is not escaped.
            assert_eq!(printed.replace('\n', ""), serde_json::to_string(&inventory).unwrap());
        }
    }

    #[test]
    fn a_name_that_is_a_formula_reaches_a_spreadsheet_as_text() {
        let user = User {
            id: "u1".into(),
            user_name: "a@x.co".into(),
            display_name: Some("=HYPERLINK(\"http://x\")".into()),
            email: None,
            active: true,
            external_id: None,
            groups: vec![],
        };
        let groups = vec![Group { id: "g1".into(), display_name: "Readers".into(), members: vec!["u1".into()] }];
        let (inventory, _) = Inventory::link(vec![user], groups);
        let text = csv(&inventory).unwrap();
        let line = text.lines().nth(1).unwrap();
        assert!(line.contains("'=HYPERLINK"), "{line}");
        assert!(line.ends_with("Readers"), "{line}");
    }
}
