//! Permission groups of a product.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::id::PermissionGroupId;
use super::null_is_default;
use super::organization::Product;

/// Access to feature flags and settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase", serialize = "snake_case"))]
#[ts(type = "string")]
pub enum AccessType {
    /// May read in every environment.
    ReadOnly,
    /// May read and write in every environment.
    Full,
    /// As each environment says.
    Custom,
    /// A word this version does not know.
    #[serde(untagged)]
    Other(String),
}

/// Access to feature flags and settings in one environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase", serialize = "snake_case"))]
#[ts(type = "string")]
pub enum EnvironmentAccessType {
    /// May read and write.
    Full,
    /// May read.
    ReadOnly,
    /// Neither.
    None,
    /// A word this version does not know.
    #[serde(untagged)]
    Other(String),
}

/// A permission group (`GET /v1/products/{id}/permissions`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of ConfigCat's own")]
pub struct PermissionGroup {
    /// Its id.
    pub permission_group_id: PermissionGroupId,
    /// Its name.
    #[serde(default, deserialize_with = "null_is_default")]
    pub name: String,
    /// Manage team members.
    #[serde(default)]
    pub can_manage_members: bool,
    /// Create and update configs.
    #[serde(default)]
    pub can_create_or_update_config: bool,
    /// Delete configs.
    #[serde(default)]
    pub can_delete_config: bool,
    /// Create and update environments.
    #[serde(default)]
    pub can_create_or_update_environment: bool,
    /// Delete environments.
    #[serde(default)]
    pub can_delete_environment: bool,
    /// Create and update feature flags and settings.
    #[serde(default)]
    pub can_create_or_update_setting: bool,
    /// Attach and detach tags.
    #[serde(default)]
    pub can_tag_setting: bool,
    /// Delete feature flags and settings.
    #[serde(default)]
    pub can_delete_setting: bool,
    /// Create and update tags.
    #[serde(default)]
    pub can_create_or_update_tag: bool,
    /// Delete tags.
    #[serde(default)]
    pub can_delete_tag: bool,
    /// Create, update and delete webhooks.
    #[serde(default)]
    pub can_manage_webhook: bool,
    /// Export and import.
    #[serde(default)]
    pub can_use_export_import: bool,
    /// Update the product's preferences.
    #[serde(default)]
    pub can_manage_product_preferences: bool,
    /// Add and configure integrations.
    #[serde(default)]
    pub can_manage_integrations: bool,
    /// See SDK keys.
    #[serde(default)]
    pub can_view_sdk_key: bool,
    /// Rotate SDK keys.
    #[serde(default)]
    pub can_rotate_sdk_key: bool,
    /// Create and update segments.
    #[serde(default)]
    pub can_create_or_update_segments: bool,
    /// Delete segments.
    #[serde(default)]
    pub can_delete_segments: bool,
    /// See the product's audit log.
    #[serde(default)]
    pub can_view_product_audit_log: bool,
    /// See the product's statistics.
    #[serde(default)]
    pub can_view_product_statistics: bool,
    /// Switch off two-factor authentication of others.
    #[serde(rename(deserialize = "canDisable2FA"), default)]
    pub can_disable_2fa: bool,
    /// Access to feature flags and settings.
    #[serde(default)]
    pub access_type: Option<AccessType>,
    /// Access in environments made later, where `access_type` is custom.
    #[serde(default)]
    pub new_environment_access_type: Option<EnvironmentAccessType>,
    /// Access by environment, where `access_type` is custom.
    #[serde(default, deserialize_with = "null_is_default")]
    pub environment_accesses: Vec<EnvironmentAccess>,
    /// The product it belongs to.
    #[serde(default)]
    pub product: Option<Product>,
}

/// Access in one environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct EnvironmentAccess {
    /// Id of the environment.
    #[ts(type = "string")]
    pub environment_id: Uuid,
    /// Its name.
    #[serde(default, deserialize_with = "null_is_default")]
    pub name: String,
    /// Access.
    #[serde(default)]
    pub environment_access_type: Option<EnvironmentAccessType>,
}
