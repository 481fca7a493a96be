//! The reconciliation, for people.

use std::fmt::Write as _;

use serde::Deserialize as _;
use serde_json::Value;

use catflap_app::inventory::State;

use super::{Listed, state_of};
use crate::words;

pub(super) fn of(listed: &Listed<'_>) -> String {
    let mut out = format!("{} {}", listed.verdict, listed.advice).trim_end().to_owned();
    out.push_str("\n\n");
    for entry in listed.counts["states"].as_array().into_iter().flatten() {
        let label = State::deserialize(&entry["state"]).map(State::to_words).unwrap_or_default();
        let _ = writeln!(out, "  {:>6}  {label}", entry["count"]);
    }
    out.push_str(&unread(listed.unread));
    let mut state = None;
    for person in &listed.people {
        if state.replace(person.state) != Some(person.state) {
            let _ = writeln!(out, "\n{}", person.state.to_words());
        }
        let name = words::plain(&person.name);
        let _ = write!(out, "  {name}");
        if person.email != person.name && !person.email.is_empty() {
            let _ = write!(out, "  {}", words::plain(&person.email));
        }
        out.push('\n');
        if !person.reason.is_empty() {
            let _ = writeln!(out, "    {}", words::for_shell(&person.reason));
        }
    }
    if !listed.groups.is_empty() {
        out.push_str("\nGroups\n");
    }
    for group in &listed.groups {
        let label = state_of(group).map(State::to_words).unwrap_or_default();
        let _ = writeln!(out, "  {}  {label}", words::of(&group["name"]));
        let reason = group["reason"].as_str().unwrap_or_default();
        if !reason.is_empty() {
            let _ = writeln!(out, "    {}", words::for_shell(reason));
        }
        for (side, title) in [("missing", "missing here"), ("extra", "here only")] {
            for member in group[side].as_array().into_iter().flatten() {
                let why = member["reason"].as_str().unwrap_or_default();
                let _ = writeln!(out, "    {title:<12}  {}: {}", words::of(&member["name"]), words::for_shell(why));
            }
        }
    }
    if listed.people.is_empty() && listed.groups.is_empty() {
        out.push_str("\nNobody and nothing to list.\n");
    }
    out
}

/// What could not be read; nothing where all could.
pub(super) fn unread(sentences: &[String]) -> String {
    let mut out = String::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let head = if at == 0 { "\nNot seen\n" } else { "" };
        let _ = writeln!(out, "{head}  {sentence}");
    }
    out
}

/// A name with its address, where that is another.
pub(super) fn called(person: &Value) -> String {
    let (name, email) = (words::of(&person["name"]), words::of(&person["email"]));
    if name == email || email.is_empty() { name } else { format!("{name} ({email})") }
}
