//! Pages of Okta's lists: a limit, and an opaque cursor in the `Link` header.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::api::ApiError;
use crate::http::{Asked, Reply};

/// The bounds of `limit`.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    pub usual: usize,
    pub least: usize,
    pub most: usize,
}

/// One page out of entries that are ordered by id, with the links to itself and to the next.
pub(crate) fn page<T>(
    asked: &Asked,
    origin: &str,
    limit: Limit,
    entries: impl Iterator<Item = (String, T)>,
    render: impl Fn(&str, T) -> Value,
) -> Result<Reply, ApiError> {
    let size = size(asked, limit)?;
    let after = cursor(asked)?;
    let mut rest = entries.skip_while(|(id, _)| after.as_ref().is_some_and(|after| id <= after)).peekable();
    let mut last = None;
    let mut items = Vec::new();
    while items.len() < size {
        let Some((id, entry)) = rest.next() else { break };
        items.push(render(&id, entry));
        last = Some(id);
    }
    let next = if rest.peek().is_some() { last } else { None };
    Ok(linked(asked, origin, &Value::Array(items), next.as_deref()))
}

/// Reads `limit` within its bounds; past the largest Okta refuses.
pub(crate) fn size(asked: &Asked, limit: Limit) -> Result<usize, ApiError> {
    match asked.query.get("limit").map(|text| text.parse::<i64>()) {
        None | Some(Ok(-1)) => Ok(limit.usual),
        Some(Ok(wanted)) => match usize::try_from(wanted) {
            Ok(wanted) if (limit.least..=limit.most).contains(&wanted) => Ok(wanted),
            _ => Err(ApiError::invalid("limit", format!("limit: must be between {} and {}", limit.least, limit.most))),
        },
        Some(Err(_)) => Err(ApiError::invalid("limit", "limit: must be a whole number")),
    }
}

/// Reads the cursor.
pub(crate) fn cursor(asked: &Asked) -> Result<Option<String>, ApiError> {
    let Some(text) = asked.query.get("after") else { return Ok(None) };
    let bytes = URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    bytes.map(Some).ok_or_else(|| ApiError::invalid("after", "after: invalid cursor"))
}

/// An answer with the `Link` headers.
pub(crate) fn linked(asked: &Asked, origin: &str, body: &Value, next: Option<&str>) -> Reply {
    let path = format!("{origin}/{}", asked.segments.join("/"));
    let kept: Vec<(String, String)> = url::form_urlencoded::parse(asked.raw_query.as_bytes())
        .into_owned()
        .filter(|(name, _)| name != "after")
        .collect();
    let link = |after: Option<&str>| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if let Some(after) = after {
            query.append_pair("after", &URL_SAFE_NO_PAD.encode(after));
        }
        query.extend_pairs(&kept);
        let query = query.finish();
        if query.is_empty() { path.clone() } else { format!("{path}?{query}") }
    };
    let this = asked.query.get("after").and_then(|_| cursor(asked).ok().flatten());
    let mut reply = Reply::json(200, body).with("link", format!("<{}>; rel=\"self\"", link(this.as_deref())));
    if let Some(next) = next {
        reply = reply.with("link", format!("<{}>; rel=\"next\"", link(Some(next))));
    }
    reply
}
