//! Printing: results to standard output, everything else to standard error.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is the one place that prints")]

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use catflap_app::wire::{Problem, ProblemCode};
use serde::Serialize;

use crate::outcome;

/// Prints a result. A reader that went away (`| head`) is no failure.
pub fn result(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = out.write_all(b"\n");
    }
    let _ = out.flush();
}

/// A result as JSON, for people and scripts.
pub fn json(value: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string_pretty(value).map_err(|error| {
        outcome::problem(
            ProblemCode::BadRequest,
            "The result could not be written as JSON.",
            "Report it with the evidence below.",
            Some(error.to_string()),
        )
    })
}

/// Writes a result to a file, or prints it.
pub fn write(text: &str, file: Option<&Path>) -> Result<(), Problem> {
    let Some(file) = file else {
        result(text);
        return Ok(());
    };
    std::fs::write(file, text).map_err(|error| {
        outcome::problem(
            ProblemCode::FileFailed,
            &format!("{} could not be written.", file.display()),
            "Look at the folder, its rights and the disk’s free space.",
            Some(error.kind().to_string()),
        )
    })
}

/// Reads a file that the command line names.
pub fn read(file: &Path) -> Result<String, Problem> {
    std::fs::read_to_string(file).map_err(|error| {
        outcome::problem(
            ProblemCode::FileFailed,
            &format!("{} could not be read.", file.display()),
            "Name a text file that exists and may be read.",
            Some(error.kind().to_string()),
        )
    })
}

/// A line beside the result.
pub fn aside(text: &str) {
    eprintln!("{text}");
}

/// Progress, on a terminal only: it is written over by what comes next.
pub fn progress(text: &str) {
    if std::io::stderr().is_terminal() {
        eprint!("\r\u{1b}[K{text}");
        let _ = std::io::stderr().flush();
    }
}

/// What went wrong: what happened, why it matters, what to do.
pub fn problem(problem: &Problem) {
    progress("");
    let code = serde_json::to_value(problem.code).ok();
    let code = code.as_ref().and_then(|code| code.as_str()).unwrap_or("problem");
    eprintln!("{} [{code}]", problem.message);
    for line in [&problem.why, &problem.remedy] {
        if !line.is_empty() {
            eprintln!("  {}", line.replace('`', ""));
        }
    }
    if let Some(evidence) = &problem.evidence {
        eprintln!("  Seen: {evidence}");
    }
}
