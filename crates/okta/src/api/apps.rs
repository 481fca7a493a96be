//! Applications (scope `okta.apps.read`; `okta.apps.manage` to make one).

use catflap_http::{Method, Request};

use crate::client::Okta;
use crate::error::OktaError;
use crate::model::{App, AppId, NewSamlApp, SamlMetadata};
use crate::page::Pages;

/// Most applications on a page.
const PAGE: &str = "200";

/// Calls about applications. There is deliberately none that replaces an application: a `PUT` can switch provisioning
/// off again and lose the connector's settings (Terraform provider issue 710).
#[derive(Debug)]
pub struct Apps<'c> {
    pub(crate) okta: &'c Okta,
}

/// Which applications are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AppQuery {
    /// Beginning of `name` or `label`.
    pub starts_with: Option<String>,
    /// Filter expression, such as `status eq "ACTIVE"`.
    pub filter: Option<String>,
}

impl<'c> Apps<'c> {
    /// `GET /api/v1/apps`, 200 a page.
    pub fn list(&self, query: &AppQuery) -> Pages<'c, App> {
        let mut url = self.okta.at(["api", "v1", "apps"]);
        let mut pairs = url.query_pairs_mut();
        pairs.append_pair("limit", PAGE);
        if let Some(starts_with) = &query.starts_with {
            pairs.append_pair("q", starts_with);
        }
        if let Some(filter) = &query.filter {
            pairs.append_pair("filter", filter);
        }
        drop(pairs);
        self.okta.pages(url)
    }

    /// `GET /api/v1/apps/{id}`.
    pub async fn get(&self, app: &AppId) -> Result<App, OktaError> {
        self.okta.read(self.okta.at(["api", "v1", "apps", app.as_str()])).await
    }

    /// `POST /api/v1/apps`: makes an application and switches it on. Provisioning cannot be ticked this way: Okta takes
    /// `features` and ignores them.
    pub async fn create(&self, new: &NewSamlApp) -> Result<App, OktaError> {
        self.okta.write(Method::POST, self.okta.at(["api", "v1", "apps"]), new.body()).await
    }

    /// `GET /api/v1/apps/{id}/sso/saml/metadata`: the identity provider's metadata as ConfigCat is given it.
    /// `key` is [`App::signing_key_id`].
    pub async fn saml_metadata(&self, app: &AppId, key: &str) -> Result<SamlMetadata, OktaError> {
        let mut url = self.okta.at(["api", "v1", "apps", app.as_str(), "sso", "saml", "metadata"]);
        url.query_pairs_mut().append_pair("kid", key);
        let reply = self.okta.exchange(Request::get(url).with_header("accept", "text/xml, application/xml")).await?;
        if reply.is_html() {
            return Err(OktaError::NotOkta { exchange: Box::new(reply.exchange) });
        }
        SamlMetadata::parse(&reply.text())
            .map_err(|source| OktaError::Metadata { source, exchange: Box::new(reply.exchange) })
    }
}
