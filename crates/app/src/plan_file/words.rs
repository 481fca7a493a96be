//! What a reader of TOML or JSON expected, in the words of somebody who writes a plan.

/// `invalid type: string "yes", expected a boolean` → `the text “yes” stands where `true` or `false` is expected`.
pub(super) fn plain(reason: &str) -> String {
    let reason = reason.lines().collect::<Vec<_>>().join(" ");
    if let Some(field) = reason.strip_prefix("missing field ") {
        return format!("{field} is missing");
    }
    if let Some(field) = reason.strip_prefix("duplicate field ") {
        return format!("{field} stands here twice");
    }
    if let Some((field, expected)) =
        reason.strip_prefix("unknown field ").and_then(|rest| rest.split_once(", expected "))
    {
        return format!("{field} is no word of a plan; expected is {expected}");
    }
    let types = reason.strip_prefix("invalid type: ").or_else(|| reason.strip_prefix("invalid value: "));
    if let Some((found, expected)) = types.and_then(|rest| rest.rsplit_once(", expected ")) {
        return format!("{} stands where {} is expected", there(found), wanted(expected));
    }
    if let Some(inside) = reason.strip_prefix("EOF while parsing ") {
        let inside = if inside == "an object" { "a group or a table" } else { inside };
        return format!("the text ends in the middle of {inside}");
    }
    let mut letters = reason.trim_end_matches('.').chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// What stands there.
fn there(found: &str) -> String {
    if let Some(text) = found.strip_prefix("string ") {
        return format!("the text “{}”", text.trim_matches('"'));
    }
    if let Some((_, number)) = found.split_once(" `").filter(|(kind, _)| ["integer", "floating point"].contains(kind)) {
        return format!("the number {}", number.trim_end_matches('`'));
    }
    match found {
        "sequence" => "a list".to_owned(),
        "map" => "a table".to_owned(),
        other => other.strip_prefix("boolean ").unwrap_or(other).to_owned(),
    }
}

/// What was expected.
fn wanted(expected: &str) -> &str {
    match expected {
        "a boolean" => "`true` or `false`",
        "a string" => "a text in quotes",
        "a sequence" => "a list of groups",
        "struct PlanGroup" => "a group with its name",
        "struct Plan" => "a plan with its list of groups",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_reader_s_words_become_those_of_a_plan() {
        for (reason, words) in [
            ("invalid type: integer `3`, expected a string", "the number 3 stands where a text in quotes is expected"),
            ("invalid type: boolean `true`, expected a string", "`true` stands where a text in quotes is expected"),
            ("invalid type: map, expected a sequence", "a table stands where a list of groups is expected"),
            ("invalid type: null, expected a boolean", "null stands where `true` or `false` is expected"),
            ("EOF while parsing an object", "the text ends in the middle of a group or a table"),
            ("Expected `,` or `]`.", "expected `,` or `]`"),
        ] {
            assert_eq!(plain(reason), words);
        }
    }
}
