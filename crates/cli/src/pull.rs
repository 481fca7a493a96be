//! `catflap-cli pull`.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use catflap_app::inventory::Inventory;
use catflap_app::wire::{Event, Problem, ProblemCode, PullProgress};

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
    let mut events = app.events();
    endpoint::start(&app, "pull_start").await?;
    let mut waits = Waits::default();
    loop {
        match events.recv().await {
            Ok(Event::Pull { progress, .. }) => output::progress(&how_far(progress)),
            Ok(Event::PullEnded { problem: Some(problem), .. }) => return Ok(Outcome::Unable(Box::new(problem))),
            Ok(Event::PullEnded { .. }) => break,
            Ok(event) => waits.hear(&event),
            Err(_) => {}
        }
    }
    output::progress("");
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

fn how_far(progress: PullProgress) -> String {
    let of = |total: Option<u32>| total.map(|total| format!(" of {total}")).unwrap_or_default();
    format!(
        "{}{} users, {}{} groups",
        progress.users,
        of(progress.users_total),
        progress.groups,
        of(progress.groups_total)
    )
}

/// As `catflap-cli access` reads it. What is printed ends its last line.
fn json(inventory: &Inventory, mut out: &mut dyn Write, printed: bool) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, inventory)?;
    if printed { out.write_all(b"\n") } else { Ok(()) }
}

/// One line a user; groups by name, separated by semicolons.
fn csv(inventory: &Inventory) -> Result<String, Problem> {
    let names: HashMap<&str, &str> =
        inventory.groups.iter().map(|group| (group.id.as_str(), group.display_name.as_str())).collect();
    let failed = |what: &dyn std::fmt::Display| {
        outcome::problem(
            ProblemCode::FileFailed,
            "The CSV could not be written.",
            "Use --format json, and report it with the evidence below.",
            Some(what.to_string()),
        )
    };
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["id", "user_name", "display_name", "email", "active", "external_id", "groups"])
        .map_err(|error| failed(&error))?;
    for user in &inventory.users {
        let groups: Vec<&str> =
            user.groups.iter().map(|id| names.get(id.as_str()).copied().unwrap_or(id.as_str())).collect();
        out.write_record([
            harmless(&user.id),
            harmless(&user.user_name),
            harmless(user.display_name.as_deref().unwrap_or_default()),
            harmless(user.email.as_deref().unwrap_or_default()),
            user.active.to_string(),
            harmless(user.external_id.as_deref().unwrap_or_default()),
            harmless(&groups.join("; ")),
        ])
        .map_err(|error| failed(&error))?;
    }
    let bytes = out.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error))
}

/// A cell that a spreadsheet would take for a formula is kept as text by an apostrophe before it: names come from people.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catflap_app::inventory::{Group, User};

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
