//! The pasted text as an administrator would read it: what stands in JSON is taken out of it.

use serde_json::Value;

/// What a System Log event says; who did it and by which browser is not whom and what it is about, and its `displayName`
/// would read like the one of a group.
const OF_AN_EVENT: [&str; 4] = ["displayMessage", "eventType", "legacyEventType", "outcome"];

/// The text with JSON in it (an event of the System Log, several, an answer of Okta's API) written as lines of words, a
/// blank line between events. Everything else stays as it is.
pub(super) fn plain(text: &str) -> String {
    if let Some(value) = json(text) {
        return written(&value);
    }
    let lines = text.lines().map(|line| match json(line.trim_end_matches(',')) {
        Some(value) => written(&value),
        // Exports write line breaks inside a field as two characters.
        None => line.replace("\\r", "\\n").replace("\\n", "\n").replace("\\t", " "),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The values of the JSON in a text.
pub(super) fn values(text: &str) -> Vec<Value> {
    match json(text) {
        Some(value) => vec![value],
        None => text.lines().filter_map(|line| json(line.trim_end_matches(','))).collect(),
    }
}

fn json(text: &str) -> Option<Value> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    serde_json::from_str(text).ok().filter(|value: &Value| value.is_object() || value.is_array())
}

fn written(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Array(events) if events.iter().all(Value::is_object) => {
            for event in events {
                write(event, &mut out);
                out.push('\n');
            }
        }
        value => write(value, &mut out),
    }
    // Alone among other lines it is an error of its own.
    format!("\n{out}\n")
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let event = fields.contains_key("outcome");
            for (name, field) in fields.iter().filter(|(name, _)| !event || OF_AN_EVENT.contains(&name.as_str())) {
                if !field.is_object() && !field.is_array() {
                    out.push_str(name);
                    out.push_str(": ");
                }
                write(field, out);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| write(item, out)),
        Value::String(text) => {
            out.push_str(&text.split_whitespace().collect::<Vec<_>>().join(" "));
            out.push('\n');
        }
        other => {
            out.push_str(&other.to_string());
            out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = r#"{"actor":{"displayName":"Grace"},"displayMessage":"Push user","eventType":"application.provision.user.push",
        "outcome":{"result":"FAILURE","reason":"Automatic provisioning failed:\nConflict"},"target":[{"displayName":"Ada"}]}"#;

    #[test]
    fn an_event_says_what_happened_and_not_who_did_it() {
        let text = plain(EVENT);
        assert!(text.contains("reason: Automatic provisioning failed: Conflict\n"), "{text}");
        assert!(text.contains("result: FAILURE") && !text.contains("Grace") && !text.contains("displayName"), "{text}");
    }

    #[test]
    fn events_in_lines_or_in_a_list_are_apart() {
        let one = EVENT.replace('\n', "");
        for many in [format!("[{one},{one}]"), format!("{one}\n{one}"), format!("{one},\n{one}")] {
            assert_eq!(plain(&many).trim().split("\n\n").filter(|part| !part.trim().is_empty()).count(), 2, "{many}");
            assert_eq!(values(&many).len(), if many.starts_with('[') { 1 } else { 2 });
        }
    }

    #[test]
    fn what_is_no_json_stays_and_written_line_breaks_break_lines() {
        assert_eq!(plain("Error {not json} [1"), "Error {not json} [1");
        assert_eq!(plain("failed:\\nUnauthorized\\r\\n"), "failed:\nUnauthorized\n\n");
    }
}
