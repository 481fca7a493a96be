//! Options of the commands that read inventories from files.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::TextOrJson;

pub const ACCESS: &str = "\
Examples:
  catflap-cli access --inventory people.json --plan plan.json --format json
  curl -u \"$CONFIGCAT_API_USER:$CONFIGCAT_API_PASS\" \\
    https://api.configcat.com/v2/organizations/…/members > members.json
  catflap-cli access --inventory people.json --plan plan.json --members members.json --diff --you ana@whisker.co

A plan, in TOML or JSON, lists groups in priority order; the first one that names a product decides it:
  {\"groups\": [
    {\"name\": \"Owners\", \"organization_admin\": true, \"billing_manager\": true},
    {\"name\": \"Readers\", \"permissions\": {\"PRODUCT\": \"PERMISSION GROUP\"}}
  ]}

With --diff: what starting provisioning would change against today. How many lose, change and gain something, the
dangers of the plan, then each person. Who is not synced keeps what they have.

JSON:
  users       [{user_name, organization_admin, billing_manager, permissions [{product, permission_group, from_group}],
              notes}]
  difference  null without --diff, else
              {effects {counts {gain, lose, change, unchanged, nothing},
                        people [{user_name, kind, before, after, lines}]},
               guards [{guard, severity, message, remedy}], not_managed [addresses]}

Exit codes:
  0  computed
  1  with --diff: somebody would lose something, or the plan has a danger marked STOP
  2  wrong usage, or a file holds something else
  3  a file can’t be read";

pub const DIFF: &str = "\
Examples:
  catflap-cli diff monday.json today.json
  catflap-cli diff monday.json today.json --plan plan.json --format json

Tells what changed between two inventories, as catflap-cli pull writes them: who joined, left, was switched on or off,
has another address or name, moved between groups; groups that are new, gone or renamed; with --plan, who lost and who
gained which product or role. Users and groups are told by their SCIM ids.

JSON:
  sentence  all of it in one sentence
  lines     [{kind, words, names}]
  access    [{what, kind, words, names}]
  alarm     null, or {people, of_people, memberships, of_memberships, words, todo}: many were lost at once

Exit codes: 0 nothing changed, 1 something changed, 2 wrong usage or not an inventory or plan, 3 a file can’t be read.";

#[derive(Debug, ClapArgs)]
pub struct AccessArgs {
    /// Users and groups, as `pull` writes them
    #[arg(long, value_name = "FILE")]
    pub inventory: PathBuf,
    /// Groups in priority order with their roles and permissions, TOML or JSON
    #[arg(long, value_name = "FILE")]
    pub plan: PathBuf,
    /// Who may do what today: what ConfigCat answers to GET /v2/organizations/{id}/members
    #[arg(long, value_name = "FILE", requires = "diff")]
    pub members: Option<PathBuf>,
    /// Show what starting provisioning would change
    #[arg(long, requires = "members")]
    pub diff: bool,
    /// Your own address: tells when you would lose Organization Admin
    #[arg(long, value_name = "EMAIL", requires = "diff")]
    pub you: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub struct DiffArgs {
    /// The inventory that was read first
    #[arg(value_name = "EARLIER")]
    pub earlier: PathBuf,
    /// The inventory that was read after it
    #[arg(value_name = "LATER")]
    pub later: PathBuf,
    /// Groups in priority order with their roles and permissions, TOML or JSON
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub format: TextOrJson,
}
