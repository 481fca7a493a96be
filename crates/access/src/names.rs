//! When two names are meant to be the same, though they are not.

/// A name without capitals and with single spaces: names that fold alike differ only by what an eye overlooks.
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn capitals_and_spaces_do_not_count() {
        assert_eq!(fold("  Product\u{a0} OWNERS "), fold("product owners"));
        assert_eq!(fold("ÉQUIPE"), fold("équipe"));
        assert_ne!(fold("Readers"), fold("Reader"));
    }
}
