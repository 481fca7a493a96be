//! How a cause is recognised.

use std::collections::BTreeSet;

use super::Confidence;
use super::words::Phrase;

/// What belongs to one rule must stand this close together, in words.
const WINDOW: usize = 70;

/// A set of phrases that tell of a cause when all of them stand close together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// When several causes are recognised, the heavier goes first. Connection weighs most: it explains the rest.
    pub weight: u8,
    pub confidence: Confidence,
    /// Each entry is one phrase, or several with ` / ` between them of which one is enough.
    all: &'static [&'static str],
    /// Phrases of which none may stand close by.
    unless: &'static [&'static str],
}

impl Rule {
    /// The text leaves hardly a doubt.
    pub const fn certain(weight: u8, all: &'static [&'static str]) -> Self {
        Self { weight, confidence: Confidence::Certain, all, unless: &[] }
    }

    /// The text fits, but other causes make the same text.
    pub const fn likely(weight: u8, all: &'static [&'static str]) -> Self {
        Self { weight, confidence: Confidence::Likely, all, unless: &[] }
    }

    /// The text says little; this is its usual cause.
    pub const fn possible(weight: u8, all: &'static [&'static str]) -> Self {
        Self { weight, confidence: Confidence::Possible, all, unless: &[] }
    }

    pub const fn unless(mut self, unless: &'static [&'static str]) -> Self {
        self.unless = unless;
        self
    }

    /// The phrases that were found, when the rule holds.
    pub fn find(&self, words: &[String]) -> Option<Vec<String>> {
        let mut wanted = Vec::with_capacity(self.all.len());
        for entry in self.all {
            let places = places(entry, words);
            // Most rules end here: what they want is not in the text at all.
            if places.is_empty() {
                return None;
            }
            wanted.push(places);
        }
        let (first, rest) = wanted.split_first()?;
        let unwanted: Vec<usize> =
            self.unless.iter().flat_map(|entry| places(entry, words)).flat_map(|(_, places)| places).collect();
        let starts = first.iter().flat_map(|(phrase, places)| places.iter().map(move |place| (phrase, *place)));
        for (phrase, start) in starts {
            if unwanted.iter().any(|place| close(*place, start)) {
                continue;
            }
            let others: Option<Vec<String>> = rest
                .iter()
                .map(|entry| {
                    entry
                        .iter()
                        .find_map(|(phrase, places)| Some((phrase, places.iter().find(|place| close(**place, start))?)))
                        .map(|(phrase, place)| phrase.shown(words, *place))
                })
                .collect();
            if let Some(others) = others {
                return Some([vec![phrase.shown(words, start)], others].concat());
            }
        }
        None
    }

    /// How much of the rule stands in the text, from 0 to 1, by the words that say something.
    pub fn nearness(&self, words: &BTreeSet<&str>) -> f64 {
        let entries: Vec<f64> = self
            .all
            .iter()
            .map(|entry| phrases(entry).map(|phrase| share(&phrase, words)).fold(0.0, f64::max))
            .collect();
        if entries.is_empty() { 0.0 } else { entries.iter().sum::<f64>() / count(entries.len()) }
    }
}

/// Words that stand in every error and tell nothing apart.
const COMMON: [&str; 18] = [
    "a", "an", "and", "by", "error", "errors", "for", "from", "if", "in", "is", "not", "of", "on", "the", "to", "user",
    "with",
];

fn share(phrase: &Phrase, words: &BTreeSet<&str>) -> f64 {
    let telling: Vec<&str> = phrase.stems().filter(|stem| !COMMON.contains(stem)).collect();
    let there = telling.iter().filter(|stem| match stem.strip_suffix('+') {
        Some(beginning) => words.range(beginning..).next().is_some_and(|word| word.starts_with(beginning)),
        None => words.contains(*stem),
    });
    let there = there.count();
    if telling.is_empty() { 0.0 } else { count(there) / count(telling.len()) }
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

fn phrases(entry: &'static str) -> impl Iterator<Item = Phrase> {
    entry.split(" / ").map(Phrase::new)
}

/// The phrases of an entry that stand in the text, each with where it begins.
fn places(entry: &'static str, words: &[String]) -> Vec<(Phrase, Vec<usize>)> {
    phrases(entry)
        .filter_map(|phrase| {
            let places = phrase.everywhere(words);
            (!places.is_empty()).then_some((phrase, places))
        })
        .collect()
}

fn close(one: usize, other: usize) -> bool {
    one.abs_diff(other) <= WINDOW
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    const RULE: Rule = Rule::certain(1, &["group push", "conflict / 409"]).unless(&["timed out"]);

    fn holds(text: &str) -> bool {
        RULE.find(&words(text)).is_some()
    }

    #[test]
    fn all_phrases_must_be_there_close_together_and_none_of_the_others() {
        assert!(holds("409 at group push"));
        assert!(!holds("group push"));
        assert!(!holds("group push: conflict; timed out"));
        assert!(!holds(&format!("group push {} conflict", "x ".repeat(WINDOW))));
    }

    #[test]
    fn what_was_found_is_told() {
        assert_eq!(RULE.find(&words("Group Push: 409")).unwrap(), ["group push", "409"]);
    }

    #[test]
    fn a_text_with_half_of_the_phrases_is_half_as_near() {
        assert!((RULE.nearness(&BTreeSet::from(["conflict"])) - 0.5).abs() < f64::EPSILON);
        assert!(RULE.nearness(&BTreeSet::from(["nothing", "of", "it"])) < f64::EPSILON);
    }
}
