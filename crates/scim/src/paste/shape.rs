//! What a URL or token looks like. A guess to warn by, never to refuse by.

use catflap_http::{Secret, Url, is_loopback};

/// What a URL looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlShape {
    /// `https://scim-api.configcat.com/v2/<uuid>`.
    ConfigCat,
    /// ConfigCat's SCIM host with another path: the organization's id is missing or cut.
    ConfigCatCut,
    /// This computer: the practice servers, or a test.
    Loopback,
    /// Some other service provider.
    Other,
}

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenShape {
    /// Nothing speaks against it.
    Opaque,
    /// Like an Okta API token: 42 characters that begin with `00`.
    OktaApiToken,
    /// Like a ConfigCat SDK key: `configcat-sdk-…/…`, or two times 22 characters with a slash between.
    SdkKey,
    /// Shorter than any token worth the name (under 16 characters): probably cut off.
    Short,
    /// Part of a longer one: it ends in dots, holds asterisks, or is the beginning of a JSON Web Token.
    Cut,
}

/// Says what a URL looks like.
pub fn url_shape(url: &Url) -> UrlShape {
    if is_loopback(url) {
        return UrlShape::Loopback;
    }
    if url.host_str() != Some("scim-api.configcat.com") {
        return UrlShape::Other;
    }
    let parts: Vec<&str> = url.path().trim_matches('/').split('/').collect();
    match parts[..] {
        ["v2", id] if is_uuid(id) => UrlShape::ConfigCat,
        _ => UrlShape::ConfigCatCut,
    }
}

/// Says what a token looks like.
pub fn token_shape(token: &Secret) -> TokenShape {
    let text = token.expose();
    let word = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let halves: Vec<&str> = text.split('/').collect();
    if text.starts_with("configcat-sdk-")
        || (halves.len() == 2 && halves.iter().all(|half| half.len() == 22 && word(half)))
    {
        TokenShape::SdkKey
    } else if text.len() == 42 && text.starts_with("00") && word(text) {
        TokenShape::OktaApiToken
    } else if text.len() < 16 {
        TokenShape::Short
    } else if text.ends_with("..") || text.contains("***") || is_cut_jwt(text) {
        TokenShape::Cut
    } else {
        TokenShape::Opaque
    }
}

/// A JSON Web Token has three parts that are not empty (RFC 7519 section 3); the first is an object in base64url.
fn is_cut_jwt(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    text.starts_with("eyJ") && text.len() > 40 && (parts.len() < 3 || parts.iter().any(|part| part.is_empty()))
}

pub(super) fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn configcats_url_is_recognised_and_a_cut_one_too() {
        let shape = |text: &str| url_shape(&Url::parse(text).unwrap());
        assert_eq!(
            shape("https://scim-api.configcat.com/v2/08d920f2-1c1a-4d6c-8d2b-5f7a5f0c9a11"),
            UrlShape::ConfigCat
        );
        assert_eq!(shape("https://scim-api.configcat.com/v2/08d920f2-1c1a"), UrlShape::ConfigCatCut);
        assert_eq!(shape("https://scim-api.configcat.com"), UrlShape::ConfigCatCut);
        assert_eq!(shape("http://127.0.0.1:8080/scim/v2"), UrlShape::Loopback);
        assert_eq!(shape("https://scim.example.com/v2"), UrlShape::Other);
    }

    #[test]
    fn other_products_tokens_are_recognised() {
        let shape = |text: &str| token_shape(&Secret::new(text.into()));
        assert_eq!(shape("00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789_-AB"), TokenShape::OktaApiToken);
        assert_eq!(shape("configcat-sdk-1/abcdefghijklmnopqrstuv/abcdefghijklmnopqrstuv"), TokenShape::SdkKey);
        assert_eq!(shape("abcdefghijklmnopqrstuv/abcdefghijklmnopqrstuv"), TokenShape::SdkKey);
        assert_eq!(shape("abc"), TokenShape::Short);
        assert_eq!(shape("aWhole-and.opaque_token"), TokenShape::Opaque);
        assert_eq!(shape("00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789_-A"), TokenShape::Opaque, "41 characters");
    }

    #[test]
    fn a_token_that_was_cut_off_is_recognised() {
        let shape = |text: &str| token_shape(&Secret::new(text.into()));
        let (head, body) = ("eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiJhY21lIiwiYXVkIjoic2NpbSJ9");
        assert_eq!(shape(&format!("{head}.{body}.c2lnbmF0dXJl")), TokenShape::Opaque);
        assert_eq!(shape(&format!("{head}.{body}")), TokenShape::Cut);
        assert_eq!(shape(&format!("{head}.{body}.")), TokenShape::Cut);
        assert_eq!(shape("q7Zx0markerToken..."), TokenShape::Cut);
        assert_eq!(shape("q7Zx0********3f9a"), TokenShape::Cut);
    }
}
