//! A small directory that answers SCIM as it should: the yardstick that each row bends in one place.
//!
//! It shares nothing with the practice servers or with Catflap's own SCIM types: what is believed wrongly there is not
//! believed here.

use serde_json::{Value, json};

use crate::wire::{Answer, Asked};

/// The token that is right. Percent-encoding and base64 both change it, so that each form can be told from the others.
pub const TOKEN: &str = "marker+faulty/token=b81d~7c05-3f9a";

/// Where the directory is on its server.
pub const BASE: &str = "/scim/v2";

const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
const LIST: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const CONFIG: &str = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

/// Who is synced, and what the server remembers.
#[derive(Debug)]
pub(crate) struct Directory {
    pub users: Vec<Value>,
    pub groups: Vec<Value>,
    /// The largest page that is given.
    pub cap: usize,
    /// Whatever a row counts.
    pub count: usize,
    /// Another origin, where nobody must go.
    pub elsewhere: String,
    /// Every request, in order.
    pub seen: Vec<Asked>,
    /// How many were created.
    born: usize,
}

impl Directory {
    /// Twelve people and three groups.
    pub fn new(elsewhere: String) -> Self {
        let groups = [("Developers", 1..=5), ("Everybody", 1..=12), ("Reviewers", 4..=6)];
        let members = |of: std::ops::RangeInclusive<usize>| -> Vec<Value> {
            of.map(|number| json!({"value": id_of(number), "display": format!("Person {number}")})).collect()
        };
        Self {
            users: (1..=12).map(person).collect(),
            groups: groups
                .into_iter()
                .enumerate()
                .map(|(number, (name, of))| {
                    json!({
                        "schemas": [GROUP], "id": format!("group-{}", number + 1), "displayName": name,
                        "members": members(of), "meta": {"resourceType": "Group"}
                    })
                })
                .collect(),
            cap: 100,
            count: 0,
            elsewhere,
            seen: Vec::new(),
            born: 0,
        }
    }

    pub fn of(&mut self, endpoint: &str) -> &mut Vec<Value> {
        if endpoint == "Groups" { &mut self.groups } else { &mut self.users }
    }

    /// The resource that a request is about.
    pub fn target(&mut self, asked: &Asked) -> Option<&mut Value> {
        let (before, id) = asked.path().rsplit_once('/')?;
        let endpoint = before.rsplit('/').next()?.to_owned();
        let id = id.to_owned();
        self.of(&endpoint).iter_mut().find(|one| one["id"] == id.as_str())
    }

    /// Answers as it should.
    pub fn answer(&mut self, asked: &Asked) -> Answer {
        if asked.header("authorization") == Some(&format!("Bearer {TOKEN}")) {
            self.admitted(asked)
        } else {
            Answer::error(401, "The token is not known.").with("WWW-Authenticate", "Bearer")
        }
    }

    /// Answers as it should to whoever asks with the right token.
    pub fn admitted(&mut self, asked: &Asked) -> Answer {
        let path = asked.path().to_owned();
        let Some(path) = path.strip_prefix(BASE) else { return Answer::error(404, "There is nothing here.") };
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        match (asked.method.as_str(), parts.as_slice()) {
            ("GET", [endpoint @ ("Users" | "Groups")]) => self.list(endpoint, asked),
            ("POST", [endpoint @ ("Users" | "Groups")]) => self.create(endpoint, asked.json()),
            ("GET", ["ServiceProviderConfig"]) => Answer::scim(200, &config()),
            ("GET", ["ResourceTypes"]) => Answer::scim(200, &listed(&resource_types(), 2, 1)),
            ("GET", ["Schemas"]) => Answer::scim(200, &listed(&[json!({"id": USER}), json!({"id": GROUP})], 2, 1)),
            (method, [endpoint @ ("Users" | "Groups"), id]) => self.one(method, endpoint, id, asked),
            _ => Answer::error(404, "There is nothing here."),
        }
    }

    fn list(&mut self, endpoint: &str, asked: &Asked) -> Answer {
        let found: Vec<Value> = match asked.filter() {
            None => self.of(endpoint).clone(),
            Some(filter) => {
                let Some((attribute, value)) = filter_of(&filter) else {
                    return Answer::error(400, "This filter is not understood.");
                };
                self.of(endpoint).iter().filter(|one| holds(one, attribute, &value)).cloned().collect()
            }
        };
        let start = asked.number("startIndex").unwrap_or(1).max(1);
        let count = asked.number("count").unwrap_or(self.cap).min(self.cap);
        let page: Vec<Value> = found.iter().skip(start - 1).take(count).cloned().collect();
        Answer::scim(200, &listed(&page, found.len(), start))
    }

    pub fn create(&mut self, endpoint: &str, body: Value) -> Answer {
        let name = name_of(endpoint);
        let taken = body[name].as_str().is_none_or(|wanted| {
            self.of(endpoint).iter().any(|one| one[name].as_str().is_some_and(|had| had.eq_ignore_ascii_case(wanted)))
        });
        if taken {
            let error = Answer::error(409, "The name is taken.");
            return error.bent(|body| body["scimType"] = "uniqueness".into());
        }
        Answer::scim(201, &self.keep(endpoint, body))
    }

