//! The SCIM endpoint: token, rate limit, routes, and the answers' shape (RFC 7644).

use std::collections::HashMap;

use serde_json::{Value, json};

use super::discovery;
use super::list::Query;
use super::scim_error::ScimError;
use crate::core::Core;
use crate::http::{Asked, Reply};
use crate::world::World;

/// Requests a minute. Far above what pushing and checking need.
const LIMIT: u64 = 60_000;

/// What a SCIM request came to, before it becomes HTTP.
pub(crate) struct ScimReply {
    pub status: u16,
    pub body: Option<Value>,
}

/// Answers a request below `/v2/`.
pub(crate) fn answer(core: &Core, asked: &Asked) -> Reply {
    let rate = core.rate("scim", LIMIT);
    let (tenant, path) = match asked.segments.as_slice() {
        [_, tenant, path @ ..] => (tenant.as_str(), path),
        _ => ("", &[][..]),
    };
    let reply = if rate.exceeded {
        Err(ScimError::new(429, "Too many requests."))
    } else if tenant != core.world().configcat.tenant {
        Err(ScimError::new(404, "There is no such SCIM endpoint."))
    } else if let Err(error) = authorize(core, asked) {
        Err(error)
    } else {
        body(asked).map(|body| {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            if asked.method == "GET" {
                core.world().scim(&asked.method, &path, &asked.query, &body)
            } else {
                core.change(|world| world.scim(&asked.method, &path, &asked.query, &body))
            }
        })
    };
    let reply = reply.unwrap_or_else(|error| ScimReply { status: error.status, body: Some(error.body()) });
    let mut http = match &reply.body {
        Some(body) => Reply { content_type: "application/scim+json", ..Reply::json(reply.status, body) },
        None => Reply::empty(reply.status),
    };
    let location = reply.body.as_ref().and_then(|body| body.pointer("/meta/location")).and_then(Value::as_str);
    if let (201, Some(location)) = (reply.status, location) {
        http = http.with("location", location);
    }
    if reply.status == 401 {
        http = http.with("www-authenticate", "Bearer realm=\"SCIM\"");
    }
    if reply.status == 429 {
        http = http.with("retry-after", rate.wait.to_string());
    }
    http.with("x-rate-limit-remaining", rate.remaining.to_string()).with("x-rate-limit-reset", rate.wait.to_string())
}

fn authorize(core: &Core, asked: &Asked) -> Result<(), ScimError> {
    if asked.let_in {
        return Ok(());
    }
    let Some(header) = &asked.authorization else {
        return Err(ScimError::new(401, "Authorization header is missing."));
    };
    let token = match header.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim(),
        _ => return Err(ScimError::new(401, "Invalid Authorization header.")),
    };
    if token.contains(char::is_whitespace) {
        return Err(ScimError::new(401, "Invalid Authorization header."));
    }
    if token == core.secrets().scim_token { Ok(()) } else { Err(ScimError::new(401, "Invalid token.")) }
}

fn body(asked: &Asked) -> Result<Value, ScimError> {
    if asked.body.is_empty() || !matches!(asked.method.as_str(), "POST" | "PUT" | "PATCH") {
        return Ok(Value::Null);
    }
    serde_json::from_slice(&asked.body)
        .map_err(|_| ScimError::bad("invalidSyntax", "The request body is not well-formed JSON."))
}

impl World {
    /// Carries out a SCIM request: `path` is what follows the SCIM URL.
    pub(crate) fn scim(
        &mut self,
        method: &str,
        path: &[&str],
        query: &HashMap<String, String>,
        body: &Value,
    ) -> ScimReply {
        match self.scim_result(method, path, query, body) {
            Ok(reply) => reply,
            Err(error) => ScimReply { status: error.status, body: Some(error.body()) },
        }
    }

    fn scim_result(
        &mut self,
        method: &str,
        path: &[&str],
        query: &HashMap<String, String>,
        body: &Value,
    ) -> Result<ScimReply, ScimError> {
        let query = match (method, path) {
            ("POST", [.., ".search"]) => Query::read(&searched(body))?,
            _ => Query::read(query)?,
        };
        let base = self.scim_base();
        let ok = |body: Value| ScimReply { status: 200, body: Some(body) };
        let one_of = |list: Vec<Value>, id: &str| {
            list.into_iter().find(|entry| entry["id"] == id).map(ok).ok_or_else(|| ScimError::missing(id))
        };
        let reply = match (method, path) {
            ("GET", ["Users"]) | ("POST", ["Users", ".search"]) => ok(self.list_users(&query)),
            ("POST", ["Users"]) => ScimReply { status: 201, body: Some(query.choose(self.create_user(body)?)) },
            ("GET", ["Users", id]) => ok(query.choose(self.read_user(id)?)),
            ("PUT", ["Users", id]) => ok(query.choose(self.replace_user(id, body)?)),
            ("PATCH", ["Users", id]) => ok(query.choose(self.patch_user(id, body)?)),
            ("DELETE", ["Users", id]) => {
                self.delete_user(id)?;
                ScimReply { status: 204, body: None }
            }
            ("GET", ["Groups"]) | ("POST", ["Groups", ".search"]) => ok(self.list_groups(&query)),
            ("POST", ["Groups"]) => ScimReply { status: 201, body: Some(query.choose(self.create_group(body)?)) },
            ("GET", ["Groups", id]) => ok(query.choose(self.read_group(id)?)),
            ("PUT", ["Groups", id]) => ok(query.choose(self.replace_group(id, body)?)),
            ("PATCH", ["Groups", id]) => ok(query.choose(self.patch_group(id, body)?)),
            ("DELETE", ["Groups", id]) => {
                self.delete_group(id)?;
                ScimReply { status: 204, body: None }
            }
            ("GET", ["ServiceProviderConfig"]) => ok(discovery::config(&base)),
            // Discovery lists are given whole; a filter on them is refused (RFC 7644 section 4).
            ("GET", ["ResourceTypes" | "Schemas"]) if query.filter.is_some() => {
                return Err(ScimError::new(403, "A filter is not allowed here."));
            }
            ("GET", ["ResourceTypes"]) => ok(whole(&discovery::resource_types(&base))),
            ("GET", ["ResourceTypes", id]) => one_of(discovery::resource_types(&base), id)?,
            ("GET", ["Schemas"]) => ok(whole(&discovery::schemas(&base))),
            ("GET", ["Schemas", id]) => one_of(discovery::schemas(&base), id)?,
            (_, ["Users" | "Groups" | "ServiceProviderConfig" | "ResourceTypes" | "Schemas", ..]) => {
                return Err(ScimError::new(405, format!("{method} is not supported here.")));
            }
            _ => return Err(ScimError::new(404, "There is nothing at this address.")),
        };
        Ok(reply)
    }
}

/// The pairs of a query out of a search request's body (RFC 7644 section 3.4.3).
fn searched(body: &Value) -> HashMap<String, String> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    };
    body.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), text(value))).collect()
}

fn whole(resources: &[Value]) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": resources.len(),
        "startIndex": 1,
        "itemsPerPage": resources.len(),
        "Resources": resources,
    })
}
