//! The person behind the credentials, organizations, products.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::{OrganizationId, ProductId};
use super::null_is_default;

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
