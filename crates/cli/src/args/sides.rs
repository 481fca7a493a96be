//! Options of the commands that read all sides: ConfigCat's SCIM endpoint, Okta, ConfigCat's own API.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::okta::CredentialArgs;
use super::{SECONDS, seconds};

/// Which sides to read, by what, and the plan to hold them against.
#[derive(Debug, ClapArgs)]
pub struct SidesArgs {
    /// SCIM URL, as ConfigCat’s Authentication & Provisioning page shows it
    #[arg(long, value_name = "URL")]
    pub scim_url: String,
    /// Name of the environment variable that holds the SCIM token
    #[arg(long, value_name = "NAME")]
    pub scim_token_env: String,
    /// Address of the Okta org, in any form
    #[arg(long, value_name = "URL")]
    pub org: Option<String>,
    /// Okta’s id of the application; without it the one that looks like ConfigCat
    #[arg(long, value_name = "ID", requires = "org")]
    pub app: Option<String>,
    #[command(flatten)]
    pub credential: CredentialArgs,
    /// Read ConfigCat’s members too, by its Public Management API
    #[arg(long)]
    pub configcat: bool,
    /// Name of the variable with that API’s user name
    #[arg(long, value_name = "NAME", requires = "configcat", default_value = "CONFIGCAT_API_USER")]
    pub configcat_user_env: String,
    /// Name of the variable with that API’s password
    #[arg(long, value_name = "NAME", requires = "configcat", default_value = "CONFIGCAT_API_PASS")]
    pub configcat_password_env: String,
    /// Address of that API, where it is not ConfigCat’s own
    #[arg(long, value_name = "URL", requires = "configcat")]
    pub configcat_url: Option<String>,
    /// Permission plan, TOML or JSON: tells who would get what
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// Seconds until a request is given up, 1 to 300
    #[arg(long, value_name = "SECONDS", default_value_t = SECONDS, value_parser = seconds)]
    pub timeout: u32,
    /// File with more certificate authorities (PEM)
    #[arg(long, value_name = "PEM")]
    pub ca_file: Option<PathBuf>,
}
