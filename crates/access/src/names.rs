//! When two names are meant to be the same, though they are not.

use unicode_normalization::UnicodeNormalization as _;

use crate::merge::index;

/// A name without capitals, with single spaces, and with an accented letter as one character: names that fold alike differ only
/// by what an eye overlooks.
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    if folded.is_ascii() { folded } else { folded.nfc().collect() }
}

/// Everybody's user name in one text.
#[derive(Debug, Default)]
pub(crate) struct UserNames {
    text: String,
    ends: Vec<usize>,
}

impl UserNames {
    pub(crate) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for name in names {
            all.text.push_str(name);
            all.ends.push(all.text.len());
        }
        all.text.shrink_to_fit();
        all
    }

    pub(crate) fn get(&self, at: u32) -> &str {
        let at = at as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..self.ends[at]]
    }

    /// The first person of this very name.
    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        (0..index(self.ends.len())).find(|&at| self.get(at) == name)
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn capitals_spaces_and_the_spelling_of_an_accent_do_not_count() {
        assert_eq!(fold("  Product\u{a0} OWNERS "), fold("product owners"));
        assert_eq!(fold("ÉQUIPE"), fold("e\u{301}quipe"));
        assert_ne!(fold("Readers"), fold("Reader"));
    }
}
