//! `catflap-bench`: a SCIM server with 10,000 people that answers at once or after a delay, and bare readings of it.

mod bare;
mod directory;
mod floor;
mod server;

use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "catflap-bench", about = "A SCIM server to measure by, and bare readings of it.")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve until the end of standard input; URL and token are printed as one line of JSON
    Serve {
        /// People
        #[arg(long, default_value_t = 10_000)]
        users: usize,
        /// Groups
        #[arg(long, default_value_t = 1_000)]
        groups: usize,
        /// Members of each group
        #[arg(long, default_value_t = 10)]
        members: usize,
        /// Milliseconds before each answer
        #[arg(long, default_value_t = 0)]
        delay: u64,
        /// Every other page takes three times as long, so that pages asked for together come in another order
        #[arg(long)]
        uneven: bool,
    },
    /// GET every page of users and groups over one kept connection, one after the other, and look at none
    Bare(Pages),
    /// The same over a socket, with no more of HTTP than it takes
    Floor(Pages),
}

#[derive(Debug, clap::Args)]
struct Pages {
    /// SCIM URL, http only
    #[arg(long)]
    url: String,
    /// The token
    #[arg(long)]
    token: String,
    /// How many users there are
    #[arg(long, default_value_t = 10_000)]
    users: usize,
    /// How many groups there are
    #[arg(long, default_value_t = 1_000)]
    groups: usize,
}

/// Reads these lists (path and how many) of a server, by its address and token, and throws them away.
type Reader = fn(&str, &str, &[(&str, usize)]) -> std::io::Result<()>;

impl Pages {
    fn read(&self, by: Reader) -> std::io::Result<()> {
        by(&self.url, &self.token, &[("Users", self.users), ("Groups", self.groups)])
    }
}

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Serve { users, groups, members, delay, uneven } => server::run(
            directory::Directory::of(users, groups, members),
            server::Pace { delay: Duration::from_millis(delay), uneven },
        ),
        Command::Bare(pages) => pages.read(bare::run),
        Command::Floor(pages) => pages.read(floor::run),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{error}\n"));
            ExitCode::FAILURE
        }
    }
}
