//! What can be written on the command line. A token never is: it comes from the environment or from standard input.

mod inventory;
mod okta;
mod people;
mod review;
mod sides;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use self::inventory::{ACCESS, DIFF};
pub use self::inventory::{AccessArgs, DiffArgs};
pub use self::okta::{CredentialArgs, OktaArgs, OktaCommand, VerifyArgs};
use self::people::PEOPLE;
pub use self::people::{PeopleArgs, PeopleFormat};
use self::review::REVIEW;
pub use self::review::{ReviewArgs, ReviewFormat};
pub use self::sides::SidesArgs;

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
  1  a check failed, somebody needs a look, something changed: each command says exactly
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
    /// Say of everybody how they stand in Okta and in ConfigCat, and why
    #[command(after_help = PEOPLE)]
    People(PeopleArgs),
    /// Write down who may do what, for an auditor
    #[command(after_help = REVIEW)]
    Review(ReviewArgs),
    /// Compute what a permission plan gives everybody, and what it would change
    #[command(after_help = ACCESS)]
    Access(AccessArgs),
    /// Tell what changed between two inventories
    #[command(after_help = DIFF)]
    Diff(DiffArgs),
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
