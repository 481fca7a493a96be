//! PATCH (RFC 7644 section 3.5.2), with and without a path, with and without a value filter.

use serde_json::{Map, Value};

use super::schema::{self, Attribute};
use super::scim_error::ScimError;
use crate::filter::{self, Filter};
use crate::filter_match::matches;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Op {
    Add,
    Replace,
    Remove,
}

struct Target {
    attribute: &'static Attribute,
    filter: Option<Filter>,
    sub: Option<&'static str>,
}

/// Carries out all operations of a PATCH request on a resource, or none: the caller keeps the old one on an error.
pub(crate) fn apply(
    resource: &mut Map<String, Value>,
    request: &Value,
    attributes: &'static [Attribute],
) -> Result<(), ScimError> {
    let operations = crate::filter_match::attribute(request, "Operations")
        .and_then(Value::as_array)
        .filter(|operations| !operations.is_empty())
        .ok_or_else(|| ScimError::bad("invalidSyntax", "The request has no Operations."))?;
    for operation in operations {
        let name = field(operation, "op").and_then(Value::as_str).unwrap_or_default();
        let op = match name.to_ascii_lowercase().as_str() {
            "add" => Op::Add,
            "replace" => Op::Replace,
            "remove" => Op::Remove,
            _ => return Err(ScimError::bad("invalidSyntax", format!("'{name}' is no PATCH operation."))),
        };
        let value = field(operation, "value");
        match field(operation, "path").and_then(Value::as_str) {
            Some(path) => at_path(resource, op, path, value, attributes)?,
            None if op == Op::Remove => {
                return Err(ScimError::bad("noTarget", "A remove operation needs a path."));
            }
            None => {
                let Some(fields) = value.and_then(Value::as_object) else {
                    return Err(ScimError::bad(
                        "invalidValue",
                        "An operation without a path needs an object as value.",
                    ));
                };
                for (name, value) in fields {
                    // What the endpoint does not know, and what only it sets (`id` among them), is ignored here.
                    let first = name.split('.').next().unwrap_or_default();
                    if schema::find(attributes, first).is_some_and(|known| known.mutability != "readOnly") {
                        at_path(resource, op, name, Some(value), attributes)?;
                    }
                }
            }
        }
    }
    Ok(())
}

fn field<'a>(operation: &'a Value, name: &str) -> Option<&'a Value> {
    crate::filter_match::attribute(operation, name).filter(|value| !value.is_null())
}

fn at_path(
    resource: &mut Map<String, Value>,
    op: Op,
    path: &str,
    value: Option<&Value>,
    attributes: &'static [Attribute],
) -> Result<(), ScimError> {
    let target = target(path, attributes)?;
    if op != Op::Remove && value.is_none() {
        return Err(ScimError::bad("invalidValue", format!("The operation on {path} has no value.")));
    }
    if target.filter.is_some() {
        return within(resource, op, path, &target, value);
    }
    let name = target.attribute.name;
    match (op, value) {
        (Op::Remove, given) => remove(resource, &target, given),
        (_, Some(value)) => {
            if let Some(sub) = target.sub {
                match resource.entry(name).or_insert_with(|| empty(target.attribute)) {
                    Value::Object(fields) => {
                        fields.insert(sub.to_owned(), value.clone());
                    }
                    Value::Array(items) => {
                        for item in items.iter_mut().filter_map(Value::as_object_mut) {
                            item.insert(sub.to_owned(), value.clone());
                        }
                    }
                    _ => {}
                }
            } else if target.attribute.multi {
                let given = as_items(value);
                match (op, resource.get_mut(name)) {
                    (Op::Add, Some(Value::Array(items))) => add_items(items, given),
                    _ => {
                        resource.insert(name.to_owned(), Value::Array(given));
                    }
                }
            } else {
                set(resource, target.attribute, value);
            }
        }
        (_, None) => {}
    }
    Ok(())
}

/// A complex value is merged into what is there (RFC 7644 section 3.5.2.3), any other takes its place.
fn set(resource: &mut Map<String, Value>, attribute: &'static Attribute, value: &Value) {
    match (resource.get_mut(attribute.name), value) {
        (Some(Value::Object(old)), Value::Object(new)) => {
            for (sub, value) in new {
                let name = schema::find(attribute.sub, sub).map_or(sub.as_str(), |known| known.name);
                old.insert(name.to_owned(), value.clone());
            }
        }
        _ => {
            resource.insert(attribute.name.to_owned(), value.clone());
        }
    }
}

