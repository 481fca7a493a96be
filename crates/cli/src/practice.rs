//! `catflap-cli practice`.

use catflap_app::sandbox::{Endpoints, Options, Sandbox};
use catflap_app::wire::{Problem, ProblemCode};

use crate::args::PracticeArgs;
use crate::outcome::{self, Outcome};
use crate::signals::Signals;
use crate::{input, output};

/// Below these the sandbox makes more than was asked for, so that every part of its story has its person.
const LEAST_USERS: usize = 12;
const LEAST_GROUPS: usize = 2;

pub async fn run(args: PracticeArgs) -> Result<Outcome, Problem> {
    let mut options = Options { ready: args.ready, tidy: args.tidy, ..Options::default() };
    options.users = args.users.unwrap_or(options.users);
    options.groups = args.groups.unwrap_or(options.groups);
    if options.users < LEAST_USERS || options.groups < LEAST_GROUPS {
        output::aside(&format!("The practice org has at least {LEAST_USERS} people and {LEAST_GROUPS} groups."));
    }
    // Before anything is printed: a script may stop it as soon as it has read its line.
    let mut signals = Signals::listen()?;
    let started = tokio::select! {
        started = Sandbox::start(options) => started,
        () = signals.stop() => return Ok(Outcome::Well),
    };
    let sandbox = started.map_err(|error| {
        outcome::problem(
            ProblemCode::PracticeFailed,
            "The practice servers could not start.",
            "They need two free ports on this computer’s loopback address.",
            Some(error.to_string()),
        )
    })?;
    let endpoints = sandbox.endpoints();
    let printed =
        if args.json { one_line(&endpoints) } else { Ok(text(&endpoints)) }.and_then(|text| output::result(&text));
    if printed.is_ok() {
        tokio::select! {
            () = input::ended() => {}
            () = signals.stop() => {}
        }
    }
    sandbox.stop().await;
    printed.map(|()| Outcome::Well)
}

fn one_line(endpoints: &Endpoints) -> Result<String, Problem> {
    serde_json::to_string(endpoints).map_err(|error| {
        outcome::problem(
            ProblemCode::BadRequest,
            "The addresses could not be written as JSON.",
            "Leave --json out, and report it with the evidence below.",
            Some(error.to_string()),
        )
    })
}

fn text(at: &Endpoints) -> String {
    format!(
        "Practice servers are running on this computer. Their credentials are worth nothing elsewhere.\n\n\
         ConfigCat SCIM URL       {}\n\
         ConfigCat SCIM token     {}\n\
         Okta org                 {}\n\
         Okta API token           {}\n\
         Okta application         {}\n\
         ConfigCat API            {}\n\
         ConfigCat API user       {}\n\
         ConfigCat API password   {}\n\n\
         They run until Ctrl+C, or until standard input ends.",
        at.scim_url,
        at.scim_token,
        at.okta_org,
        at.okta_token,
        at.okta_app_id.as_deref().unwrap_or("not created yet"),
        at.configcat_api,
        at.configcat_user,
        at.configcat_password,
    )
}
