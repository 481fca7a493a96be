//! The person behind the credentials, their organizations, who is in them.

use crate::client::ConfigCat;
use crate::error::ConfigCatError;
use crate::model::{Invitation, Me, Members, Organization, OrganizationId};

impl ConfigCat {
    /// `GET /v1/me`: proves that the credentials work.
    pub async fn me(&self) -> Result<Me, ConfigCatError> {
        self.read(self.at(["v1", "me"])).await
    }

    /// `GET /v1/organizations`.
    pub async fn organizations(&self) -> Result<Vec<Organization>, ConfigCatError> {
        self.read(self.at(["v1", "organizations"])).await
    }

    /// `GET /v2/organizations/{id}/members`: everyone at once, without pages.
    pub async fn members(&self, organization: OrganizationId) -> Result<Members, ConfigCatError> {
        self.read(self.at(["v2", "organizations", &organization.to_string(), "members"])).await
    }

    /// `GET /v1/organizations/{id}/invitations`: those not taken up yet.
    pub async fn invitations(&self, organization: OrganizationId) -> Result<Vec<Invitation>, ConfigCatError> {
        self.read(self.at(["v1", "organizations", &organization.to_string(), "invitations"])).await
    }
}
