//! Assignments of an application: groups and users.

use std::sync::Arc;

use serde_json::{Value, json};

use super::api::{ApiError, ApiResult, body};
use super::api_users;
use super::page::{Limit, page};
use super::state::{App, AppUser, Assigned, PersonStatus};
use crate::core::Core;
use crate::http::{Asked, Reply};
use crate::world::{World, rfc3339};

/// `GET …/groups`.
pub(crate) fn groups(core: &Arc<Core>, asked: &Asked, app_id: &str) -> ApiResult {
    let world = core.world();
    let app = app(&world, app_id)?;
    let start = asked.query.get("q").map(|text| text.to_lowercase()).unwrap_or_default();
    let found = app
        .assigned_groups
        .iter()
        .filter(|(id, _)| world.okta.groups.get(*id).is_some_and(|g| g.name.to_lowercase().starts_with(&start)))
        .map(|(id, assigned)| (id.clone(), assigned));
    let limit = Limit { usual: 20, least: 20, most: 200 };
    page(asked, &world.origins.okta, limit, found, |id, assigned| group_json(&world, app, id, assigned))
}

/// `GET …/groups/{id}`.
pub(crate) fn group(core: &Arc<Core>, app_id: &str, id: &str) -> ApiResult {
    let world = core.world();
    let app = app(&world, app_id)?;
    let assigned = app.assigned_groups.get(id).ok_or_else(|| ApiError::not_found(id, "AppGroup"))?;
    Ok(Reply::json(200, &group_json(&world, app, id, assigned)))
}

/// `PUT …/groups/{id}`.
pub(crate) fn assign(core: &Arc<Core>, asked: &Asked, app_id: &str, id: &str) -> ApiResult {
    if !core.world().okta.groups.contains_key(id) {
        return Err(ApiError::not_found(id, "UserGroup"));
    }
    let priority = serde_json::from_slice::<Value>(&asked.body).ok().and_then(|body| body["priority"].as_u64());
    core.change(|world| {
        world.assign_group(app_id, id, priority.and_then(|priority| u32::try_from(priority).ok()));
        let app = app(world, app_id)?;
        let assigned = app.assigned_groups.get(id).ok_or_else(|| ApiError::not_found(id, "AppGroup"))?;
        Ok(Reply::json(200, &group_json(world, app, id, assigned)))
    })
}

/// `DELETE …/groups/{id}`.
pub(crate) fn unassign(core: &Arc<Core>, app_id: &str, id: &str) -> ApiResult {
    if core.change(|world| world.unassign_group(app_id, id)) {
        Ok(Reply::empty(204))
    } else {
        Err(ApiError::not_found(id, "AppGroup"))
    }
}

/// `GET …/users`.
pub(crate) fn users(core: &Arc<Core>, asked: &Asked, app_id: &str) -> ApiResult {
    let world = core.world();
    let app = app(&world, app_id)?;
    let start = asked.query.get("q").map(|text| text.to_lowercase()).unwrap_or_default();
    let found = app
        .users
        .iter()
        .filter(|(id, user)| {
            world.okta.people.get(*id).is_some_and(|person| {
                [&user.user_name, &person.first_name, &person.last_name, &person.email]
                    .iter()
                    .any(|text| text.to_lowercase().starts_with(&start))
            })
        })
        .map(|(id, user)| (id.clone(), user));
    let limit = Limit { usual: 50, least: 1, most: 500 };
    page(asked, &world.origins.okta, limit, found, |id, user| user_json(&world, app, id, user, expands(asked)))
}

/// `expand=user`: the person beside the assignment.
fn expands(asked: &Asked) -> bool {
    asked.query.get("expand").is_some_and(|expand| expand == "user")
}

/// `POST …/users`: assigns a person by themselves, or makes an assignment by a group their own.
pub(crate) fn assign_user(core: &Arc<Core>, asked: &Asked, app_id: &str) -> ApiResult {
    let body = body(asked)?;
    let id = body["id"].as_str().unwrap_or_default().to_owned();
    core.change(|world| {
        if !world.okta.people.get(&id).is_some_and(|person| person.status != PersonStatus::Deprovisioned) {
            return Err(ApiError::not_found(&id, "User"));
        }
        world.assign_person(app_id, &id);
        let app = app(world, app_id)?;
        let user = app.users.get(&id).ok_or_else(|| ApiError::not_found(&id, "AppUser"))?;
        Ok(Reply::json(200, &user_json(world, app, &id, user, false)))
    })
}

/// `DELETE …/users/{id}`. Whom a group brings stays.
pub(crate) fn unassign_user(core: &Arc<Core>, app_id: &str, id: &str) -> ApiResult {
    core.change(|world| {
        if !app(world, app_id)?.users.contains_key(id) {
            return Err(ApiError::not_found(id, "AppUser"));
        }
        if world.unassign_person(app_id, id) {
            Ok(Reply::empty(204))
        } else {
            Err(ApiError::invalid("appUser", "The user is assigned by a group and can't be unassigned by themselves."))
        }
    })
}

