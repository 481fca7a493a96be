//! The audit log.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::moment;

/// Kind of an entry of the audit log: those that speak of provisioning by name, all others as `Other`. ConfigCat's list
/// grows; the last seven of the provisioning group came after the API description of 2024-10 (seen in its Node client
/// 3.2.2).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase", serialize = "snake_case"))]
#[ts(type = "string")]
pub enum AuditType {
    /// A domain was added.
    DomainAdded,
    /// A domain was verified.
    DomainVerified,
    /// A domain was removed.
    DomainRemoved,
    /// A SAML identity provider was added.
    SamlIdpConfigurationAdded,
    /// A SAML identity provider was changed.
    SamlIdpConfigurationUpdated,
    /// A SAML identity provider was removed.
    SamlIdpConfigurationRemoved,
    /// Auto-assign was configured.
    AutoProvisioningConfigurationChanged,
    /// Auto-assign was switched on or off.
    AutoProvisioningEnabledChanged,
    /// Provisioning by SCIM was configured.
    UserProvisioningConfigurationChanged,
    /// The permissions of a synced group were changed.
    SyncGroupProvisioningRuleChanged,
    /// The priority of synced groups was changed.
    SyncGroupsReordered,
    /// Provisioning was started for a person.
    SyncUserProvisioningEnabled,
    /// Provisioning was stopped for a person.
    SyncUserProvisioningDisabled,
    /// A synced person was deleted.
    SyncUserDeleted,
    /// A synced group was deleted.
    SyncGroupDeleted,
    /// An account was disabled.
    UserDisabled,
    /// An account was enabled.
    UserEnabled,
    /// An e-mail address was changed.
    UserEmailChanged,
    /// A name was changed.
    UserFullNameChanged,
    /// Someone became, or stopped being, Organization Admin.
    OrganizationAdminChanged,
    /// Someone joined.
    OrganizationMemberJoined,
    /// Someone was removed.
    OrganizationMemberRemoved,
    /// Someone's permission group was changed.
    TeamMemberPermissionGroupChanged,
    /// Anything else, in ConfigCat's word.
    #[serde(untagged)]
    Other(String),
}

/// An entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct AuditEntry {
    /// Its id.
    #[serde(rename(deserialize = "auditLogId"))]
    pub id: i64,
    /// When.
    #[serde(rename(deserialize = "auditLogDateTime"), deserialize_with = "moment")]
    #[ts(type = "string")]
    pub at: Timestamp,
    /// What kind of change.
    #[serde(rename(deserialize = "auditLogTypeEnum"))]
    pub audit_type: AuditType,
    /// The same in ConfigCat's words.
    #[serde(rename(deserialize = "auditLogType"), default)]
    pub title: Option<String>,
    /// E-mail address of who did it.
    #[serde(default)]
    pub user_email: Option<String>,
    /// Name of who did it.
    #[serde(default)]
    pub user_name: Option<String>,
    /// Where: organization, product, config, environment.
    #[serde(rename(deserialize = "where"), default)]
    pub place: Option<String>,
    /// The reason given.
    #[serde(rename(deserialize = "why"), default)]
    pub reason: Option<String>,
    /// What it was done to.
    #[serde(default)]
    pub action_target: Option<String>,
    /// Details. Their wording is not documented: to be shown, never to be decided on.
    #[serde(default)]
    pub details: Option<String>,
    /// Whether ConfigCat left out part of the details.
    #[serde(default)]
    pub truncated: bool,
}
