//! A service provider that does everything right: the yardstick that each test bends in one place.

use catflap_scim::schema;
use serde_json::{Value, json};

use crate::server::{Answer, Asked};

pub const TOKEN: &str = "marker-secret-token-b81d-3f9a";

pub fn user(number: u64) -> Value {
    json!({
        "schemas": [schema::USER],
        "id": format!("id-{number:05}"),
        "externalId": format!("00u{number}"),
        "userName": format!("person{number}@example.com"),
        "name": {"givenName": "Person", "familyName": number.to_string()},
        "displayName": format!("Person {number}"),
        "emails": [{"value": format!("person{number}@example.com"), "type": "work", "primary": true}],
        "active": true,
        "meta": {"resourceType": "User"}
    })
}

pub fn list(resources: &[Value], total: u64, start: u64) -> Value {
    json!({
        "schemas": [schema::LIST_RESPONSE],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": resources.len(),
        "Resources": resources
    })
}

pub fn error(status: u16, detail: &str) -> Answer {
    Answer::scim(status, &json!({"schemas": [schema::ERROR], "status": status.to_string(), "detail": detail}))
}

/// The name inside `userName eq "…"`.
pub fn looked_for(asked: &Asked) -> Option<String> {
    filtered(asked, "userName")
}

/// The value inside `attribute eq "…"`.
pub fn filtered(asked: &Asked, attribute: &str) -> Option<String> {
    let filter = asked.query("filter")?;
    serde_json::from_str(filter.strip_prefix(attribute)?.strip_prefix(" eq ")?).ok()
}

pub fn group() -> Value {
    json!({
        "schemas": [schema::GROUP],
        "id": "g-1",
        "displayName": "Developers",
        "members": [{"value": "id-00001"}],
        "meta": {"resourceType": "Group"}
    })
}

pub fn authorized(asked: &Asked) -> bool {
    asked.header("authorization") == Some(&format!("Bearer {TOKEN}"))
}

/// The page that was asked for out of `total` users.
pub fn page(asked: &Asked, total: u64) -> Answer {
    let number = |name: &str, or: u64| asked.query(name).and_then(|text| text.parse().ok()).unwrap_or(or);
    let (start, count) = (number("startIndex", 1), number("count", 100));
    let users: Vec<Value> = (start..=total).take(usize::try_from(count).unwrap()).map(user).collect();
    Answer::scim(200, &list(&users, total, start))
}

/// Answers as a right provider with this many users does.
pub fn right(asked: &Asked, total: u64) -> Answer {
    if !authorized(asked) {
        return error(401, "no");
    }
    match asked.path().strip_prefix("/scim/v2").unwrap_or(asked.path()) {
        "/Users" => {
            let all = || (1..=total).map(user);
            let by_email =
                || filtered(asked, "emails.value").or_else(|| filtered(asked, "emails[type eq \"work\"].value"));
            let found: Vec<Value> = if let Some(name) = looked_for(asked) {
                all().filter(|user| user["userName"].as_str().unwrap().eq_ignore_ascii_case(&name)).collect()
            } else if let Some(email) = by_email() {
                all().filter(|user| user["emails"][0]["value"] == json!(email)).collect()
            } else {
                return page(asked, total);
            };
            Answer::scim(200, &list(&found, found.len() as u64, 1))
        }
        "/Groups" => {
            let name = filtered(asked, "displayName");
            let found: Vec<Value> = [group()]
                .into_iter()
                .filter(|_| total > 0 && name.as_deref().is_none_or(|name| name == "Developers"))
                .collect();
            Answer::scim(200, &list(&found, found.len() as u64, 1))
        }
        "/ServiceProviderConfig" => Answer::scim(
            200,
            &json!({"schemas": [schema::SERVICE_PROVIDER_CONFIG], "patch": {"supported": true}, "filter": {"supported": true, "maxResults": 100}}),
        ),
        "/ResourceTypes" => Answer::scim(200, &list(&[json!({"name": "User"}), json!({"name": "Group"})], 2, 1)),
        "/Schemas" => Answer::scim(200, &list(&[json!({"id": schema::USER}), json!({"id": schema::GROUP})], 2, 1)),
        other => match other.strip_prefix("/Users/id-").and_then(|number| number.parse().ok()) {
            Some(number) if (1..=total).contains(&number) => Answer::scim(200, &user(number)),
            _ => error(404, "not found"),
        },
    }
}
