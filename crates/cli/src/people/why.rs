//! Why one person gets in, or not, link by link.

use std::fmt::Write as _;

use catflap_app::App;
use catflap_app::wire::Problem;
use serde_json::{Value, json};

use super::{Seen, text};
use crate::args::PeopleFormat;
use crate::{output, words};

/// Prints the answer; tells whether it is that they don't get in, or that something is broken.
pub(super) async fn print(app: &App, seen: &Seen, whom: &str, format: PeopleFormat) -> Result<bool, Problem> {
    let mut answer = app.call("why", json!({"text": whom})).await?;
    let mut people = Vec::new();
    for person in answer["people"].as_array().into_iter().flatten() {
        let card = app.call("person", json!({"key": person["key"]})).await?;
        people.push(json!({"person": card["person"], "chain": card["chain"]}));
    }
    let best = people.first().or_else(|| answer["outside"].get(0));
    let amiss = best.is_none_or(|meant| meant["chain"]["gets_in"] == false || !meant["chain"]["broken"].is_null());
    let text = if format == PeopleFormat::Json {
        answer["unread"] = json!(seen.unread);
        answer["people"] = people.into();
        output::json(&answer)?
    } else {
        as_text(&answer, &people) + &text::unread(&seen.unread)
    };
    output::result(&text)?;
    Ok(amiss)
}

fn as_text(answer: &Value, people: &[Value]) -> String {
    let outside = answer["outside"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut out = String::new();
    if let Some(nobody) = answer["nobody"].as_str().filter(|nobody| !nobody.is_empty()) {
        let _ = writeln!(out, "{}", words::for_shell(nobody));
    }
    let others: Vec<String> = if let Some((best, others)) = people.split_first() {
        chain(&mut out, &text::called(&best["person"]), &best["chain"]);
        others.iter().map(|other| text::called(&other["person"])).collect()
    } else if let Some((best, others)) = outside.split_first() {
        let called = |person: &Value| format!("{} ({})", words::of(&person["name"]), words::of(&person["login"]));
        chain(&mut out, &called(best), &best["chain"]);
        others.iter().map(called).collect()
    } else {
        Vec::new()
    };
    let total = answer["total"].as_u64().unwrap_or_default();
    if !others.is_empty() {
        let more = total.saturating_sub(others.len() as u64 + 1);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let _ = writeln!(out, "\nThe same words also find {}{more}.", others.join(", "));
    }
    out
}

fn chain(out: &mut String, called: &str, chain: &Value) {
    let sentence = |value: &Value| words::for_shell(value.as_str().unwrap_or_default());
    let _ = writeln!(out, "{}\n{called}\n", sentence(&chain["answer"]));
    for link in chain["links"].as_array().into_iter().flatten() {
        let mark = match link["state"].as_str() {
            Some("there") => "ok  ",
            Some("broken") => "FAIL",
            _ => "?   ",
        };
        let _ = writeln!(out, "  {mark}  {:<17} {}", words::of(&link["title"]), sentence(&link["proof"]));
        let fix = sentence(&link["fix"]);
        if !fix.is_empty() {
            let _ = writeln!(out, "                          {fix}");
        }
    }
}
