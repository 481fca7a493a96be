//! Options of `review`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::sides::SidesArgs;

pub const REVIEW: &str = "\
Example:
  catflap-cli review --scim-url https://scim-api.configcat.com/v2/… --scim-token-env SCIM_TOKEN \\
    --org acme.okta.com --token-env OKTA_TOKEN --configcat --plan plan.toml --out review.html

An access review: who is synced, how they stand in Okta and in ConfigCat, their groups, what the plan gives them and
what they may do today. HTML reads and prints anywhere; in CSV no cell is taken for a formula. No secret is in it.

Exit codes:
  0  written
  2  wrong usage
  3  could not read or write; or not all that was asked for could be read: it is written then, and says so";

#[derive(Debug, ClapArgs)]
pub struct ReviewArgs {
    #[command(flatten)]
    pub sides: SidesArgs,
    /// Words that must all occur in name, e-mail, groups or id
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Only members of the group with this name
    #[arg(long, value_name = "NAME")]
    pub group: Option<String>,
    /// Only who would be allowed something in this product
    #[arg(long, value_name = "NAME")]
    pub product: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = ReviewFormat::Html)]
    pub format: ReviewFormat,
    /// File to write; standard output without it, or with -
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    Html,
    Csv,
    Json,
}
