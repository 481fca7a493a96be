//! What can be written on the command line. A token never is: it comes from the environment or from standard input.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

#[derive(Debug, Parser)]
#[command(
    name = "catflap-cli",
    bin_name = "catflap-cli",
    version,
    about = "Connect Okta to ConfigCat by SCIM 2.0, and know who gets in.",
    after_help = AFTER,
    max_term_width = 100
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "\
Exit codes:
  0  all well (warnings allowed)
  1  a check failed
  2  wrong usage: options, URL, token, or what a file holds
  3  could not run: server, network, file, or stopped before the end

Example, against practice servers:
  catflap-cli practice --ready
  SCIM_TOKEN=… catflap-cli check --url http://127.0.0.1:… --token-env SCIM_TOKEN

A token is never an argument: it comes from the environment or from standard input.";

const CHECK: &str = "\
Examples:
  catflap-cli check --url https://scim-api.configcat.com/v2/… --token-env SCIM_TOKEN
  pass show configcat/scim | catflap-cli check --url … --token-stdin --format junit > scim.xml

  catflap-cli check --url … --token-env SCIM_TOKEN --rehearse --rehearsal-domain whisker.co

Exit codes: 0 all well (warnings allowed), 1 a check failed, 2 wrong usage, 3 could not run.
Nothing is written to the endpoint, unless --rehearse is given: then throwaway people and a throwaway group are
created, changed and taken back, as Okta would. Naming the domain says that people may be created there. What is
created stands in a journal first; whatever a rehearsal leaves, the next one at the same endpoint takes back.";

const PULL: &str = "\
Examples:
  catflap-cli pull --url https://scim-api.configcat.com/v2/… --token-env SCIM_TOKEN --out people.json
  catflap-cli pull --url … --token-env SCIM_TOKEN --format csv

JSON names groups and members by id. CSV has a line for each user, with the names of their groups; a cell that a
spreadsheet would take for a formula begins with an apostrophe. What is odd about the lists is said on standard error.

Exit codes: 0 read, 2 wrong usage, 3 could not read, or not to the end: nothing is written then.";

const ACCESS: &str = "\
Example:
  catflap-cli access --inventory people.json --plan plan.json --format json

A plan lists groups in priority order; the first one that names a product decides it:
  {\"groups\": [
    {\"name\": \"Owners\", \"organization_admin\": true, \"billing_manager\": true},
    {\"name\": \"Readers\", \"permissions\": {\"PRODUCT\": \"PERMISSION GROUP\"}}
  ]}

Exit codes: 0 computed, 2 wrong usage or not an inventory or plan, 3 a file can’t be read.";

const PRACTICE: &str = "\
Examples:
  catflap-cli practice
  catflap-cli practice --ready --users 300 --json

A ConfigCat and an Okta on this computer, on ports of the system’s choice, with fresh credentials that are worth
nothing elsewhere. They run until SIGINT (Ctrl+C), SIGTERM or the end of standard input; nothing is kept.

Exit codes: 0 stopped, 2 wrong usage, 3 could not start.";

const EXPLAIN: &str = "\
Examples:
  xclip -o | catflap-cli explain --text-stdin
  xclip -o | catflap-cli explain --text-stdin --url … --token-env SCIM_TOKEN

With --url the endpoint is checked too, and the findings say which causes are confirmed or ruled out.

Exit codes: 0 explained, or said that it is not known; 2 wrong usage; 3 could not run.";

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

const GUIDE: &str = "\
Example:
  catflap-cli guide --format md > guide.md

Exit codes: 0 printed, 2 wrong usage, 3 could not write.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a SCIM endpoint: reachable, token, what Okta needs of it
    #[command(after_help = CHECK)]
    Check(CheckArgs),
    /// Read all synced users and groups
    #[command(after_help = PULL)]
    Pull(PullArgs),
    /// Compute what a permission plan gives everybody
    #[command(after_help = ACCESS)]
    Access(AccessArgs),
    /// Run the practice servers until stopped
    #[command(after_help = PRACTICE)]
    Practice(PracticeArgs),
    /// Explain an error that Okta shows
    #[command(after_help = EXPLAIN)]
    Explain(ExplainArgs),
    /// Look at Okta’s side
    Okta(OktaArgs),
    /// Print the steps of the guide
    #[command(after_help = GUIDE)]
    Guide(GuideArgs),
}

/// Which endpoint, and how to reach it.
#[derive(Debug, ClapArgs)]
pub struct EndpointArgs {
    /// SCIM URL, as ConfigCat’s Authentication & Provisioning page shows it
    #[arg(long)]
    pub url: String,
    /// Name of the environment variable that holds the token
    #[arg(long, value_name = "NAME", conflicts_with = "token_stdin")]
    pub token_env: Option<String>,
    /// Read the token from standard input
    #[arg(long)]
    pub token_stdin: bool,
    /// Seconds until a request is given up, 1 to 300
    #[arg(long, value_name = "SECONDS", default_value_t = SECONDS, value_parser = seconds)]
    pub timeout: u32,
    /// File with more certificate authorities (PEM)
    #[arg(long, value_name = "PEM")]
    pub ca_file: Option<PathBuf>,
}

/// How long a request may take when nothing else is said.
const SECONDS: u32 = 30;

