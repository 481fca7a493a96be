//! The strict shape of a list, as Okta reads it (RFC 7644 section 3.4.2; Okta's SCIM 2.0 reference).

use catflap_http::{DecodeError, Reply};
use catflap_scim::schema;
use serde_json::Value;

use crate::Verdict;

/// Something about a list that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flaw {
    /// Note, warn or fail.
    pub weight: Verdict,
    /// What, in a sentence.
    pub text: String,
}

impl Flaw {
    pub fn fail(text: impl Into<String>) -> Self {
        Self { weight: Verdict::Fail, text: text.into() }
    }

    pub fn warn(text: impl Into<String>) -> Self {
        Self { weight: Verdict::Warn, text: text.into() }
    }

    pub fn note(text: impl Into<String>) -> Self {
        Self { weight: Verdict::Note, text: text.into() }
    }
}

/// Looks at a list answer. `what` is how the answer is called in sentences: `/Users`.
pub(crate) fn flaws(reply: &Reply, what: &str) -> Vec<Flaw> {
    if reply.status != 200 {
        return vec![Flaw::fail(format!("{what} was answered {} instead of 200.", reply.status))];
    }
    if reply.is_html() {
        return vec![Flaw::fail(format!("{what} is answered with a web page."))];
    }
    let mut found = Vec::new();
    if reply.body.starts_with(b"\xef\xbb\xbf") {
        found.push(Flaw::note(format!("{what} begins with a byte order mark, which JSON must not have (RFC 8259).")));
    }
    match reply.media_type().as_deref() {
        Some("application/scim+json" | "application/json") => {}
        Some(other) => found.push(Flaw::warn(format!("{what} says it is {other}, not application/scim+json."))),
        None => found.push(Flaw::warn(format!("{what} does not say its content type."))),
    }
    match reply.json::<Value>() {
        Ok(body) => found.extend(body_flaws(&body, what)),
        Err(DecodeError::Empty) => found.push(Flaw::fail(format!("{what} is answered 200 without a body."))),
        Err(error) => found.push(Flaw::fail(format!("{what}: {}.", unread(reply, &error)))),
    }
    found
}

/// Why the answer can't be read, as the end of a sentence.
fn unread(reply: &Reply, error: &DecodeError) -> String {
    if matches!(error, DecodeError::NotJson { .. }) && std::str::from_utf8(&reply.body).is_err() {
        "the answer holds bytes that are not UTF-8".to_owned()
    } else {
        error.to_string()
    }
}

/// Whether an answer is a list of SCIM at all, be it of the wrong shape.
pub(crate) fn is_list(reply: &Reply) -> bool {
    reply.is_success()
        && !reply.is_html()
        && (total(reply).is_some()
            || reply.json::<Value>().is_ok_and(|body| body.get("Resources").is_some_and(Value::is_array)))
}

/// Why an answer holds no list that anybody could be read from, as the end of a sentence; none when it holds one. A list
/// of nobody may leave its `Resources` out (RFC 7644 section 3.4.2).
pub(crate) fn no_list(reply: &Reply) -> Option<String> {
    match reply.json::<Value>() {
        Err(error) => Some(unread(reply, &error)),
        Ok(Value::Object(list)) => match list.get("Resources") {
            Some(Value::Array(_)) => None,
            None if total(reply) == Some(0) => None,
            None => Some("the answer has no Resources".to_owned()),
            Some(other) => Some(format!("Resources is {} instead of a list", kind(other))),
        },
        Ok(other) => Some(format!("the answer is {} instead of a ListResponse", kind(&other))),
    }
}

/// What is wrong with a list of nobody, beside that it holds nobody. The form of the answer as a whole is judged once, on
/// Okta's connector test.
pub(crate) fn nobody_flaws(reply: &Reply) -> Vec<Flaw> {
    let body: Value = reply.json().unwrap_or_default();
    let total = match body.get("totalResults") {
        None => Some(Flaw::fail("The answer has no totalResults.")),
        Some(value) if value.as_u64() == Some(0) => None,
        Some(value) if value.is_u64() => Some(Flaw::warn(format!("The list is empty, but totalResults is {value}."))),
        Some(value) => Some(Flaw::fail(format!("totalResults is {} instead of an integer.", kind(value)))),
    };
    let resources = body
        .get("Resources")
        .is_none()
        .then(|| Flaw::warn("Resources is left out, where Okta’s documentation shows an empty list."));
    total.into_iter().chain(resources).collect()
}

