//! One place that says when two texts count as the same.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Without capitals, letter by letter: unlike `str::to_lowercase`, a letter never depends on its place in the word (Σ), so
/// that a part of a word folds as it does within the whole.
pub(crate) fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// An identifier (userName, e-mail address, id of the other side) for linking: trimmed, without capitals.
pub(crate) fn identifier(text: &str) -> String {
    lower(text.trim())
}

/// The domain of an e-mail address, without capitals.
pub fn domain(address: &str) -> Option<String> {
    let (name, domain) = address.trim().rsplit_once('@')?;
    (!name.is_empty() && !domain.is_empty()).then(|| lower(domain))
}

/// A name for comparing: trimmed, without capitals, single spaces.
pub(crate) fn name(text: &str) -> String {
    lower(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a list is sorted by: without capitals, and an accented letter beside its plain one (É beside E, not behind Z).
pub(crate) fn sorting(text: &str) -> String {
    lower(text).nfd().filter(|c| !is_combining_mark(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_outer_spaces_do_not_make_another_person() {
        assert_eq!(identifier(" Ana.Costa@Whisker.CO "), "ana.costa@whisker.co");
        assert_eq!(name("  Ana   COSTA"), "ana costa");
    }

    #[test]
    fn accents_do_not_move_a_name_behind_z() {
        let mut names = ["Zoë", "Éloise", "Emil", "Andrés", "Anders"];
        names.sort_by_key(|name| sorting(name));
        assert_eq!(names, ["Anders", "Andrés", "Éloise", "Emil", "Zoë"]);
    }

    #[test]
    fn the_domain_is_what_follows_the_last_at_sign() {
        assert_eq!(domain("\"a@b\"@Whisker.co"), Some("whisker.co".into()));
        assert_eq!(domain("nobody"), None);
        assert_eq!(domain("@whisker.co"), None);
    }
}