fn remove(resource: &mut Map<String, Value>, target: &Target, given: Option<&Value>) {
    let name = target.attribute.name;
    match (resource.get_mut(name), target.sub, given) {
        (Some(Value::Object(fields)), Some(sub), _) => {
            fields.remove(sub);
        }
        (Some(Value::Array(items)), Some(sub), _) => {
            for item in items.iter_mut().filter_map(Value::as_object_mut) {
                item.remove(sub);
            }
        }
        // Entra names the values to remove beside the path; that is outside of the RFC and common.
        (Some(Value::Array(items)), None, Some(given)) => {
            let given: std::collections::HashSet<String> = as_items(given).iter().map(identity).collect();
            items.retain(|item| !given.contains(&identity(item)));
        }
        _ => {
            resource.remove(name);
        }
    }
}

fn within(
    resource: &mut Map<String, Value>,
    op: Op,
    path: &str,
    target: &Target,
    value: Option<&Value>,
) -> Result<(), ScimError> {
    let nothing = || ScimError::bad("noTarget", format!("Nothing matches {path}."));
    let Some(filter) = &target.filter else { return Err(nothing()) };
    let Some(Value::Array(items)) = resource.get_mut(target.attribute.name) else { return Err(nothing()) };
    let mut hits = 0;
    if op == Op::Remove && target.sub.is_none() {
        let before = items.len();
        items.retain(|item| !matches(filter, item));
        hits = before - items.len();
    } else {
        for item in items.iter_mut().filter(|item| matches(filter, item)) {
            hits += 1;
            let Some(fields) = item.as_object_mut() else { continue };
            match (target.sub, value) {
                (Some(sub), Some(value)) if op != Op::Remove => {
                    fields.insert(sub.to_owned(), value.clone());
                }
                (Some(sub), _) => {
                    fields.remove(sub);
                }
                (None, Some(Value::Object(new))) => fields.extend(new.clone()),
                (None, _) => return Err(ScimError::bad("invalidValue", format!("{path} needs an object as value."))),
            }
        }
    }
    if hits == 0 { Err(nothing()) } else { Ok(()) }
}

fn target(path: &str, attributes: &'static [Attribute]) -> Result<Target, ScimError> {
    let wrong = || ScimError::bad("invalidPath", format!("'{path}' is not a path to an attribute of this resource."));
    let (head, filter, sub) = match path.split_once('[') {
        Some((head, rest)) => {
            let (inner, after) = rest.rsplit_once(']').ok_or_else(wrong)?;
            let filter = filter::parse(inner).map_err(|error| ScimError::bad("invalidFilter", error.to_string()))?;
            let sub = match after {
                "" => None,
                after => Some(after.strip_prefix('.').ok_or_else(wrong)?.to_owned()),
            };
            (head, Some(filter), sub)
        }
        None => (path, None, None),
    };
    let mut parts = filter::path(head).ok_or_else(wrong)?.0.into_iter();
    let first = parts.next().ok_or_else(wrong)?;
    let sub = sub.or_else(|| parts.next());
    if parts.next().is_some() {
        return Err(wrong());
    }
    if ["id", "meta", "schemas"].iter().any(|own| own.eq_ignore_ascii_case(&first)) {
        return Err(ScimError::bad("mutability", format!("{first} can't be changed.")));
    }
    let attribute = schema::find(attributes, &first).ok_or_else(wrong)?;
    if attribute.mutability == "readOnly" {
        return Err(ScimError::bad("mutability", format!("{} can't be changed.", attribute.name)));
    }
    let sub = match sub {
        Some(sub) => Some(schema::find(attribute.sub, &sub).ok_or_else(wrong)?.name),
        None => None,
    };
    if filter.is_some() && !attribute.multi {
        return Err(wrong());
    }
    Ok(Target { attribute, filter, sub })
}

fn empty(attribute: &Attribute) -> Value {
    if attribute.multi { Value::Array(vec![Value::Object(Map::new())]) } else { Value::Object(Map::new()) }
}

fn as_items(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.clone(),
        one => vec![one.clone()],
    }
}

fn add_items(items: &mut Vec<Value>, given: Vec<Value>) {
    let mut known: std::collections::HashSet<String> = items.iter().map(identity).collect();
    for item in given {
        if known.insert(identity(&item)) {
            items.push(item);
        }
    }
}

/// What makes two values of a multi-valued attribute the same: their `value`.
fn identity(item: &Value) -> String {
    match crate::filter_match::attribute(item, "value") {
        Some(Value::String(value)) => value.clone(),
        _ => item.to_string(),
    }
}
