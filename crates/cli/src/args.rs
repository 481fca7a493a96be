//! What can be written on the command line. A token never is: it comes from the environment or from standard input.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Connect Okta to ConfigCat by SCIM 2.0, and know who gets in.
///
/// Exit codes: 0 all well (warnings allowed), 1 a check failed, 2 wrong usage, 3 could not run.
#[derive(Debug, Parser)]
#[command(name = "catflap-cli", version, about, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a SCIM endpoint: reachable, token, what Okta needs of it
    Check(CheckArgs),
    /// Read all synced users and groups
    Pull(PullArgs),
    /// Compute what a permission plan gives everybody
    Access(AccessArgs),
    /// Run the practice servers until stopped
    Practice(PracticeArgs),
    /// Print the steps of the guide
    Guide(GuideArgs),
}

/// Which endpoint, and how to reach it.
#[derive(Debug, ClapArgs)]
pub struct EndpointArgs {
    /// SCIM URL, e.g. <https://scim-api.configcat.com/v2/…>
    #[arg(long)]
    pub url: String,
    /// Name of the environment variable that holds the token
    #[arg(long, value_name = "NAME", conflicts_with = "token_stdin")]
    pub token_env: Option<String>,
    /// Read the token from standard input
    #[arg(long)]
    pub token_stdin: bool,
    /// Seconds until a request is given up
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=300))]
    pub timeout: u32,
    /// File with more certificate authorities (PEM)
    #[arg(long, value_name = "PEM")]
    pub ca_file: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct CheckArgs {
    #[command(flatten)]
    pub endpoint: EndpointArgs,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Text,
    Json,
    Junit,
}

#[derive(Debug, ClapArgs)]
pub struct PullArgs {
    #[command(flatten)]
    pub endpoint: EndpointArgs,
    /// How to write users and groups
    #[arg(long, value_enum, default_value_t = PullFormat::Json)]
    pub format: PullFormat,
    /// File to write; standard output without it
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PullFormat {
    Json,
    Csv,
}

#[derive(Debug, ClapArgs)]
pub struct AccessArgs {
    /// Users and groups, as `pull` writes them
    #[arg(long, value_name = "FILE")]
    pub inventory: PathBuf,
    /// Groups in priority order with their roles and permissions
    #[arg(long, value_name = "FILE")]
    pub plan: PathBuf,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub format: TextOrJson,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextOrJson {
    Text,
    Json,
}

#[derive(Debug, ClapArgs)]
pub struct PracticeArgs {
    /// People in the practice Okta
    #[arg(long, value_name = "N")]
    pub users: Option<usize>,
    /// Groups in the practice Okta
    #[arg(long, value_name = "N")]
    pub groups: Option<usize>,
    /// Start with the whole guide done and everyone synced
    #[arg(long)]
    pub ready: bool,
    /// Print addresses and credentials as one line of JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub struct GuideArgs {
    /// How to print the steps
    #[arg(long, value_enum, default_value_t = GuideFormat::Text)]
    pub format: GuideFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GuideFormat {
    Text,
    Json,
    Md,
}
