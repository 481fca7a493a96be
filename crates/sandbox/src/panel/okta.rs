//! The practice Okta admin console: what it shows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::mistakes::Mistake;

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
    /// What the API token in use may do.
    pub api_token: OktaRights,
    /// Service apps (`API Services`), oldest first.
    pub service_apps: Vec<OktaServiceAppRow>,
    /// Mistakes that can be put into a finished org.
    pub mistakes: Vec<MistakeRow>,
}

/// What an API token may do: the rights of the administrator who made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OktaRights {
    /// Super Administrator: everything.
    #[default]
    SuperAdmin,
    /// Read-Only Administrator: sees everything, changes nothing.
    ReadOnlyAdmin,
    /// A custom role over applications: no groups, no people.
    AppAdminWithoutGroups,
    /// The token was revoked, or ran out after 30 idle days: it opens nothing.
    Revoked,
}

/// A service app of the practice org. Its key never leaves the sandbox by this way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OktaServiceAppRow {
    /// Client id.
    pub client_id: String,
    /// Its name.
    pub label: String,
    /// Scopes granted.
    pub scopes: Vec<String>,
    /// `DPoP` is required.
    pub dpop: bool,
}

/// A mistake that can be put into a finished org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MistakeRow {
    /// Which one.
    pub mistake: Mistake,
    /// In words.
    pub title: String,
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
    /// Known to the service provider, too.
    pub provisioned: bool,
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
