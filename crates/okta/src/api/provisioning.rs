//! Provisioning features and connection of an application.

use catflap_http::Method;
use serde_json::{Value, json};

use super::apps::Apps;
use crate::error::OktaError;
use crate::model::{AppId, Capabilities, Connection, Feature, Setting};

impl Apps<'_> {
    /// `GET /api/v1/apps/{id}/features`. Okta answers with an error ([`OktaError::Api`] or [`OktaError::NotFound`])
    /// when provisioning is off for the app.
    pub async fn features(&self, app: &AppId) -> Result<Vec<Feature>, OktaError> {
        self.okta.read(self.okta.at(["api", "v1", "apps", app.as_str(), "features"])).await
    }

    /// `GET /api/v1/apps/{id}/features/USER_PROVISIONING`: the switches of `To App`.
    pub async fn user_provisioning(&self, app: &AppId) -> Result<Feature, OktaError> {
        self.okta.read(self.user_provisioning_at(app)).await
    }

    /// `PUT /api/v1/apps/{id}/features/USER_PROVISIONING`: sets the switches given, and leaves the others. Whether
    /// Okta allows it for a custom app is not documented; a refusal means that the page has to be used.
    pub async fn set_user_provisioning(&self, app: &AppId, change: &Capabilities) -> Result<Feature, OktaError> {
        self.okta.write(Method::PUT, self.user_provisioning_at(app), capabilities_json(change)).await
    }

    /// `GET /api/v1/apps/{id}/connections/default`. See [`Connection::is_visible`] before believing it.
    pub async fn connection(&self, app: &AppId) -> Result<Connection, OktaError> {
        self.okta.read(self.okta.at(["api", "v1", "apps", app.as_str(), "connections", "default"])).await
    }

    /// `POST /api/v1/apps/{id}/connections/default/lifecycle/activate`.
    pub async fn activate_connection(&self, app: &AppId) -> Result<(), OktaError> {
        let segments = ["api", "v1", "apps", app.as_str(), "connections", "default", "lifecycle", "activate"];
        self.okta.call(Method::POST, self.okta.at(segments)).await
    }

    fn user_provisioning_at(&self, app: &AppId) -> url::Url {
        self.okta.at(["api", "v1", "apps", app.as_str(), "features", "USER_PROVISIONING"])
    }
}

/// The models are written in the window's words, so Okta's are put here.
fn capabilities_json(change: &Capabilities) -> Value {
    let mut body = json!({});
    let mut set = |side: &str, name: &str, setting: Option<&Setting>| {
        if let Some(status) = setting.and_then(|setting| setting.status.as_ref()) {
            body[side][name] = json!({ "status": status });
        }
    };
    if let Some(create) = &change.create {
        set("create", "lifecycleCreate", create.lifecycle_create.as_ref());
    }
    if let Some(update) = &change.update {
        set("update", "profile", update.profile.as_ref());
        set("update", "lifecycleDeactivate", update.lifecycle_deactivate.as_ref());
        set("update", "password", update.password.as_ref());
    }
    body
}
