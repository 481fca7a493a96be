//! What clap has to say of the command line. It quotes what it does not understand, and that may be a token.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::output;

/// A value that was mistyped is shorter, a token is longer.
const LONGEST_QUOTED: usize = 12;

/// Prints help, version or what is wrong, and gives the exit code: 0 for what was asked for, else 2.
pub fn told(mut error: clap::Error) -> ExitCode {
    let token = error.kind() == ErrorKind::UnknownArgument
        && text(&error, ContextKind::InvalidArg).is_some_and(|arg| arg.to_lowercase().starts_with("--token"));
    if token {
        // `--token-env` takes a name: clap's tip would have the token written behind it.
        error.remove(ContextKind::SuggestedArg);
        error.remove(ContextKind::Suggested);
        error.remove(ContextKind::Usage);
    }
    match error.kind() {
        ErrorKind::UnknownArgument => hide(&mut error, ContextKind::InvalidArg, |arg| arg.starts_with("--")),
        ErrorKind::InvalidSubcommand => hide(&mut error, ContextKind::InvalidSubcommand, is_short),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            hide(&mut error, ContextKind::InvalidValue, is_short);
        }
        _ => {}
    }
    // Nobody is left to tell when printing fails.
    let _ = error.print();
    if token {
        output::aside(
            "\nA token is never an argument: other users of this computer can see the arguments of every process, and shells \
             keep them.\nPut it into an environment variable and name that with --token-env NAME, or pipe it in with \
             --token-stdin.\nA token that was written here is best replaced (REGENERATE on ConfigCat’s Authentication & \
             Provisioning page).",
        );
    }
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text),
        _ => None,
    }
}

fn is_short(value: &str) -> bool {
    value.chars().count() <= LONGEST_QUOTED
}

fn hide(error: &mut clap::Error, kind: ContextKind, harmless: impl Fn(&str) -> bool) {
    if text(error, kind).is_some_and(|value| !harmless(value)) {
        error.insert(kind, ContextValue::String("…".to_owned()));
    }
}