fn body_flaws(body: &Value, what: &str) -> Vec<Flaw> {
    let Some(list) = body.as_object() else {
        return vec![Flaw::fail(format!("{what} holds {} instead of a ListResponse.", kind(body)))];
    };
    let mut found = Vec::new();
    let has_schema = list
        .get("schemas")
        .and_then(Value::as_array)
        .is_some_and(|urns| urns.iter().any(|urn| urn == schema::LIST_RESPONSE));
    if !has_schema {
        found.push(Flaw::warn(format!("{what} does not name the ListResponse schema.")));
    }
    match list.get("totalResults") {
        None => found.push(Flaw::fail(format!("{what} has no totalResults."))),
        Some(value) if value.is_u64() => {}
        Some(value) => {
            found.push(Flaw::fail(format!("totalResults of {what} is {} instead of an integer.", kind(value))));
        }
    }
    for name in ["startIndex", "itemsPerPage"] {
        match list.get(name) {
            None => found.push(Flaw::warn(format!("{what} has no {name}."))),
            Some(value) if value.is_u64() => {}
            Some(value) => {
                found.push(Flaw::fail(format!("{name} of {what} is {} instead of an integer.", kind(value))));
            }
        }
    }
    match list.get("Resources") {
        Some(Value::Array(items)) => {
            if let Some(told) = list.get("itemsPerPage").and_then(Value::as_u64)
                && told != items.len() as u64
            {
                found.push(Flaw::note(format!("itemsPerPage of {what} says {told}, but {} came.", items.len())));
            }
        }
        None if list.get("totalResults").and_then(Value::as_u64) == Some(0) => {
            found.push(Flaw::warn(format!(
                "{what} leaves Resources out when there is nothing; Okta expects an empty list."
            )));
        }
        None => found.push(Flaw::fail(format!("{what} has no Resources."))),
        Some(value) => found.push(Flaw::fail(format!("Resources of {what} is {} instead of a list.", kind(value)))),
    }
    found
}

/// The items of a list answer, as they came; empty when it is no list.
pub(crate) fn items(reply: &Reply) -> Vec<Value> {
    let Ok(Value::Object(mut list)) = reply.json::<Value>() else { return Vec::new() };
    match list.remove("Resources") {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

/// `totalResults`, when it is a number or a number in quotes.
pub(crate) fn total(reply: &Reply) -> Option<u64> {
    let body = reply.json::<Value>().ok()?;
    let told = body.get("totalResults")?;
    told.as_u64().or_else(|| told.as_str()?.trim().parse().ok())
}

/// The worst of the flaws; pass without any.
pub(crate) fn worst(flaws: &[Flaw]) -> Verdict {
    [Verdict::Fail, Verdict::Warn, Verdict::Note]
        .into_iter()
        .find(|weight| flaws.iter().any(|flaw| flaw.weight == *weight))
        .unwrap_or(Verdict::Pass)
}

/// The flaws as sentences, the worst first, at most five.
pub(crate) fn sentences(flaws: &[Flaw]) -> String {
    let mut ordered: Vec<&Flaw> = Vec::new();
    for weight in [Verdict::Fail, Verdict::Warn, Verdict::Note] {
        ordered.extend(flaws.iter().filter(|flaw| flaw.weight == weight));
    }
    let more = ordered.len().saturating_sub(5);
    let mut text = ordered.iter().take(5).map(|flaw| flaw.text.as_str()).collect::<Vec<_>>().join(" ");
    if more > 0 {
        text.push_str(" And ");
        text.push_str(&more.to_string());
        text.push_str(" more.");
    }
    text
}

/// What a JSON value is, with an article.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn right() -> Value {
        json!({"schemas": [schema::LIST_RESPONSE], "totalResults": 1, "startIndex": 1, "itemsPerPage": 1, "Resources": [{}]})
    }

    fn with(name: &str, value: Value) -> Verdict {
        let mut body = right();
        body[name] = value;
        worst(&body_flaws(&body, "/Users"))
    }

    fn without(name: &str) -> Verdict {
        let mut body = right();
        body.as_object_mut().unwrap().remove(name);
        worst(&body_flaws(&body, "/Users"))
    }

    #[test]
    fn a_right_list_has_no_flaw() {
        assert_eq!(body_flaws(&right(), "/Users"), []);
    }

    #[test]
    fn numbers_in_quotes_are_what_okta_stumbles_over() {
        for name in ["totalResults", "startIndex", "itemsPerPage"] {
            assert_eq!(with(name, json!("1")), Verdict::Fail, "{name}");
            assert_eq!(with(name, json!(1.5)), Verdict::Fail, "{name}");
        }
        assert_eq!(without("totalResults"), Verdict::Fail);
        assert_eq!(without("startIndex"), Verdict::Warn);
    }

    #[test]
    fn resources_must_be_a_list() {
        assert_eq!(with("Resources", Value::Null), Verdict::Fail);
        assert_eq!(without("Resources"), Verdict::Fail);
        let empty = json!({"schemas": [schema::LIST_RESPONSE], "totalResults": 0, "startIndex": 1, "itemsPerPage": 0});
        assert_eq!(worst(&body_flaws(&empty, "/Users")), Verdict::Warn, "the RFC allows it, Okta expects a list");
        assert_eq!(worst(&body_flaws(&json!([]), "/Users")), Verdict::Fail);
    }

    #[test]
    fn a_missing_schema_is_worth_knowing_and_a_wrong_page_size_a_note() {
        assert_eq!(without("schemas"), Verdict::Warn);
        assert_eq!(with("itemsPerPage", json!(100)), Verdict::Note);
    }

    #[test]
    fn a_verdict_names_no_more_than_five_flaws() {
        let many: Vec<Flaw> = (0..8).map(|n| Flaw::note(format!("n{n}."))).chain([Flaw::fail("worst.")]).collect();
        let text = sentences(&many);
        assert!(text.starts_with("worst. n0.") && text.ends_with("And 4 more."), "{text}");
    }
}
