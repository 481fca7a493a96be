//! Pushing groups: look-up, POST, PUT with the members, DELETE on an unlink that asks for it.

use serde_json::{Value, json};

use super::push::{line, look_up};
use super::state::{Job, MappingStatus, TargetGroup};
use super::wire::{Call, Line, WireError, send};
use crate::core::Core;
use crate::world::World;

const SCHEMA: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

/// Brings a pushed group in line with its source.
///
/// When the same group is also assigned, Okta's membership gets out of step: the group is made, its members do not
/// follow until someone uses `Push now`, and the mapping says Active all the time (okta.md, failures.md 23).
pub(crate) async fn push(core: &Core, app_id: &str, mapping_id: &str, forced: bool, direct: bool) {
    let (name, group_id, known, doubled) = {
        let mut world = core.world();
        let Some(app) = world.okta.app_mut(app_id) else { return };
        let may = app.pushes_groups();
        let Some(mapping) = app.mappings.get_mut(mapping_id) else { return };
        mapping.queued = false;
        if !may || mapping.status != MappingStatus::Active {
            return;
        }
        let (name, group_id) = (mapping.target_name.clone(), mapping.group_id.clone());
        let known = mapping.scim_id.clone();
        let doubled = world.is_doubled(app_id, &group_id);
        (name, group_id, known, doubled)
    };
    let Some(line) = line(core, app_id, direct) else { return };
    let scim_id = match known {
        Some(id) => id,
        None => match link_or_create(core, &line, &name).await {
            Ok(id) => {
                core.change(|world| {
                    world.link_target(app_id, mapping_id, &name, &id);
                    let target = world.group_target(&group_id);
                    let text = "Push group to external application";
                    world.event("application.provision.group_push.pushed", app_id, target, text, None);
                });
                id
            }
            Err(error) => return fail(core, app_id, mapping_id, &name, &error),
        },
    };
    if doubled && !forced {
        return pushed(core, app_id, mapping_id, None);
    }
    let members = core.world().pushable_members(app_id, &group_id);
    let values: Vec<Value> = members.iter().map(|(_, id, name)| json!({"value": id, "display": name})).collect();
    let body = json!({"schemas": [SCHEMA], "id": scim_id, "displayName": name, "members": values});
    let call = Call { method: "PUT", path: format!("/Groups/{scim_id}"), query: &[], body: Some(body) };
    match send(core, &line, call).await {
        Ok(_) => pushed(core, app_id, mapping_id, Some(members.len())),
        Err(error) => fail(core, app_id, mapping_id, &name, &error),
    }
}

/// `Delete the group in the target app`.
pub(crate) async fn delete(core: &Core, app_id: &str, scim_id: &str, name: &str, direct: bool) {
    let Some(line) = line(core, app_id, direct) else { return };
    let call = Call { method: "DELETE", path: format!("/Groups/{scim_id}"), query: &[], body: None };
    let result = send(core, &line, call).await;
    core.change(|world| match result {
        Ok(_) | Err(WireError::Status { status: 404, .. }) => {
            let text = format!("Delete group {name} in external application");
            world.event("application.provision.group_push.delete_appgroup", app_id, None, &text, None);
            if let Some(app) = world.okta.app_mut(app_id) {
                app.targets.retain(|_, target| target.scim_id != scim_id);
            }
        }
        Err(error) => {
            let message = format!("Unable to delete App group {name}: {error}");
            let kind = "application.provision.group_push.mapping.update.or.delete.failed.with.error";
            world.event(kind, app_id, None, &message, Some(error.to_string()));
            let (app, scim_id) = (app_id.to_owned(), scim_id.to_owned());
            world.task(name, message, Job::DeleteGroup { app, scim_id, name: name.to_owned() });
        }
    });
}

async fn link_or_create(core: &Core, line: &Line, name: &str) -> Result<String, WireError> {
    if let Some(id) = look_up(core, line, "/Groups", "displayName", name).await? {
        return Ok(id);
    }
    let body = json!({"schemas": [SCHEMA], "displayName": name, "members": []});
    let call = Call { method: "POST", path: "/Groups".into(), query: &[], body: Some(body) };
    let created = send(core, line, call).await?;
    created.get("id").and_then(Value::as_str).map(str::to_owned).ok_or(WireError::Unreadable)
}

fn pushed(core: &Core, app_id: &str, mapping_id: &str, members: Option<usize>) {
    core.change(|world| {
        let now = world.now;
        let Some(mapping) = world.okta.app_mut(app_id).and_then(|app| app.mappings.get_mut(mapping_id)) else { return };
        mapping.last_push = Some(now);
        mapping.error = None;
        let group_id = mapping.group_id.clone();
        world.okta.tasks.retain(|task| !matches!(&task.job, Job::PushGroup { mapping, .. } if mapping == mapping_id));
        if let Some(count) = members {
            let target = world.group_target(&group_id);
            let text = format!("Push group memberships to external application ({count})");
            world.event("application.provision.group_push.push_memberships", app_id, target, &text, None);
        }
    });
}

fn fail(core: &Core, app_id: &str, mapping_id: &str, name: &str, error: &WireError) {
    core.change(|world| {
        let message = format!("Unable to update Group Push mapping target App group {name}: {error}");
        let now = world.now;
        let mut group_id = String::new();
        if let Some(mapping) = world.okta.app_mut(app_id).and_then(|app| app.mappings.get_mut(mapping_id)) {
            mapping.status = MappingStatus::Error;
            mapping.error = Some(message.clone());
            mapping.updated = now;
            group_id.clone_from(&mapping.group_id);
        }
        let target = world.group_target(&group_id);
        if error.is_unauthorized() {
            let words = format!("Error authenticating: {error}");
            let text = "Authentication to the application failed";
            world.event("application.integration.authentication_failure", app_id, target.clone(), text, Some(words));
        }
        let kind = "application.provision.group_push.mapping.update.or.delete.failed.with.error";
        world.event(kind, app_id, target, &message, Some(error.to_string()));
        let job = Job::PushGroup { app: app_id.to_owned(), mapping: mapping_id.to_owned(), forced: false };
        world.task(name, message, job);
    });
}

impl World {
    /// A mapping has found its group in the target app; Okta keeps it as a group of the app.
    fn link_target(&mut self, app_id: &str, mapping_id: &str, name: &str, scim_id: &str) {
        let (created, fresh) = (self.now, self.ids.okta("00g"));
        let Some(app) = self.okta.app_mut(app_id) else { return };
        let known = app.targets.iter().find(|(_, target)| target.scim_id == scim_id).map(|(id, _)| id.clone());
        let target_id = known.unwrap_or_else(|| {
            let target = TargetGroup { name: name.to_owned(), scim_id: scim_id.to_owned(), created };
            app.targets.insert(fresh.clone(), target);
            fresh
        });
        if let Some(mapping) = app.mappings.get_mut(mapping_id) {
            mapping.scim_id = Some(scim_id.to_owned());
            mapping.target_id = Some(target_id);
        }
    }
}
