//! Options of `people`.

use catflap_app::inventory::State;
use clap::{Args as ClapArgs, ValueEnum};

use super::sides::SidesArgs;

pub const PEOPLE: &str = "\
Examples:
  catflap-cli people --scim-url https://scim-api.configcat.com/v2/… --scim-token-env SCIM_TOKEN \\
    --org acme.okta.com --token-env OKTA_TOKEN --configcat
  catflap-cli people --scim-url … --scim-token-env SCIM_TOKEN --org … --token-env OKTA_TOKEN --state failed,ghost
  catflap-cli people --scim-url … --scim-token-env SCIM_TOKEN --org … --token-env OKTA_TOKEN --why ana@whisker.co

Holds Okta’s assigned people, the synced users and ConfigCat’s members against each other, and push groups against
synced groups. Without --org or --configcat, what they would show is unseen, never fine. Only reads.

Listed is what needs a look: every state but in-sync, inactive and unknown. --state lists others, --all everybody;
--search narrows it down. Counts are of everybody whom the search finds. CSV has the people alone; a cell that a
spreadsheet would take for a formula begins with an apostrophe; what can’t be seen is said on standard error.

JSON:
  verdict, advice  sentences
  read_at          RFC 3339
  unread           what could not be read, a sentence each
  counts           {all, needs_look, states [{state, count}]}
  people           [{key, name, email, user_id, user_name, okta_id, member_id, okta, synced, configcat, state, reason,
                   ghost, groups}]; okta, synced and configcat are there, not_there, differs, failed or unseen
  groups           [{key, id, name, people, gives, state, reason, missing, extra, okta_members_read}];
                   missing and extra are [{name, user_id, okta_id, cause, reason}]
With --why:
  people           [{person, chain {answer, gets_in, broken, links [{part, title, state, proof, fix}]}}], best first
  outside          [{okta_id, name, login, chain}]: in Okta’s directory, and neither assigned nor synced
  total, nobody, unread

Exit codes:
  0  nothing listed is amiss; notes are: waiting, no_permission, not_managed, unknown, inactive
  1  somebody or a group that is listed is failed, ghost, missing, duplicate, differs or domain_unverified;
     with --why: they can’t get in, a link is broken, or nobody is meant
  2  wrong usage
  3  could not read; or not all that was asked for, and then the rest is printed";

#[derive(Debug, ClapArgs)]
pub struct PeopleArgs {
    #[command(flatten)]
    pub sides: SidesArgs,
    /// Words that must all occur in name, e-mail, groups or id
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// List those in this state; may be repeated
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = state)]
    pub state: Vec<State>,
    /// List everybody
    #[arg(long, conflicts_with = "state")]
    pub all: bool,
    /// Show for one person, by name, address or id, why they get in or not
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["search", "state", "all"])]
    pub why: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = PeopleFormat::Text)]
    pub format: PeopleFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PeopleFormat {
    Text,
    Json,
    Csv,
}

/// As the JSON has it, or with hyphens.
fn state(text: &str) -> Result<State, String> {
    let word = text.trim().to_lowercase().replace('-', "_");
    serde_json::from_value(word.into()).map_err(|_| {
        let known = State::ALL.iter().filter_map(|state| serde_json::to_value(state).ok());
        let known: Vec<String> = known.filter_map(|word| word.as_str().map(str::to_owned)).collect();
        format!("a state is one of {}", known.join(", "))
    })
}
