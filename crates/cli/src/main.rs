//! `catflap-cli`: the core of Catflap for scripts and servers. No window, no webkit.

mod access;
mod args;
mod check;
mod endpoint;
mod guide;
mod outcome;
mod output;
mod practice;
mod pull;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};
use outcome::Outcome;

fn main() -> ExitCode {
    let args = Args::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Outcome::no_runtime(&error).finish(),
    };
    let outcome = runtime.block_on(async {
        match args.command {
            Command::Check(args) => check::run(args).await,
            Command::Pull(args) => pull::run(args).await,
            Command::Access(args) => access::run(args).await,
            Command::Practice(args) => practice::run(args).await,
            Command::Guide(args) => guide::run(&args),
        }
    });
    outcome.unwrap_or_else(Outcome::from).finish()
}
