//! People: list, create, read, update, lifecycle.

use std::sync::Arc;

use serde_json::{Value, json};

use super::api::{ApiError, ApiResult, body, unsupported};
use super::api_directory::group_json;
use super::page::{Limit, page};
use super::state::{Person, PersonStatus};
use crate::core::Core;
use crate::directory::DirectoryAct;
use crate::filter;
use crate::filter_match::matches;
use crate::http::{Asked, Reply};
use crate::panel::OktaRights;
use crate::world::{World, rfc3339};

/// `GET /api/v1/users`. Without `search` or `filter` the deactivated are left out, as Okta does.
pub(crate) fn list(core: &Arc<Core>, asked: &Asked) -> ApiResult {
    let world = core.world();
    let mut filters = Vec::new();
    for name in ["filter", "search"] {
        if let Some(text) = asked.query.get(name) {
            filters.push(filter::parse(text).map_err(|e| ApiError::invalid(name, e.to_string()))?);
        }
    }
    let start = asked.query.get("q").map(|text| text.to_lowercase()).unwrap_or_default();
    let found = world
        .okta
        .people
        .iter()
        .filter(|(_, person)| !filters.is_empty() || person.status != PersonStatus::Deprovisioned)
        .filter(|(_, person)| {
            let texts = [&person.first_name, &person.last_name, &person.email];
            texts.iter().any(|text| text.to_lowercase().starts_with(&start))
        })
        .filter(|(id, person)| filters.iter().all(|filter| matches(filter, &user_json(&world, id, person))))
        .map(|(id, person)| (id.clone(), person));
    let limit = Limit { usual: 200, least: 1, most: 200 };
    page(asked, &world.origins.okta, limit, found, |id, person| user_json(&world, id, person))
}

/// `GET /api/v1/users/{id}`: an id, a login, or `me`.
pub(crate) fn read(core: &Arc<Core>, id: &str) -> ApiResult {
    let world = core.world();
    let (id, person) = found(&world, id)?;
    Ok(Reply::json(200, &user_json(&world, id, person)))
}

/// `POST /api/v1/users`. Activated without a password the person is PROVISIONED, otherwise ACTIVE; not activated STAGED.
pub(crate) fn create(core: &Arc<Core>, asked: &Asked) -> ApiResult {
    let body = body(asked)?;
    let status = match asked.query.get("activate").map(String::as_str) {
        Some("false") => PersonStatus::Staged,
        _ if body["credentials"]["password"].is_object() => PersonStatus::Active,
        _ => PersonStatus::Provisioned,
    };
    let groups: Vec<String> =
        body["groupIds"].as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect();
    core.change(|world| {
        let now = world.now;
        let mut person = Person {
            first_name: String::new(),
            last_name: String::new(),
            email: String::new(),
            login: String::new(),
            display_name: None,
            department: String::new(),
            status,
            created: now,
            updated: now,
        };
        merge(&mut person, &body["profile"], true)?;
        let id = world.add_person(person).map_err(|cause| ApiError::invalid("login", cause))?;
        for group in groups {
            world.set_member(&group, &id, true);
        }
        let (id, person) = found(world, &id)?;
        Ok(Reply::json(200, &user_json(world, id, person)))
    })
}

/// `POST` (what is not named stays) and `PUT` (the whole profile) of `/api/v1/users/{id}`.
pub(crate) fn update(core: &Arc<Core>, asked: &Asked, id: &str) -> ApiResult {
    let body = body(asked)?;
    core.change(|world| {
        let (id, person) = found(world, id)?;
        let (id, mut person) = (id.to_owned(), person.clone());
        if person.status == PersonStatus::Deprovisioned {
            return Err(ApiError::of(403, "E0000038", "This operation is not allowed in the user's current status."));
        }
        merge(&mut person, &body["profile"], asked.method == "PUT")?;
        world.set_profile(&id, person).map_err(|cause| ApiError::invalid("login", cause))?;
        let (id, person) = found(world, &id)?;
        Ok(Reply::json(200, &user_json(world, id, person)))
    })
}

/// `DELETE /api/v1/users/{id}`: the first time deactivates, the second deletes.
pub(crate) fn delete(core: &Arc<Core>, id: &str) -> ApiResult {
    core.change(|world| {
        let (id, person) = found(world, id)?;
        let id = id.to_owned();
        if person.status == PersonStatus::Deprovisioned {
            world.delete_person(&id);
        } else {
            world.directory(&DirectoryAct::Deactivate { user_id: id });
        }
        Ok(Reply::empty(204))
    })
}

