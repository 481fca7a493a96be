//! `catflap-cli access`.

use std::fmt::Write as _;

use catflap_app::wire::Problem;
use serde_json::{Value, json};

use crate::args::{AccessArgs, TextOrJson};
use crate::outcome::Outcome;
use crate::{endpoint, files, output, words};

pub async fn run(args: AccessArgs) -> Result<Outcome, Problem> {
    let inventory = files::inventory(&args.inventory)?;
    let plan = files::plan(&args.plan)?;
    let members = args.members.as_deref().map(files::members).transpose()?;
    let request = json!({"inventory": inventory, "plan": plan, "members": members, "you": args.you});
    let reply = endpoint::empty()?.call("access_compute", request).await?;
    let difference = &reply["difference"];
    let text = match args.format {
        TextOrJson::Json => output::json(&reply)?,
        TextOrJson::Text if args.diff => changes(difference),
        TextOrJson::Text => text(&reply),
    };
    output::result(&text)?;
    let loses = difference["effects"]["counts"]["lose"].as_u64().unwrap_or(0) > 0;
    let stops = list(&difference["guards"]).any(|guard| guard["severity"] == "stop");
    Ok(if loses || stops { Outcome::Failed } else { Outcome::Well })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(reply: &Value) -> String {
    let mut out = String::new();
    for user in list(&reply["users"]) {
        let _ = writeln!(out, "{}", words::of(&user["user_name"]));
        for (flag, role) in [("organization_admin", "Organization Admin"), ("billing_manager", "Billing Manager")] {
            if user[flag] == true {
                let _ = writeln!(out, "  {role}");
            }
        }
        for permission in list(&user["permissions"]) {
            let part = |name: &str| words::of(&permission[name]);
            let _ =
                writeln!(out, "  {} / {}  (from {})", part("product"), part("permission_group"), part("from_group"));
        }
        for note in list(&user["notes"]) {
            let _ = writeln!(out, "  {}", words::of(note));
        }
    }
    out
}

/// Kinds in the order of the core, with the words of a sum and those of one person.
const KINDS: [(&str, &str, &str); 5] = [
    ("lose", "would lose something", "loses"),
    ("change", "would have another permission group", "changes"),
    ("gain", "would gain something", "gains"),
    ("unchanged", "would keep what they have", "keeps"),
    ("nothing", "have nothing and would get nothing", "nothing"),
];

/// How many, then what is dangerous, then each person.
fn changes(difference: &Value) -> String {
    let mut out = String::new();
    for (kind, many, _) in KINDS {
        let _ = writeln!(out, "{:>6}  {many}", difference["effects"]["counts"][kind].as_u64().unwrap_or(0));
    }
    let others: Vec<String> = list(&difference["not_managed"]).map(words::of).collect();
    if !others.is_empty() {
        let _ = writeln!(out, "{:>6}  are not synced and keep what they have: {}", others.len(), others.join(", "));
    }
    for (at, guard) in list(&difference["guards"]).enumerate() {
        let mark = match guard["severity"].as_str() {
            Some("stop") => "STOP",
            Some("warn") => "warn",
            _ => "note",
        };
        let gap = if at == 0 { "\n" } else { "" };
        let _ = writeln!(out, "{gap}{mark}  {}\n      {}", words::of(&guard["message"]), words::of(&guard["remedy"]));
    }
    for (kind, _, one) in KINDS {
        let people = list(&difference["effects"]["people"]).filter(|person| person["kind"] == kind);
        for (at, person) in people.enumerate() {
            let gap = if at == 0 { "\n" } else { "" };
            let _ = write!(out, "{gap}{one:<8} {}", words::of(&person["user_name"]));
            if kind == "unchanged" {
                let _ = write!(out, "  {}", words::of(&person["after"]));
            }
            out.push('\n');
            for line in list(&person["lines"]) {
                let _ = writeln!(out, "         {}", words::of(line));
            }
        }
    }
    out
}
