//! The org itself: settings, users, groups, profile mappings.

use std::sync::Arc;

use serde_json::{Value, json};

use super::api::{ApiError, ApiResult, body};
use super::page::{Limit, page};
use super::state::{Group, Person};
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

/// `GET /api/v1/users/{id}`: an id, a login, or `me`.
pub(crate) fn user(core: &Arc<Core>, id: &str) -> ApiResult {
    let world = core.world();
    let id = if id == "me" { world.okta.admin.clone() } else { id.to_owned() };
    let found = world
        .okta
        .people
        .get_key_value(&id)
        .or_else(|| world.okta.people.iter().find(|(_, person)| person.login.eq_ignore_ascii_case(&id)));
    let (id, person) = found.ok_or_else(|| ApiError::not_found(&id, "User"))?;
    Ok(Reply::json(200, &user_json(&world, id, person)))
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
    let found = world
        .okta
        .groups
        .iter()
        .filter(|(_, group)| group.name.to_lowercase().starts_with(&start))
        .filter(|(id, group)| filters.iter().all(|filter| matches(filter, &group_json(&world, id, group))))
        .map(|(id, group)| (id.clone(), group));
    page(asked, &world.origins.okta, Limit { usual: 10_000, least: 1, most: 10_000 }, found, render)
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
    let group = world.okta.groups.get(id).ok_or_else(|| ApiError::not_found(id, "UserGroup"))?;
    let found = group.members.iter().filter_map(|id| Some((id.clone(), world.okta.people.get(id)?)));
    let limit = Limit { usual: 1000, least: 1, most: 1000 };
    page(asked, &world.origins.okta, limit, found, |id, person| user_json(&world, id, person))
}

/// `PUT /api/v1/groups/{id}/users/{user}`.
pub(crate) fn add_member(core: &Arc<Core>, id: &str, user: &str) -> ApiResult {
    core.change(|world| {
        if !world.okta.people.contains_key(user) {
            return Err(ApiError::not_found(user, "User"));
        }
        if world.set_member(id, user, true) { Ok(Reply::empty(204)) } else { Err(ApiError::not_found(id, "UserGroup")) }
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

fn user_json(world: &World, id: &str, person: &Person) -> Value {
    json!({
        "id": id,
        "status": person.status.word(),
        "created": rfc3339(person.created),
        "activated": rfc3339(person.created),
        "statusChanged": rfc3339(person.updated),
        "lastLogin": null,
        "lastUpdated": rfc3339(person.updated),
        "passwordChanged": null,
        "type": {"id": "otypractice000000000"},
        "profile": {
            "firstName": person.first_name,
            "lastName": person.last_name,
            "displayName": person.name(),
            "email": person.email,
            "login": person.login,
            "secondEmail": null,
            "mobilePhone": null,
            "department": person.department,
        },
        "credentials": {"provider": {"type": "OKTA", "name": "OKTA"}},
        "_links": {"self": {"href": format!("{}/api/v1/users/{id}", world.origins.okta)}},
    })
}

fn group_json(world: &World, id: &str, group: &Group) -> Value {
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
