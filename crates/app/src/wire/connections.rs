//! The three connections of a profile.

use catflap_http::Secret;
use catflap_scim::paste::Cleaned;
use catflap_store::Which;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;

/// The three connections of the open profile.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Connections {
    /// ConfigCat's SCIM endpoint.
    pub scim: ConnectionView,
    /// Okta's management API.
    pub okta: ConnectionView,
    /// ConfigCat's Public Management API.
    pub configcat: ConnectionView,
}

/// One connection. It never holds the secret itself.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ConnectionView {
    /// Which one.
    pub which: Which,
    /// How it stands.
    pub status: ConnectionStatus,
    /// SCIM URL, org URL or API address; empty when not set.
    pub address: String,
    /// User name, where the connection has one; empty otherwise.
    pub account: String,
    /// The secret, as far as it may be shown.
    pub secret: Option<SecretView>,
    /// What is wrong with it now.
    pub problem: Option<Problem>,
    /// Okta: the application in use.
    pub okta_app: Option<OktaAppChoice>,
}

/// How a connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionStatus {
    /// Not set.
    Unset,
    /// Set, not asked yet in this run.
    Unknown,
    /// It answered last time.
    Live,
    /// It did not.
    Failing,
}

/// A secret, as far as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SecretView {
    /// RFC 3339, when it was set.
    pub set_at: String,
    /// e.g. `3f9a`; empty for a short secret.
    pub ends_in: String,
    /// False: kept for this run only, and gone now if the application was restarted.
    pub kept: bool,
}

/// An application of the Okta org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OktaAppChoice {
    /// Okta's id of the application.
    pub id: String,
    /// Its label.
    pub label: String,
    /// True: an administrator chose it. False: Catflap recognised it.
    pub chosen: bool,
}

/// The applications of the Okta org that may be the one.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OktaApps {
    /// Those that look like ConfigCat first.
    pub apps: Vec<OktaAppRow>,
}

/// An application to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OktaAppRow {
    /// Okta's id of the application.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Why it looks like ConfigCat; empty when it does not.
    pub because: String,
}

/// Chooses the application.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ChooseOktaApp {
    /// Okta's id of the application; empty lets Catflap recognise it again.
    pub id: String,
}

/// What was typed or pasted for the SCIM connection.
#[derive(Deserialize, TS)]
pub struct ScimEntry {
    /// SCIM URL.
    pub url: String,
    /// Token; empty keeps the one that is stored.
    pub token: Secret,
}

/// What was typed or pasted for the Okta connection.
#[derive(Deserialize, TS)]
pub struct OktaEntry {
    /// Org URL in any form.
    pub org_url: String,
    /// API token; empty keeps the one that is stored. Not looked at beside a client id.
    pub token: Secret,
    /// Client id of a service app; empty for an API token.
    pub client_id: String,
    /// Its private key, as JWK or PEM; empty keeps the one that is stored.
    pub private_key: Secret,
}

/// What was typed or pasted for ConfigCat's Public Management API.
#[derive(Deserialize, TS)]
pub struct ConfigCatEntry {
    /// User name of the Public API credentials.
    pub user_name: String,
    /// Password; empty keeps the one that is stored.
    pub password: Secret,
}

/// What became of an entry that was cleaned. It never holds the token.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CleanedEntry {
    /// The SCIM URL as it will be used; empty when it can't be.
    pub url: String,
    /// What was cleaned from the URL.
    pub url_cleaned: Vec<Cleaned>,
    /// Why the URL can't be used.
    pub url_problem: Option<Problem>,
    /// What was cleaned from the token.
    pub token_cleaned: Vec<Cleaned>,
    /// Why the token can't be used.
    pub token_problem: Option<Problem>,
    /// Worth knowing, e.g. that the URL has another shape than ConfigCat's. With marks.
    pub warnings: Vec<String>,
}

/// A connection was saved (and asked once, where that is cheap).
#[derive(Debug, Clone, Serialize, TS)]
pub struct ConnectionSaved {
    /// All connections now.
    pub connections: Connections,
    /// What was cleaned.
    pub cleaned: Vec<Cleaned>,
}

/// Points at a connection.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct ConnectionRef {
    /// Which one.
    pub which: Which,
}
