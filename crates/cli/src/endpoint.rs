//! An application for one endpoint: nothing of it is kept when the run is over.

use std::env::VarError;
use std::path::Path;
use std::sync::Arc;

use catflap_app::wire::{Problem, ProblemCode};
use catflap_app::{App, NoDesktop, Options, Place, PracticeSize, system_clock};
use serde_json::{Value, json};

use crate::args::EndpointArgs;
use crate::{input, outcome, output, words};

/// An application without anything in it.
pub fn empty() -> Result<App, Problem> {
    App::open(Options {
        place: Place::Memory,
        desktop: Arc::new(NoDesktop),
        clock: system_clock(),
        practice: PracticeSize::default(),
        dns: None,
    })
}

/// An application that is connected to the endpoint of the command line. What was cleaned is said on standard error.
pub async fn connected(args: &EndpointArgs) -> Result<App, Problem> {
    let ca_file = args.ca_file.as_deref().map(utf8).transpose()?.unwrap_or_default();
    let token = token(args).await?;
    let app = empty()?;
    app.call(
        "settings_save",
        json!({
            "theme": "system",
            "timeout_seconds": args.timeout,
            "ca_file": ca_file,
        }),
    )
    .await?;
    app.call("profile_create", json!({"name": "shell"})).await?;
    let saved = app.call("scim_save", json!({"url": args.url, "token": token})).await?;
    for cleaned in saved["cleaned"].as_array().into_iter().flatten() {
        if let Some(sentence) = cleaned["sentence"].as_str() {
            output::aside(&words::for_shell(sentence));
        }
    }
    Ok(app)
}

/// The core keeps the name of the file as text.
fn utf8(path: &Path) -> Result<&str, Problem> {
    path.to_str().ok_or_else(|| {
        outcome::problem(
            ProblemCode::FileFailed,
            &format!("{} can’t be read.", path.display()),
            "Give the file a name in UTF-8.",
            None,
        )
    })
}

async fn token(args: &EndpointArgs) -> Result<String, Problem> {
    if args.token_stdin {
        if input::is_terminal() {
            output::aside("Paste the token, then press Enter and Ctrl+D. It will be seen on this terminal.");
        }
        let mut token = input::whole().await.map_err(|error| {
            unusable(
                "The token could not be read from standard input.",
                "Pipe the token in, alone, e.g. from your password manager.",
                Some(output::reason(&error)),
            )
        })?;
        // The end of a line belongs to the pipe, not to what was pasted: nothing is cleaned by taking it off.
        token.truncate(token.trim_end_matches(['\r', '\n']).len());
        return Ok(token);
    }
    let Some(name) = &args.token_env else {
        return Err(unusable(
            "No token was given.",
            "Name the environment variable that holds it with --token-env NAME, or pipe it in with --token-stdin.",
            None,
        ));
    };
    // The name is never repeated: whoever mistakes the option writes the token there.
    if !is_variable(name) {
        return Err(unusable(
            "What --token-env was given is no name of an environment variable.",
            "Put the token into a variable, e.g. SCIM_TOKEN, and write --token-env SCIM_TOKEN. If it was the token itself, \
             replace it: other users of this computer can see the arguments of every process.",
            None,
        ));
    }
    std::env::var(name).map_err(|error| {
        let message = match error {
            VarError::NotPresent => "The environment variable that --token-env names is not set.",
            VarError::NotUnicode(_) => "The environment variable that --token-env names holds no UTF-8 text.",
        };
        unusable(message, "Set and export it with the SCIM token in it, or pipe the token in with --token-stdin.", None)
    })
}

fn unusable(message: &str, remedy: &str, evidence: Option<String>) -> Problem {
    outcome::problem(ProblemCode::SecretUnusable, message, remedy, evidence)
}

/// POSIX: letters, digits and underscores, not a digit first.
fn is_variable(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && name.starts_with(|c: char| !c.is_ascii_digit())
}

/// Starts a job by its command and gives its number.
pub async fn start(app: &App, command: &str) -> Result<Value, Problem> {
    app.call(command, json!({})).await
}
