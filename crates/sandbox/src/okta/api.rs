//! Okta's management API: credential, rate limit, routes, errors (`okta-management.yaml`, 5.1.0).

use std::sync::Arc;

use serde_json::{Value, json};

use super::access::{self, Caller};
use super::limits::OktaLimit;
use super::oauth;
use crate::core::Core;
use crate::http::{Asked, Reply};

/// An error in Okta's shape.
#[derive(Debug)]
pub(crate) struct ApiError {
    pub status: u16,
    pub code: &'static str,
    pub summary: String,
    pub causes: Vec<String>,
    pub headers: Vec<(&'static str, String)>,
}

impl ApiError {
    pub fn not_found(id: &str, kind: &str) -> Self {
        let summary = format!("Not found: Resource not found: {id} ({kind})");
        Self::of(404, "E0000007", &summary)
    }

    pub fn invalid(what: &str, cause: impl Into<String>) -> Self {
        let summary = format!("Api validation failed: {what}");
        Self { causes: vec![cause.into()], ..Self::of(400, "E0000001", &summary) }
    }

    pub fn of(status: u16, code: &'static str, summary: &str) -> Self {
        Self { status, code, summary: summary.to_owned(), causes: Vec::new(), headers: Vec::new() }
    }
}

pub(crate) type ApiResult = Result<Reply, ApiError>;

/// Answers a request to the practice org.
pub(crate) fn answer(core: &Arc<Core>, asked: &Asked) -> Reply {
    let path: Vec<&str> = asked.segments.iter().map(String::as_str).collect();
    let rate = core.okta_rate(OktaLimit::of(&path));
    let result = if rate.exceeded {
        Err(ApiError::of(429, "E0000047", "API call exceeded rate limit due to too many requests."))
    } else {
        match (asked.method.as_str(), path.as_slice()) {
            ("GET", [".well-known", "okta-organization"]) => Ok(well_known(core)),
            // `View IdP metadata`: public, as service providers fetch it.
            ("GET", ["app", issuer, "sso", "saml", "metadata"]) => super::api_apps::public_metadata(core, issuer),
            ("POST", ["oauth2", "v1", "token"]) => Ok(oauth::token(core, asked)),
            (_, ["api", "v1", rest @ ..]) => access::caller(core, asked).and_then(|caller| {
                access::check(core, asked, &caller, rest)?;
                route(core, asked, &caller, rest)
            }),
            _ => Err(ApiError::of(404, "E0000022", "The endpoint does not support the provided HTTP method")),
        }
    };
    let request_id = core.world().ids.okta("req");
    result
        .unwrap_or_else(|error| refused(&error, &request_id))
        .with("x-okta-request-id", request_id)
        .with("x-rate-limit-limit", rate.limit.to_string())
        .with("x-rate-limit-remaining", rate.remaining.to_string())
        .with("x-rate-limit-reset", rate.reset.to_string())
}

fn route(core: &Arc<Core>, asked: &Asked, caller: &Caller, path: &[&str]) -> ApiResult {
    use super::{api_apps, api_assignments, api_directory, api_features, api_logs, api_push, api_users};
    match (asked.method.as_str(), path) {
        ("GET", ["org"]) => Ok(api_directory::org(core)),
        ("GET", ["users"]) => api_users::list(core, asked),
        ("POST", ["users"]) => api_users::create(core, asked),
        // A service app is nobody.
        ("GET", ["users", "me"]) if matches!(caller, Caller::Service(_)) => Err(ApiError::not_found("me", "User")),
        ("GET", ["users", id]) => api_users::read(core, id),
        ("POST" | "PUT", ["users", id]) => api_users::update(core, asked, id),
        ("DELETE", ["users", id]) => api_users::delete(core, id),
        ("GET", ["users", id, "roles"]) => api_users::roles(core, id),
        ("GET", ["users", id, "groups"]) => api_users::groups(core, asked, id),
        ("POST", ["users", id, "lifecycle", change]) => api_users::lifecycle(core, id, change),
        ("GET", ["groups"]) => api_directory::groups(core, asked),
        ("POST", ["groups"]) => api_directory::create_group(core, asked),
        ("GET", ["groups", id]) => api_directory::group(core, id),
        ("PUT", ["groups", id]) => api_directory::update_group(core, asked, id),
        ("DELETE", ["groups", id]) => api_directory::delete_group(core, id),
        ("GET", ["groups", id, "users"]) => api_directory::members(core, asked, id),
        ("PUT", ["groups", id, "users", user]) => api_directory::set_member(core, id, user, true),
        ("DELETE", ["groups", id, "users", user]) => api_directory::set_member(core, id, user, false),
        ("GET", ["logs"]) => api_logs::list(core, asked),
        ("GET", ["mappings"]) => Ok(api_directory::mappings(core, asked)),
        ("GET", ["mappings", id]) => api_directory::mapping(core, id),
        ("GET", ["apps"]) => api_apps::list(core, asked),
        ("POST", ["apps"]) => api_apps::create(core, asked),
        (_, ["apps", app, rest @ ..]) => {
            if core.world().okta.app(app).is_none() {
                return Err(ApiError::not_found(app, "AppInstance"));
            }
            match (asked.method.as_str(), rest) {
                ("GET", []) => api_apps::read(core, app),
                ("PUT", []) => api_apps::replace(core, asked, app),
                ("POST", ["lifecycle", change]) => api_apps::lifecycle(core, app, change),
                ("GET", ["sso", "saml", "metadata"]) => api_apps::metadata(core, app),
                ("GET", ["connections", "default"]) => Ok(api_features::connection(core, app)),
                ("POST", ["connections", "default", ..]) => Err(api_features::no_connection()),
                ("GET", ["features"]) => api_features::list(core, app),
                ("GET", ["features", name]) => api_features::read(core, app, name),
                ("PUT", ["features", name]) => api_features::update(core, asked, app, name),
                ("GET", ["groups"]) => api_assignments::groups(core, asked, app),
                ("GET", ["groups", group]) => api_assignments::group(core, app, group),
                ("PUT", ["groups", group]) => api_assignments::assign(core, asked, app, group),
                ("DELETE", ["groups", group]) => api_assignments::unassign(core, app, group),
                ("GET", ["users"]) => api_assignments::users(core, asked, app),
                ("POST", ["users"]) => api_assignments::assign_user(core, asked, app),
                ("GET", ["users", user]) => api_assignments::user(core, asked, app, user),
                ("DELETE", ["users", user]) => api_assignments::unassign_user(core, app, user),
                ("GET", ["group-push", "mappings"]) => api_push::list(core, asked, app),
                ("POST", ["group-push", "mappings"]) => api_push::create(core, asked, app),
                ("GET", ["group-push", "mappings", id]) => api_push::read(core, app, id),
                ("PATCH", ["group-push", "mappings", id]) => api_push::update(core, asked, app, id),
                ("DELETE", ["group-push", "mappings", id]) => api_push::delete(core, asked, app, id),
                _ => Err(unsupported()),
            }
        }
        _ => Err(unsupported()),
    }
}

pub(crate) fn unsupported() -> ApiError {
    ApiError::of(405, "E0000022", "The endpoint does not support the provided HTTP method")
}

/// The request's JSON body.
pub(crate) fn body(asked: &Asked) -> Result<Value, ApiError> {
    serde_json::from_slice(&asked.body)
        .map_err(|_| ApiError::of(400, "E0000003", "The request body was not well-formed."))
}

fn refused(error: &ApiError, request_id: &str) -> Reply {
    let causes: Vec<Value> = error.causes.iter().map(|cause| json!({"errorSummary": cause})).collect();
    let body = json!({
        "errorCode": error.code,
        "errorSummary": error.summary,
        "errorLink": error.code,
        "errorId": format!("oae{}", request_id.trim_start_matches("req")),
        "errorCauses": causes,
    });
    let reply = Reply::json(error.status, &body);
    error.headers.iter().fold(reply, |reply, (name, value)| reply.with(name, value))
}

fn well_known(core: &Core) -> Reply {
    let world = core.world();
    let organization = json!({"href": world.origins.okta});
    Reply::json(200, &json!({"id": world.okta.org_id, "pipeline": "idx", "_links": {"organization": organization}}))
}
