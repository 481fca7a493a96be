//! What the practice Okta remembers.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use super::log::Event;
use crate::panel::{OktaRights, OktaSaml, OktaToApp};

/// The org.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Okta {
    pub org_id: String,
    pub name: String,
    pub subdomain: String,
    /// The administrator who acts, an Okta user id.
    pub admin: String,
    /// People by Okta id, oldest first.
    pub people: BTreeMap<String, Person>,
    /// Groups by Okta id, oldest first.
    pub groups: BTreeMap<String, Group>,
    /// Applications, oldest first. The newest is the one that the panel shows.
    pub apps: Vec<App>,
    /// The signing certificate of the org's applications, PEM.
    pub certificate: String,
    pub tasks: Vec<Task>,
    pub log: VecDeque<Event>,
    /// Provisioning jobs; the first may be under way.
    pub queue: VecDeque<Job>,
    /// What the API token may do.
    #[serde(default)]
    pub token_rights: OktaRights,
    /// Service apps by client id. Their keys live elsewhere.
    #[serde(default)]
    pub services: BTreeMap<String, Service>,
}

/// An OAuth 2.0 service app.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Service {
    pub label: String,
    /// Granted under `Okta API Scopes`.
    pub scopes: BTreeSet<String>,
    pub dpop: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Person {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub login: String,
    /// Only when it was set; otherwise Okta puts first and last name together.
    #[serde(default)]
    pub display_name: Option<String>,
    pub department: String,
    pub status: PersonStatus,
    pub created: jiff::Timestamp,
    pub updated: jiff::Timestamp,
}

impl Person {
    pub fn name(&self) -> String {
        self.display_name.clone().unwrap_or_else(|| format!("{} {}", self.first_name, self.last_name))
    }

    /// Staged people are assigned, and pushed once they are activated.
    pub fn is_pushed(&self) -> bool {
        !matches!(self.status, PersonStatus::Staged | PersonStatus::Deprovisioned)
    }
}

/// `UserStatus`, as far as the practice org uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum PersonStatus {
    Staged,
    Provisioned,
    Active,
    Suspended,
    Deprovisioned,
}

impl PersonStatus {
    pub fn word(self) -> &'static str {
        match self {
            Self::Staged => "STAGED",
            Self::Provisioned => "PROVISIONED",
            Self::Active => "ACTIVE",
            Self::Suspended => "SUSPENDED",
            Self::Deprovisioned => "DEPROVISIONED",
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Group {
    pub name: String,
    pub description: String,
    pub members: BTreeSet<String>,
    pub created: jiff::Timestamp,
    pub updated: jiff::Timestamp,
    pub members_updated: jiff::Timestamp,
}

/// An application of the org.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, clippy::struct_excessive_bools, reason = "Okta's own names and switches")]
pub(crate) struct App {
    pub id: String,
    /// Okta's key name, e.g. `whisker_configcat_1`.
    pub name: String,
    pub label: String,
    /// `SAML_2_0`, `OPENID_CONNECT`, `AUTO_LOGIN`.
    pub sign_on_mode: String,
    pub active: bool,
    pub created: jiff::Timestamp,
    pub updated: jiff::Timestamp,
    /// Issuer key in the metadata's address.
    pub issuer: String,
    pub saml: OktaSaml,
    /// `Update application username on`: `Create only`. Usually it is `Create and update`.
    #[serde(default)]
    pub user_name_on_create_only: bool,
    pub internal_app: bool,
    pub scim_provisioning: bool,
    pub connector: Connector,
    pub to_app: OktaToApp,
    /// Assigned groups: id → since when.
    pub assigned_groups: BTreeMap<String, Assigned>,
    /// People who are assigned by themselves.
    pub assigned_people: BTreeSet<String>,
    /// Everyone who is assigned, by Okta user id.
    pub users: BTreeMap<String, AppUser>,
    /// Push groups by mapping id.
    pub mappings: BTreeMap<String, Mapping>,
    /// Groups of the target app that Okta knows of, by Okta's id.
    #[serde(default)]
    pub targets: BTreeMap<String, TargetGroup>,
}

/// A group of the target app, as Okta knows it (`APP_GROUP`).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TargetGroup {
    pub name: String,
    pub scim_id: String,
    pub created: jiff::Timestamp,
}

/// Provisioning → Integration, without the authorization: that is a secret and lives elsewhere.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "a form of check boxes")]
pub(crate) struct Connector {
    pub base_url: String,
    pub unique_identifier: String,
    pub import_users: bool,
    pub push_new_users: bool,
    pub push_profile_updates: bool,
    pub push_groups: bool,
    pub import_groups: bool,
    pub authentication_mode: String,
    pub saved: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Assigned {
    pub priority: u32,
    pub updated: jiff::Timestamp,
}

/// A person assigned to an application.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct AppUser {
    /// `credentials.userName`: what `Application username` gave when it was last applied.
    #[serde(default)]
    pub user_name: String,
    /// Id in the target app; none until provisioned.
    pub external_id: Option<String>,
    /// Waits for its push, or its push failed.
    pub staged: bool,
    /// Assigned by themselves, not by a group.
    pub direct: bool,
    pub created: jiff::Timestamp,
    pub updated: jiff::Timestamp,
    pub last_sync: Option<jiff::Timestamp>,
}

/// A push group.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Mapping {
    pub group_id: String,
    pub target_name: String,
    /// Okta's id of the app group.
    pub target_id: Option<String>,
    /// SCIM id of the group in the target app.
    pub scim_id: Option<String>,
    pub status: MappingStatus,
    pub error: Option<String>,
    /// A push waits in the queue.
    pub queued: bool,
    pub created: jiff::Timestamp,
    pub updated: jiff::Timestamp,
    pub last_push: Option<jiff::Timestamp>,
}

