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
    let to = match (text("targetGroupName"), text("targetGroupId")) {
        (Some(name), None) => PushTo::Name(name.to_owned()),
        (None, Some(id)) => PushTo::Group(id.to_owned()),
        _ => {
            let cause = "Either targetGroupId or targetGroupName must be given, but not both.";
            return Err(ApiError::invalid("targetGroup", cause));
        }
    };
    let active = status(text("status").unwrap_or("ACTIVE"))?;
    core.change(|world| {
        let id = world
            .add_mapping(app_id, source, &to, active)
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
        world.set_push_status(app_id, id, active);
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

/// Which group of the target app a push group becomes.
pub(crate) enum PushTo {
    /// One of this name: the one that is there, or a new one.
    Name(String),
    /// One that Okta knows, by Okta's id.
    Group(String),
}

impl World {
    /// Push Groups: activate or deactivate the push of a group; false when there is no such mapping.
    pub(crate) fn set_push_status(&mut self, app_id: &str, id: &str, active: bool) -> bool {
        let now = self.now;
        let mapping = self.okta.app_mut(app_id).and_then(|app| app.mappings.get_mut(id));
        let Some(mapping) = mapping else { return false };
        mapping.updated = now;
        let group = mapping.group_id.clone();
        if active {
            self.reactivate_mapping(app_id, id);
            self.queue_push(app_id, id, false);
        } else {
            mapping.status = MappingStatus::Inactive;
        }
        let (kind, text) = if active {
            ("application.provision.group_push.activate_mapping", "Activate group push mapping")
        } else {
            ("application.provision.group_push.deactivate_mapping", "Deactivate group push mapping")
        };
        let target = self.group_target(&group);
        self.event(kind, app_id, target, text, None);
        true
    }

    /// Push Groups → Save. The words of a refusal are Okta's kind.
    pub(crate) fn add_mapping(
        &mut self,
        app_id: &str,
        group_id: &str,
        to: &PushTo,
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
        let (target_name, target_id, scim_id) = match to {
            PushTo::Name(name) => (name.clone(), None, None),
            PushTo::Group(id) => {
                let Some(target) = app.targets.get(id) else { return Err("The target group does not exist.".into()) };
                (target.name.clone(), Some(id.clone()), Some(target.scim_id.clone()))
            }
        };
        let id = self.ids.okta("gPm");
        let mapping = Mapping {
            group_id: group_id.to_owned(),
            target_name,
            target_id,
            scim_id,
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
