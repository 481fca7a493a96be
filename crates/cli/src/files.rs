//! Files that the command line names, read as what they should be.

use std::path::Path;

use catflap_app::access::Plan;
use catflap_app::configcat::model::Members;
use catflap_app::inventory::Inventory;
use catflap_app::wire::{Problem, ProblemCode};
use serde::Deserialize as _;
use serde_json::Value;

use crate::{outcome, output};

/// Users and groups.
pub fn inventory(file: &Path) -> Result<Inventory, Problem> {
    serde_json::from_str(&output::read(file)?).map_err(|error| {
        other(
            file,
            "is not an inventory",
            "Use a file that catflap-cli pull --format json wrote.",
            Some(error.to_string()),
        )
    })
}

/// Groups in priority order, as TOML or JSON.
pub fn plan(file: &Path) -> Result<Plan, Problem> {
    catflap_app::read_plan(&output::read(file)?)
}

/// The lists in which ConfigCat names an organization's members. One that is empty may be left out by ConfigCat, but a file
/// with none of the three is something else: it would say that nobody may do anything today.
const LISTS: [&str; 3] = ["admins", "billingManagers", "members"];

/// Who may do what today, as ConfigCat answers.
pub fn members(file: &Path) -> Result<Value, Problem> {
    let not = |why: String| {
        let remedy = "Save what ConfigCat answers to GET /v2/organizations/{id}/members, e.g. with curl.";
        other(file, "is not ConfigCat’s list of members", remedy, Some(why))
    };
    let read: Value = serde_json::from_str(&output::read(file)?).map_err(|error| not(error.to_string()))?;
    if !LISTS.iter().any(|list| read.get(list).is_some_and(Value::is_array)) {
        return Err(not(format!("It has none of the lists {}.", LISTS.join(", "))));
    }
    Members::deserialize(&read).map_err(|error| not(error.to_string()))?;
    Ok(read)
}

fn other(file: &Path, what: &str, remedy: &str, evidence: Option<String>) -> Problem {
    outcome::problem(ProblemCode::InputUnreadable, &format!("{} {what}.", file.display()), remedy, evidence)
}
