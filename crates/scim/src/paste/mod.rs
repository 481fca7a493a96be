//! What administrators paste, cleaned. What was cleaned is said; a token's content never is.

mod domain;
mod near;
mod shape;
mod token;
mod url;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use self::domain::is_domain;
pub use self::near::near_urls;
pub use self::shape::{TokenShape, UrlShape, token_shape, url_shape};
pub use self::token::{CleanToken, clean_token};
pub use self::url::{CleanUrl, clean_url};

/// One thing that was cleaned away or added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Cleaned {
    /// What kind of thing.
    pub code: CleanedCode,
    /// What was done, in a sentence.
    pub sentence: String,
}

/// The kinds of things that are cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CleanedCode {
    /// Zero-width and other characters that can't be seen.
    InvisibleCharacters,
    /// Line breaks and tabs.
    LineBreaks,
    /// Spaces.
    Spaces,
    /// Quotes and brackets around the text.
    Quotes,
    /// `Authorization:` before a token.
    AuthorizationPrefix,
    /// `Bearer` before a token.
    BearerPrefix,
    /// `Bearer` more than once before a token.
    BearerTwice,
    /// A missing `https://`.
    SchemeAdded,
    /// A user name or password inside a URL.
    UserInfo,
    /// `?…` at a URL's end.
    Query,
    /// `#…` at a URL's end.
    Fragment,
    /// A slash at a URL's end.
    TrailingSlash,
    /// Two slashes in a row inside a URL.
    DoubleSlash,
    /// `/Users`, `/Groups`, `/ServiceProviderConfig` and their like at a URL's end.
    Endpoint,
}

impl Cleaned {
    fn new(code: CleanedCode, sentence: impl Into<String>) -> Self {
        Self { code, sentence: sentence.into() }
    }
}

/// Why what was pasted can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PasteProblem {
    /// Nothing was left of the URL.
    #[error("There is no SCIM URL.")]
    UrlEmpty,
    /// It is no URL.
    #[error("This is not a URL.")]
    NotAUrl,
    /// It is `http` (or another scheme) to another computer.
    #[error("This URL does not begin with https.")]
    NotHttps,
    /// It is a page of ConfigCat's dashboard.
    #[error("This is a page of the ConfigCat dashboard, not the SCIM URL.")]
    DashboardUrl,
    /// It is the address of ConfigCat's Public Management API.
    #[error("This is ConfigCat’s Public Management API, not the SCIM URL.")]
    PublicApiUrl,
    /// It is an address of Okta.
    #[error("This is an address of Okta, not ConfigCat’s SCIM URL.")]
    OktaUrl,
    /// Nothing was left of the token.
    #[error("There is no token.")]
    TokenEmpty,
    /// A URL stands where the token belongs.
    #[error("This is a URL, not a token.")]
    TokenIsUrl,
    /// There are spaces inside the token.
    #[error("There are spaces inside this token.")]
    TokenHasSpaces,
    /// There are characters that a token can't have.
    #[error("This token holds characters that can’t be sent.")]
    TokenUnsendable,
}

impl PasteProblem {
    /// What to do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::UrlEmpty | Self::NotAUrl | Self::DashboardUrl | Self::PublicApiUrl | Self::OktaUrl => {
                "Copy the SCIM URL from ConfigCat’s Authentication & Provisioning page, section “User provisioning (SCIM)”. \
                 It begins with https://scim-api.configcat.com/v2/."
            }
            Self::NotHttps => {
                "Use the URL that begins with https://. Without it the token would travel in the clear; only this computer \
                 itself may be spoken to by http."
            }
            Self::TokenEmpty => {
                "Generate a token on ConfigCat’s Authentication & Provisioning page, section “User provisioning (SCIM)”, \
                 and copy it: it is shown once."
            }
            Self::TokenIsUrl => "Paste the token here and the URL into the field for the SCIM URL.",
            Self::TokenHasSpaces | Self::TokenUnsendable => {
                "Copy the token again, alone and whole. If it is no longer shown, REGENERATE makes a new one on ConfigCat’s \
                 Authentication & Provisioning page; the old one stops working at once."
            }
        }
    }
}

/// Takes away what surrounds a pasted text, again and again until nothing is left to take: invisible characters, line
/// breaks, blanks and quotes. Says each kind once.
fn unwrap(text: &str, cleaned: &mut Vec<Cleaned>) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    if visible != text {
        say(cleaned, CleanedCode::InvisibleCharacters, "Invisible characters were removed.");
    }
    // A long text that was copied from a mail or terminal is broken into lines, often with blanks at the joint.
    let joined: String = if visible.contains(is_break) {
        if visible.trim().contains(is_break) {
            say(cleaned, CleanedCode::LineBreaks, "Line breaks were removed.");
        } else {
            say(cleaned, CleanedCode::Spaces, "Spaces around it were removed.");
        }
        visible.split(is_break).map(str::trim).collect()
    } else {
        visible
    };
    let mut rest = joined.as_str();
    loop {
        let bare = rest.trim();
        if bare != rest {
            say(cleaned, CleanedCode::Spaces, "Spaces around it were removed.");
        }
        let unquoted = bare.trim_matches(is_quote);
        if unquoted != bare {
            say(cleaned, CleanedCode::Quotes, "Quotes around it were removed.");
        }
        if unquoted == rest {
            return rest.to_owned();
        }
        rest = unquoted;
    }
}

fn say(cleaned: &mut Vec<Cleaned>, code: CleanedCode, sentence: impl Into<String>) {
    if cleaned.iter().all(|known| known.code != code) {
        cleaned.push(Cleaned::new(code, sentence));
    }
}

/// Zero-width characters, joiners, direction marks, soft hyphens, byte-order marks and control characters.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && !is_break(c))
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}')
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '<'
            | '>'
            | '´'
    )
}
