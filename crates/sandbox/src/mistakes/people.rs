//! Mistakes with people: pushes that fail, leavers who stay, names that are old.

use super::app;
use super::org::{Newcomer, Org};
use crate::act_configcat;
use crate::act_okta::refused;
use crate::directory::DirectoryAct;
use crate::faults::{Fault, Side, When};
use crate::panel::{ActOutcome, ConfigCatAction, OktaAction};

const IMANI: Newcomer =
    Newcomer { first: "Imani", last: "Cole", email: "imani.cole@whisker.co", login: "imani.cole@whisker.co" };

/// Jane is there already.
pub(super) async fn email_twin(org: &Org<'_>) -> Result<(), ActOutcome> {
    let twin = Newcomer {
        first: "Jane",
        last: "Whitfield-Boyd",
        email: "jane.whitfield@whisker.co",
        login: "jane.whitfield2@whisker.co",
    };
    org.assigned(twin).await.map(|_| ())
}

pub(super) async fn control_character(org: &Org<'_>) -> Result<(), ActOutcome> {
    org.assigned(Newcomer { last: "Cole\u{b}", ..IMANI }).await.map(|_| ())
}

pub(super) async fn unverified_domain(org: &Org<'_>) -> Result<(), ActOutcome> {
    let (email, login) = ("imani.cole@catnip.dev", "imani.cole@catnip.dev");
    org.assigned(Newcomer { email, login, ..IMANI }).await.map(|_| ())
}

pub(super) async fn no_matching_user(org: &Org<'_>) -> Result<(), ActOutcome> {
    app::to_app(org, |to_app| to_app.create_users = false).await?;
    org.assigned(IMANI).await?;
    app::to_app(org, |to_app| to_app.create_users = true).await
}

/// Provisioning is off for a while, and then set up again as it was.
pub(super) async fn assigned_before(org: &Org<'_>) -> Result<(), ActOutcome> {
    let before = org.view()?;
    let general = |scim_provisioning| OktaAction::SetGeneral { label: before.label.clone(), scim_provisioning };
    org.act(general(false)).await?;
    org.assigned(IMANI).await?;
    org.act(general(true)).await?;
    let authorization = Some(org.core.secrets().scim_token.clone());
    org.act(OktaAction::SetConnector { connector: before.connector, authorization }).await?;
    org.act(OktaAction::SetToApp { to_app: before.to_app }).await
}

/// Two profiles change after the token did, and neither arrives.
pub(super) async fn token_replaced(org: &Org<'_>) -> Result<(), ActOutcome> {
    act_configcat::act(org.core, ConfigCatAction::GenerateToken).await;
    org.core.change(|world| {
        let users = world.okta.app(&org.app).into_iter().flat_map(|app| &app.users);
        let pushed: Vec<String> =
            users.filter(|(_, user)| user.external_id.is_some()).map(|(id, _)| id.clone()).collect();
        for user_id in pushed.into_iter().rev().take(2) {
            let Some(person) = world.okta.people.get(&user_id).cloned() else { continue };
            let last_name = format!("{}-Reed", person.last_name);
            let (first_name, email) = (person.first_name, person.email);
            world.directory(&DirectoryAct::Rename { user_id, first_name, last_name, email });
        }
    });
    Ok(())
}

pub(super) async fn ghost_not_deactivated(org: &Org<'_>) -> Result<(), ActOutcome> {
    let user_id = org.assigned(IMANI).await?;
    app::to_app(org, |to_app| to_app.deactivate_users = false).await?;
    org.directory(&DirectoryAct::Deactivate { user_id });
    app::to_app(org, |to_app| to_app.deactivate_users = true).await
}

/// ConfigCat makes the user, but its answer has no body: Okta never learns the id.
pub(super) async fn ghost_failed_push(org: &Org<'_>) -> Result<(), ActOutcome> {
    org.core.faults.next(1, When::of(Side::Scim, "POST", "/Users"), Fault::EmptyBody);
    let user_id = org.assigned(IMANI).await?;
    org.directory(&DirectoryAct::Deactivate { user_id });
    Ok(())
}

pub(super) async fn only_suspended(org: &Org<'_>) -> Result<(), ActOutcome> {
    let user_id = org.assigned(IMANI).await?;
    org.directory(&DirectoryAct::Suspend { user_id });
    Ok(())
}

pub(super) async fn renamed(org: &Org<'_>) -> Result<(), ActOutcome> {
    org.core.change(|world| match world.okta.app_mut(&org.app) {
        Some(app) => {
            app.user_name_on_create_only = true;
            Ok(())
        }
        None => Err(refused("There is no application yet.")),
    })?;
    let user_id = org.assigned(IMANI).await?;
    let (first_name, last_name) = (IMANI.first.into(), "Cole-Hart".into());
    org.directory(&DirectoryAct::Rename { user_id, first_name, last_name, email: "imani.hart@whisker.co".into() });
    Ok(())
}
