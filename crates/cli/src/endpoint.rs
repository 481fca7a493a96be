//! An application for one endpoint: nothing of it is kept when the run is over.

use std::io::Read as _;
use std::sync::Arc;

use catflap_app::wire::{Problem, ProblemCode};
use catflap_app::{App, NoDesktop, Options, Place, PracticeSize, system_clock};
use serde_json::{Value, json};

use crate::args::EndpointArgs;
use crate::{outcome, output};

/// An application without anything in it.
pub fn empty() -> Result<App, Problem> {
    App::open(Options {
        place: Place::Throwaway,
        desktop: Arc::new(NoDesktop),
        clock: system_clock(),
        practice: PracticeSize::default(),
    })
}

/// An application that is connected to the endpoint of the command line. What was cleaned is said on standard error.
pub async fn connected(args: &EndpointArgs) -> Result<App, Problem> {
    let token = token(args)?;
    let app = empty()?;
    app.call(
        "settings_save",
        json!({
            "theme": "system",
            "timeout_seconds": args.timeout,
            "ca_file": args.ca_file.as_deref().map(|path| path.display().to_string()).unwrap_or_default(),
        }),
    )
    .await?;
    app.call("profile_create", json!({"name": "shell"})).await?;
    let saved = app.call("scim_save", json!({"url": args.url, "token": token})).await?;
    for cleaned in saved["cleaned"].as_array().into_iter().flatten() {
        if let Some(sentence) = cleaned["sentence"].as_str() {
            output::aside(sentence);
        }
    }
    Ok(app)
}

fn token(args: &EndpointArgs) -> Result<String, Problem> {
    if args.token_stdin {
        let mut token = String::new();
        std::io::stdin().read_to_string(&mut token).map_err(|error| {
            outcome::problem(
                ProblemCode::SecretUnusable,
                "The token could not be read from standard input.",
                "Pipe the token in, e.g. from your password manager.",
                Some(error.kind().to_string()),
            )
        })?;
        return Ok(token);
    }
    let Some(name) = &args.token_env else {
        return Err(outcome::problem(
            ProblemCode::SecretUnusable,
            "No token was given.",
            "Name the environment variable that holds it with --token-env NAME, or pipe it in with --token-stdin.",
            None,
        ));
    };
    std::env::var(name).map_err(|_| {
        outcome::problem(
            ProblemCode::SecretUnusable,
            &format!("The environment variable {name} is not set, or is no text."),
            "Set it to the SCIM token, or pipe the token in with --token-stdin.",
            None,
        )
    })
}

/// Starts a job by its command and gives its number.
pub async fn start(app: &App, command: &str) -> Result<Value, Problem> {
    app.call(command, json!({})).await
}
