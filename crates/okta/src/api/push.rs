//! Push groups of an application (scopes `okta.apps.read` and `okta.groups.read`).

use catflap_http::Method;
use serde_json::json;

use super::apps::Apps;
use crate::error::OktaError;
use crate::model::{AppId, MappingId, NewPushMapping, PushMapping, PushStatus, PushTarget};
use crate::page::Pages;

/// Most mappings on a page.
const PAGE: &str = "1000";

impl<'c> Apps<'c> {
    /// `GET /api/v1/apps/{id}/group-push/mappings`, 1000 a page.
    pub fn push_mappings(&self, app: &AppId) -> Pages<'c, PushMapping> {
        let mut url = self.mappings_at(app);
        url.query_pairs_mut().append_pair("limit", PAGE);
        self.okta.pages(url)
    }

    /// `GET /api/v1/apps/{id}/group-push/mappings/{mapping}`.
    pub async fn push_mapping(&self, app: &AppId, mapping: &MappingId) -> Result<PushMapping, OktaError> {
        self.okta.read(self.mapping_at(app, mapping)).await
    }

    /// `POST /api/v1/apps/{id}/group-push/mappings`.
    pub async fn create_push_mapping(&self, app: &AppId, new: &NewPushMapping) -> Result<PushMapping, OktaError> {
        let status = if new.active { PushStatus::Active } else { PushStatus::Inactive };
        let mut body = json!({ "sourceGroupId": new.source, "status": status });
        match &new.target {
            PushTarget::NewGroup(name) => body["targetGroupName"] = json!(name),
            PushTarget::ExistingGroup(group) => body["targetGroupId"] = json!(group),
        }
        self.okta.write(Method::POST, self.mappings_at(app), body).await
    }

    /// `PATCH /api/v1/apps/{id}/group-push/mappings/{mapping}`: starts or stops pushing.
    pub async fn set_push_mapping(
        &self,
        app: &AppId,
        mapping: &MappingId,
        active: bool,
    ) -> Result<PushMapping, OktaError> {
        let status = if active { PushStatus::Active } else { PushStatus::Inactive };
        self.okta.write(Method::PATCH, self.mapping_at(app, mapping), json!({ "status": status })).await
    }

    /// Tries a failed push group again: switched off, then on. Okta offers no other way; when the second request fails
    /// the push group stays off, which the next try mends.
    pub async fn retry_push_mapping(&self, app: &AppId, mapping: &MappingId) -> Result<PushMapping, OktaError> {
        self.set_push_mapping(app, mapping, false).await?;
        self.set_push_mapping(app, mapping, true).await
    }

    /// `DELETE /api/v1/apps/{id}/group-push/mappings/{mapping}`. Okta demands that it be inactive first
    /// ([`Self::set_push_mapping`]). With `delete_target_group` the group goes at the service provider too.
    pub async fn delete_push_mapping(
        &self,
        app: &AppId,
        mapping: &MappingId,
        delete_target_group: bool,
    ) -> Result<(), OktaError> {
        let mut url = self.mapping_at(app, mapping);
        let answer = if delete_target_group { "true" } else { "false" };
        url.query_pairs_mut().append_pair("deleteTargetGroup", answer);
        self.okta.call(Method::DELETE, url).await
    }

    fn mappings_at(&self, app: &AppId) -> url::Url {
        self.okta.at(["api", "v1", "apps", app.as_str(), "group-push", "mappings"])
    }

    fn mapping_at(&self, app: &AppId, mapping: &MappingId) -> url::Url {
        self.okta.at(["api", "v1", "apps", app.as_str(), "group-push", "mappings", mapping.as_str()])
    }
}
