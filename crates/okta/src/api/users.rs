//! People of the org (scope `okta.users.read`; `okta.users.manage` to write).

use catflap_http::Method;
use serde_json::{Value, json};

use crate::client::Okta;
use crate::error::OktaError;
use crate::model::{NewUser, User, UserId, UserProfile};
use crate::page::Pages;

/// Most people on a page.
const PAGE: &str = "200";

/// Calls about people.
#[derive(Debug)]
pub struct Users<'c> {
    pub(crate) okta: &'c Okta,
}

/// Which people are asked for. Without any of them: everyone but the deactivated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserQuery {
    /// Beginning of a first name, last name or e-mail address. Okta leaves the deactivated out, and gives one page only.
    pub starts_with: Option<String>,
    /// Search expression, such as `profile.email eq "ada@acme.example"`; finds the deactivated too.
    pub search: Option<String>,
    /// Filter expression over a few fields, such as `status eq "ACTIVE"`; finds the deactivated too.
    pub filter: Option<String>,
}

impl<'c> Users<'c> {
    /// `GET /api/v1/users`, 200 a page.
    pub fn list(&self, query: &UserQuery) -> Pages<'c, User> {
        let mut url = self.okta.at(["api", "v1", "users"]);
        let mut pairs = url.query_pairs_mut();
        pairs.append_pair("limit", PAGE);
        for (name, value) in [("q", &query.starts_with), ("search", &query.search), ("filter", &query.filter)] {
            if let Some(value) = value {
                pairs.append_pair(name, value);
            }
        }
        drop(pairs);
        self.okta.pages(url)
    }

    /// `GET /api/v1/users/{id}`.
    pub async fn get(&self, user: &UserId) -> Result<User, OktaError> {
        self.okta.read(self.by_key(user.as_str())).await
    }

    /// `GET /api/v1/users/{login}`: Okta takes a login in the place of an id.
    pub async fn by_login(&self, login: &str) -> Result<User, OktaError> {
        self.okta.read(self.by_key(login)).await
    }

    /// `GET /api/v1/users/me`: the administrator who made the API token. An access token of a service app belongs to
    /// nobody, and is refused.
    pub async fn me(&self) -> Result<User, OktaError> {
        self.okta.read(self.by_key("me")).await
    }

    /// `POST /api/v1/users?activate=…`: makes a person. An activated one without a password is mailed a link to set it.
    pub async fn create(&self, new: &NewUser, activate: bool) -> Result<User, OktaError> {
        let mut url = self.okta.at(["api", "v1", "users"]);
        url.query_pairs_mut().append_pair("activate", if activate { "true" } else { "false" });
        let mut body = json!({ "profile": profile_json(&new.profile) });
        if let Some(password) = &new.password {
            body["credentials"] = json!({ "password": { "value": password.expose() } });
        }
        self.okta.write(Method::POST, url, body).await
    }

    /// `POST /api/v1/users/{id}`: changes the fields given, and leaves the others. Okta then pushes the change to the
    /// person's apps.
    pub async fn update_profile(&self, user: &UserId, change: &UserProfile) -> Result<User, OktaError> {
        let body = json!({ "profile": profile_json(change) });
        self.okta.write(Method::POST, self.by_key(user.as_str()), body).await
    }

    /// `POST /api/v1/users/{id}/lifecycle/deactivate`: the person loses every app, and Okta deactivates them there.
    pub async fn deactivate(&self, user: &UserId) -> Result<(), OktaError> {
        let url = self.okta.at(["api", "v1", "users", user.as_str(), "lifecycle", "deactivate"]);
        self.okta.call(Method::POST, url).await
    }

    /// `DELETE /api/v1/users/{id}`: deletes a deactivated person, for good. One who is not is only deactivated by it.
    pub async fn delete(&self, user: &UserId) -> Result<(), OktaError> {
        self.okta.call(Method::DELETE, self.by_key(user.as_str())).await
    }

    fn by_key(&self, key: &str) -> url::Url {
        self.okta.at(["api", "v1", "users", key])
    }
}

/// The fields that are given, in Okta's words.
fn profile_json(profile: &UserProfile) -> Value {
    let UserProfile { login, email, first_name, last_name, display_name } = profile;
    let fields = [
        ("login", login),
        ("email", email),
        ("firstName", first_name),
        ("lastName", last_name),
        ("displayName", display_name),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::from(value.as_deref()?)))).collect()
}
