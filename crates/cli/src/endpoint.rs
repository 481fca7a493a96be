//! An application for one endpoint: nothing of it is kept when the run is over.

use std::env::VarError;
use std::path::Path;
use std::sync::Arc;

use catflap_app::guide::TxtLookup;
use catflap_app::wire::{Problem, ProblemCode};
use catflap_app::{App, Desktop, NoDesktop, Options, Place, PracticeSize, system_clock};
use serde_json::{Value, json};

use crate::args::EndpointArgs;
use crate::{input, outcome, output, words};

/// An application without anything in it.
pub fn empty() -> Result<App, Problem> {
    open(Arc::new(NoDesktop), None)
}

/// An application without anything in it, which hands files to this desktop and asks this for TXT records.
pub fn open(desktop: Arc<dyn Desktop>, dns: Option<Arc<dyn TxtLookup>>) -> Result<App, Problem> {
    App::open(Options { place: Place::Memory, desktop, clock: system_clock(), practice: PracticeSize::default(), dns })
}

/// An application that is connected to the endpoint of the command line.
pub async fn connected(args: &EndpointArgs) -> Result<App, Problem> {
    let token = token(args).await?;
    let app = empty()?;
    policy(&app, args.timeout, args.ca_file.as_deref()).await?;
    let connections = json!({
        "scim": {"url": args.url, "token": token},
        "okta": null, "okta_app": "", "configcat": null, "configcat_api": "",
    });
    connect(&app, connections).await?;
    Ok(app)
}

/// Connects to everybody whom the command line names. What was cleaned is said on standard error.
pub async fn connect(app: &App, connections: Value) -> Result<(), Problem> {
    let saved = app.call("outside_connect", connections).await?;
    for cleaned in saved["cleaned"].as_array().into_iter().flatten() {
        if let Some(sentence) = cleaned["sentence"].as_str() {
            output::aside(&words::for_shell(sentence));
        }
    }
    Ok(())
}

/// How requests are sent: the time limit in seconds, and further authorities.
pub async fn policy(app: &App, timeout: u32, ca_file: Option<&Path>) -> Result<(), Problem> {
    let ca_file = ca_file.map(utf8).transpose()?.unwrap_or_default();
    let settings = json!({"theme": "system", "timeout_seconds": timeout, "ca_file": ca_file});
    app.call("settings_save", settings).await.map(|_| ())
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
        return from_stdin().await;
    }
    match &args.token_env {
        Some(name) => variable(name, "--token-env", "the SCIM token"),
        None => Err(unusable(
            "No token was given.",
            "Name the environment variable that holds it with --token-env NAME, or pipe it in with --token-stdin.",
            None,
        )),
    }
}

/// A secret that is piped in.
pub async fn from_stdin() -> Result<String, Problem> {
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
    Ok(token)
}

/// A secret in the environment. `option` named the variable; `what` is in it.
pub fn variable(name: &str, option: &str, what: &str) -> Result<String, Problem> {
    // The name is never repeated: whoever mistakes the option writes the token there.
    if !is_variable(name) {
        return Err(unusable(
            &format!("What {option} was given is no name of an environment variable."),
            &format!(
                "Put {what} into a variable, e.g. TOKEN, and write {option} TOKEN. If it was the secret itself, replace it: \
                 other users of this computer can see the arguments of every process."
            ),
            None,
        ));
    }
    std::env::var(name).map_err(|error| {
        let message = match error {
            VarError::NotPresent => format!("The environment variable that {option} names is not set."),
            VarError::NotUnicode(_) => format!("The environment variable that {option} names holds no UTF-8 text."),
        };
        unusable(&message, &format!("Set and export it with {what} in it, or pipe it in where that is offered."), None)
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
