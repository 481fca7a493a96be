//! `GET /api/v1/logs`.

use std::sync::Arc;

use jiff::ToSpan as _;
use serde_json::Value;

use super::api::{ApiError, ApiResult};
use super::page::{Limit, cursor, linked, size};
use crate::core::Core;
use crate::filter;
use crate::filter_match::matches;
use crate::http::Asked;

/// Lists events. A polling query (ascending, without `until`) always has a next page, so that one can come back to it
/// later: a reader stops at an empty page (Okta's documentation, "System Log query", polling requests).
pub(crate) fn list(core: &Arc<Core>, asked: &Asked) -> ApiResult {
    let world = core.world();
    let time = |name: &str| match asked.query.get(name) {
        None => Ok(None),
        Some(text) => text
            .parse::<jiff::Timestamp>()
            .map(Some)
            .map_err(|_| ApiError::invalid(name, format!("{name}: not an ISO 8601 time"))),
    };
    let until = time("until")?;
    let since = match time("since")? {
        Some(since) => since,
        None => until.unwrap_or(world.now).checked_sub(168.hours()).unwrap_or(jiff::Timestamp::MIN),
    };
    let wanted = match asked.query.get("filter") {
        Some(text) => Some(filter::parse(text).map_err(|e| ApiError::invalid("filter", e.to_string()))?),
        None => None,
    };
    let words: Vec<String> =
        asked.query.get("q").into_iter().flat_map(|q| q.split_whitespace()).map(str::to_lowercase).collect();
    let descending = match asked.query.get("sortOrder").map(|order| order.to_ascii_uppercase()).as_deref() {
        None | Some("ASCENDING") => false,
        Some("DESCENDING") => true,
        Some(_) => return Err(ApiError::invalid("sortOrder", "sortOrder: ASCENDING or DESCENDING")),
    };
    let size = size(asked, Limit { usual: 100, least: 0, most: 1000 })?;
    let after = cursor(asked)?;
    let mut found: Vec<(&str, Value)> = world
        .okta
        .log
        .iter()
        .filter(|event| event.at >= since && until.is_none_or(|until| event.at < until))
        .filter(|event| match &after {
            Some(after) if descending => event.id.as_str() < after.as_str(),
            Some(after) => event.id.as_str() > after.as_str(),
            None => true,
        })
        .map(|event| (event.id.as_str(), world.event_json(event)))
        .filter(|(_, event)| wanted.as_ref().is_none_or(|filter| matches(filter, event)))
        .filter(|(_, event)| {
            let text = if words.is_empty() { String::new() } else { event.to_string().to_lowercase() };
            words.iter().all(|word| text.contains(word))
        })
        .collect();
    if descending {
        found.reverse();
    }
    let more = found.len() > size;
    found.truncate(size);
    let polling = !descending && until.is_none();
    let last = found.last().map(|(id, _)| (*id).to_owned());
    let next = match last {
        Some(last) if more || polling => Some(last),
        None if polling => Some(after.unwrap_or_default()),
        _ => None,
    };
    let events: Vec<Value> = found.into_iter().map(|(_, event)| event).collect();
    Ok(linked(asked, &world.origins.okta, &Value::Array(events), next.as_deref()))
}
