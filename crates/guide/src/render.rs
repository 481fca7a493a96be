//! The whole guide as text, for `catflap-cli guide`.

use std::fmt::Write as _;

use crate::model::{Drawing, DrawnRow, Place, Step, ValueKind, Witness};
use crate::steps::stages;

/// The guide as Markdown: a heading a stage and a step, instructions as a numbered list.
pub fn markdown() -> String {
    let mut out = String::from("# Connect Okta to ConfigCat\n");
    for stage in stages() {
        push(&mut out, format_args!("\n## {}\n", stage.title));
        for step in &stage.steps {
            push(&mut out, format_args!("\n### {} {}\n\n{}\n\n", step.number, step.title, step.why));
            push(&mut out, format_args!("*{}*\n\n", where_and_optional(step)));
            for (at, instruction) in step.instructions.iter().enumerate() {
                push(&mut out, format_args!("{}. {}{}\n", at + 1, instruction.text, values(&instruction.values, "`")));
                if !instruction.note.is_empty() {
                    push(&mut out, format_args!("   {}\n", instruction.note));
                }
            }
            for caution in &step.cautions {
                push(&mut out, format_args!("\n> **{}** {}\n", caution.title, caution.text));
            }
            if let Some(drawing) = &step.drawing {
                push(&mut out, format_args!("\n```text\n{}```\n", draw(drawing)));
            }
            push(&mut out, format_args!("\nProof{}: {}\n", proven_by(step), step.proof_note));
        }
    }
    out
}

/// The guide as plain text: labels in “quotes”, nothing that needs rendering.
pub fn text() -> String {
    let mut out = String::from("Connect Okta to ConfigCat\n");
    for stage in stages() {
        push(&mut out, format_args!("\n\n{}\n{}\n", stage.title, "=".repeat(stage.title.chars().count())));
        for step in &stage.steps {
            push(&mut out, format_args!("\n{} {} ({})\n", step.number, step.title, where_and_optional(step)));
            push(&mut out, format_args!("  {}\n", plain(step.why)));
            for (at, instruction) in step.instructions.iter().enumerate() {
                let line = plain(instruction.text);
                push(&mut out, format_args!("  {}. {line}{}\n", at + 1, values(&instruction.values, "")));
                if !instruction.note.is_empty() {
                    push(&mut out, format_args!("     {}\n", plain(instruction.note)));
                }
            }
            for caution in &step.cautions {
                push(&mut out, format_args!("  ! {} {}\n", plain(caution.title), plain(caution.text)));
            }
            push(&mut out, format_args!("  Proof{}: {}\n", proven_by(step), plain(step.proof_note)));
        }
    }
    out
}

/// Writing to a `String` cannot fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

/// Takes the marks off: labels become “quoted”, emphasis goes.
fn plain(marked: &str) -> String {
    let mut out = String::with_capacity(marked.len());
    let mut open = false;
    for letter in marked.chars() {
        match letter {
            '`' => {
                out.push(if open { '”' } else { '“' });
                open = !open;
            }
            '*' => {}
            other => out.push(other),
        }
    }
    out
}

fn where_and_optional(step: &Step) -> String {
    let place = match step.place {
        Place::Okta => "in Okta",
        Place::ConfigCat => "in ConfigCat",
        Place::Both => "in Okta and ConfigCat",
        Place::Catflap => "in Catflap",
    };
    if step.optional { format!("{place}, optional") } else { place.to_owned() }
}

fn proven_by(step: &Step) -> String {
    if step.proven_by.is_empty() {
        return " (by hand)".to_owned();
    }
    let names: Vec<&str> = step
        .proven_by
        .iter()
        .map(|witness| match witness {
            Witness::Scim => "SCIM",
            Witness::Okta => "Okta",
            Witness::ConfigCat => "ConfigCat’s API",
            Witness::Dns => "DNS",
        })
        .collect();
    format!(" (by {})", names.join(", "))
}

/// The values of an instruction, behind a colon; where a value depends on the organization, its name.
fn values(kinds: &[ValueKind], quote: &str) -> String {
    if kinds.is_empty() {
        return String::new();
    }
    let list: Vec<String> = kinds.iter().map(|&kind| format!("{quote}{}{quote}", value(kind))).collect();
    format!(": {}", list.join(", "))
}

/// A fixed value itself; of the others, what it is.
fn value(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::AppName => "ConfigCat",
        ValueKind::EntityId => "<Entity ID>",
        ValueKind::AcsUrl => "<Assertion Consumer Service>",
        ValueKind::NameIdFormat => "EmailAddress",
        ValueKind::MetadataUrl => "<metadata URL>",
        ValueKind::ScimUrl => "<SCIM URL>",
        ValueKind::ScimToken => "<SCIM token>",
        ValueKind::UniqueIdentifier => "email",
        ValueKind::TxtRecord => "configcat-domain-verification=",
    }
}

/// The form in letters. An arrow marks the field in question.
fn draw(drawing: &Drawing) -> String {
    let mut out = format!("{} ({})\n", drawing.title, drawing.product);
    for row in &drawing.rows {
        match row {
            DrawnRow::Text { label, text } => push(&mut out, format_args!("  {label}: {text}\n")),
            DrawnRow::Field { label, prefix, value: kind, text, mark, .. } => {
                let shown = kind.map_or(*text, value);
                let space = if prefix.is_empty() { "" } else { " " };
                push(&mut out, format_args!("{}{label}: [{prefix}{space}{shown}]\n", arrow(*mark)));
            }
            DrawnRow::Choices { label, single, choices } => {
                if !label.is_empty() {
                    push(&mut out, format_args!("  {label}:\n"));
                }
                for choice in choices {
                    let sign = match (single, choice.on) {
                        (true, true) => "(•)",
                        (true, false) => "( )",
                        (false, true) => "[x]",
                        (false, false) => "[ ]",
                    };
                    push(&mut out, format_args!("{}  {sign} {}\n", arrow(choice.mark), choice.label));
                }
            }
            DrawnRow::Buttons { buttons } => {
                let labels: Vec<String> = buttons.iter().map(|button| format!("<{}>", button.label)).collect();
                push(&mut out, format_args!("{}{}\n", arrow(buttons.iter().any(|b| b.mark)), labels.join("  ")));
            }
            DrawnRow::Table { head, rows } => {
                push(&mut out, format_args!("  {}\n", head.join(" | ")));
                for row in rows {
                    push(&mut out, format_args!("  {}\n", row.join(" | ")));
                }
            }
        }
    }
    out
}

fn arrow(mark: bool) -> &'static str {
    if mark { "→ " } else { "  " }
}
