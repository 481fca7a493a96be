//! One place that says when two texts count as the same.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Without capitals, letter by letter: unlike `str::to_lowercase`, a letter never depends on its place in the word (Σ), so
/// that a part of a word folds as it does within the whole.
pub(crate) fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// An identifier (userName, e-mail address, id of the other side) for linking: trimmed, without capitals, an accented
/// letter the same whether it was written as one character or as two.
pub(crate) fn identifier(text: &str) -> Cow<'_, str> {
    let ends = [text.as_bytes().first(), text.as_bytes().last()];
    // trimming goes letter by letter, and hardly anything has to be trimmed
    let text = if ends.into_iter().flatten().all(u8::is_ascii_graphic) { text } else { text.trim() };
    if !text.is_ascii() {
        Cow::Owned(lower(text).nfc().collect())
    } else if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether there is nothing but space.
pub(crate) fn is_blank(text: &str) -> bool {
    !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim().is_empty()
}

/// Whether two identifiers are one.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one == other || identifier(one) == identifier(other)
}

/// An address without its tag: `ana+flags@whisker.co` reaches ana@whisker.co at most providers (RFC 5233). Only a hint:
/// the two may be two accounts.
pub(crate) fn without_tag(address: &str) -> Cow<'_, str> {
    let folded = identifier(address);
    match folded.split_once('@').and_then(|(local, domain)| Some((local.split_once('+')?.0, domain))) {
        Some((local, domain)) if !local.is_empty() => Cow::Owned(format!("{local}@{domain}")),
        _ => folded,
    }
}

/// The domain of an e-mail address, without capitals.
pub fn domain(address: &str) -> Option<String> {
    let (name, domain) = address.trim().rsplit_once('@')?;
    (!name.is_empty() && !domain.is_empty()).then(|| identifier(domain).into_owned())
}

/// A name for comparing: trimmed, without capitals, single spaces.
pub(crate) fn name(text: &str) -> String {
    identifier(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
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
    fn an_accent_is_the_same_however_it_is_written() {
        assert_eq!(identifier("Zoe\u{308}@whisker.co"), identifier("ZO\u{cb}@whisker.co"));
        assert_eq!(name("Ame\u{301}lie"), name("Am\u{e9}lie"));
    }

    #[test]
    fn a_tag_is_what_stands_behind_a_plus_before_the_at_sign() {
        assert_eq!(without_tag("Ana+flags@whisker.co"), "ana@whisker.co");
        for plain in ["ana@whisker.co", "+@whisker.co", "ana@whis+ker.co", "ana+flags"] {
            assert_eq!(without_tag(plain), plain);
        }
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
