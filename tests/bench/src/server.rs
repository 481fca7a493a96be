//! SCIM 2.0 for readers (RFC 7644), on loopback.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use axum::serve::ListenerExt as _;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use tokio::io::AsyncReadExt as _;

use crate::directory::{Directory, PAGE};

/// Worth nothing elsewhere.
const TOKEN: &str = "benchmark-token-4f1c9a7e";

/// How long an answer takes.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    pub delay: Duration,
    /// Whether every other page takes three times as long.
    pub uneven: bool,
}

/// Serves until standard input ends.
pub fn run(directory: Directory, pace: Pace) -> std::io::Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}/scim/v2", listener.local_addr()?);
        let directory = Arc::new(directory);
        let router = Router::new().fallback(move |method: Method, uri: Uri, headers: HeaderMap| {
            let directory = directory.clone();
            async move {
                let asked = Asked::of(&uri);
                if !pace.delay.is_zero() {
                    let nth = asked.number("startIndex").unwrap_or(1) / PAGE;
                    tokio::time::sleep(pace.delay * if pace.uneven && nth.is_multiple_of(2) { 3 } else { 1 }).await;
                }
                answer(&directory, &method, &headers, &asked)
            }
        });
        let mut out = std::io::stdout();
        writeln!(out, "{}", json!({"url": url, "token": TOKEN}))?;
        out.flush()?;
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        let end = async {
            let mut rest = Vec::new();
            let _ = tokio::io::stdin().read_to_end(&mut rest).await;
        };
        tokio::select! {
            served = axum::serve(listener, router) => served,
            () = end => Ok(()),
        }
    })
}

/// A request, as far as it is looked at.
struct Asked {
    path: Vec<String>,
    query: Vec<(String, String)>,
}

impl Asked {
    fn of(uri: &Uri) -> Self {
        let text = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
        let pairs = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        Self {
            path: uri
                .path()
                .split('/')
                .skip(1)
                .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
                .collect(),
            query: pairs
                .map(|pair| {
                    pair.split_once('=')
                        .map_or_else(|| (text(pair), String::new()), |(name, value)| (text(name), text(value)))
                })
                .collect(),
        }
    }

    fn one(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Negative numbers count as 0 (RFC 7644 section 3.4.2.4).
    fn number(&self, name: &str) -> Option<usize> {
        let number: i64 = self.one(name)?.parse().ok()?;
        usize::try_from(number.max(0)).ok()
    }
}

fn answer(directory: &Directory, method: &Method, headers: &HeaderMap, asked: &Asked) -> Response {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if bearer.and_then(|value| value.strip_prefix("Bearer ")) != Some(TOKEN) {
        return error(StatusCode::UNAUTHORIZED, "The token is missing or wrong.");
    }
    if method != Method::GET {
        return error(StatusCode::METHOD_NOT_ALLOWED, "Only reading is served.");
    }
    let path: Vec<&str> = asked.path.iter().map(String::as_str).collect();
    let ["scim", "v2", endpoint, rest @ ..] = path.as_slice() else { return nothing() };
    let shelf = match *endpoint {
        "Users" => &directory.users,
        "Groups" => &directory.groups,
        "ServiceProviderConfig" | "ResourceTypes" | "Schemas" => return discovery(endpoint, rest),
        _ => return nothing(),
    };
    match rest {
        [] => match asked.one("filter") {
            None => body(shelf.page(asked.number("startIndex").unwrap_or(1), asked.number("count").unwrap_or(PAGE))),
            Some(filter) => equals(filter)
                .and_then(|(attribute, value)| shelf.find(&attribute, &value))
                .map_or_else(|| error(StatusCode::BAD_REQUEST, "Only eq is understood, with a value in quotes."), body),
        },
        [id] => shelf.get(id).map_or_else(nothing, body),
        _ => nothing(),
    }
}

/// `attribute eq "value"`, the value a JSON string (RFC 7644 section 3.4.2.2).
fn equals(filter: &str) -> Option<(String, String)> {
    let (attribute, rest) = filter.trim().split_once(' ')?;
    let (operator, value) = rest.trim_start().split_once(' ')?;
    let value: String = serde_json::from_str(value.trim()).ok()?;
    operator.eq_ignore_ascii_case("eq").then(|| (attribute.to_owned(), value))
}

fn discovery(endpoint: &str, rest: &[&str]) -> Response {
    let no = json!({"supported": false});
    let all = match endpoint {
        "ServiceProviderConfig" => {
            return body(Bytes::from(
                json!({
                    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
                    "patch": no, "bulk": {"supported": false, "maxOperations": 0, "maxPayloadSize": 0},
                    "filter": {"supported": true, "maxResults": PAGE}, "changePassword": no, "sort": no, "etag": no,
                    "authenticationSchemes": [{"type": "oauthbearertoken", "name": "Bearer token", "description": "A token in the Authorization header"}],
                })
                .to_string(),
            ));
        }
        "ResourceTypes" => ["User", "Group"]
            .map(|name| {
                json!({
                    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
                    "id": name, "name": name, "endpoint": format!("/{name}s"),
                    "schema": format!("urn:ietf:params:scim:schemas:core:2.0:{name}"),
                })
            })
            .to_vec(),
        _ => [("User", "userName"), ("Group", "displayName")]
            .map(|(name, attribute)| {
                json!({
                    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
                    "id": format!("urn:ietf:params:scim:schemas:core:2.0:{name}"), "name": name,
                    "attributes": [{
                        "name": attribute, "type": "string", "multiValued": false, "required": true, "caseExact": false,
                        "mutability": "readWrite", "returned": "default", "uniqueness": "server",
                    }],
                })
            })
            .to_vec(),
    };
    match rest {
        [] => {
            let count = all.len();
            let list = json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
                "totalResults": count, "startIndex": 1, "itemsPerPage": count, "Resources": all,
            });
            body(Bytes::from(list.to_string()))
        }
        [id] => all
            .iter()
            .find(|resource: &&Value| resource["id"] == **id)
            .map_or_else(nothing, |resource| body(Bytes::from(resource.to_string()))),
        _ => nothing(),
    }
}

fn body(body: Bytes) -> Response {
    ([(header::CONTENT_TYPE, "application/scim+json")], body).into_response()
}

fn nothing() -> Response {
    error(StatusCode::NOT_FOUND, "There is nothing here.")
}

fn error(status: StatusCode, detail: &str) -> Response {
    let text = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
        "status": status.as_u16().to_string(), "detail": detail,
    });
    (status, body(Bytes::from(text.to_string()))).into_response()
}
