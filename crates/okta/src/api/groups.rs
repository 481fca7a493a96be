//! Groups of the org (scope `okta.groups.read`; `okta.groups.manage` to write).

use catflap_http::Method;
use serde_json::json;

use crate::client::Okta;
use crate::error::OktaError;
use crate::model::{Group, GroupId, User, UserId};
use crate::page::Pages;

/// Groups on a page. Okta allows 10,000; a smaller page shows progress and answers in time.
const PAGE: &str = "1000";
/// Most members on a page.
const MEMBER_PAGE: &str = "1000";

/// Calls about groups.
#[derive(Debug)]
pub struct Groups<'c> {
    pub(crate) okta: &'c Okta,
}

/// Which groups are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupQuery {
    /// Beginning of the name.
    pub starts_with: Option<String>,
    /// Filter expression, such as `type eq "OKTA_GROUP"`.
    pub filter: Option<String>,
    /// Search expression, such as `profile.name eq "Developers"`.
    pub search: Option<String>,
}

impl<'c> Groups<'c> {
    /// `GET /api/v1/groups`.
    pub fn list(&self, query: &GroupQuery) -> Pages<'c, Group> {
        let mut url = self.okta.at(["api", "v1", "groups"]);
        let mut pairs = url.query_pairs_mut();
        pairs.append_pair("limit", PAGE);
        for (name, value) in [("q", &query.starts_with), ("filter", &query.filter), ("search", &query.search)] {
            if let Some(value) = value {
                pairs.append_pair(name, value);
            }
        }
        drop(pairs);
        self.okta.pages(url)
    }

    /// `GET /api/v1/groups/{id}`.
    pub async fn get(&self, group: &GroupId) -> Result<Group, OktaError> {
        self.okta.read(self.okta.at(["api", "v1", "groups", group.as_str()])).await
    }

    /// `GET /api/v1/groups/{id}/users`, 1000 a page.
    pub fn members(&self, group: &GroupId) -> Pages<'c, User> {
        let mut url = self.okta.at(["api", "v1", "groups", group.as_str(), "users"]);
        url.query_pairs_mut().append_pair("limit", MEMBER_PAGE);
        self.okta.pages(url)
    }

    /// `POST /api/v1/groups`: makes a group.
    pub async fn create(&self, name: &str, description: Option<&str>) -> Result<Group, OktaError> {
        let mut profile = json!({ "name": name });
        if let Some(description) = description {
            profile["description"] = json!(description);
        }
        self.okta.write(Method::POST, self.okta.at(["api", "v1", "groups"]), json!({ "profile": profile })).await
    }

    /// `DELETE /api/v1/groups/{id}`: deletes a group made in Okta, for good.
    pub async fn delete(&self, group: &GroupId) -> Result<(), OktaError> {
        self.okta.call(Method::DELETE, self.okta.at(["api", "v1", "groups", group.as_str()])).await
    }

    /// `PUT /api/v1/groups/{id}/users/{user}`: adds a member. One who is there already stays.
    pub async fn add_member(&self, group: &GroupId, user: &UserId) -> Result<(), OktaError> {
        self.okta.call(Method::PUT, self.member_at(group, user)).await
    }

    /// `DELETE /api/v1/groups/{id}/users/{user}`: takes a member out.
    pub async fn remove_member(&self, group: &GroupId, user: &UserId) -> Result<(), OktaError> {
        self.okta.call(Method::DELETE, self.member_at(group, user)).await
    }

    fn member_at(&self, group: &GroupId, user: &UserId) -> url::Url {
        self.okta.at(["api", "v1", "groups", group.as_str(), "users", user.as_str()])
    }
}
