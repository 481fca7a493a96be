//! The org itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::org_url::OrgUrl;

/// What an org says about itself without a credential (`GET /.well-known/okta-organization`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct WellKnownOrg {
    /// Id of the org (`00o…`).
    pub id: String,
    /// `idx` (Identity Engine) or `v1` (Classic Engine).
    #[serde(default)]
    pub pipeline: Option<String>,
    /// The org's addresses.
    #[serde(rename(deserialize = "_links"), default)]
    pub links: Option<WellKnownLinks>,
}

impl WellKnownOrg {
    /// The org's address under one of Okta's own domains, also when it was reached by a custom domain. The admin
    /// console exists only there.
    pub fn okta_url(&self) -> Option<OrgUrl> {
        let links = self.links.as_ref()?;
        [&links.organization, &links.alternate]
            .into_iter()
            .flatten()
            .filter_map(|link| OrgUrl::parse(&link.href).ok())
            .find(|url| url.admin_console().is_some())
    }
}

/// Addresses of an org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct WellKnownLinks {
    /// The org's own subdomain at Okta.
    #[serde(default)]
    pub organization: Option<Href>,
    /// A custom domain, when the org has one.
    #[serde(default)]
    pub alternate: Option<Href>,
}

/// A link in Okta's HAL style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Href {
    /// Absolute address, as Okta wrote it.
    pub href: String,
}

/// General settings of the org (`GET /api/v1/org`; scope `okta.orgs.read`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct OrgSettings {
    /// Id of the org (`00o…`).
    pub id: String,
    /// Name of the company as the org shows it.
    #[serde(default)]
    pub company_name: Option<String>,
    /// The org's name at Okta, first label of its address.
    #[serde(default)]
    pub subdomain: Option<String>,
    /// `ACTIVE` or `INACTIVE`.
    #[serde(default)]
    pub status: Option<String>,
}
