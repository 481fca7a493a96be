//! Mistakes with assigned groups and push groups.

use serde_json::json;

use super::org::{Newcomer, Org};
use crate::act_okta::refused;
use crate::directory::DirectoryAct;
use crate::faults::{Fault, Side, When};
use crate::panel::{ActOutcome, OktaAction};

pub(super) async fn none_assigned(org: &Org<'_>) -> Result<(), ActOutcome> {
    let (people, groups): (Vec<String>, Vec<String>) = {
        let world = org.core.world();
        let app = world.okta.app(&org.app).ok_or_else(|| refused("There is no application yet."))?;
        (app.users.keys().cloned().collect(), app.assigned_groups.keys().cloned().collect())
    };
    for user_id in people {
        org.act(OktaAction::AssignPerson { user_id }).await?;
    }
    for group_id in groups {
        org.act(OktaAction::UnassignGroup { group_id }).await?;
    }
    Ok(())
}

pub(super) async fn assigned_and_pushed(org: &Org<'_>) -> Result<(), ActOutcome> {
    let (_, mapping) = org.pushed()?;
    org.act(OktaAction::AssignGroup { group_id: mapping.group_id }).await
}

pub(super) async fn empty(org: &Org<'_>) -> Result<(), ActOutcome> {
    let name = "ConfigCat Testers";
    org.act(OktaAction::CreateGroup { name: name.into(), like_group_id: None }).await?;
    let group_id = {
        let world = org.core.world();
        world.okta.groups.iter().find(|(_, group)| group.name == name).map(|(id, _)| id.clone())
    };
    let group_id = group_id.ok_or_else(|| refused("The group could not be made."))?;
    org.act(OktaAction::PushGroup { group_id }).await
}

pub(super) async fn inactive(org: &Org<'_>) -> Result<(), ActOutcome> {
    let (mapping_id, _) = org.pushed()?;
    org.act(OktaAction::SetPushStatus { mapping_id, active: false }).await
}

/// The service fails at the push of the members, once.
pub(super) async fn in_error(org: &Org<'_>) -> Result<(), ActOutcome> {
    let (mapping_id, mapping) = org.pushed()?;
    let body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
        "status": "500",
        "detail": "An unexpected error occurred.",
    });
    let path = format!("/Groups/{}", mapping.scim_id.unwrap_or_default());
    let fault = Fault::Status { status: 500, body: body.to_string() };
    org.core.faults.next(1, When::of(Side::Scim, "PUT", &path), fault);
    org.act(OktaAction::PushNow { mapping_id }).await
}

pub(super) fn member_not_assigned(org: &Org<'_>) -> Result<(), ActOutcome> {
    let (_, mapping) = org.pushed()?;
    let who = Newcomer { first: "Noa", last: "Brandt", email: "noa.brandt@whisker.co", login: "noa.brandt@whisker.co" };
    let user_id = org.newcomer(who)?;
    org.directory(&DirectoryAct::AddMember { group_id: mapping.group_id, user_id });
    Ok(())
}

pub(super) fn extra_member(org: &Org<'_>) -> Result<(), ActOutcome> {
    let (_, mapping) = org.pushed()?;
    let (group, stranger) = in_target(org, mapping.scim_id, false)?;
    let body = json!({"Operations": [{"op": "add", "path": "members", "value": [{"value": stranger}]}]});
    org.by_hand("PATCH", &["Groups", &group], &body)
}

pub(super) fn missing_member(org: &Org<'_>) -> Result<(), ActOutcome> {
    let (_, mapping) = org.pushed()?;
    let (group, member) = in_target(org, mapping.scim_id, true)?;
    let body = json!({"Operations": [{"op": "remove", "path": format!("members[value eq \"{member}\"]")}]});
    org.by_hand("PATCH", &["Groups", &group], &body)
}

pub(super) fn deleted_in_target(org: &Org<'_>) -> Result<(), ActOutcome> {
    let (_, mapping) = org.pushed()?;
    org.by_hand("DELETE", &["Groups", &mapping.scim_id.unwrap_or_default()], &json!(null))
}

/// A group of the target app, and a user there who is in it, or not.
fn in_target(org: &Org<'_>, group: Option<String>, member: bool) -> Result<(String, String), ActOutcome> {
    let world = org.core.world();
    let id = group.unwrap_or_default();
    let members = world.configcat.groups.get(&id).map(|group| &group.members);
    let members = members.ok_or_else(|| refused("The group is not in ConfigCat."))?;
    let found = world.configcat.users.keys().find(|user| members.contains(*user) == member).cloned();
    found.map(|user| (id, user)).ok_or_else(|| refused("There is nobody to be moved."))
}
