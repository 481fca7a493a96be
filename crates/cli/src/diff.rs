//! `catflap-cli diff`.

use std::fmt::Write as _;

use catflap_app::wire::Problem;
use serde_json::{Value, json};

use crate::args::{DiffArgs, TextOrJson};
use crate::outcome::Outcome;
use crate::{endpoint, files, output, words};

pub async fn run(args: DiffArgs) -> Result<Outcome, Problem> {
    let (earlier, later) = (files::inventory(&args.earlier)?, files::inventory(&args.later)?);
    let plan = args.plan.as_deref().map(files::plan).transpose()?;
    let request = json!({"earlier": earlier, "later": later, "plan": plan});
    let found = endpoint::empty()?.call("inventory_compare", request).await?;
    let text = match args.format {
        TextOrJson::Json => output::json(&found)?,
        TextOrJson::Text => text(&found),
    };
    output::result(&text)?;
    let same = ["lines", "access"].iter().all(|lines| found[lines].as_array().is_none_or(Vec::is_empty));
    Ok(if same { Outcome::Well } else { Outcome::Failed })
}

fn text(found: &Value) -> String {
    let mut out = format!("{}.\n", words::of(&found["sentence"]));
    if found["alarm"].is_object() {
        let _ = writeln!(out, "\n{}\n  {}", words::of(&found["alarm"]["words"]), words::of(&found["alarm"]["todo"]));
    }
    for line in [&found["lines"], &found["access"]].into_iter().filter_map(Value::as_array).flatten() {
        let _ = writeln!(out, "\n{}", words::of(&line["words"]));
        for name in line["names"].as_array().into_iter().flatten() {
            let _ = writeln!(out, "  {}", words::of(name));
        }
    }
    out
}
