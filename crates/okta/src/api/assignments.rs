//! Groups and people assigned to an application.

use catflap_http::Method;
use serde_json::{Map, Value, json};

use super::apps::Apps;
use crate::error::OktaError;
use crate::model::{AppGroup, AppId, AppUser, GroupId, UserId};
use crate::page::Pages;

/// Most assigned groups on a page.
const GROUP_PAGE: &str = "200";
/// Most app users on a page.
const USER_PAGE: &str = "500";

impl<'c> Apps<'c> {
    /// `GET /api/v1/apps/{id}/groups`, 200 a page, in order of priority.
    pub fn groups(&self, app: &AppId) -> Pages<'c, AppGroup> {
        let mut url = self.okta.at(["api", "v1", "apps", app.as_str(), "groups"]);
        url.query_pairs_mut().append_pair("limit", GROUP_PAGE);
        self.okta.pages(url)
    }

    /// `GET /api/v1/apps/{id}/users`, 500 a page.
    pub fn users(&self, app: &AppId) -> Pages<'c, AppUser> {
        let mut url = self.okta.at(["api", "v1", "apps", app.as_str(), "users"]);
        url.query_pairs_mut().append_pair("limit", USER_PAGE);
        self.okta.pages(url)
    }

    /// `GET /api/v1/apps/{id}/users/{user}`; [`OktaError::NotFound`] when the person does not have the app.
    pub async fn user(&self, app: &AppId, user: &UserId) -> Result<AppUser, OktaError> {
        self.okta.read(self.okta.at(["api", "v1", "apps", app.as_str(), "users", user.as_str()])).await
    }

    /// `PUT /api/v1/apps/{id}/groups/{group}`: assigns the group. Okta then pushes its people. Without a priority Okta
    /// puts it last.
    pub async fn assign_group(
        &self,
        app: &AppId,
        group: &GroupId,
        priority: Option<i64>,
    ) -> Result<AppGroup, OktaError> {
        let body = priority.map_or_else(|| json!({}), |priority| json!({ "priority": priority }));
        self.okta.write(Method::PUT, self.group_at(app, group), body).await
    }

    /// `DELETE /api/v1/apps/{id}/groups/{group}`: takes the assignment away. Okta then deactivates people who have the
    /// app by no other way.
    pub async fn unassign_group(&self, app: &AppId, group: &GroupId) -> Result<(), OktaError> {
        self.okta.call(Method::DELETE, self.group_at(app, group)).await
    }

    /// `POST /api/v1/apps/{id}/users`: assigns one person. Okta then pushes them. Without a profile Okta fills it by the
    /// app's mappings; one given here wins over them.
    pub async fn assign_user(
        &self,
        app: &AppId,
        user: &UserId,
        profile: Option<&Map<String, Value>>,
    ) -> Result<AppUser, OktaError> {
        let mut body = json!({ "id": user, "scope": "USER" });
        if let Some(profile) = profile {
            body["profile"] = json!(profile);
        }
        self.okta.write(Method::POST, self.okta.at(["api", "v1", "apps", app.as_str(), "users"]), body).await
    }

    /// `DELETE /api/v1/apps/{id}/users/{user}`: takes a person's own assignment away. Okta then deactivates them at the
    /// service provider.
    pub async fn unassign_user(&self, app: &AppId, user: &UserId) -> Result<(), OktaError> {
        let url = self.okta.at(["api", "v1", "apps", app.as_str(), "users", user.as_str()]);
        self.okta.call(Method::DELETE, url).await
    }

    fn group_at(&self, app: &AppId, group: &GroupId) -> url::Url {
        self.okta.at(["api", "v1", "apps", app.as_str(), "groups", group.as_str()])
    }
}
