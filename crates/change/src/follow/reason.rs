//! Okta's reasons, in short.

/// Phrases that tell what it was, each with a few plain words; the first that fits, the more telling ones first.
const PHRASES: [(&[&str], &str); 14] = [
    (&["before provisioning was enabled"], "Assigned before provisioning was on"),
    (&["matching user not found"], "No matching user"),
    (&["empty user"], "The answer to the creation was empty"),
    (&["already exists", "uniqueness", "conflict", "409"], "Is there already"),
    (&["unauthorized", "invalid authorization", "401"], "Unauthorized"),
    (&["forbidden", "403"], "Not allowed"),
    (&["rate limit", "too many requests", "429"], "Rate limit"),
    (&["pkix", "certificate", "ssl", "tls"], "The certificate is not trusted"),
    (&["timed out", "timeout"], "No answer in time"),
    (&["failed to respond", "connection reset", "connection refused", "unknownhost"], "No answer"),
    (&["no results for users returned"], "No list of users came back"),
    (&["not found", "404"], "Not found in ConfigCat"),
    (&["bad request", "invalidvalue", "invalidsyntax", "400"], "Refused as malformed"),
    (&["internal server error", "bad gateway", "service unavailable", "500", "502", "503"], "ConfigCat met an error"),
];

/// No longer than this, in characters, when no phrase is known.
const SHORT: usize = 80;

/// A few plain words for a reason.
pub(super) fn in_short(reason: Option<&str>) -> String {
    let Some(reason) = told(reason) else { return "No reason given".to_owned() };
    if let Some(known) = known(reason) {
        return known.to_owned();
    }
    let short: String = reason.chars().take(SHORT).collect();
    if short.len() < reason.len() { format!("{}…", short.trim_end()) } else { short }
}

/// By what the same failure of different people is known to be the same: `names` stand inside the reason.
pub(super) fn key(reason: Option<&str>, names: &[&str]) -> String {
    let Some(reason) = told(reason) else { return String::new() };
    if let Some(known) = known(reason) {
        return known.to_owned();
    }
    let mut text = reason.to_lowercase();
    for name in names.iter().filter(|name| !name.trim().is_empty()) {
        text = text.replace(&name.to_lowercase(), "…");
    }
    let words = text.split_whitespace().map(|word| {
        let varies = word.contains('@') || word.chars().any(|c| c.is_ascii_digit());
        if varies { "…" } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn told(reason: Option<&str>) -> Option<&str> {
    reason.map(str::trim).filter(|reason| !reason.is_empty() && !reason.eq_ignore_ascii_case("null"))
}

fn known(reason: &str) -> Option<&'static str> {
    let text = reason.to_lowercase();
    PHRASES.iter().find(|(phrases, _)| phrases.iter().any(|phrase| speaks(&text, phrase))).map(|(_, short)| *short)
}

/// A number counts only where it stands by itself: 401 inside an id says nothing.
fn speaks(text: &str, phrase: &str) -> bool {
    if !phrase.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.contains(phrase);
    }
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_reasons_are_told_in_a_few_words() {
        for (reason, short) in [
            (
                Some("Error while verifying if user exists: Unauthorized. Errors reported by remote server: x"),
                "Unauthorized",
            ),
            (Some("Error while creating user: Conflict. Errors reported by remote server: x"), "Is there already"),
            (Some("Connect to x:443 failed: Connect timed out"), "No answer in time"),
            (Some("Create new user returned empty user"), "The answer to the creation was empty"),
            (Some("null"), "No reason given"),
            (None, "No reason given"),
            (Some("Something new"), "Something new"),
        ] {
            assert_eq!(in_short(reason), short, "{reason:?}");
        }
        assert_eq!(known("user 00u401x is odd"), None, "a number inside an id says nothing");
    }

    #[test]
    fn the_same_failure_of_two_people_has_one_key() {
        let of = |reason: &str, name: &str| key(Some(reason), &[name]);
        assert_eq!(
            of("Odd profile of Ada Lovelace (ada@x.co)", "Ada Lovelace"),
            of("Odd profile of Bob (bob@x.co)", "Bob")
        );
        assert_ne!(of("Odd profile", ""), of("Odd weather", ""));
    }
}
