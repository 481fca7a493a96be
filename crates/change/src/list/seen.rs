//! What was read of Okta before a list is planned.

use std::collections::BTreeMap;

use catflap_okta::{AppId, GroupId, MappingId};

use super::model::{NamedPerson, ToAppSwitches};

/// What was read, as far as the wishes are about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The org's address.
    pub org: String,
    /// The application; none when there is none yet.
    pub app: Option<SeenApp>,
    /// SAML applications of the org whose name begins like the one that is wanted.
    pub saml_apps: Vec<SeenSaml>,
    /// Groups that the wishes name, and those called like a push group that is wanted.
    pub groups: BTreeMap<GroupId, SeenGroup>,
    /// Groups assigned to the application.
    pub assigned: Vec<GroupId>,
    /// Push groups of the application.
    pub mappings: Vec<SeenMapping>,
    /// Switches of `To App`.
    pub to_app: ToAppSight,
}

/// The application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenApp {
    /// Okta's id.
    pub id: AppId,
    /// Its name.
    pub label: String,
    /// Whether its status is ACTIVE.
    pub active: bool,
    /// Whether `Create Users` is in force (`PUSH_NEW_USERS` among its features).
    pub creates_users: bool,
    /// Whether groups can be pushed (`GROUP_PUSH` among its features).
    pub pushes_groups: bool,
}

/// A SAML application, by what it is recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenSaml {
    /// Okta's id.
    pub id: AppId,
    /// Its name.
    pub label: String,
    /// The audience in force.
    pub audience: String,
    /// The assertion consumer service in force.
    pub acs_url: String,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenGroup {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// Who is in it; none when it was not asked.
    pub members: Option<Vec<NamedPerson>>,
}

/// A push group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenMapping {
    /// Okta's id of the mapping.
    pub id: MappingId,
    /// The group.
    pub group: GroupId,
    /// `ACTIVE`, `INACTIVE` or `ERROR`.
    pub status: String,
    /// Why the last push failed.
    pub error: Option<String>,
}

/// What is known of the switches of `To App`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ToAppSight {
    /// Not asked, as no wish is about them.
    #[default]
    NotAsked,
    /// They stand like this.
    Seen(ToAppSwitches),
    /// Okta does not show them.
    Unseen,
}

impl Seen {
    /// The group's name, else its id.
    pub(super) fn name(&self, group: &GroupId) -> String {
        self.groups.get(group).map_or_else(|| group.to_string(), |seen| seen.name.clone())
    }

    /// The push group of a group.
    pub(super) fn mapping(&self, group: &GroupId) -> Option<&SeenMapping> {
        self.mappings.iter().find(|mapping| mapping.group == *group)
    }
}
