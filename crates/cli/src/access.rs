//! `catflap-cli access`.

use std::fmt::Write as _;

use catflap_app::wire::{Problem, ProblemCode};
use serde_json::{Value, json};

use crate::args::{AccessArgs, TextOrJson};
use crate::outcome::{self, Outcome};
use crate::{endpoint, output, words};

pub async fn run(args: AccessArgs) -> Result<Outcome, Problem> {
    let inventory: catflap_app::inventory::Inventory =
        serde_json::from_str(&output::read(&args.inventory)?).map_err(|error| {
            outcome::problem(
                ProblemCode::InputUnreadable,
                &format!("{} is not an inventory.", args.inventory.display()),
                "Use a file that catflap-cli pull --format json wrote.",
                Some(error.to_string()),
            )
        })?;
    let plan = catflap_app::access::Plan::from_json(&output::read(&args.plan)?)
        .map_err(|error| catflap_app::plan_problem(&error))?;
    let reply = endpoint::empty()?.call("access_compute", json!({"inventory": inventory, "plan": plan})).await?;
    let text = match args.format {
        TextOrJson::Json => output::json(&reply)?,
        TextOrJson::Text => text(&reply),
    };
    output::result(&text)?;
    Ok(Outcome::Well)
}

fn text(reply: &Value) -> String {
    let mut out = String::new();
    for user in reply["users"].as_array().into_iter().flatten() {
        let _ = writeln!(out, "{}", words::plain(user["user_name"].as_str().unwrap_or_default()));
        for (flag, role) in [("organization_admin", "Organization Admin"), ("billing_manager", "Billing Manager")] {
            if user[flag] == true {
                let _ = writeln!(out, "  {role}");
            }
        }
        for permission in user["permissions"].as_array().into_iter().flatten() {
            let part = |name: &str| words::plain(permission[name].as_str().unwrap_or_default());
            let _ =
                writeln!(out, "  {} / {}  (from {})", part("product"), part("permission_group"), part("from_group"));
        }
        for note in user["notes"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let _ = writeln!(out, "  {}", words::plain(note));
        }
    }
    out
}
