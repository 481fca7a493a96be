//! What the practice admin panels show and do: the labels of the real screens, in our own shapes.
//!
//! A window draws [`PracticeView`] and sends [`OktaAction`]s and [`ConfigCatAction`]s. These are the acts that an
//! administrator carries out by hand on the real pages; the practice APIs over HTTP stand beside them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Both practice products, as an administrator sees them now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PracticeView {
    /// The practice Okta org.
    pub okta: OktaView,
    /// The practice ConfigCat organization.
    pub configcat: ConfigCatView,
}

/// The practice Okta admin console.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OktaView {
    /// Name of the org.
    pub org_name: String,
    /// The application; none until it is created.
    pub app: Option<OktaAppView>,
    /// Every group of the org, by name.
    pub groups: Vec<OktaGroupRow>,
    /// Every person of the org, by name. At most 200 rows; `people_total` tells how many there are.
    pub people: Vec<OktaPersonRow>,
    /// How many people the org has.
    pub people_total: u32,
    /// Provisioning jobs that still wait to be sent.
    pub waiting: u32,
    /// Failed jobs (Dashboard → Tasks), newest first.
    pub tasks: Vec<OktaTaskRow>,
    /// The newest 50 events of the system log, newest first.
    pub log: Vec<OktaLogRow>,
}

/// One application of the practice org.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OktaAppView {
    /// Okta's id of the application.
    pub id: String,
    /// `App name`.
    pub label: String,
    /// ACTIVE or INACTIVE.
    pub status: String,
    /// SAML settings.
    pub saml: OktaSaml,
    /// `I'm an Okta customer adding an internal app` was chosen.
    pub internal_app: bool,
    /// `View IdP metadata`: where the metadata answers.
    pub metadata_url: String,
    /// `Identity Provider Single Sign-On URL`, for the manual way.
    pub idp_sso_url: String,
    /// `X.509 Certificate` in PEM, for the manual way.
    pub idp_certificate: String,
    /// `Enable SCIM provisioning` (General → App Settings).
    pub scim_provisioning: bool,
    /// Provisioning → Integration.
    pub connector: OktaConnector,
    /// Provisioning → To App.
    pub to_app: OktaToApp,
    /// Assignments.
    pub assignments: Vec<OktaAssignmentRow>,
    /// Push Groups.
    pub push_groups: Vec<OktaPushRow>,
}

/// SAML settings of the application, by the labels of Okta's form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OktaSaml {
    /// `Single sign on URL`.
    pub single_sign_on_url: String,
    /// `Audience URI (SP Entity ID)`.
    pub audience_uri: String,
    /// `Name ID format`: `Unspecified`, `EmailAddress`, `x509SubjectName`, `Persistent` or `Transient`.
    pub name_id_format: String,
    /// `Application username`: `Okta username`, `Email` or `Okta username prefix`.
    pub application_username: String,
}

/// Provisioning → Integration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[expect(clippy::struct_excessive_bools, reason = "a form of check boxes")]
pub struct OktaConnector {
    /// `SCIM connector base URL`.
    pub base_url: String,
    /// `Unique identifier field for users`.
    pub unique_identifier: String,
    /// `Import New Users and Profile Updates`.
    pub import_users: bool,
    /// `Push New Users`.
    pub push_new_users: bool,
    /// `Push Profile Updates`.
    pub push_profile_updates: bool,
    /// `Push Groups`.
    pub push_groups: bool,
    /// `Import Groups`.
    pub import_groups: bool,
    /// `Authentication Mode`: `Basic Auth`, `HTTP Header` or `OAuth 2`.
    pub authentication_mode: String,
    /// How the stored `Authorization` ends; none when nothing is stored. The value itself never leaves the sandbox.
    pub authorization_hint: Option<String>,
    /// The form was saved at least once with a passing connector test.
    pub saved: bool,
}

/// Provisioning → To App.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[expect(clippy::struct_excessive_bools, reason = "a form of check boxes")]
pub struct OktaToApp {
    /// `Create Users`.
    pub create_users: bool,
    /// `Update User Attributes`.
    pub update_user_attributes: bool,
    /// `Deactivate Users`.
    pub deactivate_users: bool,
    /// `Sync Password`.
    pub sync_password: bool,
}

/// A group of the practice org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OktaGroupRow {
    /// Okta's id of the group.
    pub id: String,
    /// Name of the group.
    pub name: String,
    /// How many people are in it.
    pub people: u32,
    /// Stands under Assignments.
    pub assigned: bool,
    /// Stands under Push Groups.
    pub pushed: bool,
}

