//! Group push mappings.

use std::sync::Arc;

use serde_json::{Value, json};

use super::api::{ApiError, ApiResult, body};
use super::page::{Limit, page};
use super::state::{App, Job, Mapping, MappingStatus};
use crate::core::Core;
use crate::http::{Asked, Reply};
use crate::world::{World, rfc3339};

/// `GET …/group-push/mappings`.
pub(crate) fn list(core: &Arc<Core>, asked: &Asked, app_id: &str) -> ApiResult {
    let world = core.world();
    let app = world.okta.app(app_id).ok_or_else(|| ApiError::not_found(app_id, "AppInstance"))?;
    let since = match asked.query.get("lastUpdated").map(|text| text.parse::<jiff::Timestamp>()) {
        None => None,
        Some(Ok(since)) => Some(since),
        Some(Err(_)) => return Err(ApiError::invalid("lastUpdated", "lastUpdated: not a time")),
    };
    let (source, status) = (asked.query.get("sourceGroupId"), asked.query.get("status"));
    let found = app
        .mappings
        .iter()
        .filter(|(_, mapping)| source.is_none_or(|source| *source == mapping.group_id))
        .filter(|(_, mapping)| status.is_none_or(|status| status == mapping.status.word()))
        .filter(|(_, mapping)| since.is_none_or(|since| mapping.updated >= since))
        .map(|(id, mapping)| (id.clone(), mapping));
    let limit = Limit { usual: 100, least: 1, most: 1000 };
    page(asked, &world.origins.okta, limit, found, |id, mapping| mapping_json(&world, app, id, mapping))
}

/// `GET …/group-push/mappings/{id}`.
pub(crate) fn read(core: &Arc<Core>, app_id: &str, id: &str) -> ApiResult {
    Ok(Reply::json(200, &found(&core.world(), app_id, id)?))
}

/// `POST …/group-push/mappings`.
pub(crate) fn create(core: &Arc<Core>, asked: &Asked, app_id: &str) -> ApiResult {
    let body = body(asked)?;
    let text = |name: &str| body[name].as_str().filter(|text| !text.is_empty());
    let source = text("sourceGroupId").ok_or_else(|| ApiError::invalid("sourceGroupId", "sourceGroupId: required"))?;
    let name = match (text("targetGroupName"), text("targetGroupId")) {
        (Some(name), None) => name.to_owned(),
        (None, Some(_)) => return Err(ApiError::invalid("targetGroupId", "The target group does not exist.")),
        _ => {
            let cause = "Either targetGroupId or targetGroupName must be given, but not both.";
            return Err(ApiError::invalid("targetGroup", cause));
        }
    };
    let active = status(text("status").unwrap_or("ACTIVE"))?;
    core.change(|world| {
        let id = world
            .add_mapping(app_id, source, &name, active)
            .map_err(|words| ApiError::invalid("groupPushMapping", words))?;
        Ok(Reply::json(201, &found(world, app_id, &id)?))
    })
}

/// `PATCH …/group-push/mappings/{id}`.
pub(crate) fn update(core: &Arc<Core>, asked: &Asked, app_id: &str, id: &str) -> ApiResult {
    let body = body(asked)?;
    let active = status(body["status"].as_str().unwrap_or_default())?;
    core.change(|world| {
        found(world, app_id, id)?;
        let now = world.now;
        if active {
            world.reactivate_mapping(app_id, id);
            world.queue_push(app_id, id, false);
        } else if let Some(mapping) = world.okta.app_mut(app_id).and_then(|app| app.mappings.get_mut(id)) {
            mapping.status = MappingStatus::Inactive;
            mapping.updated = now;
        }
        let (kind, text) = if active {
            ("application.provision.group_push.activate_mapping", "Activate group push mapping")
        } else {
            ("application.provision.group_push.deactivate_mapping", "Deactivate group push mapping")
        };
        world.event(kind, app_id, None, text, None);
        Ok(Reply::json(200, &found(world, app_id, id)?))
    })
}

/// `DELETE …/group-push/mappings/{id}`: only an inactive mapping.
pub(crate) fn delete(core: &Arc<Core>, asked: &Asked, app_id: &str, id: &str) -> ApiResult {
    let delete_target = asked.query.get("deleteTargetGroup").is_some_and(|text| text == "true");
    core.change(|world| {
        if found(world, app_id, id)?["status"] != "INACTIVE" {
            return Err(ApiError::invalid("groupPushMapping", "The group push mapping must be INACTIVE to delete it."));
        }
        world.remove_mapping(app_id, id, delete_target);
        Ok(Reply::empty(204))
    })
}