/// `GroupPushMappingStatus`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum MappingStatus {
    Active,
    Inactive,
    Error,
}

impl MappingStatus {
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Inactive => "INACTIVE",
            Self::Error => "ERROR",
        }
    }
}

/// A failed job under Dashboard → Tasks.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Task {
    pub id: String,
    pub subject: String,
    pub message: String,
    pub at: jiff::Timestamp,
    pub job: Job,
}

/// One piece of work for the pusher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Job {
    /// Look up, then create or link.
    Provision { app: String, user: String },
    /// GET and PUT with the whole profile.
    Update { app: String, user: String },
    /// GET and PUT with `active: false`, after a person was taken from the application.
    Deactivate { app: String, user: String, external_id: String },
    /// Bring a pushed group in line. `forced` is `Push now`.
    PushGroup { app: String, mapping: String, forced: bool },
    /// DELETE of an unlinked group.
    DeleteGroup { app: String, scim_id: String, name: String },
}

impl Okta {
    pub fn app(&self, id: &str) -> Option<&App> {
        self.apps.iter().find(|app| app.id == id)
    }

    pub fn app_mut(&mut self, id: &str) -> Option<&mut App> {
        self.apps.iter_mut().find(|app| app.id == id)
    }

    /// Id of the application that the panel shows.
    pub fn current(&self) -> Option<String> {
        self.apps.last().map(|app| app.id.clone())
    }
}

impl App {
    /// New people are pushed: provisioning is ticked, the connector is saved, To App creates users.
    pub fn provisions(&self) -> bool {
        self.connected() && self.connector.push_new_users && self.to_app.create_users
    }

    /// Provisioning is ticked and the connector is saved.
    pub fn connected(&self) -> bool {
        self.active && self.scim_provisioning && self.connector.saved
    }

    /// Changes of people are pushed.
    pub fn updates(&self) -> bool {
        self.connected() && self.connector.push_profile_updates && self.to_app.update_user_attributes
    }

    /// Group push is possible.
    pub fn pushes_groups(&self) -> bool {
        self.connected() && self.connector.push_groups
    }

    /// Ids of the mappings that push a group.
    pub fn mappings_of(&self, group_id: &str) -> Vec<String> {
        self.mappings.iter().filter(|(_, mapping)| mapping.group_id == group_id).map(|(id, _)| id.clone()).collect()
    }

    /// What `Application username` gives for a person.
    pub fn user_name(&self, person: &Person) -> String {
        match self.saml.application_username.as_str() {
            "Email" => person.email.clone(),
            "Okta username prefix" => person.login.split('@').next().unwrap_or_default().to_owned(),
            _ => person.login.clone(),
        }
    }

    /// Okta's names of what is switched on, as the app object lists them.
    pub fn features(&self) -> Vec<&'static str> {
        let mut features = Vec::new();
        if !self.scim_provisioning {
            return features;
        }
        features.push("SCIM_PROVISIONING");
        if self.connector.saved {
            let (connector, to_app) = (&self.connector, self.to_app);
            let switches: [(bool, &[&str]); 6] = [
                (connector.push_new_users, &["PUSH_NEW_USERS"]),
                (connector.push_profile_updates, &["PUSH_PROFILE_UPDATES"]),
                (connector.push_groups, &["GROUP_PUSH"]),
                (to_app.deactivate_users, &["PUSH_USER_DEACTIVATION"]),
                (connector.import_users, &["IMPORT_NEW_USERS", "IMPORT_PROFILE_UPDATES"]),
                (to_app.sync_password, &["PUSH_PASSWORD_UPDATES"]),
            ];
            features.extend(switches.iter().filter(|(on, _)| *on).flat_map(|(_, names)| names.iter().copied()));
        }
        features
    }
}
