//! The pasted text as words, and phrases that are looked for in it.

/// Words beyond these are not looked at: nobody pastes a longer error, and a whole log file must not stall.
const MOST: usize = 20_000;

/// How many words `..` in a phrase may stand for: a name, an address, a short remark.
const GAP: usize = 12;

/// Stands behind a word that was cut off: “Unauthor…”.
const CUT: char = '…';

/// A cut word says something from so many letters on.
const SHORTEST: usize = 5;

/// The words in order, in small letters; everything that is neither letter nor digit parts them. A word that dots follow
/// at once may be cut off.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = text.replace("...", "…");
    text.split(|c: char| !c.is_alphanumeric() && c != CUT)
        .flat_map(|run| run.split_inclusive(CUT))
        .map(str::to_lowercase)
        .filter(|word| word.chars().any(|c| c != CUT))
        .take(MOST)
        .collect()
}

/// Parts a text into the errors in it: at blank lines, where a line begins the way Okta begins an error, and where one
/// begins inside the line of an export.
pub(super) fn parts(text: &str) -> Vec<Vec<String>> {
    let mut parts: Vec<Vec<String>> = vec![Vec::new()];
    let mut seen = 0;
    for line in text.lines() {
        let mut found = words(line);
        found.truncate(MOST - seen);
        seen += found.len();
        if found.is_empty() || begins_an_error(&found) {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.append(&mut found);
        }
        if seen == MOST {
            break;
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn begins_an_error(line: &[String]) -> bool {
    let starts = ["unable to update", "error authenticating", "matching user not"];
    let anywhere = [
        "automatic provisioning|profile|deprovisioning|deactivation|reactivation|activation",
        "unable to update group push",
    ];
    starts.iter().any(|phrase| Phrase::new(phrase).at(line, 0).is_some())
        || anywhere.iter().any(|phrase| !Phrase::new(phrase).everywhere(line).is_empty())
}

/// A few words in order. `..` stands for up to twelve words, `reactivat+` for any word that begins so, `a|b` for one of
/// the two.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pieces: Vec<&'static str>,
}

impl Phrase {
    pub fn new(text: &'static str) -> Self {
        Self { pieces: text.split_whitespace().collect() }
    }

    /// Where the phrase begins in the words, each time it stands there.
    pub fn everywhere(&self, words: &[String]) -> Vec<usize> {
        (0..words.len()).filter(|&start| self.at(words, start).is_some()).collect()
    }

    /// The end of the phrase, when it begins at `start`.
    fn at(&self, words: &[String], start: usize) -> Option<usize> {
        follow(&self.pieces, words, start)
    }

    /// The words that the phrase is made of, for measuring how near a text comes to it.
    pub fn stems(&self) -> impl Iterator<Item = &'static str> {
        self.pieces.iter().filter(|piece| **piece != "..").flat_map(|piece| piece.split('|'))
    }

    /// The phrase for people, as it stands at `start`: which of several words it was, `…` for what varies. Only words of
    /// the phrase itself come out, never a name from the text.
    pub fn shown(&self, words: &[String], start: usize) -> String {
        let there = &words[start..self.at(words, start).unwrap_or(start)];
        let pieces: Vec<String> = self
            .pieces
            .iter()
            .map(|piece| {
                let stem = piece.split('|').find(|stem| there.iter().any(|word| is(word, stem)));
                if *piece == ".." { "…".to_owned() } else { stem.unwrap_or(piece).replace('+', "…") }
            })
            .collect();
        pieces.join(" ")
    }
}

fn follow(pieces: &[&str], words: &[String], at: usize) -> Option<usize> {
    match pieces.split_first() {
        None => Some(at),
        Some((&"..", rest)) => {
            (at..=at + GAP).take_while(|&at| at <= words.len()).find_map(|at| follow(rest, words, at))
        }
        Some((piece, rest)) => {
            let word = words.get(at)?;
            piece.split('|').any(|stem| is(word, stem)).then(|| follow(rest, words, at + 1))?
        }
    }
}

/// Whether a word is the one, or begins like it when the one ends in `+`; of a word that was cut off, whether the one
/// begins like it.
fn is(word: &str, stem: &str) -> bool {
    let (word, cut) = word.strip_suffix(CUT).map_or((word, false), |word| (word, true));
    let beginning = stem.strip_suffix('+');
    let whole = beginning.map_or(word == stem, |beginning| word.starts_with(beginning));
    whole || (cut && word.chars().count() >= SHORTEST && beginning.unwrap_or(stem).starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrase: &'static str, text: &str) -> bool {
        !Phrase::new(phrase).everywhere(&words(text)).is_empty()
    }

    #[test]
    fn a_phrase_is_found_in_any_case_with_any_punctuation() {
        assert!(found("matching user not found", "“MATCHING user\n  not-found”."));
        assert!(!found("matching user not found", "matching users not found"));
        assert!(found("reactivat+ user|person", "while reactivating person x"));
    }

    #[test]
    fn a_gap_stands_for_a_name_and_not_for_half_a_page() {
        assert!(found("if user .. exists", "if user exists"));
        assert!(found("if user .. exists", "if user Ada de la Lovelace (ada@example.com) exists"));
        let far = format!("if user {} exists", "word ".repeat(GAP + 1));
        assert!(!found("if user .. exists", &far));
    }

    #[test]
    fn a_word_that_was_cut_off_is_known_by_its_beginning() {
        assert!(found("exists unauthorized", "if user ada exists: Unauthor…"));
        assert!(found("exists unauthorized", "if user ada exists: Unauth... [more]"));
        assert!(found("while reactivat+", "Error while reactiv…"));
        assert!(!found("exists unauthorized", "exists: Un…"), "too short to tell");
        assert!(!found("exists unauthorized", "exists: Unauthor"), "nothing says that it was cut");
        assert!(found("errors reported", "Errors… reported"));
    }

    #[test]
    fn an_error_inside_the_line_of_an_export_is_a_part_of_its_own() {
        let export = "1;Ada;Automatic provisioning of user Ada failed\n2;Cats;Unable to update Group Push mapping";
        assert_eq!(parts(export).len(), 2);
    }

    #[test]
    fn two_errors_are_two_parts_and_a_wrapped_one_is_one() {
        assert_eq!(parts("Error authenticating: Not\nFound").len(), 1);
        assert_eq!(parts("Matching user not found\nUnable to update Group Push mapping").len(), 2);
        assert_eq!(parts("one\n\n\ntwo").len(), 2);
        assert_eq!(parts(" \n ").len(), 0);
    }

    #[test]
    fn a_whole_log_file_is_cut() {
        assert_eq!(parts(&"word\n".repeat(MOST + 10)).iter().map(Vec::len).sum::<usize>(), MOST);
    }
}
