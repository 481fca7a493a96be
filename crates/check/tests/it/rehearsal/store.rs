//! A service provider in memory that does everything right, for each test to bend in one place.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use catflap_check::Target;
use catflap_scim::schema;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::provider::{TOKEN, error, list};
use crate::server::{Answer, Asked, converse};

#[derive(Default)]
pub struct Store {
    pub users: BTreeMap<String, Value>,
    pub groups: BTreeMap<String, Value>,
    next: u64,
    /// Requests so far, this one included.
    pub asked: usize,
    /// The next look is answered as things were before.
    pub late: bool,
    /// Nobody is served any more.
    pub dead: bool,
}

impl Store {
    /// Someone and something that are none of Catflap's business.
    fn furnished() -> Self {
        let mut store = Self::default();
        store.users.insert("ada".into(), json!({"schemas": [schema::USER], "id": "ada", "userName": "ada@whisker.co", "displayName": "Ada", "active": true}));
        store.groups.insert("dev".into(), json!({"schemas": [schema::GROUP], "id": "dev", "displayName": "Developers", "members": [{"value": "ada"}]}));
        store
    }

    /// Whether only those two are there, untouched.
    pub fn is_as_before(&self) -> bool {
        let before = Self::furnished();
        self.users == before.users && self.groups == before.groups
    }

    pub fn of(&mut self, endpoint: &str) -> &mut BTreeMap<String, Value> {
        if endpoint == "Users" { &mut self.users } else { &mut self.groups }
    }

    pub fn add(&mut self, endpoint: &str, mut body: Value) -> Value {
        self.next += 1;
        let id = format!("{endpoint}-{}", self.next);
        body["id"] = id.as_str().into();
        if let Some(body) = body.as_object_mut() {
            body.remove("password");
        }
        self.of(endpoint).insert(id, body.clone());
        body
    }

    pub fn answer(&mut self, asked: &Asked) -> Answer {
        if asked.header("authorization") != Some(&format!("Bearer {TOKEN}")) {
            return error(401, "no");
        }
        let path: Vec<&str> = asked.path().strip_prefix("/scim/v2/").unwrap_or_default().split('/').collect();
        let body: Value = serde_json::from_str(&asked.body).unwrap_or_default();
        match (asked.method.as_str(), path.as_slice()) {
            ("GET", [endpoint]) => {
                let found = self.found(endpoint, asked.query("filter").as_deref());
                Answer::scim(200, &list(&found, found.len() as u64, 1))
            }
            ("POST", [endpoint]) => {
                let name = body[name_of(endpoint)].as_str().unwrap_or_default();
                if !self.found(endpoint, Some(&catflap_scim::filter::eq(name_of(endpoint), name))).is_empty() {
                    return Answer::scim(
                        409,
                        &json!({"schemas": [schema::ERROR], "status": "409", "scimType": "uniqueness", "detail": "taken"}),
                    );
                }
                let made = self.add(endpoint, body);
                Answer::scim(201, &made)
            }
            (method, [endpoint, id]) => {
                let Some(old) = self.of(endpoint).get(*id).cloned() else { return error(404, "not found") };
                match method {
                    "GET" => Answer::scim(200, &old),
                    "DELETE" => {
                        self.of(endpoint).remove(*id);
                        Answer::new(204, "text/plain", "")
                    }
                    "PUT" | "PATCH" => {
                        let mut new = if method == "PUT" { body } else { patched(old, &body) };
                        new["id"] = (*id).into();
                        self.of(endpoint).insert((*id).to_owned(), new.clone());
                        Answer::scim(200, &new)
                    }
                    _ => error(405, "not here"),
                }
            }
            _ => error(404, "nothing here"),
        }
    }

    fn found(&mut self, endpoint: &str, filter: Option<&str>) -> Vec<Value> {
        let name = name_of(endpoint);
        let wanted = filter.map(|filter| {
            let text: String = serde_json::from_str(filter.strip_prefix(&format!("{name} eq ")).unwrap()).unwrap();
            text.to_lowercase()
        });
        let all = self.of(endpoint).values();
        all.filter(|one| wanted.as_ref().is_none_or(|wanted| one[name].as_str().unwrap().to_lowercase() == *wanted))
            .cloned()
            .collect()
    }
}

fn name_of(endpoint: &str) -> &'static str {
    if endpoint == "Users" { "userName" } else { "displayName" }
}

fn patched(mut old: Value, body: &Value) -> Value {
    for operation in body["Operations"].as_array().into_iter().flatten() {
        let value = &operation["value"];
        match (operation["op"].as_str().unwrap(), operation["path"].as_str()) {
            ("replace", None) => {
                let fields = value.as_object().unwrap().clone();
                old.as_object_mut().unwrap().extend(fields);
            }
            ("replace", Some(path)) => old[path] = value.clone(),
            ("add", Some("members")) => {
                old["members"].as_array_mut().unwrap().extend(value.as_array().unwrap().clone());
            }
            ("remove", Some(path)) => {
                let id: String =
                    serde_json::from_str(path.strip_prefix("members[value eq ").unwrap().strip_suffix(']').unwrap())
                        .unwrap();
                old["members"].as_array_mut().unwrap().retain(|member| member["value"] != id.as_str());
            }
            other => panic!("no such operation in the rehearsal: {other:?}"),
        }
    }
    old
}

/// A running one.
pub struct Scripted {
    /// The SCIM URL.
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    pub store: Arc<Mutex<Store>>,
}

impl Scripted {
    pub async fn start(twist: impl Fn(&Asked, &mut Store) -> Option<Answer> + Send + Sync + 'static) -> Self {
        let store = Arc::new(Mutex::new(Store::furnished()));
        let shared = Arc::clone(&store);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let script = Arc::new(move |asked: &Asked| {
            let mut store = shared.lock().unwrap();
            store.asked += 1;
            if store.dead {
                return Answer::Close;
            }
            match twist(asked, &mut store) {
                Some(answer) => answer,
                None => store.answer(asked),
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/scim/v2", listener.local_addr().unwrap());
        let log = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // Head and body are two writes, and there are thousands of answers: none may wait for the other.
                stream.set_nodelay(true).unwrap();
                tokio::spawn(converse(stream, Arc::clone(&log), Arc::clone(&script)));
            }
        });
        Self { url, asked, store }
    }

    pub fn target(&self) -> Target {
        super::target(&self.url, TOKEN)
    }

    pub fn is_as_before(&self) -> bool {
        self.store.lock().unwrap().is_as_before()
    }

    /// Everything that was asked so far, in order.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}