fn status(word: &str) -> Result<bool, ApiError> {
    match word {
        "ACTIVE" => Ok(true),
        "INACTIVE" => Ok(false),
        _ => Err(ApiError::invalid("status", "status: ACTIVE or INACTIVE")),
    }
}

fn found(world: &World, app_id: &str, id: &str) -> Result<Value, ApiError> {
    world
        .okta
        .app(app_id)
        .and_then(|app| Some(mapping_json(world, app, id, app.mappings.get(id)?)))
        .ok_or_else(|| ApiError::not_found(id, "GroupPushMapping"))
}

fn mapping_json(world: &World, app: &App, id: &str, mapping: &Mapping) -> Value {
    let origin = &world.origins.okta;
    let group_link = |id: &str| json!({"href": format!("{origin}/api/v1/groups/{id}")});
    let mut links = json!({
        "app": {"href": format!("{origin}/api/v1/apps/{}", app.id)},
        "sourceGroup": group_link(&mapping.group_id),
    });
    let mut body = json!({
        "id": id,
        "sourceGroupId": mapping.group_id,
        "status": mapping.status.word(),
        "created": rfc3339(mapping.created),
        "lastUpdated": rfc3339(mapping.updated),
    });
    if let Some(target) = &mapping.target_id {
        body["targetGroupId"] = target.as_str().into();
        links["targetGroup"] = group_link(target);
    }
    if let Some(at) = mapping.last_push {
        body["lastPush"] = rfc3339(at).into();
    }
    if let Some(error) = &mapping.error {
        body["errorSummary"] = error.as_str().into();
    }
    body["_links"] = links;
    body
}

impl World {
    /// Push Groups → Save. The words of a refusal are Okta's kind.
    pub(crate) fn add_mapping(
        &mut self,
        app_id: &str,
        group_id: &str,
        target_name: &str,
        active: bool,
    ) -> Result<String, String> {
        let now = self.now;
        let Some(app) = self.okta.apps.iter_mut().find(|app| app.id == app_id) else {
            return Err("The application does not exist.".into());
        };
        if !app.pushes_groups() {
            return Err("Group Push is not enabled for this application. \
                 Push Groups is not among its supported provisioning actions."
                .into());
        }
        let Some(group) = self.okta.groups.get(group_id) else { return Err("The group does not exist.".into()) };
        if app.mappings.values().any(|mapping| mapping.group_id == group_id) {
            return Err(format!("The group {} is already pushed to this application.", group.name));
        }
        let id = self.ids.okta("gPm");
        let mapping = Mapping {
            group_id: group_id.to_owned(),
            target_name: target_name.to_owned(),
            target_id: None,
            scim_id: None,
            status: if active { MappingStatus::Active } else { MappingStatus::Inactive },
            error: None,
            queued: false,
            created: now,
            updated: now,
            last_push: None,
        };
        app.mappings.insert(id.clone(), mapping);
        let target = self.group_target(group_id);
        let kind = "application.provision.group_push.mapping.created";
        self.event(kind, app_id, target, "Create group push mapping", None);
        if active {
            self.queue_push(app_id, &id, false);
        }
        Ok(id)
    }

    /// Push Groups: unlink. False when there is no such mapping.
    pub(crate) fn remove_mapping(&mut self, app_id: &str, id: &str, delete_target: bool) -> bool {
        let Some(mapping) = self.okta.app_mut(app_id).and_then(|app| app.mappings.remove(id)) else { return false };
        self.okta.tasks.retain(|task| !matches!(&task.job, Job::PushGroup { mapping, .. } if mapping == id));
        let target = self.group_target(&mapping.group_id);
        let kind = "application.provision.group_push.removed";
        self.event(kind, app_id, target, "Remove group push mapping", None);
        if let Some(scim_id) = mapping.scim_id.filter(|_| delete_target) {
            let job = Job::DeleteGroup { app: app_id.to_owned(), scim_id, name: mapping.target_name };
            self.okta.queue.push_back(job);
        }
        true
    }
}
