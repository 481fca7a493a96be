//! A SAML application to be made (`POST /api/v1/apps`).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::app::SAML_NAME_ID_EMAIL;

/// The user name template that gives the e-mail address, as ConfigCat identifies people by it.
pub const USER_NAME_IS_EMAIL: &str = "${source.email}";

/// Templates that Okta offers by name, as far as they name people by an e-mail address or their Okta name.
const BUILT_IN: [&str; 4] =
    ["${source.login}", USER_NAME_IS_EMAIL, "${fn:toLowerCase(source.login)}", "${fn:toLowerCase(source.email)}"];

/// A custom SAML 2.0 application, as the guide has it made: the Name ID is the person's user name in the app, in the
/// form `EmailAddress`, and no attribute statements are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewSamlApp {
    /// `App name`.
    pub label: String,
    /// `Audience URI (SP Entity ID)`, an URI.
    pub audience: String,
    /// `Single sign on URL`; also `Recipient URL` and `Destination URL`, as the wizard's tick makes them.
    pub acs_url: String,
    /// Where a person's user name in the app comes from; [`USER_NAME_IS_EMAIL`] unless there is a reason.
    pub user_name_template: String,
}

impl NewSamlApp {
    /// An application whose user names are e-mail addresses.
    pub fn new(label: impl Into<String>, audience: impl Into<String>, acs_url: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            audience: audience.into(),
            acs_url: acs_url.into(),
            user_name_template: USER_NAME_IS_EMAIL.to_owned(),
        }
    }

    /// The JSON that is sent, to be shown before. Holds every field that Okta's description demands of SAML settings,
    /// each with the value that Okta's own wizard fills in.
    pub fn body(&self) -> Value {
        let built_in = BUILT_IN.contains(&self.user_name_template.as_str());
        json!({
            "label": self.label,
            "signOnMode": "SAML_2_0",
            "visibility": { "autoSubmitToolbar": false, "hide": { "iOS": false, "web": false } },
            "credentials": {
                "userNameTemplate": { "template": self.user_name_template, "type": if built_in { "BUILT_IN" } else { "CUSTOM" } },
            },
            "settings": {
                "signOn": {
                    "ssoAcsUrl": self.acs_url,
                    "recipient": self.acs_url,
                    "destination": self.acs_url,
                    "audience": self.audience,
                    // Okta puts the application's own key in.
                    "idpIssuer": "http://www.okta.com/${org.externalKey}",
                    "subjectNameIdTemplate": "${user.userName}",
                    "subjectNameIdFormat": SAML_NAME_ID_EMAIL,
                    "responseSigned": true,
                    "assertionSigned": true,
                    "signatureAlgorithm": "RSA_SHA256",
                    "digestAlgorithm": "SHA256",
                    "honorForceAuthn": true,
                    "requestCompressed": false,
                    "allowMultipleAcsEndpoints": false,
                    "authnContextClassRef": "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
                    "attributeStatements": [],
                },
            },
        })
    }
}
