//! Words on a terminal.

use catflap_app::check::Verdict;

/// The core's remedies name places of the window. Here the same is done by an option.
const PLACES: [(&str, &str); 18] = [
    ("enter it in Settings and in ", "give it to this command and to "),
    ("or raise the time limit in Settings", "or raise --timeout"),
    ("name its certificate file (PEM) under Settings", "name its certificate file (PEM) with --ca-file"),
    ("or leave the field empty", "or leave --ca-file out"),
    ("Run the check under Connection: it", "Run catflap-cli check with the same SCIM URL and token: it"),
    ("The check under Connection tries", "catflap-cli check tries"),
    ("send them this finding with “Copy for support”", "send them this finding with its evidence (--format json)"),
    ("and enter it in Settings.", "and give it to this command."),
    ("and enter both in Settings.", "and give both to this command."),
    ("choose it anew in Settings.", "name another one with --app."),
    ("Choose it in Settings.", "Name it with --app; catflap-cli okta verify says which there are."),
    ("Connect Okta to see this link.", "Name the org with --org to see this link."),
    ("Connect ConfigCat’s Public Management API to see this link.", "Add --configcat to see this link."),
    ("Choose another one under `Settings`.", "Name another one with --app."),
    (
        "Enter `Entity ID` and `Assertion Consumer Service` in Catflap to have them compared, or compare by eye and tick the step.",
        "Compare them by eye.",
    ),
    (" Until it can be read, tick the step when it is done.", ""),
    ("DNS can’t show it: tick the step.", "DNS can’t show it."),
    (
        "Paste the token here and the URL into the field for the SCIM URL.",
        "Give the URL with --url, and the token here.",
    ),
];

/// A verdict for a script. A note is none: what only the RFC wants passes.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass | Verdict::Note => "pass",
        Verdict::Warn => "warn",
        Verdict::Fail => "fail",
        Verdict::Skip => "skip",
    }
}

/// A verdict at the head of a line, four letters wide.
pub fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "ok  ",
        Verdict::Note => "note",
        Verdict::Warn => "warn",
        Verdict::Fail => "FAIL",
        Verdict::Skip => "skip",
    }
}

/// A sentence of the core as the shell says it: with options instead of places, without marks.
pub fn for_shell(sentence: &str) -> String {
    plain(&with_options(sentence).replace('`', ""))
}

/// A sentence of the core with options instead of places of the window.
pub fn with_options(sentence: &str) -> String {
    let mut sentence = sentence.to_owned();
    for (place, option) in PLACES {
        if sentence.contains(place) {
            sentence = sentence.replace(place, option);
        }
    }
    sentence
}

/// A text of the core's answer, as the shell says it; empty where there is none.
pub fn of(text: &serde_json::Value) -> String {
    plain(text.as_str().unwrap_or_default())
}

/// Text from elsewhere, on one line and without characters that steer a terminal.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

/// Control characters, and those that turn the direction of what follows.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_does_not_reach_it() {
        assert_eq!(plain("a\u{1b}[31mb\nc\u{9b}d\u{202e}e"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d\u{fffd}e");
        assert_eq!(plain("Peter Novák “1”"), "Peter Novák “1”");
    }

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(for_shell("Press `REGENERATE`."), "Press REGENERATE.");
    }
}
