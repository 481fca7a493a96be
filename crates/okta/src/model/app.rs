//! Applications (`/api/v1/apps`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::AppId;
use super::open::{null_is_default, open_enum};

/// `subjectNameIdFormat` of Name ID format `EmailAddress`.
pub const SAML_NAME_ID_EMAIL: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

open_enum! {
    /// Whether an application is in use.
    AppStatus {
        /// People can use it, and it provisions.
        Active = "ACTIVE",
        /// Switched off.
        Inactive = "INACTIVE",
        /// Removed.
        Deleted = "DELETED",
    }
}

open_enum! {
    /// How people sign in to an application.
    SignOnMode {
        /// SAML 2.0, as the guide demands.
        Saml20 = "SAML_2_0",
        /// SAML 1.1.
        Saml11 = "SAML_1_1",
        /// `OpenID` Connect.
        OpenIdConnect = "OPENID_CONNECT",
        /// Secure Web Authentication.
        AutoLogin = "AUTO_LOGIN",
        /// A link only.
        Bookmark = "BOOKMARK",
    }
}

open_enum! {
    /// What an application has switched on. The list grows; what the guide does not speak of is `Other`.
    AppFeature {
        /// `Enable SCIM provisioning` is ticked (seen on custom SAML apps once it is).
        ScimProvisioning = "SCIM_PROVISIONING",
        /// People who are assigned are created at the service provider.
        PushNewUsers = "PUSH_NEW_USERS",
        /// Profile changes are pushed.
        PushProfileUpdates = "PUSH_PROFILE_UPDATES",
        /// People who lose the app are deactivated at the service provider.
        PushUserDeactivation = "PUSH_USER_DEACTIVATION",
        /// Groups can be pushed.
        GroupPush = "GROUP_PUSH",
        /// Returning people are activated again.
        ReactivateUsers = "REACTIVATE_USERS",
        /// Imports people into Okta: stays off here.
        ImportNewUsers = "IMPORT_NEW_USERS",
        /// Imports profile changes into Okta: stays off here.
        ImportProfileUpdates = "IMPORT_PROFILE_UPDATES",
        /// Pushes passwords: stays off here.
        PushPasswordUpdates = "PUSH_PASSWORD_UPDATES",
    }
}

/// An application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct App {
    /// Its id.
    pub id: AppId,
    /// Okta's key for the kind of app, part of its page's address (`acme_configcat_1`, not the label).
    #[serde(default, deserialize_with = "null_is_default")]
    pub name: String,
    /// The name an administrator gave it (`App name`).
    #[serde(default, deserialize_with = "null_is_default")]
    pub label: String,
    /// Whether it is in use.
    pub status: AppStatus,
    /// How people sign in.
    #[serde(default)]
    pub sign_on_mode: Option<SignOnMode>,
    /// What is switched on; empty when provisioning is off.
    #[serde(default, deserialize_with = "null_is_default")]
    pub features: Vec<AppFeature>,
    /// User name template and signing key.
    #[serde(default)]
    pub credentials: Option<AppCredentials>,
    /// Settings, of which only the sign-on ones are read.
    #[serde(default)]
    pub settings: Option<AppSettings>,
    /// When it was created.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub created: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub last_updated: Option<Timestamp>,
}

impl App {
    /// Whether `feature` is switched on.
    pub fn has(&self, feature: &AppFeature) -> bool {
        self.features.contains(feature)
    }

    /// SAML settings, when the app signs on by SAML and Okta gave them.
    pub fn sign_on(&self) -> Option<&SignOn> {
        self.settings.as_ref()?.sign_on.as_ref()
    }

    /// Id of the key that signs the app's SAML assertions; names its metadata.
    pub fn signing_key_id(&self) -> Option<&str> {
        self.credentials.as_ref()?.signing.as_ref()?.kid.as_deref()
    }

    /// The user name template's expression, such as `${source.email}`.
    pub fn user_name_template(&self) -> Option<&str> {
        self.credentials.as_ref()?.user_name_template.as_ref()?.template.as_deref()
    }
}

/// How an app names people, and what it signs with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct AppCredentials {
    /// Where a person's user name in the app comes from.
    #[serde(default)]
    pub user_name_template: Option<UserNameTemplate>,
    /// The signing key.
    #[serde(default)]
    pub signing: Option<AppSigning>,
}

/// Where a person's user name in the app comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct UserNameTemplate {
    /// Expression, `${source.login}` unless changed.
    #[serde(default)]
    pub template: Option<String>,
    /// `NONE`, `BUILT_IN` or `CUSTOM`.
    #[serde(rename(deserialize = "type"), default)]
    pub kind: Option<String>,
    /// `PUSH` when a changed name follows to people already assigned, else `DONT_PUSH` or `NOT_CONFIGURED`.
    #[serde(default)]
    pub push_status: Option<String>,
}

/// The key an app signs assertions with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppSigning {
    /// Its id.
    #[serde(default)]
    pub kid: Option<String>,
}

/// Settings of an app, reduced to sign-on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct AppSettings {
    /// SAML settings; other fields are there for other sign-on modes and ignored.
    #[serde(default)]
    pub sign_on: Option<SignOn>,
}

/// SAML settings of an app. An `…Override`, when set, wins over the field it is named after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct SignOn {
    /// `Audience URI (SP Entity ID)`.
    #[serde(default)]
    pub audience: Option<String>,
    /// Wins over `audience`.
    #[serde(default)]
    pub audience_override: Option<String>,
    /// `Single sign on URL`.
    #[serde(default)]
    pub sso_acs_url: Option<String>,
    /// Wins over `sso_acs_url`.
    #[serde(default)]
    pub sso_acs_url_override: Option<String>,
    /// `Recipient URL`; as a rule the same as `sso_acs_url`.
    #[serde(default)]
    pub recipient: Option<String>,
    /// `Destination URL`; as a rule the same as `sso_acs_url`.
    #[serde(default)]
    pub destination: Option<String>,
    /// `Name ID format`, a URN; see [`SAML_NAME_ID_EMAIL`].
    #[serde(default)]
    pub subject_name_id_format: Option<String>,
    /// Expression for the Name ID, such as `${user.userName}`.
    #[serde(default)]
    pub subject_name_id_template: Option<String>,
}

impl SignOn {
    /// The audience that assertions carry.
    pub fn effective_audience(&self) -> Option<&str> {
        effective(self.audience_override.as_deref(), self.audience.as_deref())
    }

    /// The address that assertions are sent to.
    pub fn effective_acs_url(&self) -> Option<&str> {
        effective(self.sso_acs_url_override.as_deref(), self.sso_acs_url.as_deref())
    }
}

fn effective<'a>(overriding: Option<&'a str>, plain: Option<&'a str>) -> Option<&'a str> {
    overriding.filter(|value| !value.is_empty()).or(plain).filter(|value| !value.is_empty())
}
