//! E-mail domains that are typed.

/// Whether it has the shape of a domain name: labels of letters, digits and hyphens, two at least (RFC 1035 section
/// 2.3.1). A name in other letters comes as `xn--…`.
pub fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_has_two_labels_at_least_and_no_hyphen_at_an_end() {
        for good in ["whisker.co", "mail.whisker.co", "xn--4ca.example", "a-b.co"] {
            assert!(is_domain(good), "{good}");
        }
        for bad in ["", "whisker", ".co", "whisker.", "-a.co", "a-.co", "ä.co", "a b.co", "ana@whisker.co"] {
            assert!(!is_domain(bad), "{bad}");
        }
    }
}
