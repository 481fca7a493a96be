//! `catflap-cli explain`.

use std::fmt::Write as _;

use catflap_app::wire::{Problem, ProblemCode};
use serde_json::{Value, json};

use crate::args::{ExplainArgs, TextOrJson};
use crate::outcome::{self, Outcome};
use crate::{check, endpoint, input, output, words};

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
    if text.trim().is_empty() {
        return Err(unreadable("The text is empty.", "Pipe in what Okta shows: all of it, as it stands there.", None));
    }
    let app = match &args.url {
        Some(url) => {
            let app = endpoint::connected(&args.endpoint(url)).await?;
            check::ask(&app, args.format == TextOrJson::Text).await?;
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
    let (explanation, judged) = (&reply["explanation"], &reply["judged"]);
    let mut out = String::new();
    let mut line = |label: &str, value: &Value| {
        if let Some(text) = value.as_str().filter(|text| !text.is_empty()) {
            let _ = writeln!(out, "{label}{}", words::for_shell(text));
        }
    };
    line("", &explanation["title"]);
    line("About:  ", &explanation["about"]);
    line("Means:  ", &explanation["means"]);
    line("Sure:   ", &explanation["confidence"]);
    if judged.is_null() {
        line("Change: ", &explanation["change"]);
        line("Proof:  ", &explanation["proof"]);
        for other in explanation["others"].as_array().into_iter().flatten() {
            line("It may also be: ", &other["title"]);
        }
        return out;
    }
    // What the check found goes before what the text alone suggests.
    line("Check:  ", &judged["headline"]);
    line("Change: ", &judged["change"]);
    for cause in judged["causes"].as_array().into_iter().flatten() {
        let standing = match cause["standing"].as_str() {
            Some("confirmed") => "  confirmed      ",
            Some("not_seen_here") => "  not seen here  ",
            Some("ruled_out") => "  ruled out      ",
            _ => "  not decided    ",
        };
        let because = [&cause["because"], &cause["rows"]].into_iter().filter_map(Value::as_array).flatten();
        let because = because.filter_map(Value::as_str).collect::<Vec<_>>().join(", ");
        let title = cause["title"].as_str().unwrap_or_default();
        line(
            standing,
            &Value::from(if because.is_empty() { title.to_owned() } else { format!("{title} ({because})") }),
        );
    }
    out
}
