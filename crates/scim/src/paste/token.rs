//! The token, cleaned.

use catflap_http::Secret;

use super::{Cleaned, CleanedCode, PasteProblem, is_quote, say, unwrap};

/// A pasted token after cleaning.
#[derive(Debug, Clone)]
pub struct CleanToken {
    /// The token alone; none when there is a problem.
    pub token: Option<Secret>,
    /// What was cleaned, in the order in which it was done. Nothing of the token stands in it.
    pub cleaned: Vec<Cleaned>,
    /// Why it can't be used.
    pub problem: Option<PasteProblem>,
}

/// Cleans a pasted token. Cleaning what is clean changes nothing.
pub fn clean_token(pasted: &Secret) -> CleanToken {
    let mut cleaned = Vec::new();
    let result = clean(pasted.expose(), &mut cleaned);
    match result {
        Ok(token) => CleanToken { token: Some(token), cleaned, problem: None },
        Err(problem) => CleanToken { token: None, cleaned, problem: Some(problem) },
    }
}

fn clean(pasted: &str, cleaned: &mut Vec<Cleaned>) -> Result<Secret, PasteProblem> {
    let mut text = unwrap(pasted, cleaned);
    let mut bearers = 0;
    loop {
        let rest = if let Some(rest) = after_header_name(&text) {
            say(cleaned, CleanedCode::AuthorizationPrefix, "“Authorization:” before it was removed.");
            rest
        } else if let Some(rest) = after_bearer(&text) {
            bearers += 1;
            rest
        } else {
            break;
        };
        // The blank after the word belongs to it.
        text = unwrap(rest.trim_start(), cleaned);
    }
    match bearers {
        0 => {}
        1 => say(cleaned, CleanedCode::BearerPrefix, "“Bearer” before it was removed: Okta adds it itself."),
        _ => say(
            cleaned,
            CleanedCode::BearerTwice,
            "“Bearer” stood before it more than once and was removed: Okta adds it itself.",
        ),
    }
    let token = Secret::new(text);
    let text = token.expose();
    if text.is_empty() {
        Err(PasteProblem::TokenEmpty)
    } else if text.starts_with("https://") || text.starts_with("http://") {
        Err(PasteProblem::TokenIsUrl)
    } else if text.contains(char::is_whitespace) {
        Err(PasteProblem::TokenHasSpaces)
    } else if !text.chars().all(|c| c.is_ascii_graphic()) {
        Err(PasteProblem::TokenUnsendable)
    } else {
        Ok(token)
    }
}

/// What comes after `Authorization:`, also as it stands in JSON (`"Authorization": "…"`) or a shell (`Authorization=…`).
fn after_header_name(text: &str) -> Option<&str> {
    let rest = strip_word(text, "authorization")?;
    let rest = rest.trim_start_matches(|c: char| is_quote(c) || c.is_whitespace());
    rest.strip_prefix([':', '='])
}

fn after_bearer(text: &str) -> Option<&str> {
    let rest = strip_word(text, "bearer")?;
    // `bearerXYZ` may be the beginning of a token.
    (rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == ':')).then(|| rest.trim_start_matches(':'))
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RIGHT: &str = "q7Zx0-marker_token.3f9a";

    fn clean_text(pasted: &str) -> CleanToken {
        clean_token(&Secret::new(pasted.to_owned()))
    }

    fn codes(pasted: &str) -> Vec<CleanedCode> {
        let clean = clean_text(pasted);
        assert_eq!(clean.problem, None, "{pasted:?}");
        assert_eq!(clean.token.unwrap().expose(), RIGHT, "{pasted:?}");
        clean.cleaned.iter().map(|cleaned| cleaned.code).collect()
    }

    #[test]
    fn what_is_pasted_along_with_the_token_is_cleaned_and_said() {
        use CleanedCode::*;
        assert_eq!(codes(RIGHT), []);
        assert_eq!(codes(&format!(" {RIGHT} ")), [Spaces]);
        assert_eq!(codes(&format!("{}\r\n  {}", &RIGHT[..9], &RIGHT[9..])), [LineBreaks]);
        assert_eq!(codes(&format!("‘{RIGHT}’")), [Quotes]);
        assert_eq!(codes(&format!("{RIGHT}\u{feff}")), [InvisibleCharacters]);
        assert_eq!(codes(&format!("Bearer {RIGHT}")), [BearerPrefix]);
        assert_eq!(codes(&format!("bearer Bearer {RIGHT}")), [BearerTwice]);
        assert_eq!(codes(&format!("Authorization: Bearer {RIGHT}")), [AuthorizationPrefix, BearerPrefix]);
        assert!(codes(&format!("\"Authorization\": \"Bearer {RIGHT}\"")).contains(&AuthorizationPrefix));
    }

    #[test]
    fn what_is_no_token_is_named() {
        let problem = |pasted: &str| clean_text(pasted).problem.unwrap();
        assert_eq!(problem(""), PasteProblem::TokenEmpty);
        assert_eq!(problem("Bearer "), PasteProblem::TokenEmpty);
        assert_eq!(problem("https://scim-api.configcat.com/v2/x"), PasteProblem::TokenIsUrl);
        assert_eq!(problem("two words"), PasteProblem::TokenHasSpaces);
        assert_eq!(problem("tökén"), PasteProblem::TokenUnsendable);
        assert_eq!(clean_text("bearerToken123").token.unwrap().expose(), "bearerToken123", "no blank, no prefix");
    }

    #[test]
    fn what_was_cleaned_never_tells_the_token() {
        let pasted = format!("Authorization: Bearer bearer \"{RIGHT}\"\n\u{200b}");
        let clean = clean_text(&pasted);
        let written = format!("{clean:?} {}", serde_json::to_string(&clean.cleaned).unwrap());
        assert!(!written.contains("marker") && !written.contains("3f9a"), "{written}");
    }

    proptest! {
        #[test]
        fn cleaning_what_is_clean_changes_nothing(pasted in "([ \"'\n\u{200b}]|Bearer|bearer |Authorization|:|[a-z0-9]{1,4}){0,8}") {
            let once = clean_text(&pasted);
            if let Some(token) = once.token {
                let again = clean_token(&token);
                prop_assert_eq!(again.cleaned, vec![]);
                let again = again.token.unwrap();
                prop_assert_eq!(again.expose(), token.expose());
            }
        }

        #[test]
        fn nothing_that_is_pasted_breaks_cleaning(pasted in any::<String>()) {
            let clean = clean_text(&pasted);
            prop_assert_eq!(clean.token.is_some(), clean.problem.is_none());
        }
    }
}
