//! Numbers and names in words.

/// `1 group`, `3 groups`.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// At most five names, then how many more: `Ana, Ben and 3 more`.
pub(crate) fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 5;
    let all: Vec<&str> = names.into_iter().collect();
    match all.len() {
        0 => String::new(),
        1 => all[0].to_owned(),
        n if n <= SHOWN => format!("{} and {}", all[..n - 1].join(", "), all[n - 1]),
        n => format!("{} and {} more", all[..SHOWN].join(", "), n - SHOWN),
    }
}

/// An address as it is compared: ConfigCat and Okta both take capitals for small letters in it.
pub(crate) fn address(text: &str) -> String {
    text.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_up_to_five_and_then_counted() {
        assert_eq!(names([]), "");
        assert_eq!(names(["Ana"]), "Ana");
        assert_eq!(names(["Ana", "Ben"]), "Ana and Ben");
        assert_eq!(names(["a", "b", "c", "d", "e"]), "a, b, c, d and e");
        assert_eq!(names(["a", "b", "c", "d", "e", "f", "g"]), "a, b, c, d, e and 2 more");
    }
}
