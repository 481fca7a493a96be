//! The writes of a trip in Okta.

use catflap_http::Secret;
use catflap_okta::model::{AppUser, NewPushMapping, NewUser, PushTarget, User, UserProfile, UserStatus};
use catflap_okta::{AppId, GroupId, MappingId, Okta, OktaError, UserId};
use rand::Rng as _;

use super::undo::PersonNames;

/// What a throwaway person is called.
pub(super) fn throwaway_names(run_id: &str) -> PersonNames {
    PersonNames {
        first_name: Some("Catflap".to_owned()),
        last_name: Some(format!("Trip {run_id}")),
        display_name: Some(format!("Catflap Trip {run_id}")),
    }
}

/// With a password nobody ever learns: Okta then activates at once and sends no mail.
pub(super) async fn create_person(okta: &Okta, login: &str, names: &PersonNames) -> Result<UserId, OktaError> {
    let profile = UserProfile { login: Some(login.to_owned()), email: Some(login.to_owned()), ..profile(names) };
    let new = NewUser { profile, password: Some(password()) };
    Ok(okta.users().create(&new, true).await?.id)
}

/// Sets the names that are given; the others stay.
pub(super) async fn set_names(okta: &Okta, user: &UserId, names: &PersonNames) -> Result<(), OktaError> {
    okta.users().update_profile(user, &profile(names)).await.map(|_| ())
}

fn profile(names: &PersonNames) -> UserProfile {
    UserProfile {
        login: None,
        email: None,
        first_name: names.first_name.clone(),
        last_name: names.last_name.clone(),
        display_name: names.display_name.clone(),
    }
}

/// Assigns a person; Okta fills the application's profile by its mappings.
pub(super) async fn assign(okta: &Okta, app: &AppId, user: &UserId) -> Result<AppUser, OktaError> {
    okta.apps().assign_user(app, user, None).await
}

/// Somebody who does not have the application any more is unassigned.
pub(super) async fn unassign(okta: &Okta, app: &AppId, user: &UserId) -> Result<(), OktaError> {
    match okta.apps().unassign_user(app, user).await {
        Err(OktaError::NotFound(_)) => Ok(()),
        answer => answer,
    }
}

/// Pushes a group under its own name.
pub(super) async fn push(okta: &Okta, app: &AppId, group: &GroupId, name: &str) -> Result<MappingId, OktaError> {
    let new = NewPushMapping { source: group.clone(), target: PushTarget::NewGroup(name.to_owned()), active: true };
    Ok(okta.apps().create_push_mapping(app, &new).await?.id)
}

/// Okta deletes a person who is deactivated.
pub(super) async fn delete_person(okta: &Okta, person: &User) -> Result<(), OktaError> {
    if person.status != Some(UserStatus::Deprovisioned) {
        okta.users().deactivate(&person.id).await?;
    }
    match okta.users().delete(&person.id).await {
        Err(OktaError::NotFound(_)) => Ok(()),
        answer => answer,
    }
}

/// A password that the usual rules for passwords take.
fn password() -> Secret {
    let alphabet: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').collect();
    let mut random = rand::rng();
    let text: String = (0..28).map(|_| alphabet[random.random_range(0..alphabet.len())]).collect();
    Secret::new(format!("{text}-aA1"))
}
