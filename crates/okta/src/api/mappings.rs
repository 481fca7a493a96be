//! Profile mappings (scope `okta.profileMappings.read`).

use crate::client::Okta;
use crate::error::OktaError;
use crate::model::{ProfileMapping, ProfileMappingId};
use crate::page::Pages;

/// Most mappings on a page.
const PAGE: &str = "200";

/// Calls about profile mappings.
#[derive(Debug)]
pub struct Mappings<'c> {
    pub(crate) okta: &'c Okta,
}

/// Which mappings are asked for, by the ids of their ends: an application's, or a user type's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MappingQuery {
    /// Where values come from.
    pub source: Option<String>,
    /// Where values go to; an application's id for what Okta sends to it.
    pub target: Option<String>,
}

impl<'c> Mappings<'c> {
    /// `GET /api/v1/mappings`, 200 a page, without their properties.
    pub fn list(&self, query: &MappingQuery) -> Pages<'c, ProfileMapping> {
        let mut url = self.okta.at(["api", "v1", "mappings"]);
        let mut pairs = url.query_pairs_mut();
        pairs.append_pair("limit", PAGE);
        for (name, value) in [("sourceId", &query.source), ("targetId", &query.target)] {
            if let Some(value) = value {
                pairs.append_pair(name, value);
            }
        }
        drop(pairs);
        self.okta.pages(url)
    }

    /// `GET /api/v1/mappings/{id}`.
    pub async fn get(&self, mapping: &ProfileMappingId) -> Result<ProfileMapping, OktaError> {
        self.okta.read(self.okta.at(["api", "v1", "mappings", mapping.as_str()])).await
    }
}