/// `GET …/users/{id}`.
pub(crate) fn user(core: &Arc<Core>, asked: &Asked, app_id: &str, id: &str) -> ApiResult {
    let world = core.world();
    let app = app(&world, app_id)?;
    let user = app.users.get(id).ok_or_else(|| ApiError::not_found(id, "AppUser"))?;
    Ok(Reply::json(200, &user_json(&world, app, id, user, expands(asked))))
}

fn app<'a>(world: &'a World, id: &str) -> Result<&'a App, ApiError> {
    world.okta.app(id).ok_or_else(|| ApiError::not_found(id, "AppInstance"))
}

fn group_json(world: &World, app: &App, id: &str, assigned: &Assigned) -> Value {
    let origin = &world.origins.okta;
    json!({
        "id": id,
        "lastUpdated": rfc3339(assigned.updated),
        "priority": assigned.priority,
        "profile": {},
        "_links": {
            "self": {"href": format!("{origin}/api/v1/apps/{}/groups/{id}", app.id)},
            "app": {"href": format!("{origin}/api/v1/apps/{}", app.id)},
            "group": {"href": format!("{origin}/api/v1/groups/{id}")},
        },
    })
}

fn user_json(world: &World, app: &App, id: &str, user: &AppUser, whole: bool) -> Value {
    let origin = &world.origins.okta;
    let person = world.okta.people.get(id);
    let status = match (&user.external_id, user.staged) {
        (Some(_), _) => "PROVISIONED",
        (None, true) => "STAGED",
        (None, false) => "ACTIVE",
    };
    let mut body = json!({
        "id": id,
        "externalId": user.external_id,
        "created": rfc3339(user.created),
        "lastUpdated": rfc3339(user.updated),
        "scope": if user.direct { "USER" } else { "GROUP" },
        "status": status,
        "statusChanged": rfc3339(user.updated),
        "passwordChanged": null,
        "syncState": "DISABLED",
        "credentials": {"userName": user.user_name},
        "profile": person.map(|person| json!({
            "email": person.email,
            "givenName": person.first_name,
            "familyName": person.last_name,
            "displayName": person.name(),
        })),
        "_links": {
            "app": {"href": format!("{origin}/api/v1/apps/{}", app.id)},
            "user": {"href": format!("{origin}/api/v1/users/{id}")},
        },
    });
    if let Some(at) = user.last_sync {
        body["lastSync"] = rfc3339(at).into();
    }
    if let Some(person) = person.filter(|_| whole) {
        body["_embedded"] = json!({"user": api_users::user_json(world, id, person)});
    }
    body
}

impl World {
    /// Assigns a person by themselves; false when they or the application do not exist.
    pub(crate) fn assign_person(&mut self, app_id: &str, user_id: &str) -> bool {
        if !self.okta.people.contains_key(user_id) {
            return false;
        }
        let Some(app) = self.okta.app_mut(app_id) else { return false };
        app.assigned_people.insert(user_id.to_owned());
        self.refresh_assignments(app_id);
        true
    }

    /// Takes a person's own assignment away; false when they have none.
    pub(crate) fn unassign_person(&mut self, app_id: &str, user_id: &str) -> bool {
        let removed = self.okta.app_mut(app_id).is_some_and(|app| app.assigned_people.remove(user_id));
        if removed {
            self.refresh_assignments(app_id);
        }
        removed
    }

    /// Assigns a group; everyone in it is assigned with it.
    pub(crate) fn assign_group(&mut self, app_id: &str, group_id: &str, priority: Option<u32>) {
        let now = self.now;
        let Some(app) = self.okta.app_mut(app_id) else { return };
        let next = u32::try_from(app.assigned_groups.len()).unwrap_or(u32::MAX);
        let priority = priority.unwrap_or(next);
        app.assigned_groups.insert(group_id.to_owned(), Assigned { priority, updated: now });
        let target = self.group_target(group_id);
        self.event("group.application_assignment.add", app_id, target, "Add assigned application to group", None);
        self.refresh_assignments(app_id);
    }

    /// Takes a group away; false when it was not assigned.
    pub(crate) fn unassign_group(&mut self, app_id: &str, group_id: &str) -> bool {
        let Some(app) = self.okta.app_mut(app_id) else { return false };
        if app.assigned_groups.remove(group_id).is_none() {
            return false;
        }
        let target = self.group_target(group_id);
        let text = "Remove assigned application from group";
        self.event("group.application_assignment.remove", app_id, target, text, None);
        self.refresh_assignments(app_id);
        // A push group that was assigned as well follows its members from now on.
        self.queue_group(app_id, group_id);
        true
    }
}
