//! The person behind the credentials, organizations, products.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;
use url::Url;

use super::id::{OrganizationId, ProductId};
use super::null_is_default;
use crate::scim_url::ScimUrl;

/// The person behind the credentials (`GET /v1/me`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Me {
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Name.
    #[serde(default)]
    pub full_name: Option<String>,
}

/// An organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Organization {
    /// Its id.
    pub organization_id: OrganizationId,
    /// Its name.
    #[serde(default, deserialize_with = "null_is_default")]
    pub name: String,
}

/// Why none of the organizations that a credential sees can be taken for the one that is meant.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoOrganization {
    /// There is none.
    #[error("The credential sees no organization.")]
    None,
    /// Several, and nothing says which.
    #[error("The credential sees several organizations ({}), and nothing says which is meant.", .names.join(", "))]
    Several {
        /// Their names.
        names: Vec<String>,
    },
}

impl Organization {
    /// The one that is meant of all that a credential sees: that of the SCIM URL, whose path ends in its id, else the only one.
    ///
    /// # Errors
    /// When there is none, or nothing says which of several it is.
    pub fn meant<'a>(all: &'a [Self], scim_url: Option<&Url>) -> Result<&'a Self, NoOrganization> {
        let id = scim_url.and_then(|url| ScimUrl::recognise(url).ok()).map(|url| OrganizationId(url.organization()));
        match (all.iter().find(|one| Some(one.organization_id) == id), all) {
            (Some(of_url), _) => Ok(of_url),
            (None, [only]) => Ok(only),
            (None, []) => Err(NoOrganization::None),
            (None, several) => {
                Err(NoOrganization::Several { names: several.iter().map(|one| one.name.clone()).collect() })
            }
        }
    }
}

/// A product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Product {
    /// Its id.
    pub product_id: ProductId,
    /// Its name.
    #[serde(default, deserialize_with = "null_is_default")]
    pub name: String,
    /// Its description.
    #[serde(default)]
    pub description: Option<String>,
    /// Its place on the dashboard.
    #[serde(default)]
    pub order: i32,
    /// The organization it belongs to.
    #[serde(default)]
    pub organization: Option<Organization>,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn organization(id: u128) -> Organization {
        Organization { organization_id: OrganizationId(Uuid::from_u128(id)), name: format!("Org {id}") }
    }

    #[test]
    fn of_several_organizations_that_of_the_scim_url_is_meant() {
        let all = [organization(1), organization(2)];
        let url = Url::parse(&format!("https://scim-api.configcat.com/v2/{}", Uuid::from_u128(2))).unwrap();
        assert_eq!(Organization::meant(&all, Some(&url)), Ok(&all[1]));
        let error = Organization::meant(&all, None).unwrap_err();
        assert!(error.to_string().contains("Org 1, Org 2"), "{error}");
    }

    #[test]
    fn the_only_organization_is_meant_whatever_the_scim_url_says() {
        let proxy = Url::parse("https://scim.example.com/v2").unwrap();
        assert_eq!(Organization::meant(&[organization(1)], Some(&proxy)), Ok(&organization(1)));
        assert_eq!(Organization::meant(&[], Some(&proxy)), Err(NoOrganization::None));
    }
}