fn seconds(text: &str) -> Result<u32, &'static str> {
    text.parse().ok().filter(|seconds| (1..=300).contains(seconds)).ok_or("a whole number from 1 to 300 is wanted")
}

/// Enough to try the largest organization ten times over; a slip of the finger shall not fill the memory.
fn count(text: &str) -> Result<usize, &'static str> {
    text.parse().ok().filter(|count| (1..=100_000).contains(count)).ok_or("a whole number from 1 to 100000 is wanted")
}

#[derive(Debug, ClapArgs)]
pub struct CheckArgs {
    #[command(flatten)]
    pub endpoint: EndpointArgs,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    /// Write what Okta would write, on throwaway people and a group, and take it back
    #[arg(long, requires = "rehearsal_domain")]
    pub rehearse: bool,
    /// E-mail domain of the throwaway people: one of your own
    #[arg(long, value_name = "DOMAIN", requires = "rehearse")]
    pub rehearsal_domain: Option<String>,
}

impl CheckArgs {
    /// The command that checks the same at another URL.
    pub fn at(&self, url: &str) -> String {
        let endpoint = &self.endpoint;
        let mut command = format!("catflap-cli check --url {}", quoted(url));
        let mut add = |option: &str, value: &str| {
            for word in [" ", option, " ", &quoted(value)] {
                command.push_str(word);
            }
        };
        if let Some(name) = &endpoint.token_env {
            add("--token-env", name);
        }
        if endpoint.timeout != SECONDS {
            add("--timeout", &endpoint.timeout.to_string());
        }
        if let Some(file) = &endpoint.ca_file {
            add("--ca-file", &file.display().to_string());
        }
        if let Some(domain) = &self.rehearsal_domain {
            add("--rehearse --rehearsal-domain", domain);
        }
        if endpoint.token_stdin {
            command.push_str(" --token-stdin");
        }
        command
    }
}

/// As a POSIX shell takes it for one word.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+,~".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[derive(Debug, ClapArgs)]
pub struct ExplainArgs {
    /// Read the text from standard input
    #[arg(long)]
    pub text_stdin: bool,
    /// SCIM URL to check as well
    #[arg(long, requires = "token_env")]
    pub url: Option<String>,
    /// Name of the environment variable that holds the token
    #[arg(long, value_name = "NAME", requires = "url")]
    pub token_env: Option<String>,
    /// Seconds until a request is given up, 1 to 300
    #[arg(long, value_name = "SECONDS", default_value_t = SECONDS, value_parser = seconds, requires = "url")]
    pub timeout: u32,
    /// File with more certificate authorities (PEM)
    #[arg(long, value_name = "PEM", requires = "url")]
    pub ca_file: Option<PathBuf>,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub format: TextOrJson,
}

impl ExplainArgs {
    /// The endpoint to check; standard input is taken by the text.
    pub fn endpoint(&self, url: &str) -> EndpointArgs {
        EndpointArgs {
            url: url.to_owned(),
            token_env: self.token_env.clone(),
            token_stdin: false,
            timeout: self.timeout,
            ca_file: self.ca_file.clone(),
        }
    }
}

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

#[derive(Debug, ClapArgs)]
pub struct VerifyArgs {
    /// Address of the org, in any form
    #[arg(long, value_name = "URL")]
    pub org: String,
    /// Okta’s id of the application; without it the one that looks like ConfigCat
    #[arg(long, value_name = "ID")]
    pub app: Option<String>,
    /// Name of the environment variable that holds the API token
    #[arg(long, value_name = "NAME", conflicts_with = "token_stdin")]
    pub token_env: Option<String>,
    /// Read the API token from standard input
    #[arg(long)]
    pub token_stdin: bool,
    /// Client ID of a service app, in place of an API token
    #[arg(long, value_name = "ID", requires = "key_env", conflicts_with_all = ["token_env", "token_stdin"])]
    pub client_id: Option<String>,
    /// Name of the environment variable that holds the service app’s private key (JWK or PEM)
    #[arg(long, value_name = "NAME", requires = "client_id")]
    pub key_env: Option<String>,
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
    /// File to write; standard output without it, or with -
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
    /// People in the practice Okta, 12 or more [default: 40]
    #[arg(long, value_name = "N", value_parser = count)]
    pub users: Option<usize>,
    /// Groups in the practice Okta, 2 or more [default: 8]
    #[arg(long, value_name = "N", value_parser = count)]
    pub groups: Option<usize>,
    /// Start with the whole guide done and everyone synced
    #[arg(long)]
    pub ready: bool,
    /// Leave out what real organizations have and findings are about, such as a suspended person
    #[arg(long)]
    pub tidy: bool,
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

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::{Args, Command};

    #[test]
    fn the_command_for_another_url_keeps_every_option_and_quotes_what_a_shell_would_take_apart() {
        let typed =
            ["x", "check", "--url", "https://a", "--token-env", "T", "--timeout", "5", "--ca-file", "my ca.pem"];
        let Command::Check(args) = Args::try_parse_from(typed).unwrap().command else { panic!("it is a check") };
        let at = args.at("https://b/v2/o'k?x=$y");
        assert_eq!(
            at,
            r"catflap-cli check --url 'https://b/v2/o'\''k?x=$y' --token-env T --timeout 5 --ca-file 'my ca.pem'"
        );
        assert_eq!(args.at("https://b/v2").split(' ').nth(3), Some("https://b/v2"), "a plain one stays readable");
    }
}
