//! `catflap-cli practice`.

use catflap_app::sandbox::{Endpoints, Options, Sandbox};
use catflap_app::wire::{Problem, ProblemCode};
use tokio::io::AsyncReadExt as _;

use crate::args::PracticeArgs;
use crate::outcome::{self, Outcome};
use crate::output;

pub async fn run(args: PracticeArgs) -> Result<Outcome, Problem> {
    let mut options = Options { ready: args.ready, ..Options::default() };
    options.users = args.users.unwrap_or(options.users);
    options.groups = args.groups.unwrap_or(options.groups);
    let sandbox = Sandbox::start(options).await.map_err(|error| {
        outcome::problem(
            ProblemCode::PracticeFailed,
            "The practice servers could not start.",
            "They need two free ports on this computer’s loopback address.",
            Some(error.to_string()),
        )
    })?;
    let endpoints = sandbox.endpoints();
    if args.json {
        output::result(&serde_json::to_string(&endpoints).unwrap_or_default());
    } else {
        output::result(&text(&endpoints));
    }
    stopped().await;
    sandbox.stop().await;
    Ok(Outcome::Well)
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
         Stop them with Ctrl+C.",
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

/// SIGINT, SIGTERM or the end of standard input, whichever comes first.
async fn stopped() {
    let input_ended = async {
        let (mut input, mut buffer) = (tokio::io::stdin(), [0u8; 256]);
        while matches!(input.read(&mut buffer).await, Ok(read) if read > 0) {}
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = input_ended => {}
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
