//! A rehearsal as Markdown, for “copy for support”. Exchanges are masked already.

use std::fmt::Write as _;

use super::{Fate, Rehearsal};
use crate::Verdict;
use crate::markdown::{cell, exchanges, line, word};

/// Writes the rehearsal: the verdict, the table, everything about the rows that did not pass, and the journal's proof.
pub fn markdown(rehearsal: &Rehearsal) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# SCIM rehearsal\n\n**{}** {}\n", line(&rehearsal.headline), line(&rehearsal.advice));
    if !rehearsal.todo.is_empty() {
        let _ = writeln!(out, "To do: {}\n", line(&rehearsal.todo));
    }
    let _ = writeln!(out, "- SCIM URL: `{}`", rehearsal.url.replace('`', "'"));
    if !rehearsal.token_hint.is_empty() {
        let _ = writeln!(out, "- Token: ends in {}", rehearsal.token_hint);
    }
    let _ = writeln!(out, "- Begun: {}, took {} ms", rehearsal.started_at, rehearsal.duration_ms);
    let _ = writeln!(out, "- Rehearsed with: {}\n", catflap_http::USER_AGENT);
    let _ = writeln!(out, "| | Okta sends | it needs | it got | verdict | ms |\n|---|---|---|---|---|---:|");
    for row in &rehearsal.rows {
        let _ = writeln!(
            out,
            "| {} | `{}` | {} | {} | {} | {} |",
            cell(&row.title),
            cell(&row.sends).replace('`', "'"),
            cell(&row.needs),
            cell(&row.got),
            word(row.verdict),
            row.duration_ms
        );
    }
    for row in &rehearsal.rows {
        if !matches!(row.verdict, Verdict::Fail | Verdict::Warn | Verdict::Note) {
            continue;
        }
        let _ = writeln!(out, "\n## {}: {} (`{}`)\n", word(row.verdict), line(&row.title), row.id);
        for (name, text) in [("Seen", &row.saw), ("Why it matters", &row.why), ("To do", &row.todo)] {
            if !text.is_empty() {
                let _ = writeln!(out, "- **{name}:** {}", line(text));
            }
        }
        exchanges(&mut out, &row.exchanges);
    }
    let _ = writeln!(out, "\n## Journal\n\n{}\n", line(&rehearsal.proof));
    for one in &rehearsal.written {
        let fate = match one.fate {
            Fate::Gone => "gone",
            Fate::Left => "STILL THERE",
            Fate::Unsure => "not known",
        };
        let id = one.scim_id.as_deref().map(|id| format!(" (id {})", line(id))).unwrap_or_default();
        let _ = writeln!(out, "- {}{id}: {fate}. {}", line(&one.name), line(&one.saw));
    }
    out
}
