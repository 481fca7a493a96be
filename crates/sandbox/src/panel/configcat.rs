//! The practice page Authentication & Provisioning: what it shows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The practice ConfigCat, page Authentication & Provisioning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ConfigCatView {
    /// Name of the organization.
    pub organization_name: String,
    /// Domains (panel Domain verification & Auto-assign users).
    pub domains: Vec<DomainRow>,
    /// Auto-assign users is on.
    pub auto_assign: bool,
    /// The SAML identity provider; none until it is added.
    pub saml: Option<SamlIdp>,
    /// Section 1: SCIM URL.
    pub scim_url: String,
    /// How the SCIM token ends; none until it is generated. The value itself never leaves the sandbox.
    pub scim_token_hint: Option<String>,
    /// Products with the names of their permission groups.
    pub products: Vec<ProductRow>,
    /// Section 2: synced groups in priority order.
    pub groups: Vec<SyncedGroupRow>,
    /// Section 3: synced users, by e-mail. At most 200 rows; `users_total` tells how many there are.
    pub users: Vec<SyncedUserRow>,
    /// How many users are synced.
    pub users_total: u32,
    /// Section 4: `Provision future users automatically`.
    pub provision_future: bool,
    /// Accounts of the organization that provisioning does not manage.
    pub unmanaged: Vec<UnmanagedRow>,
}

/// A domain of the organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DomainRow {
    /// e.g. `whisker.co`.
    pub name: String,
    /// Verified.
    pub verified: bool,
    /// The TXT record that proves it.
    pub txt_record: String,
}

/// The SAML identity provider in ConfigCat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SamlIdp {
    /// Its name.
    pub name: String,
    /// `Entity ID`, to copy into Okta.
    pub entity_id: String,
    /// `Assertion Consumer Service`, to copy into Okta.
    pub acs_url: String,
    /// `Metadata URL`, empty when set by hand or not yet.
    pub metadata_url: String,
    /// Set by hand: `Sign-on URL`, empty otherwise.
    pub sign_on_url: String,
    /// Set by hand: a certificate is stored.
    pub has_certificate: bool,
    /// Trusted domains.
    pub trusted_domains: Vec<String>,
}

/// A product of the organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProductRow {
    /// Its name.
    pub name: String,
    /// Names of its permission groups.
    pub permission_groups: Vec<String>,
}

/// A synced group with its rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncedGroupRow {
    /// SCIM id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// How many members it has.
    pub people: u32,
    /// `Organization Admin`.
    pub organization_admin: bool,
    /// `Billing Manager`.
    pub billing_manager: bool,
    /// Product name → permission group name.
    pub permissions: std::collections::BTreeMap<String, String>,
}

/// A synced user with the state of provisioning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncedUserRow {
    /// SCIM id.
    pub id: String,
    /// `userName`, the e-mail address.
    pub user_name: String,
    /// Names of the groups.
    pub groups: Vec<String>,
    /// `active` in SCIM.
    pub active: bool,
    /// Has a ConfigCat account.
    pub account: bool,
    /// `unverified_domain`, `no_account`, `stopped` or `active` (guide.md's provisioning states).
    pub provisioning: String,
    /// What provisioning gives (or would give), in words.
    pub permissions: String,
    /// What they may do today, in words.
    pub today: String,
}

/// An account that provisioning does not manage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnmanagedRow {
    /// ConfigCat's id of the user.
    pub user_id: String,
    /// Full name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// What they may do today, in words.
    pub today: String,
}
