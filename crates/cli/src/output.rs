//! Printing: results to standard output, everything else to standard error.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Write};
use std::path::Path;

use catflap_app::wire::{Problem, ProblemCode};
use serde::Serialize;

use crate::{outcome, words};

/// How much is handed to the system at once, in bytes: what a pipe takes on Linux.
const BUFFER: usize = 65_536;

/// Prints a result. A reader that went away (`| head`) is no failure; a full disk is one.
pub fn result(text: &str) -> Result<(), Problem> {
    printed(|out| {
        out.write_all(text.as_bytes())?;
        if text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") }
    })
}

fn printed(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Problem> {
    match buffered(io::stdout().lock(), write) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(outcome::problem(
            ProblemCode::FileFailed,
            "The result could not be written to standard output.",
            "Look at where it goes: the disk’s free space, or the program that reads it.",
            Some(reason(&error)),
        )),
        _ => Ok(()),
    }
}

fn buffered(out: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER, out);
    write(&mut out)?;
    out.flush()
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

/// Whether a file could be written there, as far as can be seen before there is anything to write.
pub fn writable(file: &Path) -> Result<(), Problem> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let problem = if file.is_dir() {
        "It is a folder."
    } else if folder.is_some_and(|folder| !folder.is_dir()) {
        "Its folder does not exist."
    } else if file.metadata().is_ok_and(|kept| kept.permissions().readonly()) {
        "It is write-protected."
    } else {
        return Ok(());
    };
    Err(unwritable(file, problem.to_owned()))
}

fn unwritable(file: &Path, why: String) -> Problem {
    outcome::problem(
        ProblemCode::FileFailed,
        &format!("{} can’t be written.", file.display()),
        "Look at the folder, its rights and the disk’s free space, or name another file with --out.",
        Some(why),
    )
}

/// Writes a result to a file, or prints it, as it is made: a long one is never held as a whole.
pub fn write(file: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Problem> {
    match file {
        None => printed(write),
        Some(file) => {
            File::create(file).and_then(|out| buffered(out, write)).map_err(|error| unwritable(file, reason(&error)))
        }
    }
}

/// Reads a file that the command line names. The mark by which some editors begin a file is no part of its text.
pub fn read(file: &Path) -> Result<String, Problem> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        outcome::problem(
            ProblemCode::FileFailed,
            &format!("{} can’t be read.", file.display()),
            "Name a text file (UTF-8) that exists and may be read.",
            Some(reason(&error)),
        )
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// The system's reason, in words.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "It does not exist.",
        ErrorKind::PermissionDenied => "This account may not.",
        ErrorKind::IsADirectory => "It is a folder.",
        ErrorKind::InvalidData => "It is no UTF-8 text.",
        ErrorKind::StorageFull => "No space is left.",
        ErrorKind::FileTooLarge => "It is too long.",
        kind => return format!("The system says: {kind}."),
    }
    .to_owned()
}

/// A line beside the result. When nobody can read it, nothing is lost that the exit code does not tell.
pub fn aside(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Progress, on a terminal only: it is written over by what comes next.
pub fn progress(text: &str) {
    let mut out = io::stderr();
    if out.is_terminal() {
        let _ = write!(out, "\r\u{1b}[K{text}").and_then(|()| out.flush());
    }
}

/// What went wrong: what happened, why it matters, what to do.
pub fn problem(problem: &Problem) {
    progress("");
    let code = serde_json::to_value(problem.code).ok();
    let code = code.as_ref().and_then(|code| code.as_str()).unwrap_or("problem");
    aside(&format!("{} [{code}]", words::for_shell(&problem.message)));
    for line in [&problem.why, &problem.remedy] {
        if !line.is_empty() {
            aside(&format!("  {}", words::for_shell(line)));
        }
    }
    if let Some(evidence) = &problem.evidence {
        aside(&format!("  Seen: {}", words::for_shell(evidence)));
    }
}
