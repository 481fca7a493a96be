//! The provisioning connection of an application (`/api/v1/apps/{id}/connections/default`).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::open::open_enum;

open_enum! {
    /// Whether the connection is in use.
    ConnectionStatus {
        /// On.
        Enabled = "ENABLED",
        /// Off.
        Disabled = "DISABLED",
        /// The API does not show this app's connection.
        Unknown = "UNKNOWN",
    }
}

open_enum! {
    /// How Okta shows itself to the service provider.
    AuthScheme {
        /// By a token.
        Token = "TOKEN",
        /// By OAuth 2.0.
        Oauth2 = "OAUTH2",
        /// The API does not show it.
        Unknown = "UNKNOWN",
    }
}

/// The provisioning connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Connection {
    /// Whether it is in use.
    pub status: ConnectionStatus,
    /// Authentication scheme, as some apps give it.
    #[serde(default)]
    pub auth_scheme: Option<AuthScheme>,
    /// `SCIM connector base URL`, where the API shows it.
    #[serde(default)]
    pub base_url: Option<String>,
    /// Where the description puts the authentication scheme.
    #[serde(default)]
    pub profile: Option<ConnectionProfile>,
}

impl Connection {
    /// Whether this answer says anything. For an app without a connection that the API knows, Okta answers 200 with
    /// `UNKNOWN` for both status and scheme: that means "cannot be seen", not "fine".
    pub fn is_visible(&self) -> bool {
        let known_scheme = self.scheme().is_some_and(|scheme| *scheme != AuthScheme::Unknown);
        self.status != ConnectionStatus::Unknown || known_scheme || self.base_url.is_some()
    }

    /// The authentication scheme, wherever it was given.
    pub fn scheme(&self) -> Option<&AuthScheme> {
        let profile = self.profile.as_ref().and_then(|profile| profile.auth_scheme.as_ref());
        profile.or(self.auth_scheme.as_ref())
    }
}

/// Profile of a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct ConnectionProfile {
    /// Authentication scheme.
    #[serde(default)]
    pub auth_scheme: Option<AuthScheme>,
}
