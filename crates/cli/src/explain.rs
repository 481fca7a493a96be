//! `catflap-cli explain`.

use std::fmt::Write as _;

use catflap_app::wire::{Event, Problem, ProblemCode};
use serde_json::{Value, json};

use crate::args::{ExplainArgs, TextOrJson};
use crate::outcome::{self, Outcome};
use crate::{endpoint, input, output, words};

pub async fn run(args: ExplainArgs) -> Result<Outcome, Problem> {
    if !args.text_stdin {
        return Err(unreadable("No text was given.", "Pipe in what Okta shows, with --text-stdin.", None));
    }
    if input::is_terminal() {
        output::aside("Paste what Okta shows, then press Enter and Ctrl+D.");
    }
    let text = input::whole().await.map_err(|error| {
        unreadable(
            "The text could not be read from standard input.",
            "Pipe it in as UTF-8.",
            Some(output::reason(&error)),
        )
    })?;
    let app = match &args.url {
        Some(url) => {
            let app = endpoint::connected(&args.endpoint(url)).await?;
            let mut events = app.events();
            endpoint::start(&app, "check_start").await?;
            loop {
                match events.recv().await {
                    Ok(Event::CheckEnded { .. }) => break,
                    Ok(Event::JobFailed { problem, .. }) => return Err(problem),
                    Ok(_) | Err(_) => {}
                }
            }
            app
        }
        None => endpoint::empty()?,
    };
    let reply = app.call("explain", json!({"text": text})).await?;
    let printed = match args.format {
        TextOrJson::Json => output::json(&reply)?,
        TextOrJson::Text => as_text(&reply),
    };
    output::result(&printed)?;
    Ok(Outcome::Well)
}

fn unreadable(message: &str, remedy: &str, evidence: Option<String>) -> Problem {
    outcome::problem(ProblemCode::InputUnreadable, message, remedy, evidence)
}

fn as_text(reply: &Value) -> String {
    let explanation = &reply["explanation"];
    let mut out = String::new();
    let mut line = |label: &str, value: &Value| {
        if let Some(text) = value.as_str().filter(|text| !text.is_empty()) {
            let _ = writeln!(out, "{label}{}", words::for_shell(text));
        }
    };
    line("", &explanation["title"]);
    line("About:  ", &explanation["about"]);
    line("Means:  ", &explanation["means"]);
    line("Change: ", &explanation["change"]);
    line("Proof:  ", &explanation["proof"]);
    line("Sure:   ", &explanation["confidence"]);
    line("Check:  ", &reply["judged"]["headline"]);
    line("        ", &reply["judged"]["change"]);
    for other in explanation["others"].as_array().into_iter().flatten() {
        line("It may also be: ", &other["title"]);
    }
    out
}