/// `GET /api/v1/users/{id}/groups`.
pub(crate) fn groups(core: &Arc<Core>, asked: &Asked, id: &str) -> ApiResult {
    let world = core.world();
    let (id, _) = found(&world, id)?;
    let mine = world.okta.groups.iter().filter(|(_, group)| group.members.contains(id));
    let limit = Limit { usual: 200, least: 1, most: 200 };
    let entries = mine.map(|(id, group)| (id.clone(), group));
    page(asked, &world.origins.okta, limit, entries, |id, group| group_json(&world, id, group))
}

/// `GET /api/v1/users/{id}/roles`: the practice org has one administrator.
pub(crate) fn roles(core: &Arc<Core>, id: &str) -> ApiResult {
    let world = core.world();
    let (id, person) = found(&world, id)?;
    let role = match world.okta.token_rights {
        _ if id != world.okta.admin => None,
        OktaRights::SuperAdmin => Some(("SUPER_ADMIN", "Super Administrator")),
        OktaRights::ReadOnlyAdmin => Some(("READ_ONLY_ADMIN", "Read Only Administrator")),
        OktaRights::AppAdminWithoutGroups => Some(("CUSTOM", "Applications without groups")),
        OktaRights::Revoked => None,
    };
    let roles: Vec<Value> = role
        .into_iter()
        .map(|(kind, label)| {
            json!({
                "id": format!("ra1{}", id.trim_start_matches("00u")),
                "label": label,
                "type": kind,
                "status": "ACTIVE",
                "created": rfc3339(person.created),
                "lastUpdated": rfc3339(person.updated),
                "assignmentType": "USER",
            })
        })
        .collect();
    Ok(Reply::json(200, &Value::Array(roles)))
}

/// `POST /api/v1/users/{id}/lifecycle/…`.
pub(crate) fn lifecycle(core: &Arc<Core>, id: &str, change: &str) -> ApiResult {
    use PersonStatus::{Active, Deprovisioned, Provisioned, Staged, Suspended};
    core.change(|world| {
        let (id, person) = found(world, id)?;
        let (user_id, status) = (id.to_owned(), person.status);
        let (allowed, act) = match change {
            "activate" => {
                (matches!(status, Staged | Deprovisioned), DirectoryAct::Activate { user_id: user_id.clone() })
            }
            "reactivate" => (status == Provisioned, DirectoryAct::Activate { user_id: user_id.clone() }),
            "suspend" => (status == Active, DirectoryAct::Suspend { user_id: user_id.clone() }),
            "unsuspend" => (status == Suspended, DirectoryAct::Activate { user_id: user_id.clone() }),
            "deactivate" => (true, DirectoryAct::Deactivate { user_id: user_id.clone() }),
            _ => return Err(unsupported()),
        };
        if !allowed {
            let words = "This operation is not allowed in the user's current status.";
            return Err(ApiError::of(400, "E0000001", words));
        }
        world.directory(&act);
        Ok(Reply::json(200, &json!({})))
    })
}

fn found<'a>(world: &'a World, id: &str) -> Result<(&'a str, &'a Person), ApiError> {
    let id = if id == "me" { world.okta.admin.as_str() } else { id };
    world
        .okta
        .people
        .get_key_value(id)
        .or_else(|| world.okta.people.iter().find(|(_, person)| person.login.eq_ignore_ascii_case(id)))
        .map(|(id, person)| (id.as_str(), person))
        .ok_or_else(|| ApiError::not_found(id, "User"))
}

/// Takes what a profile names. `whole` wants what Okta demands of a person.
fn merge(person: &mut Person, profile: &Value, whole: bool) -> Result<(), ApiError> {
    let fields: [(&str, &mut String); 5] = [
        ("firstName", &mut person.first_name),
        ("lastName", &mut person.last_name),
        ("email", &mut person.email),
        ("login", &mut person.login),
        ("department", &mut person.department),
    ];
    for (name, field) in fields {
        let required = name != "department";
        match profile.get(name).and_then(Value::as_str) {
            Some(text) if required && text.trim().is_empty() => {
                return Err(ApiError::invalid(name, format!("{name}: The field cannot be left blank")));
            }
            Some(text) => text.clone_into(field),
            None if whole && required => {
                return Err(ApiError::invalid(name, format!("{name}: The field cannot be left blank")));
            }
            None => {}
        }
    }
    match profile.get("displayName") {
        Some(name) => person.display_name = name.as_str().filter(|name| !name.is_empty()).map(str::to_owned),
        None if whole => person.display_name = None,
        None => {}
    }
    for (name, text) in [("email", &person.email), ("login", &person.login)] {
        if !text.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.')) {
            return Err(ApiError::invalid(name, format!("{name}: Does not match required pattern")));
        }
    }
    Ok(())
}

/// `User`.
pub(crate) fn user_json(world: &World, id: &str, person: &Person) -> Value {
    json!({
        "id": id,
        "status": person.status.word(),
        "created": rfc3339(person.created),
        "activated": if person.status == PersonStatus::Staged { None } else { Some(rfc3339(person.created)) },
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
