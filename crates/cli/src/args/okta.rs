//! Options of `okta verify`, and of how Okta lets the shell in.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::{CheckFormat, SECONDS, seconds};

const VERIFY: &str = "\
Examples:
  catflap-cli okta verify --org https://acme.okta.com --token-env OKTA_TOKEN
  catflap-cli okta verify --org acme.okta.com --app 0oa1b2c3 --token-env OKTA_TOKEN \\
    --scim-url https://scim-api.configcat.com/v2/… --scim-token-env SCIM_TOKEN --format junit > okta.xml
  catflap-cli okta verify --org acme.okta.com --client-id 0oa9 --key-env OKTA_KEY

Proves the guide’s steps that Okta, and with --scim-url both sides together, can prove. Only reads: a read-only
administrator’s token, or a service app with the scopes okta.apps.read, okta.groups.read and okta.logs.read, is enough.
Without --app the application that looks like ConfigCat is taken. DNS is asked for the domains of the people’s addresses.

Exit codes: 0 nothing wrong (steps that are not done yet are warnings), 1 a step is wrong, 2 wrong usage, 3 could not run.";

#[derive(Debug, ClapArgs)]
pub struct OktaArgs {
    #[command(subcommand)]
    pub command: OktaCommand,
}

#[derive(Debug, Subcommand)]
pub enum OktaCommand {
    /// Prove the steps of the guide that Okta can prove
    #[command(after_help = VERIFY)]
    Verify(VerifyArgs),
}

/// By an API token, or as a service app.
#[derive(Debug, ClapArgs)]
pub struct CredentialArgs {
    /// Name of the environment variable that holds the API token
    #[arg(long, value_name = "NAME", requires = "org", conflicts_with = "token_stdin")]
    pub token_env: Option<String>,
    /// Read the API token from standard input
    #[arg(long, requires = "org")]
    pub token_stdin: bool,
    /// Client ID of a service app, in place of an API token
    #[arg(long, value_name = "ID", requires_all = ["org", "key_env"], conflicts_with_all = ["token_env", "token_stdin"])]
    pub client_id: Option<String>,
    /// Name of the environment variable that holds the app’s private key (JWK or PEM)
    #[arg(long, value_name = "NAME", requires = "client_id")]
    pub key_env: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct VerifyArgs {
    /// Address of the org, in any form
    #[arg(long, value_name = "URL")]
    pub org: String,
    /// Okta’s id of the application; without it the one that looks like ConfigCat
    #[arg(long, value_name = "ID")]
    pub app: Option<String>,
    #[command(flatten)]
    pub credential: CredentialArgs,
    /// SCIM URL, to prove what both sides together show
    #[arg(long, value_name = "URL", requires = "scim_token_env")]
    pub scim_url: Option<String>,
    /// Name of the environment variable that holds the SCIM token
    #[arg(long, value_name = "NAME", requires = "scim_url")]
    pub scim_token_env: Option<String>,
    /// Seconds until a request is given up, 1 to 300
    #[arg(long, value_name = "SECONDS", default_value_t = SECONDS, value_parser = seconds)]
    pub timeout: u32,
    /// File with more certificate authorities (PEM)
    #[arg(long, value_name = "PEM")]
    pub ca_file: Option<PathBuf>,
    /// How to print the steps
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
}
