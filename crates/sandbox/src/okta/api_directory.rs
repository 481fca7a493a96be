//! The org itself: settings, users, groups, profile mappings.

use std::sync::Arc;

use serde_json::{Value, json};

use super::api::{ApiError, ApiResult, body};
use super::api_users::user_json;
use super::page::{Limit, page};
use super::state::{App, Group, TargetGroup};
use crate::core::Core;
use crate::filter;
use crate::filter_match::matches;
use crate::http::{Asked, Reply};
use crate::world::{World, rfc3339};

/// `GET /api/v1/org`.
pub(crate) fn org(core: &Arc<Core>) -> Reply {
    let world = core.world();
    Reply::json(
        200,
        &json!({
            "id": world.okta.org_id,
            "subdomain": world.okta.subdomain,
            "companyName": world.okta.name,
            "status": "ACTIVE",
        }),
    )
}

/// `GET /api/v1/groups`.
pub(crate) fn groups(core: &Arc<Core>, asked: &Asked) -> ApiResult {
    let world = core.world();
    let mut filters = Vec::new();
    for name in ["filter", "search"] {
        if let Some(text) = asked.query.get(name) {
            filters.push(filter::parse(text).map_err(|e| ApiError::invalid(name, e.to_string()))?);
        }
    }
    let start = asked.query.get("q").map(|text| text.to_lowercase()).unwrap_or_default();
    let expanded = asked.query.get("expand").is_some_and(|expand| expand == "stats");
    let render = |id: &str, group: &Group| {
        let mut body = group_json(&world, id, group);
        if expanded {
            body["_embedded"] = json!({"stats": {"usersCount": group.members.len()}});
        }
        body
    };
    let own = world.okta.groups.iter().map(|(id, group)| (id.clone(), render(id, group), group.name.as_str()));
    // Groups of a target app stand in the same list (`type` APP_GROUP).
    let of_apps = world.okta.apps.iter().flat_map(|app| app.targets.iter().map(move |(id, target)| (app, id, target)));
    let of_apps =
        of_apps.map(|(app, id, target)| (id.clone(), target_json(&world, app, id, target), target.name.as_str()));
    let mut found: Vec<(String, Value)> = own
        .chain(of_apps)
        .filter(|(_, _, name)| name.to_lowercase().starts_with(&start))
        .filter(|(_, body, _)| filters.iter().all(|filter| matches(filter, body)))
        .map(|(id, body, _)| (id, body))
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let limit = Limit { usual: 10_000, least: 1, most: 10_000 };
    page(asked, &world.origins.okta, limit, found.into_iter(), |_, body| body)
}

/// `GET /api/v1/groups/{id}`: of the org, or one that it knows of a target app.
pub(crate) fn group(core: &Arc<Core>, id: &str) -> ApiResult {
    let world = core.world();
    if let Some(group) = world.okta.groups.get(id) {
        return Ok(Reply::json(200, &group_json(&world, id, group)));
    }
    let of_app = world.okta.apps.iter().find_map(|app| Some((app, app.targets.get(id)?)));
    let (app, target) = of_app.ok_or_else(|| ApiError::not_found(id, "UserGroup"))?;
    Ok(Reply::json(200, &target_json(&world, app, id, target)))
}

/// `PUT /api/v1/groups/{id}`.
pub(crate) fn update_group(core: &Arc<Core>, asked: &Asked, id: &str) -> ApiResult {
    let body = body(asked)?;
    let name = body["profile"]["name"].as_str().unwrap_or_default().trim().to_owned();
    let description = body["profile"]["description"].as_str().unwrap_or_default().to_owned();
    core.change(|world| {
        if !world.okta.groups.contains_key(id) {
            return Err(ApiError::not_found(id, "UserGroup"));
        }
        world.set_group(id, &name, &description).map_err(|cause| ApiError::invalid("profile", cause))?;
        let group = world.okta.groups.get(id).ok_or_else(|| ApiError::not_found(id, "UserGroup"))?;
        Ok(Reply::json(200, &group_json(world, id, group)))
    })
}

/// `DELETE /api/v1/groups/{id}`.
pub(crate) fn delete_group(core: &Arc<Core>, id: &str) -> ApiResult {
    if core.change(|world| world.delete_group_of_org(id)) {
        Ok(Reply::empty(204))
    } else {
        Err(ApiError::not_found(id, "UserGroup"))
    }
}

/// `POST /api/v1/groups`.
pub(crate) fn create_group(core: &Arc<Core>, asked: &Asked) -> ApiResult {
    let body = body(asked)?;
    let name = body["profile"]["name"].as_str().unwrap_or_default().trim().to_owned();
    let description = body["profile"]["description"].as_str().unwrap_or_default().to_owned();
    core.change(|world| {
        let id = world.add_group(&name, &description).map_err(|cause| ApiError::invalid("profile", cause))?;
        let group = world.okta.groups.get(&id).ok_or_else(|| ApiError::not_found(&id, "UserGroup"))?;
        Ok(Reply::json(200, &group_json(world, &id, group)))
    })
}

