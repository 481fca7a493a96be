//! The people and groups that are served, rendered before anybody asks.

use std::collections::HashMap;
use std::fmt::Write as _;

use axum::body::Bytes;
use serde_json::{Value, json};

/// How many a page holds at most, as with Okta's own requests.
pub const PAGE: usize = 100;

/// What is served.
pub struct Directory {
    pub users: Shelf,
    pub groups: Shelf,
}

/// One kind of resource, in the order in which it is listed.
pub struct Shelf {
    resources: Vec<String>,
    by_id: HashMap<String, usize>,
    /// By `userName` or `displayName`, without capitals.
    by_name: HashMap<String, usize>,
    by_email: HashMap<String, usize>,
    by_external_id: HashMap<String, usize>,
    whole_pages: Vec<Bytes>,
}

impl Directory {
    /// People and groups, the same ones at each call with the same numbers.
    pub fn of(users: usize, groups: usize, members: usize) -> Self {
        Self {
            users: Shelf::of((0..users).map(user)),
            groups: Shelf::of((0..groups).map(|at| group(at, users, members))),
        }
    }
}

impl Shelf {
    fn of(resources: impl Iterator<Item = Value>) -> Self {
        let mut shelf = Self {
            resources: Vec::new(),
            by_id: HashMap::new(),
            by_name: HashMap::new(),
            by_email: HashMap::new(),
            by_external_id: HashMap::new(),
            whole_pages: Vec::new(),
        };
        for (at, resource) in resources.enumerate() {
            let text = |field: &str| resource[field].as_str();
            shelf.by_id.extend(text("id").map(|id| (id.to_owned(), at)));
            shelf.by_name.extend(text("userName").or(text("displayName")).map(|name| (name.to_lowercase(), at)));
            shelf.by_email.extend(resource["emails"][0]["value"].as_str().map(|email| (email.to_lowercase(), at)));
            shelf.by_external_id.extend(text("externalId").map(|id| (id.to_owned(), at)));
            shelf.resources.push(resource.to_string());
        }
        shelf.whole_pages =
            (0..shelf.resources.len().div_ceil(PAGE)).map(|page| shelf.render(page * PAGE + 1, PAGE)).collect();
        shelf
    }

    /// A page of the list: `start` counts from 1 (RFC 7644 section 3.4.2.4).
    pub fn page(&self, start: usize, count: usize) -> Bytes {
        let (start, count) = (start.max(1), count.min(PAGE));
        match self.whole_pages.get((start - 1) / PAGE) {
            Some(page) if count == PAGE && (start - 1).is_multiple_of(PAGE) => page.clone(),
            _ => self.render(start, count),
        }
    }

    fn render(&self, start: usize, count: usize) -> Bytes {
        let from = (start - 1).min(self.resources.len());
        let to = (from + count).min(self.resources.len());
        list(self.resources.len(), start, &self.resources[from..to])
    }

    /// The resources whose attribute equals the value. None where nothing is known by that attribute.
    pub fn find(&self, attribute: &str, value: &str) -> Option<Bytes> {
        let found = match attribute.to_lowercase().as_str() {
            "id" => self.by_id.get(value),
            "username" | "displayname" => self.by_name.get(&value.to_lowercase()),
            "emails.value" | "emails" => self.by_email.get(&value.to_lowercase()),
            "externalid" => self.by_external_id.get(value),
            _ => return None,
        };
        let found = found.map(|&at| &self.resources[at..=at]).unwrap_or_default();
        Some(list(found.len(), 1, found))
    }

    /// The resource with this id.
    pub fn get(&self, id: &str) -> Option<Bytes> {
        self.by_id.get(id).map(|&at| Bytes::from(self.resources[at].clone()))
    }
}

