//! Method, address and body of a change, as they are sent.

use catflap_okta::{AppId, UserId};
use serde_json::{Value, json};

use super::model::{Change, ChangeTarget, ToAppSwitches};

/// What stands for an id that is not known before.
const LATER: &str = "{id}";

/// Method and address, and the body, of a change. Shown beforehand; the tests hold it against what is sent.
pub(super) fn request(change: &Change, app: Option<&AppId>) -> (String, Option<Value>) {
    let app = app.map_or(LATER, AppId::as_str);
    let mappings = format!("/api/v1/apps/{app}/group-push/mappings");
    match change {
        Change::CreateApp { app } => ("POST /api/v1/apps".to_owned(), Some(app.body())),
        Change::AssignGroup { group } => (format!("PUT /api/v1/apps/{app}/groups/{}", group.id), Some(json!({}))),
        Change::CreateGroup { name, beside } => (
            "POST /api/v1/groups".to_owned(),
            Some(json!({ "profile": { "name": name, "description": super::plan::mark(beside) } })),
        ),
        Change::AddMember { target, person } => (member(target, &person.id), None),
        Change::PushGroup { target } => {
            let id = match target {
                ChangeTarget::Known { group } => group.id.as_str(),
                ChangeTarget::Made { .. } => LATER,
            };
            let body = json!({ "sourceGroupId": id, "status": "ACTIVE", "targetGroupName": target.name() });
            (format!("POST {mappings}"), Some(body))
        }
        Change::StopPush { mapping, .. } => {
            (format!("PATCH {mappings}/{mapping}"), Some(json!({"status": "INACTIVE"})))
        }
        Change::StartPush { mapping, .. } => (format!("PATCH {mappings}/{mapping}"), Some(json!({"status": "ACTIVE"}))),
        Change::Unlink { mapping, .. } => (format!("DELETE {mappings}/{mapping}?deleteTargetGroup=false"), None),
        Change::SetToApp { switches } => {
            (format!("PUT /api/v1/apps/{app}/features/USER_PROVISIONING"), Some(capabilities(*switches)))
        }
    }
}

fn member(target: &ChangeTarget, person: &UserId) -> String {
    let group = match target {
        ChangeTarget::Known { group } => group.id.as_str(),
        ChangeTarget::Made { .. } => LATER,
    };
    format!("PUT /api/v1/groups/{group}/users/{person}")
}

fn capabilities(switches: ToAppSwitches) -> Value {
    let mut body = json!({});
    for (side, name, switch) in [
        ("create", "lifecycleCreate", switches.create),
        ("update", "profile", switches.update),
        ("update", "lifecycleDeactivate", switches.deactivate),
        ("update", "password", switches.password),
    ] {
        if let Some(on) = switch {
            body[side][name] = json!({ "status": if on { "ENABLED" } else { "DISABLED" } });
        }
    }
    body
}
