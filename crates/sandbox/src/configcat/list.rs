//! Listings: filter, pages and the choice of attributes (RFC 7644 sections 3.4.2 and 3.9).

use std::collections::HashMap;

use serde_json::{Value, json};

use super::discovery::{LARGEST_PAGE, USUAL_PAGE};
use super::scim_error::ScimError;
use crate::filter::{self, Compare, Filter};

/// What a listing or a reading asks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    pub filter: Option<Filter>,
    start: usize,
    count: usize,
    attributes: Vec<String>,
    excluded: Vec<String>,
}

impl Query {
    /// Reads the query string's pairs. Names match in any case.
    pub fn read(pairs: &HashMap<String, String>) -> Result<Self, ScimError> {
        let get =
            |name: &str| pairs.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str());
        let filter = match get("filter") {
            Some(text) => {
                Some(filter::parse(text).map_err(|error| ScimError::bad("invalidFilter", error.to_string()))?)
            }
            None => None,
        };
        let number = |name: &str, usual: i64| match get(name) {
            None => Ok(usual),
            Some(text) => text
                .trim()
                .parse::<i64>()
                .map_err(|_| ScimError::bad("invalidValue", format!("{name} must be a whole number."))),
        };
        let usual = i64::try_from(USUAL_PAGE).unwrap_or(100);
        // Below 1 a start means 1 and below 0 a count means 0 (RFC 7644 section 3.4.2.4).
        let start = usize::try_from(number("startIndex", 1)?.max(1)).unwrap_or(1);
        let count = usize::try_from(number("count", usual)?.max(0)).unwrap_or(0).min(LARGEST_PAGE);
        let names = |text: Option<&str>| {
            text.unwrap_or_default()
                .split(',')
                .map(|name| name.trim().rsplit(':').next().unwrap_or_default().to_lowercase())
                .filter(|name| !name.is_empty())
                .collect()
        };
        Ok(Self {
            filter,
            start,
            count,
            attributes: names(get("attributes")),
            excluded: names(get("excludedAttributes")),
        })
    }

    /// The one value that `attribute eq "value"` asks for, so that a look-up need not walk over everything.
    pub fn equals(&self, attribute: &str) -> Option<&str> {
        match &self.filter {
            Some(Filter::Compare(path, Compare::Eq, Value::String(text)))
                if path.0.len() == 1 && path.0[0].eq_ignore_ascii_case(attribute) =>
            {
                Some(text)
            }
            _ => None,
        }
    }

    /// Makes the list response out of everything that matches: resources are only rendered for the page.
    pub fn page<T>(&self, found: &[T], mut render: impl FnMut(&T) -> Value) -> Value {
        let page = found.iter().skip(self.start - 1).take(self.count);
        let resources: Vec<Value> = page.map(|item| self.choose(render(item))).collect();
        json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
            "totalResults": found.len(),
            "startIndex": self.start,
            "itemsPerPage": resources.len(),
            "Resources": resources,
        })
    }

    /// The attributes that were asked for; `schemas`, `id` and `meta` always stay.
    pub fn choose(&self, resource: Value) -> Value {
        if self.attributes.is_empty() && self.excluded.is_empty() {
            return resource;
        }
        let Value::Object(fields) = resource else { return resource };
        let kept = fields.into_iter().filter_map(|(name, value)| {
            let lower = name.to_lowercase();
            if matches!(lower.as_str(), "schemas" | "id" | "meta") {
                return Some((name, value));
            }
            if self.attributes.is_empty() {
                return exclude(&self.excluded, &lower, value).map(|value| (name, value));
            }
            include(&self.attributes, &lower, value).map(|value| (name, value))
        });
        Value::Object(kept.collect())
    }
}

fn include(wanted: &[String], name: &str, value: Value) -> Option<Value> {
    if wanted.iter().any(|wanted| wanted == name) {
        return Some(value);
    }
    let subs: Vec<&str> = subs(wanted, name);
    if subs.is_empty() {
        return None;
    }
    Some(each(value, &|sub| subs.contains(&sub)))
}

fn exclude(unwanted: &[String], name: &str, value: Value) -> Option<Value> {
    if unwanted.iter().any(|unwanted| unwanted == name) {
        return None;
    }
    let subs: Vec<&str> = subs(unwanted, name);
    Some(if subs.is_empty() { value } else { each(value, &|sub| !subs.contains(&sub)) })
}

fn subs<'a>(names: &'a [String], attribute: &str) -> Vec<&'a str> {
    names.iter().filter_map(|name| name.split_once('.')).filter(|(a, _)| *a == attribute).map(|(_, sub)| sub).collect()
}

fn each(value: Value, keep: &dyn Fn(&str) -> bool) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(|item| each(item, keep)).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().filter(|(name, _)| keep(&name.to_lowercase())).collect())
        }
        other => other,
    }
}
