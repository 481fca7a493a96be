//! The people, for a spreadsheet.

use catflap_app::inventory::PersonState;
use catflap_app::wire::Problem;
use serde_json::{Value, json};

use crate::pull;

const HEAD: [&str; 13] = [
    "name",
    "email",
    "state",
    "reason",
    "ghost",
    "okta",
    "synced",
    "configcat",
    "groups",
    "user_name",
    "user_id",
    "okta_id",
    "member_id",
];

pub(super) fn of(people: &[PersonState]) -> Result<String, Problem> {
    pull::table(
        &HEAD,
        people.iter().map(|person| {
            let person = json!(person);
            HEAD.map(|column| cell(&person[column]))
        }),
    )
}

fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        _ => String::new(),
    }
}