/// `GET /api/v1/groups/{id}/users`.
pub(crate) fn members(core: &Arc<Core>, asked: &Asked, id: &str) -> ApiResult {
    let world = core.world();
    let members: Vec<&String> = match world.okta.groups.get(id) {
        Some(group) => group.members.iter().collect(),
        None => world.target_members(id).ok_or_else(|| ApiError::not_found(id, "UserGroup"))?,
    };
    let found = members.into_iter().filter_map(|id| Some((id.clone(), world.okta.people.get(id)?)));
    let limit = Limit { usual: 1000, least: 1, most: 1000 };
    page(asked, &world.origins.okta, limit, found, |id, person| user_json(&world, id, person))
}

/// `PUT` and `DELETE` of `/api/v1/groups/{id}/users/{user}`.
pub(crate) fn set_member(core: &Arc<Core>, id: &str, user: &str, member: bool) -> ApiResult {
    core.change(|world| {
        if !world.okta.people.contains_key(user) {
            return Err(ApiError::not_found(user, "User"));
        }
        if world.set_member(id, user, member) {
            Ok(Reply::empty(204))
        } else {
            Err(ApiError::not_found(id, "UserGroup"))
        }
    })
}

/// `GET /api/v1/mappings`: Okta's user profile into each application's.
pub(crate) fn mappings(core: &Arc<Core>, asked: &Asked) -> Reply {
    let world = core.world();
    let wanted = asked.query.get("targetId");
    let apps = world.okta.apps.iter().filter(|app| wanted.is_none_or(|id| *id == app.id));
    let found: Vec<Value> = apps.map(|app| mapping_json(&world, &app.id, false)).collect();
    Reply::json(200, &Value::Array(found))
}

/// `GET /api/v1/mappings/{id}`.
pub(crate) fn mapping(core: &Arc<Core>, id: &str) -> ApiResult {
    let world = core.world();
    let app = id.strip_prefix("prm").map(|rest| format!("0oa{rest}")).filter(|app| world.okta.app(app).is_some());
    let app = app.ok_or_else(|| ApiError::not_found(id, "ProfileMapping"))?;
    Ok(Reply::json(200, &mapping_json(&world, &app, true)))
}

fn mapping_json(world: &World, app_id: &str, whole: bool) -> Value {
    let id = format!("prm{}", app_id.trim_start_matches("0oa"));
    let name = world.okta.app(app_id).map(|app| app.name.clone());
    let mut body = json!({
        "id": id,
        "source": {"id": "otypractice000000000", "name": "user", "type": "user"},
        "target": {"id": app_id, "name": name, "type": "appuser"},
        "_links": {"self": {"href": format!("{}/api/v1/mappings/{id}", world.origins.okta)}},
    });
    if whole {
        let property = |expression: &str| json!({"expression": expression, "pushStatus": "PUSH"});
        body["properties"] = json!({
            "givenName": property("user.firstName"),
            "familyName": property("user.lastName"),
            "email": property("user.email"),
            "displayName": property("user.displayName"),
        });
    }
    body
}

/// `Group`.
pub(crate) fn group_json(world: &World, id: &str, group: &Group) -> Value {
    let link = format!("{}/api/v1/groups/{id}", world.origins.okta);
    json!({
        "id": id,
        "created": rfc3339(group.created),
        "lastUpdated": rfc3339(group.updated),
        "lastMembershipUpdated": rfc3339(group.members_updated),
        "objectClass": ["okta:user_group"],
        "type": "OKTA_GROUP",
        "profile": {"name": group.name, "description": group.description},
        "_links": {
            "users": {"href": format!("{link}/users")},
            "apps": {"href": format!("{link}/apps")},
        },
    })
}

impl World {
    /// Who was pushed into a group of a target app; none when there is no such group.
    fn target_members(&self, target_id: &str) -> Option<Vec<&String>> {
        let app = self.okta.apps.iter().find(|app| app.targets.contains_key(target_id))?;
        let source = app.mappings.values().find(|mapping| mapping.target_id.as_deref() == Some(target_id));
        let group = source.and_then(|mapping| self.okta.groups.get(&mapping.group_id));
        let pushed = |id: &&String| app.users.get(*id).is_some_and(|user| user.external_id.is_some());
        Some(group.into_iter().flat_map(|group| &group.members).filter(pushed).collect())
    }
}

/// `Group` of a target app.
fn target_json(world: &World, app: &App, id: &str, target: &TargetGroup) -> Value {
    let link = format!("{}/api/v1/groups/{id}", world.origins.okta);
    json!({
        "id": id,
        "created": rfc3339(target.created),
        "lastUpdated": rfc3339(target.created),
        "lastMembershipUpdated": rfc3339(target.created),
        "objectClass": [format!("{}:group", app.name)],
        "type": "APP_GROUP",
        "profile": {"name": target.name, "description": ""},
        "source": {"id": app.id},
        "_links": {
            "source": {"href": format!("{}/api/v1/apps/{}", world.origins.okta, app.id)},
            "users": {"href": format!("{link}/users")},
            "apps": {"href": format!("{link}/apps")},
        },
    })
}
