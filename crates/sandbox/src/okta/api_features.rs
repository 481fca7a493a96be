//! Provisioning of an application: connection and features.

use std::sync::Arc;

use serde_json::{Value, json};

use super::api::{ApiError, ApiResult, body};
use super::state::App;
use crate::core::Core;
use crate::http::{Asked, Reply};
use crate::panel::OktaToApp;
use crate::world::World;

/// `GET …/connections/default`: of a custom app Okta shows nothing (okta.md), and says so with UNKNOWN.
pub(crate) fn connection(core: &Arc<Core>, id: &str) -> Reply {
    let link = format!("{}/api/v1/apps/{id}/connections/default", core.world().origins.okta);
    Reply::json(
        200,
        &json!({
            "authScheme": "UNKNOWN",
            "profile": {"authScheme": "UNKNOWN"},
            "status": "UNKNOWN",
            "_links": {"self": {"href": link, "hints": {"allow": ["GET", "POST"]}}},
        }),
    )
}

/// `POST …/connections/default`: not for custom apps.
pub(crate) fn no_connection() -> ApiError {
    ApiError::invalid("connection", "Provisioning connections are not supported for this application.")
}

/// `GET …/features`.
pub(crate) fn list(core: &Arc<Core>, id: &str) -> ApiResult {
    let world = core.world();
    let app = enabled(&world, id, 400)?;
    let mut features = vec![feature(&world, app)];
    if app.connector.import_users {
        features.push(inbound(&world, app));
    }
    Ok(Reply::json(200, &Value::Array(features)))
}

/// `GET …/features/{name}`.
pub(crate) fn read(core: &Arc<Core>, id: &str, name: &str) -> ApiResult {
    let world = core.world();
    let app = enabled(&world, id, 404)?;
    if name == "INBOUND_PROVISIONING" && app.connector.import_users {
        return Ok(Reply::json(200, &inbound(&world, app)));
    }
    known(name)?;
    Ok(Reply::json(200, &feature(&world, app)))
}

/// `PUT …/features/{name}`: what is not named stays.
pub(crate) fn update(core: &Arc<Core>, asked: &Asked, id: &str, name: &str) -> ApiResult {
    known(name)?;
    let body = body(asked)?;
    let mut to_app = enabled(&core.world(), id, 400)?.to_app;
    for (path, switch) in [
        ("/create/lifecycleCreate/status", &mut to_app.create_users),
        ("/update/profile/status", &mut to_app.update_user_attributes),
        ("/update/lifecycleDeactivate/status", &mut to_app.deactivate_users),
        ("/update/password/status", &mut to_app.sync_password),
    ] {
        match body.pointer(path).and_then(Value::as_str) {
            None => {}
            Some("ENABLED") => *switch = true,
            Some("DISABLED") => *switch = false,
            Some(_) => return Err(ApiError::invalid("capabilities", format!("{path}: ENABLED or DISABLED"))),
        }
    }
    core.change(|world| {
        world.set_to_app(id, to_app);
        Ok(Reply::json(200, &feature(world, enabled(world, id, 400)?)))
    })
}

fn known(name: &str) -> Result<(), ApiError> {
    if name == "USER_PROVISIONING" { Ok(()) } else { Err(ApiError::not_found(name, "Feature")) }
}

fn enabled<'a>(world: &'a World, id: &str, status: u16) -> Result<&'a App, ApiError> {
    world.okta.app(id).filter(|app| app.scim_provisioning && app.connector.saved).ok_or_else(|| {
        let refusal = ApiError::invalid("provisioning", "Provisioning is not enabled for this application.");
        ApiError { status, ..refusal }
    })
}

fn feature(world: &World, app: &App) -> Value {
    let status = |on: bool| json!({"status": if on { "ENABLED" } else { "DISABLED" }});
    let mut password = status(app.to_app.sync_password);
    password["seed"] = "RANDOM".into();
    password["change"] = "KEEP_EXISTING".into();
    let link = format!("{}/api/v1/apps/{}/features/USER_PROVISIONING", world.origins.okta, app.id);
    json!({
        "name": "USER_PROVISIONING",
        "status": "ENABLED",
        "description": "User provisioning settings from Okta to a downstream application",
        "capabilities": {
            "create": {"lifecycleCreate": status(app.to_app.create_users)},
            "update": {
                "profile": status(app.to_app.update_user_attributes),
                "lifecycleDeactivate": status(app.to_app.deactivate_users),
                "password": password,
            },
        },
        "_links": {"self": {"href": link, "hints": {"allow": ["GET", "PUT"]}}},
    })
}

/// To Okta: only where imports are ticked.
fn inbound(world: &World, app: &App) -> Value {
    let link = format!("{}/api/v1/apps/{}/features/INBOUND_PROVISIONING", world.origins.okta, app.id);
    json!({
        "name": "INBOUND_PROVISIONING",
        "status": "ENABLED",
        "description": "In-bound provisioning settings from a downstream application to Okta",
        "capabilities": {
            "importSettings": {"username": {"usernameFormat": "EMAIL"}, "schedule": {"status": "DISABLED"}},
            "importRules": {"userCreateAndMatch": {
                "exactMatchCriteria": "EMAIL",
                "allowPartialMatch": false,
                "autoConfirmPartialMatch": false,
                "autoConfirmExactMatch": false,
                "autoConfirmNewUsers": false,
                "autoActivateNewUsers": false,
            }},
        },
        "_links": {"self": {"href": link, "hints": {"allow": ["GET", "PUT"]}}},
    })
}

impl World {
    /// Provisioning → To App → Save.
    pub(crate) fn set_to_app(&mut self, app_id: &str, to_app: OktaToApp) {
        let now = self.now;
        let Some(app) = self.okta.app_mut(app_id) else { return };
        let before = app.provisions();
        app.to_app = to_app;
        app.updated = now;
        let begins = !before && app.provisions();
        self.event("application.configuration.update", app_id, None, "Update application provisioning settings", None);
        if begins {
            self.note_assigned_before(app_id);
        }
    }
}
