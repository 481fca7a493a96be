//! `catflap-cli check --rehearse`: what Okta sends from first to last, written and taken back.

use std::fmt::Write as _;

use catflap_app::App;
use catflap_app::check::Verdict;
use catflap_app::check::rehearsal::{PlannedWrite, Rehearsal, RehearsalEvent, Row};
use catflap_app::wire::{Event, Problem};
use serde::Deserialize as _;
use serde_json::{Value, json};

use crate::signals::Signals;
use crate::waits::Waits;
use crate::{output, words};

/// Rehearses at the endpoint that the application is connected to. Naming the domain on the command line confirms it.
///
/// A signal cancels: what was created is taken back before this returns. What can't be stays in the journal, and the
/// next rehearsal at this endpoint begins with it.
pub async fn run(app: &App, domain: &str) -> Result<Box<Rehearsal>, Problem> {
    take_back_what_was_left(app).await?;
    let plan = app.call("rehearsal_plan", json!({"domain": domain})).await?;
    output::aside(&words::for_shell(plan["caution"].as_str().unwrap_or_default()));
    // It comes from Rust, where it was made of these.
    let writes = Vec::<PlannedWrite>::deserialize(&plan["writes"]).unwrap_or_default();
    output::aside(&will_be_written(&writes));
    let mut signals = Signals::listen()?;
    let mut events = app.events();
    let request = json!({"domain": plan["domain"], "run_id": plan["run_id"], "confirmed": true});
    let job = app.call("rehearsal_start", request).await?;
    let (mut cancelled, mut waits) = (false, Waits::default());
    loop {
        tokio::select! {
            event = events.recv() => match event {
                Ok(Event::RehearsalEnded { rehearsal, .. }) => {
                    output::progress("");
                    return Ok(rehearsal);
                }
                Ok(Event::JobFailed { problem, .. }) => {
                    output::progress("");
                    return Err(problem);
                }
                Ok(Event::Rehearsal { event, .. }) => tell(&event),
                Ok(event) => waits.hear(&event),
                Err(_) => {}
            },
            () = signals.stop(), if !cancelled => {
                cancelled = true;
                output::progress("");
                output::aside("Stopping: what was created is taken back first.");
                app.call("job_cancel", job.clone()).await?;
            }
        }
    }
}

/// Each write before it is done, and how it is taken back: once for those that follow each other and are taken back alike.
fn will_be_written(writes: &[PlannedWrite]) -> String {
    let mut out = "What will be written, in this order, and how it is taken back:\n".to_owned();
    for alike in writes.chunk_by(|one, next| one.taken_back == next.taken_back) {
        for PlannedWrite { title, request, name, .. } in alike {
            let _ = writeln!(out, "  {:<34} {request:<22} {name}", words::plain(title));
        }
        let _ = writeln!(out, "      {}", words::for_shell(&alike[0].taken_back));
    }
    out
}

fn tell(event: &RehearsalEvent) {
    match event {
        RehearsalEvent::Started { id } => output::progress(&format!("{id} …")),
        RehearsalEvent::Waiting { seconds: 0, .. } | RehearsalEvent::Ended { .. } => {}
        RehearsalEvent::Waiting { seconds, .. } => {
            output::progress("");
            output::aside(&format!("Waiting {seconds} s, as the server asks."));
        }
    }
}

async fn take_back_what_was_left(app: &App) -> Result<(), Problem> {
    let last = app.call("rehearsal_last", json!({})).await?;
    if last["left"].as_array().is_none_or(Vec::is_empty) {
        return Ok(());
    }
    output::aside("An earlier rehearsal left something here. It is taken back first.");
    let taken: Value = app.call("rehearsal_take_back", json!({})).await?;
    for line in [&taken["proof"], &taken["todo"]] {
        if let Some(line) = line.as_str().filter(|line| !line.is_empty()) {
            output::aside(&words::for_shell(line));
        }
    }
    Ok(())
}

/// The table “Okta sends / needs / got”, and the journal's proof.
pub fn text(rehearsal: &Rehearsal) -> String {
    let mut out = format!("\nRehearsal\n  {}\n", words::for_shell(&rehearsal.headline));
    let skipped = |row: &Row| row.verdict == Verdict::Skip;
    for rows in rehearsal.rows.chunk_by(|one, next| skipped(one) && skipped(next) && one.saw == next.saw) {
        match rows {
            [row] => out += &line(row),
            // What was not asked for one reason is one line.
            rows => {
                let (mark, saw) = (words::mark(Verdict::Skip), words::for_shell(&rows[0].saw));
                let _ = writeln!(out, "  {mark}  {} requests. {saw}", rows.len());
            }
        }
    }
    for line in [&rehearsal.todo, &rehearsal.proof] {
        if !line.is_empty() {
            let _ = writeln!(out, "  {}", words::for_shell(line));
        }
    }
    out
}

/// A row, with what to do where there is something to do.
fn line(row: &Row) -> String {
    let mark = words::mark(row.verdict);
    let [title, needs, got] = [&row.title, &row.needs, &row.got].map(|cell| words::plain(cell));
    let mut out = format!("  {mark}  {title:<34} needs {needs:<36} got {got}\n");
    if matches!(row.verdict, Verdict::Warn | Verdict::Fail) {
        let _ = writeln!(out, "        Okta sends {}", words::plain(&row.sends));
        for line in [&row.saw, &row.why, &row.todo] {
            if !line.is_empty() {
                let _ = writeln!(out, "        {}", words::for_shell(line));
            }
        }
    }
    out
}
