//! How a request proves who asks.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Secret;

/// What goes into the `Authorization` header.
#[derive(Clone, Debug, Default)]
pub enum Credential {
    /// No `Authorization` header at all.
    #[default]
    None,
    /// `Bearer …` (RFC 6750): SCIM tokens, OAuth 2.0 access tokens.
    Bearer(Secret),
    /// `SSWS …`: an Okta API token.
    Ssws(Secret),
    /// `DPoP …` (RFC 9449): an access token bound to a key; the proof is a header of its own.
    Dpop(Secret),
    /// `Basic …` (RFC 7617): `ConfigCat`’s Public API credentials.
    Basic {
        /// The user name.
        user: String,
        /// The password.
        password: Secret,
    },
}

impl Credential {
    /// The header's true value, or nothing when no credential is sent.
    pub(crate) fn header(&self) -> Option<Secret> {
        let value = match self {
            Self::None => return None,
            Self::Bearer(token) => format!("Bearer {}", token.expose()),
            Self::Ssws(token) => format!("SSWS {}", token.expose()),
            Self::Dpop(token) => format!("DPoP {}", token.expose()),
            Self::Basic { .. } => format!("Basic {}", self.basic_pair()?.expose()),
        };
        Some(Secret::new(value))
    }

    /// The header's value as evidence shows it: `Bearer ••••3f9a`.
    pub(crate) fn masked_header(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Bearer(token) => Some(format!("Bearer {}", token.masked())),
            Self::Ssws(token) => Some(format!("SSWS {}", token.masked())),
            Self::Dpop(token) => Some(format!("DPoP {}", token.masked())),
            Self::Basic { .. } => Some("Basic ••••".into()),
        }
    }

    /// Everything that must not be seen in evidence.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        match self {
            Self::None => Vec::new(),
            Self::Bearer(token) | Self::Ssws(token) | Self::Dpop(token) => vec![token.clone()],
            Self::Basic { password, .. } => {
                let mut all = vec![password.clone()];
                all.extend(self.basic_pair());
                all
            }
        }
    }

    fn basic_pair(&self) -> Option<Secret> {
        match self {
            Self::Basic { user, password } => {
                let pair = Secret::new(format!("{user}:{}", password.expose()));
                Some(Secret::new(STANDARD.encode(pair.expose())))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basic_credential_is_sent_whole_and_shown_masked() {
        let basic = Credential::Basic { user: "Aladdin".into(), password: Secret::new("open sesame".into()) };
        // The example of RFC 7617 section 2.
        assert_eq!(basic.header().unwrap().expose(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(basic.masked_header().unwrap(), "Basic ••••");
    }

    #[test]
    fn a_bearer_token_is_shown_by_its_last_four_characters() {
        let bearer = Credential::Bearer(Secret::new("0123456789ab3f9a".into()));
        assert_eq!(bearer.masked_header().unwrap(), "Bearer ••••3f9a");
        assert!(Credential::None.header().is_none());
    }
}
