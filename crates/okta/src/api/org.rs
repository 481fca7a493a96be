//! The org itself.

use catflap_http::Request;

use crate::client::{Okta, decode};
use crate::error::OktaError;
use crate::model::{OrgSettings, WellKnownOrg};

/// Calls about the org.
#[derive(Debug)]
pub struct Org<'c> {
    pub(crate) okta: &'c Okta,
}

impl Org<'_> {
    /// `GET /.well-known/okta-organization`: proves that there is an org at this address. No credential is sent.
    pub async fn well_known(&self) -> Result<WellKnownOrg, OktaError> {
        let url = self.okta.at([".well-known", "okta-organization"]);
        decode(&self.okta.send(Request::get(url).with_header("accept", "application/json")).await?)
    }

    /// `GET /api/v1/org`: proves that the token works. An access token needs the scope `okta.orgs.read`.
    pub async fn settings(&self) -> Result<OrgSettings, OktaError> {
        self.okta.read(self.okta.at(["api", "v1", "org"])).await
    }
}
