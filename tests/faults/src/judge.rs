//! Holds what was said against what a row expects.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use catflap_check::Verdict;

use crate::play::{Played, Said};
use crate::row::{Asks, Row};

/// What is wrong about a played row, in sentences; empty when all is as it must be. `healthy` is what was said of a
/// right server.
pub fn complaints(row: &Row, played: &Played, healthy: &[Said]) -> Vec<String> {
    let mut wrong = Vec::new();
    let expected: HashMap<&str, Verdict> = row.finds.iter().chain(row.also).copied().collect();
    for (id, verdict) in row.finds.iter().chain(row.also) {
        match played.said.iter().find(|said| said.id == *id && said.verdict == *verdict) {
            Some(_) => {}
            None => match played.said.iter().find(|said| said.id == *id) {
                Some(said) => wrong
                    .push(format!("{id} must be {verdict:?} and is {:?}: {} {}", said.verdict, said.title, said.saw)),
                None => wrong.push(format!("{id} says nothing")),
            },
        }
    }
    for said in &played.said {
        if expected.contains_key(said.id.as_str()) {
            continue;
        }
        let before = healthy.iter().find(|other| other.id == said.id).map_or(Verdict::Pass, |other| other.verdict);
        // What could not be asked because of the failure says so itself.
        let not_asked = said.verdict == Verdict::Skip && said.summary == "not asked";
        let worse = weight(said.verdict) > weight(before) || (said.verdict == Verdict::Skip && before != Verdict::Skip);
        if worse && !not_asked {
            wrong.push(format!("{} is {:?} by itself: {} {}", said.id, said.verdict, said.title, said.saw));
        }
    }
    wrong.extend(played.said.iter().flat_map(|said| speech(row, said)));
    if played.broke {
        wrong.push("the server’s own script broke".to_owned());
    }
    wrong.extend(played.manners.iter().cloned());
    if played.strays > 0 {
        wrong.push("somebody followed a redirect to another origin".to_owned());
    }
    let refused = played.said.iter().any(|said| said.id == "paste-shape" && said.verdict == Verdict::Fail);
    if refused && played.token_sent {
        wrong.push("what can’t be the token was sent".to_owned());
    }
    for needle in needles(row.token) {
        if let Some(text) = played.written.iter().find(|text| text.contains(&needle)) {
            let at = text.find(&needle).unwrap_or_default();
            let around: String = text[..at].chars().rev().take(120).collect::<Vec<_>>().into_iter().rev().collect();
            wrong.push(format!("the secret is written as {needle}, after {around:?}"));
        }
    }
    wrong
}

fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Pass | Verdict::Skip => 0,
        Verdict::Note => 1,
        Verdict::Warn => 2,
        Verdict::Fail => 3,
    }
}

/// What is wrong about how something is said.
fn speech(row: &Row, said: &Said) -> Vec<String> {
    let mut wrong = Vec::new();
    let all = [&said.title, &said.saw, &said.why, &said.todo].map(|text| text.trim()).join("\n");
    if said.verdict == Verdict::Fail && (said.saw.is_empty() || said.why.is_empty() || said.todo.is_empty()) {
        wrong.push(format!("{} fails without saying why it matters or what to do", said.id));
    }
    // The right column of the check has room for thirty characters; the rehearsal's table has more.
    let long = row.asks == Asks::Check && said.summary.chars().count() > 30;
    if long || all.contains('!') || all.contains("please") || all.contains("  ") {
        wrong.push(format!("{} speaks badly: {} / {all}", said.id, said.summary));
    }
    wrong
}

/// The forms of a secret that must stand nowhere. Its last four characters may.
fn needles(token: &str) -> Vec<String> {
    let bare = token.trim();
    let Some((hidden, _)) = bare.split_at_checked(bare.len().saturating_sub(4)) else { return Vec::new() };
    // A token that can't be one is too short, or known to everybody.
    if hidden.len() < 10 {
        return Vec::new();
    }
    let percent: String = url::form_urlencoded::byte_serialize(hidden.as_bytes()).collect();
    let mut all = vec![hidden.to_owned(), percent.to_lowercase(), percent];
    // Three bytes are four characters of base64: a part of the text wherever the token begins in what is encoded.
    for shift in 0..3 {
        let padded = [&b"   "[..shift], bare.as_bytes()].concat();
        let encoded = STANDARD_NO_PAD.encode(&padded);
        all.push(encoded[4..encoded.len() - 8].to_owned());
        let encoded = URL_SAFE_NO_PAD.encode(&padded);
        all.push(encoded[4..encoded.len() - 8].to_owned());
    }
    all.push(STANDARD.encode(bare));
    all
}
