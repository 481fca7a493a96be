//! The practice page Authentication & Provisioning: what is done there.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an administrator does by hand on ConfigCat's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConfigCatAction {
    /// `ADD & VERIFY DOMAIN`: add.
    AddDomain {
        /// e.g. `whisker.co`.
        name: String,
    },
    /// Verify a domain that was added: the practice DNS has the record.
    VerifyDomain {
        /// e.g. `whisker.co`.
        name: String,
    },
    /// Auto-assign users on or off.
    SetAutoAssign {
        /// On.
        on: bool,
    },
    /// `ADD SAML IDENTITY PROVIDER`, `Create`.
    AddSamlIdp {
        /// Its name.
        name: String,
    },
    /// Metadata URL or values by hand, and the trusted domains; `Save`.
    SetSamlIdp {
        /// `Metadata URL`; empty when set by hand.
        metadata_url: String,
        /// `Sign-on URL` by hand.
        sign_on_url: String,
        /// `X.509 Certificate` by hand.
        certificate: String,
        /// Trusted domains.
        trusted_domains: Vec<String>,
    },
    /// `+ GENERATE` or `REGENERATE`: the old token stops at once.
    GenerateToken,
    /// The gear of a synced group.
    SetGroupPermissions {
        /// SCIM id of the group.
        group_id: String,
        /// `Organization Admin`.
        organization_admin: bool,
        /// `Billing Manager`.
        billing_manager: bool,
        /// Product name → permission group name.
        permissions: std::collections::BTreeMap<String, String>,
    },
    /// `SET PRIORITY`.
    SetPriority {
        /// SCIM ids of the groups, first wins.
        group_ids: Vec<String>,
    },
    /// `START FOR ALL USERS`.
    StartAll,
    /// Start one user.
    StartUser {
        /// SCIM id of the user.
        user_id: String,
    },
    /// `STOP` for one user.
    StopUser {
        /// SCIM id of the user.
        user_id: String,
    },
    /// `Provision future users automatically`.
    SetProvisionFuture {
        /// On.
        on: bool,
    },
    /// Remove an account that provisioning does not manage from the organization.
    RemoveMember {
        /// ConfigCat's id of the user.
        user_id: String,
    },
}
