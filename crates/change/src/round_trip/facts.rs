//! What is read before a trip.

use catflap_okta::model::{AppFeature, AppStatus, AppUserScope, User};
use catflap_okta::{GroupId, MappingId, Okta, OktaError, UserId};
use catflap_scim::Client;

use super::names;
use super::settings::{TripGroup, TripPerson, TripSettings};
use super::undo::PersonNames;
use super::wait::find_user;
use crate::list::NamedGroup;
use crate::preflight::{IntakePerson, user_name};
use crate::trouble::Trouble;

/// How a person has the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not at all.
    NoApp,
    /// Assigned alone.
    Directly,
    /// Through a group: can't be unassigned one by one.
    ByGroup,
}

/// A named person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFacts {
    /// Okta's id.
    pub id: UserId,
    /// The login.
    pub login: String,
    /// Okta's status.
    pub status: String,
    /// The names as they are.
    pub names: PersonNames,
    /// How they have the application.
    pub standing: Standing,
}

/// A named push group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFacts {
    /// The group.
    pub group: NamedGroup,
    /// Whether it is assigned to the application.
    pub assigned: bool,
    /// Its mapping and the mapping's status.
    pub mapping: Option<(MappingId, String)>,
    /// Whether the named person is in it.
    pub holds_person: bool,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TripFacts {
    /// The application's name.
    pub app_label: String,
    /// Whether it is active.
    pub app_active: bool,
    /// Labels of what is not among its features, though a leg needs it.
    pub missing: Vec<String>,
    /// The named person; none for a throwaway one.
    pub person: Option<PersonFacts>,
    /// The named group; none for a throwaway one.
    pub group: Option<GroupFacts>,
    /// The user name that Okta will send.
    pub user_name: String,
    /// A throwaway name that is taken already.
    pub taken: Option<String>,
    /// Whether a user of this name is synced, and whether active.
    pub there: Option<bool>,
}

/// Features that a leg needs, with the labels that stand for them.
const NEEDED: [(AppFeature, &str); 4] = [
    (AppFeature::PushNewUsers, "Create Users"),
    (AppFeature::PushProfileUpdates, "Update User Attributes"),
    (AppFeature::PushUserDeactivation, "Deactivate Users"),
    (AppFeature::GroupPush, "Push Groups"),
];

/// Reads what a plan needs. Sends only GET.
///
/// # Errors
/// A request failed.
pub async fn look(okta: &Okta, scim: &Client, settings: &TripSettings) -> Result<TripFacts, Trouble> {
    let failed = |error: OktaError| Trouble::okta("show what the trip is about", &error);
    let app = okta.apps().get(&settings.app).await.map_err(failed)?;
    let template = app.user_name_template().unwrap_or_default().to_owned();
    let mut taken = None;
    let mut person = None;
    let mut user_name_known = None;
    let intake = match &settings.person {
        TripPerson::Throwaway { domain, .. } => {
            let login = names::login(&settings.run_id, domain);
            if by_login(okta, &login).await.map_err(failed)?.is_some() {
                taken = Some(login.clone());
            }
            IntakePerson {
                id: String::new(),
                status: "ACTIVE".to_owned(),
                email: login.clone(),
                login,
                first_name: String::new(),
                last_name: String::new(),
                display_name: None,
            }
        }
        TripPerson::Named { user } => {
            let read = okta.users().get(user).await.map_err(failed)?;
            let (standing, app_name) = standing(okta, settings, user).await.map_err(failed)?;
            user_name_known = app_name;
            let intake = IntakePerson::from(&read);
            person = Some(facts(read, standing));
            intake
        }
    };
    let user_name = user_name_known.or_else(|| user_name(&template, &intake)).unwrap_or_else(|| intake.email.clone());
    let group = match &settings.group {
        TripGroup::Throwaway => {
            let name = names::group(&settings.run_id);
            if !crate::list::groups_called(okta, &name).await.map_err(failed)?.is_empty() {
                taken.get_or_insert(name);
            }
            None
        }
        TripGroup::Named { group } => Some(group_facts(okta, settings, group, person.as_ref()).await.map_err(failed)?),
    };
    let (found, _) =
        find_user(scim, &user_name).await.map_err(|error| Trouble::scim("show whether the person is there", &error))?;
    Ok(TripFacts {
        app_active: app.status == AppStatus::Active,
        missing: NEEDED.iter().filter(|(feature, _)| !app.has(feature)).map(|(_, label)| (*label).to_owned()).collect(),
        app_label: app.label,
        person,
        group,
        user_name,
        taken,
        there: found.map(|user| user.active != Some(false)),
    })
}

/// The person of this login, when there is one.
pub(super) async fn by_login(okta: &Okta, login: &str) -> Result<Option<User>, OktaError> {
    match okta.users().by_login(login).await {
        Ok(user) => Ok(Some(user)),
        Err(OktaError::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn standing(
    okta: &Okta,
    settings: &TripSettings,
    user: &UserId,
) -> Result<(Standing, Option<String>), OktaError> {
    match okta.apps().user(&settings.app, user).await {
        Ok(found) => {
            let standing = if found.scope == Some(AppUserScope::User) { Standing::Directly } else { Standing::ByGroup };
            Ok((standing, found.user_name().map(str::to_owned)))
        }
        Err(OktaError::NotFound(_)) => Ok((Standing::NoApp, None)),
        Err(error) => Err(error),
    }
}

async fn group_facts(
    okta: &Okta,
    settings: &TripSettings,
    group: &GroupId,
    person: Option<&PersonFacts>,
) -> Result<GroupFacts, OktaError> {
    let read = okta.groups().get(group).await?;
    let assigned = okta.apps().groups(&settings.app).all().await?.iter().any(|one| one.id == *group);
    let mappings = okta.apps().push_mappings(&settings.app).all().await?;
    let mapping = mappings.into_iter().find(|mapping| mapping.source_group_id == *group);
    let holds_person = match person {
        Some(person) => okta.groups().members(group).all().await?.iter().any(|member| member.id == person.id),
        None => false,
    };
    Ok(GroupFacts {
        group: NamedGroup { id: group.clone(), name: read.profile.name },
        assigned,
        mapping: mapping.map(|mapping| (mapping.id, mapping.status.to_string())),
        holds_person,
    })
}

pub(super) fn names_of(user: &User) -> PersonNames {
    PersonNames {
        first_name: user.profile.first_name.clone(),
        last_name: user.profile.last_name.clone(),
        display_name: user.profile.display_name.clone(),
    }
}

fn facts(user: User, standing: Standing) -> PersonFacts {
    PersonFacts {
        names: names_of(&user),
        login: user.profile.login.or(user.profile.email).unwrap_or_else(|| user.id.to_string()),
        status: user.status.as_ref().map(ToString::to_string).unwrap_or_default(),
        id: user.id,
        standing,
    }
}
