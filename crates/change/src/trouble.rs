//! Why something was not done, in words.

use catflap_http::Exchange;
use catflap_okta::{OktaError, Refusal};
use catflap_scim::ClientError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::journal::JournalError;

/// What happened, why it matters, what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Trouble {
    /// What happened, a sentence.
    pub what: String,
    /// Why, or why it matters; may be empty.
    pub why: String,
    /// What to do next, a sentence.
    pub next: String,
    /// What was asked and what came, secrets masked; none when nothing was asked.
    pub evidence: Option<Box<Exchange>>,
}

impl Trouble {
    pub(crate) fn new(what: impl Into<String>, why: impl Into<String>, next: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into(), next: next.into(), evidence: None }
    }

    /// `doing` ends the sentence “Okta did not …”: `assign “Developers”`.
    pub(crate) fn okta(doing: &str, error: &OktaError) -> Self {
        let (why, next) = match error {
            OktaError::InvalidToken(_) => (
                "Okta does not accept the token. A token also ends after 30 days without use.".to_owned(),
                "Enter a new token in Settings, then go on.".to_owned(),
            ),
            OktaError::NoPermission(refusal) => (
                said(refusal, "The token may not do this in Okta."),
                "Use a token of an administrator who may manage applications, groups and users, then go on. Or do it in the admin console.".to_owned(),
            ),
            OktaError::NotFound(refusal) => (
                said(refusal, "Okta does not know what it was asked for."),
                "It may have been deleted meanwhile. Look again, and plan anew.".to_owned(),
            ),
            OktaError::RateLimited { reset, .. } => (
                "Okta’s rate limit is reached. It belongs to the whole org.".to_owned(),
                match reset {
                    Some(at) => format!("Go on after {at}."),
                    None => "Go on in a minute.".to_owned(),
                },
            ),
            OktaError::Api(refusal) => (
                said(refusal, "Okta refused."),
                "Okta’s own words stand above. Change what they name, then go on.".to_owned(),
            ),
            OktaError::Unavailable { .. } => (
                "Okta is not available now.".to_owned(),
                "Go on later; status.okta.com tells of outages.".to_owned(),
            ),
            OktaError::NotOkta { .. } => (
                "What answered is not Okta’s API: a wrong address, or something on the way.".to_owned(),
                "Look at the org URL in Settings.".to_owned(),
            ),
            OktaError::Http(error) => (
                format!("No answer came: {}.", error.fault),
                "Look at the network, then go on. Whether it was carried out is looked up first.".to_owned(),
            ),
            OktaError::Parse { .. }
            | OktaError::ForeignPage { .. }
            | OktaError::EndlessPages { .. }
            | OktaError::Metadata { .. } => (
                "Okta answered in a way that Catflap does not know.".to_owned(),
                "Report it with the evidence. Whether it was carried out can be seen in the admin console.".to_owned(),
            ),
        };
        let what = format!("Okta did not {doing}.");
        Self { what, why, next, evidence: Some(Box::new(error.exchange().clone())) }
    }

    /// `doing` ends the sentence “ConfigCat could not be asked to …”.
    pub(crate) fn scim(doing: &str, error: &ClientError) -> Self {
        let (why, next) = match error {
            ClientError::Unauthorized(_) => (
                "The SCIM token is not accepted.".to_owned(),
                "Enter the token in force in Settings; Okta needs the same one.".to_owned(),
            ),
            ClientError::Http(error) => {
                (format!("No answer came: {}.", error.fault), "Look at the network, then try again.".to_owned())
            }
            other => (
                format!("{}.", first_up(&other.to_string())),
                "Test the connection: it tells what is wrong with the SCIM endpoint.".to_owned(),
            ),
        };
        let what = format!("ConfigCat could not be asked to {doing}.");
        Self { what, why, next, evidence: error.exchange().cloned().map(Box::new) }
    }

    pub(crate) fn journal(error: &JournalError) -> Self {
        Self::new(
            "What is about to be done could not be written down first, so it was not done.",
            format!("{}.", first_up(&error.to_string())),
            "See that the disk has room and that Catflap’s folder can be written, then go on.",
        )
    }
}

/// Okta's own words, or else ours.
fn said(refusal: &Refusal, otherwise: &str) -> String {
    let mut words: Vec<&str> = vec![refusal.summary.trim()];
    words.extend(refusal.causes.iter().map(|cause| cause.trim()));
    words.retain(|text| !text.is_empty());
    if words.is_empty() { otherwise.to_owned() } else { format!("Okta says: “{}”", words.join(" ")) }
}

pub(crate) fn first_up(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
