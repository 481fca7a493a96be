//! Filters (RFC 7644 section 3.4.2.2).

/// `attribute eq "value"`, with the value written as a JSON string, as the RFC's grammar demands.
pub fn eq(attribute: &str, value: &str) -> String {
    format!("{attribute} eq {}", serde_json::Value::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_in_a_name_do_not_end_the_filter() {
        assert_eq!(eq("userName", "ada@example.com"), r#"userName eq "ada@example.com""#);
        assert_eq!(eq("displayName", r#"a "b" \ c"#), r#"displayName eq "a \"b\" \\ c""#);
        assert_eq!(eq("displayName", "Entwickler – größer"), r#"displayName eq "Entwickler – größer""#);
    }
}
