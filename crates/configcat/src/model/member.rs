//! Who is in an organization, and who is invited.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::id::{PermissionGroupId, ProductId};
use super::{null_is_default, optional_moment};

/// The members of an organization (`GET /v2/organizations/{id}/members`). One person may stand in several lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Members {
    /// Organization Admins.
    #[serde(default, deserialize_with = "null_is_default")]
    pub admins: Vec<Admin>,
    /// Billing Managers.
    #[serde(default, deserialize_with = "null_is_default")]
    pub billing_managers: Vec<Admin>,
    /// People with permissions in products.
    #[serde(default, deserialize_with = "null_is_default")]
    pub members: Vec<Member>,
}

impl Members {
    /// Whether this address is an Organization Admin's. Case does not matter.
    pub fn is_admin(&self, email: &str) -> bool {
        self.admins.iter().any(|admin| admin.email.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(email)))
    }
}

/// An Organization Admin or a Billing Manager.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Admin {
    /// Id of the person.
    #[serde(default)]
    pub user_id: Option<String>,
    /// Name.
    #[serde(default)]
    pub full_name: Option<String>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Whether two-factor authentication is on.
    #[serde(default)]
    pub two_factor_enabled: bool,
}

/// A person with permissions in products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Member {
    /// Id of the person.
    #[serde(default)]
    pub user_id: Option<String>,
    /// Name.
    #[serde(default)]
    pub full_name: Option<String>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Whether two-factor authentication is on.
    #[serde(default)]
    pub two_factor_enabled: bool,
    /// One permission group per product.
    #[serde(default, deserialize_with = "null_is_default")]
    pub permissions: Vec<ProductPermission>,
}

/// The permission group a member has in a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct ProductPermission {
    /// The product.
    pub product: ProductRef,
    /// The permission group.
    pub permission_group: PermissionGroupRef,
}

/// A product, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct ProductRef {
    /// Its id.
    pub product_id: ProductId,
    /// Its name.
    #[serde(default, deserialize_with = "null_is_default")]
    pub name: String,
}

/// A permission group, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct PermissionGroupRef {
    /// Its id.
    pub permission_group_id: PermissionGroupId,
    /// Its name.
    #[serde(default, deserialize_with = "null_is_default")]
    pub name: String,
}

/// An invitation not taken up yet (`GET /v1/organizations/{id}/invitations`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Invitation {
    /// Its id.
    #[ts(type = "string")]
    pub invitation_id: Uuid,
    /// Whom it was sent to.
    #[serde(default)]
    pub email: Option<String>,
    /// The product it is for.
    #[serde(default)]
    pub product_id: Option<ProductId>,
    /// That product's name.
    #[serde(default)]
    pub product_name: Option<String>,
    /// The permission group it is for.
    #[serde(default)]
    pub permission_group_id: Option<PermissionGroupId>,
    /// When it was sent.
    #[serde(default, deserialize_with = "optional_moment")]
    #[ts(type = "string | null")]
    pub created_at: Option<Timestamp>,
    /// Whether it is too late.
    #[serde(default)]
    pub expired: bool,
    /// Until when it is good.
    #[serde(default, deserialize_with = "optional_moment")]
    #[ts(type = "string | null")]
    pub expires: Option<Timestamp>,
}