fn list(total: usize, start: usize, resources: &[String]) -> Bytes {
    let mut body = String::with_capacity(200 + resources.iter().map(|resource| resource.len() + 1).sum::<usize>());
    let _ = write!(
        body,
        r#"{{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":{total},"startIndex":{start},"itemsPerPage":{},"Resources":["#,
        resources.len()
    );
    for (at, resource) in resources.iter().enumerate() {
        if at > 0 {
            body.push(',');
        }
        body.push_str(resource);
    }
    body.push_str("]}");
    Bytes::from(body)
}

/// Ids that look like any other and sort in no order of interest.
fn id(of: &str, at: usize) -> String {
    let scattered = (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!("{of}{:08x}-{:04x}-4{:03x}-8000-{at:012x}", scattered >> 32, scattered >> 16 & 0xffff, scattered & 0xfff)
}

fn user(at: usize) -> Value {
    const GIVEN: [&str; 8] = ["Ada", "Björn", "Chloé", "Dženana", "Emil", "Fatima", "Goran", "Hanako"];
    const FAMILY: [&str; 7] = ["Novák", "O’Neill", "Costa", "Lindqvist", "Yılmaz", "Müller", "Tanaka"];
    let (given, family) = (GIVEN[at % GIVEN.len()], FAMILY[at / GIVEN.len() % FAMILY.len()]);
    let email = format!("person{at}@whisker.example");
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": id("", at),
        "externalId": format!("00u{at:017}"),
        "userName": email,
        "name": {"givenName": given, "familyName": family, "formatted": format!("{given} {family}")},
        "displayName": format!("{given} {family}"),
        "emails": [{"value": email, "type": "work", "primary": true}],
        "active": !at.is_multiple_of(20),
        "meta": {"resourceType": "User", "created": "2026-05-01T09:00:00Z", "lastModified": "2026-05-02T09:00:00Z"},
    })
}

fn group(at: usize, users: usize, members: usize) -> Value {
    let members: Vec<Value> = (0..members.min(users))
        .map(|nth| (at * members + nth) % users)
        .map(|user| json!({"value": id("", user), "display": format!("person{user}@whisker.example")}))
        .collect();
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "id": id("g", at),
        "displayName": format!("Team {at}"),
        "members": members,
        "meta": {"resourceType": "Group", "created": "2026-05-01T09:00:00Z", "lastModified": "2026-05-02T09:00:00Z"},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &Bytes) -> (u64, Vec<String>) {
        let page: Value = serde_json::from_slice(page).unwrap();
        let ids = page["Resources"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned());
        (page["totalResults"].as_u64().unwrap(), ids.collect())
    }

    #[test]
    fn pages_join_wherever_they_begin_and_however_long_they_are() {
        let directory = Directory::of(250, 3, 10);
        let whole: Vec<String> =
            [1, 101, 201].iter().flat_map(|&start| read(&directory.users.page(start, 100)).1).collect();
        assert_eq!(whole.len(), 250);
        let odd: Vec<String> = (1..=250).step_by(7).flat_map(|start| read(&directory.users.page(start, 7)).1).collect();
        assert_eq!(odd, whole);
        assert_eq!(read(&directory.users.page(251, 100)), (250, vec![]));
        assert_eq!(read(&directory.users.page(1, 0)), (250, vec![]));
    }

    #[test]
    fn members_are_users_and_a_look_up_finds_the_one_it_means() {
        let directory = Directory::of(25, 3, 10);
        let group: Value = serde_json::from_slice(&directory.groups.find("displayName", "TEAM 2").unwrap()).unwrap();
        for member in group["Resources"][0]["members"].as_array().unwrap() {
            assert!(directory.users.get(member["value"].as_str().unwrap()).is_some());
        }
        let found = read(&directory.users.find("userName", "Person7@whisker.example").unwrap());
        assert_eq!(found, (1, vec![id("", 7)]));
        assert_eq!(read(&directory.users.find("userName", "nobody@whisker.example").unwrap()), (0, vec![]));
        assert!(directory.users.find("nickName", "x").is_none());
    }
}