    /// Stores a new resource, whatever it is.
    pub fn keep(&mut self, endpoint: &str, mut body: Value) -> Value {
        self.born += 1;
        if let Some(fields) = body.as_object_mut() {
            fields.remove("password");
            fields.remove("groups");
            fields.insert("id".into(), format!("made-{}", self.born).into());
        }
        self.of(endpoint).push(body.clone());
        body
    }

    fn one(&mut self, method: &str, endpoint: &str, id: &str, asked: &Asked) -> Answer {
        let Some(place) = self.of(endpoint).iter().position(|one| one["id"] == id) else {
            return Answer::error(404, "Nobody has this id.");
        };
        let body = asked.json();
        let stored = &mut self.of(endpoint)[place];
        match method {
            "GET" => Answer::scim(200, stored),
            "PUT" => {
                *stored = body;
                stored["id"] = id.into();
                if let Some(fields) = stored.as_object_mut() {
                    fields.remove("password");
                }
                Answer::scim(200, stored)
            }
            "PATCH" => {
                for operation in body["Operations"].as_array().into_iter().flatten() {
                    if !apply(stored, operation) {
                        return Answer::error(400, "This operation is not understood.");
                    }
                }
                Answer::scim(200, stored)
            }
            "DELETE" => {
                self.of(endpoint).remove(place);
                Answer::empty(204)
            }
            _ => Answer::error(405, "This can’t be done here."),
        }
    }
}

fn id_of(number: usize) -> String {
    format!("person-{number:02}")
}

fn person(number: usize) -> Value {
    let mail = format!("person{number:02}@whisker.example");
    json!({
        "schemas": [USER],
        "id": id_of(number),
        "externalId": format!("00u{number:05}"),
        "userName": mail,
        "name": {"givenName": "Person", "familyName": number.to_string()},
        "displayName": format!("Person {number}"),
        "emails": [{"value": mail, "type": "work", "primary": true}],
        "active": true,
        "meta": {"resourceType": "User"}
    })
}

pub(crate) fn name_of(endpoint: &str) -> &'static str {
    if endpoint == "Groups" { "displayName" } else { "userName" }
}

/// A `ListResponse`.
pub(crate) fn listed(page: &[Value], total: usize, start: usize) -> Value {
    json!({
        "schemas": [LIST], "totalResults": total, "startIndex": start, "itemsPerPage": page.len(), "Resources": page
    })
}

/// Attribute and value of `attribute eq "value"` (RFC 7644 section 3.4.2.2).
pub(crate) fn filter_of(filter: &str) -> Option<(&str, String)> {
    // `emails[type eq "work"].value` is an attribute too.
    let from = filter.find(']').unwrap_or(0);
    let at = from + filter[from..].to_ascii_lowercase().find(" eq ")?;
    Some((&filter[..at], serde_json::from_str(&filter[at + 4..]).ok()?))
}

fn holds(one: &Value, attribute: &str, value: &str) -> bool {
    let same = |had: &Value| had.as_str().is_some_and(|had| had.eq_ignore_ascii_case(value));
    match attribute {
        "userName" | "externalId" | "id" => same(&one[attribute]),
        "displayName" => one[attribute] == value,
        "emails.value" | "emails" | "emails[type eq \"work\"].value" => {
            one["emails"].as_array().is_some_and(|mails| mails.iter().any(|mail| same(&mail["value"])))
        }
        _ => false,
    }
}

/// One operation of a PATCH (RFC 7644 section 3.5.2), as far as Okta sends them.
fn apply(stored: &mut Value, operation: &Value) -> bool {
    let value = operation["value"].clone();
    match (operation["op"].as_str().map(str::to_ascii_lowercase).as_deref(), operation["path"].as_str()) {
        (Some("replace" | "add"), None) => {
            let (Some(stored), Some(fields)) = (stored.as_object_mut(), value.as_object()) else { return false };
            stored.extend(fields.clone());
            true
        }
        (Some("add"), Some("members")) => {
            let (Some(members), Some(new)) = (stored["members"].as_array_mut(), value.as_array()) else { return false };
            members.extend(new.clone());
            true
        }
        (Some("replace"), Some(path)) => {
            stored[path] = value;
            true
        }
        (Some("remove"), Some(path)) => {
            let inner = path.strip_prefix("members[").and_then(|rest| rest.strip_suffix(']'));
            let Some(("value", gone)) = inner.and_then(filter_of) else { return false };
            if let Some(members) = stored["members"].as_array_mut() {
                members.retain(|member| member["value"] != gone.as_str());
            }
            true
        }
        _ => false,
    }
}

fn config() -> Value {
    let is = |supported: bool| json!({"supported": supported});
    json!({
        "schemas": [CONFIG], "patch": is(true), "filter": {"supported": true, "maxResults": 100}, "bulk": is(false),
        "changePassword": is(false), "sort": is(false), "etag": is(false),
        "authenticationSchemes": [{"type": "oauthbearertoken", "name": "Bearer token"}]
    })
}

fn resource_types() -> [Value; 2] {
    [
        json!({"id": "User", "name": "User", "endpoint": "/Users", "schema": USER}),
        json!({"id": "Group", "name": "Group", "endpoint": "/Groups", "schema": GROUP}),
    ]
}
