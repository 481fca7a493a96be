//! For scripts. The shape is documented in `docs/files.md`.

use catflap_access::{Plan, Severity};
use serde::Serialize;

use super::{Review, whom};
use crate::wire::ReviewRow;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    profile: &'a str,
    read_at: &'a str,
    written_at: &'a str,
    sentence: &'a str,
    connections: &'a [String],
    unseen: &'a [String],
    plan: &'a Plan,
    guards: Vec<Guard<'a>>,
    people: &'a [ReviewRow],
}

#[derive(Serialize)]
struct Guard<'a> {
    severity: Severity,
    message: &'a str,
    remedy: &'a str,
    people: &'a [String],
}

pub(super) fn document(review: &Review) -> Result<String, String> {
    let guards = review.guards.iter();
    let document = Document {
        format: "catflap-access-review",
        version: VERSION,
        profile: &review.profile,
        read_at: &review.read_at,
        written_at: &review.written_at,
        sentence: &review.sentence,
        connections: &review.connections,
        unseen: &review.unseen,
        plan: &review.plan,
        guards: guards
            .map(|found| Guard {
                severity: found.severity,
                message: &found.message,
                remedy: &found.remedy,
                people: whom(&found.guard).0,
            })
            .collect(),
        people: &review.rows,
    };
    let mut text = serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::review::sample;

    #[test]
    fn the_shape_is_the_documented_one_and_the_plan_reads_back() {
        let review = sample::review(vec![sample::row("Ana")]);
        let read: Value = serde_json::from_str(&document(&review).unwrap()).unwrap();
        assert_eq!((&read["format"], &read["version"]), (&json!("catflap-access-review"), &json!(1)));
        assert_eq!(read["people"][0]["today"], Value::Null);
        assert_eq!(Plan::from_json(&read["plan"].to_string()).unwrap(), review.plan);
        let mut fields: Vec<&str> = read.as_object().unwrap().keys().map(String::as_str).collect();
        fields.extend(["severity", "message", "remedy"]);
        fields.extend(read["people"][0].as_object().unwrap().keys().map(String::as_str));
        let documented = include_str!("../../../../docs/files.md");
        for field in fields {
            assert!(documented.contains(&format!("`{field}`")), "{field}");
        }
    }
}