/// A person of the practice org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OktaPersonRow {
    /// Okta's id of the user.
    pub id: String,
    /// First and last name.
    pub name: String,
    /// Okta login.
    pub login: String,
    /// Primary e-mail address.
    pub email: String,
    /// ACTIVE, SUSPENDED, DEPROVISIONED, …
    pub status: String,
    /// Assigned to the application (by a group or directly).
    pub assigned: bool,
}

/// One row of the Assignments tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OktaAssignmentRow {
    /// Okta's id of the group or user.
    pub id: String,
    /// `group` or `person`.
    pub scope: String,
    /// Name of the group or person.
    pub name: String,
    /// How many people come with it.
    pub people: u32,
}

/// One row of the Push Groups tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OktaPushRow {
    /// Okta's id of the mapping.
    pub mapping_id: String,
    /// Okta's id of the source group.
    pub group_id: String,
    /// Name of the group.
    pub name: String,
    /// `Active`, `Pushing`, `Inactive` or `Error`.
    pub status: String,
    /// Okta's words when it is in error.
    pub error: Option<String>,
}

/// A failed provisioning job, as Dashboard → Tasks shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OktaTaskRow {
    /// Id of the task.
    pub id: String,
    /// The person or group it is about.
    pub subject: String,
    /// Okta's words.
    pub message: String,
    /// RFC 3339.
    pub at: String,
}

/// One event of the system log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OktaLogRow {
    /// RFC 3339.
    pub at: String,
    /// Okta's event type, e.g. `application.provision.user.push`.
    pub event_type: String,
    /// SUCCESS or FAILURE.
    pub result: String,
    /// The event in words, with the reason of a failure.
    pub text: String,
}

/// What an administrator does by hand in Okta.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OktaAction {
    /// Applications → Create App Integration, to its end.
    CreateApp {
        /// `SAML 2.0`, `OIDC - OpenID Connect`, `SWA - Secure Web Authentication` or `API Services`.
        sign_in_method: String,
        /// `App name`.
        label: String,
        /// SAML settings.
        saml: OktaSaml,
        /// `I'm an Okta customer adding an internal app`.
        internal_app: bool,
    },
    /// Sign On → Edit: the SAML settings and the application username.
    SetSaml {
        /// The form.
        saml: OktaSaml,
    },
    /// General → App Settings: activate or deactivate, provisioning, name.
    SetGeneral {
        /// `App name`.
        label: String,
        /// `Enable SCIM provisioning`.
        scim_provisioning: bool,
    },
    /// Provisioning → Integration → `Test Connector Configuration`. Changes nothing.
    TestConnector {
        /// The form as it stands.
        connector: OktaConnector,
        /// What was typed into `Authorization`; none keeps what is stored.
        authorization: Option<String>,
    },
    /// Provisioning → Integration → `Save`. Okta tests first and refuses when the test fails.
    SetConnector {
        /// The form as it stands.
        connector: OktaConnector,
        /// What was typed into `Authorization`; none keeps what is stored.
        authorization: Option<String>,
    },
    /// Provisioning → To App → `Save`.
    SetToApp {
        /// The form.
        to_app: OktaToApp,
    },
    /// Assignments → `Assign to Groups` → `Assign`.
    AssignGroup {
        /// Okta's id of the group.
        group_id: String,
    },
    /// Assignments: take a group away.
    UnassignGroup {
        /// Okta's id of the group.
        group_id: String,
    },
    /// Assignments → `Assign to People` → `Assign`.
    AssignPerson {
        /// Okta's id of the user.
        user_id: String,
    },
    /// Assignments: take a person away.
    UnassignPerson {
        /// Okta's id of the user.
        user_id: String,
    },
    /// Push Groups → `Find groups by name` → `Save`.
    PushGroup {
        /// Okta's id of the group.
        group_id: String,
    },
    /// Push Groups: unlink.
    UnlinkPush {
        /// Okta's id of the mapping.
        mapping_id: String,
        /// `Delete the group in the target app`.
        delete_target: bool,
    },
    /// Push Groups: push now.
    PushNow {
        /// Okta's id of the mapping.
        mapping_id: String,
    },
    /// Directory → Groups → `Add group`, with the same people as another group.
    CreateGroup {
        /// Name of the new group.
        name: String,
        /// Whose people it gets; none makes it empty.
        like_group_id: Option<String>,
    },
    /// Dashboard → Tasks → `Retry Selected`, all of them.
    RetryTasks,
}

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

/// What an act came to: a line to show beside the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActOutcome {
    /// It was carried out (or the test passed).
    pub ok: bool,
    /// The product's own words, e.g. `Connector configured successfully` or `Error authenticating: …`.
    pub message: String,
}
