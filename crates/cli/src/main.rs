//! `catflap-cli`: the core of Catflap for scripts and servers. No window, no webkit.

mod access;
mod args;
mod check;
mod diff;
mod endpoint;
mod explain;
mod files;
mod guide;
mod input;
mod okta;
mod outcome;
mod output;
mod people;
mod practice;
mod pull;
mod rehearse;
mod review;
mod sides;
mod signals;
mod usage;
mod waits;
mod words;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command, OktaArgs, OktaCommand};
use outcome::Outcome;

/// A long list is read into a hundred thousand short texts, which the system's allocator takes its time for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage::told(error),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Outcome::no_runtime(&error).finish(),
    };
    let outcome = runtime.block_on(async {
        match args.command {
            // A rehearsal hears of signals by itself: it has something to take back.
            Command::Check(args) if args.rehearse => Box::pin(check::run(args)).await,
            Command::Check(args) => Box::pin(signals::or_stopped(check::run(args))).await,
            Command::Pull(args) => Box::pin(signals::or_stopped(pull::run(args))).await,
            Command::People(args) => Box::pin(signals::or_stopped(people::run(args))).await,
            Command::Review(args) => Box::pin(signals::or_stopped(review::run(args))).await,
            Command::Access(args) => access::run(args).await,
            Command::Diff(args) => diff::run(args).await,
            Command::Practice(args) => practice::run(args).await,
            Command::Explain(args) => Box::pin(signals::or_stopped(explain::run(args))).await,
            Command::Okta(OktaArgs { command: OktaCommand::Verify(args) }) => {
                Box::pin(signals::or_stopped(okta::verify(args))).await
            }
            Command::Guide(args) => guide::run(&args),
        }
    });
    let code = outcome.unwrap_or_else(Outcome::from).finish();
    // A name look-up that is still under way must not hold up the end.
    runtime.shutdown_background();
    code
}
