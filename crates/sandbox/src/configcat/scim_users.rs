//! SCIM users: what a request does to the world. HTTP is elsewhere.

use serde_json::{Map, Value, json};

use super::list::Query;
use super::patch;
use super::schema::{USER, USER_ATTRIBUTES, accept};
use super::scim_error::ScimError;
use super::state::ScimUser;
use crate::filter_match::matches;
use crate::world::{World, rfc3339};

impl World {
    /// `POST /Users`.
    pub(crate) fn create_user(&mut self, body: &Value) -> Result<Value, ScimError> {
        let body = user_body(accept(body, USER_ATTRIBUTES)?);
        let name = user_key(&body);
        if self.configcat.user_names.contains_key(&name) {
            return Err(ScimError::taken(format!("A user with the userName '{name}' already exists.")));
        }
        let id = self.ids.uuid();
        let user = ScimUser { body, created: self.now, modified: self.now, started: self.configcat.provision_future };
        self.configcat.user_names.insert(name, id.clone());
        self.configcat.users.insert(id.clone(), user);
        self.apply_provisioning(&id);
        self.read_user(&id)
    }

    /// `GET /Users/{id}`.
    pub(crate) fn read_user(&self, id: &str) -> Result<Value, ScimError> {
        let user = self.configcat.users.get(id).ok_or_else(|| ScimError::missing(id))?;
        let groups = self.configcat.groups.iter().filter(|(_, group)| group.members.contains(id));
        Ok(self.user_json(id, user, groups.map(|(id, group)| (id.as_str(), group.display_name.as_str()))))
    }

    /// `GET /Users`.
    pub(crate) fn list_users(&self, query: &Query) -> Value {
        if let Some(name) = query.equals("userName") {
            let found: Vec<&String> = self.configcat.user_names.get(&name.to_lowercase()).into_iter().collect();
            return query.page(&found, |id| self.read_user(id).unwrap_or_default());
        }
        let mut groups: std::collections::HashMap<&str, Vec<(&str, &str)>> = std::collections::HashMap::new();
        for (id, group) in &self.configcat.groups {
            for member in &group.members {
                groups.entry(member).or_default().push((id, &group.display_name));
            }
        }
        let render = |(id, user): &(&String, &ScimUser)| {
            let mine = groups.get(id.as_str()).into_iter().flatten().copied();
            self.user_json(id, user, mine)
        };
        let users = self.configcat.users.iter();
        let found: Vec<(&String, &ScimUser)> = match &query.filter {
            None => users.collect(),
            Some(filter) => users.filter(|entry| matches(filter, &render(entry))).collect(),
        };
        query.page(&found, render)
    }

    /// `PUT /Users/{id}`.
    pub(crate) fn replace_user(&mut self, id: &str, body: &Value) -> Result<Value, ScimError> {
        if !self.configcat.users.contains_key(id) {
            return Err(ScimError::missing(id));
        }
        self.store_user(id, user_body(accept(body, USER_ATTRIBUTES)?))
    }

    /// `PATCH /Users/{id}`.
    pub(crate) fn patch_user(&mut self, id: &str, request: &Value) -> Result<Value, ScimError> {
        let user = self.configcat.users.get(id).ok_or_else(|| ScimError::missing(id))?;
        let mut body = user.body.clone();
        patch::apply(&mut body, request, USER_ATTRIBUTES)?;
        self.store_user(id, user_body(accept(&Value::Object(body), USER_ATTRIBUTES)?))
    }

    /// `DELETE /Users/{id}`: the account leaves the organization.
    pub(crate) fn delete_user(&mut self, id: &str) -> Result<(), ScimError> {
        let user = self.configcat.users.remove(id).ok_or_else(|| ScimError::missing(id))?;
        self.configcat.user_names.remove(&user.user_name().to_lowercase());
        for group in self.configcat.groups.values_mut() {
            group.members.remove(id);
        }
        self.audit_sync("syncUserDeleted", user.user_name(), "");
        if user.started {
            self.remove_account(&user);
        }
        Ok(())
    }

    fn store_user(&mut self, id: &str, body: Map<String, Value>) -> Result<Value, ScimError> {
        let name = user_key(&body);
        if self.configcat.user_names.get(&name).is_some_and(|other| other != id) {
            return Err(ScimError::taken(format!("A user with the userName '{name}' already exists.")));
        }
        let now = self.now;
        if let Some(user) = self.configcat.users.get_mut(id) {
            let old = user.user_name().to_lowercase();
            user.body = body;
            user.modified = now;
            self.configcat.user_names.remove(&old);
            self.configcat.user_names.insert(name, id.to_owned());
        }
        self.apply_provisioning(id);
        self.read_user(id)
    }

    fn user_json<'a>(&self, id: &str, user: &ScimUser, groups: impl Iterator<Item = (&'a str, &'a str)>) -> Value {
        let base = self.scim_base();
        let mut fields = user.body.clone();
        fields.insert("schemas".into(), json!([USER]));
        fields.insert("id".into(), id.into());
        let groups: Vec<Value> = groups
            .map(|(id, name)| json!({"value": id, "display": name, "$ref": format!("{base}/Groups/{id}")}))
            .collect();
        fields.insert("groups".into(), groups.into());
        let meta = json!({
            "resourceType": "User",
            "created": rfc3339(user.created),
            "lastModified": rfc3339(user.modified),
            "location": format!("{base}/Users/{id}"),
        });
        fields.insert("meta".into(), meta);
        Value::Object(fields)
    }
}

fn user_body(mut body: Map<String, Value>) -> Map<String, Value> {
    body.entry("active").or_insert(Value::Bool(true));
    body
}

fn user_key(body: &Map<String, Value>) -> String {
    body.get("userName").and_then(Value::as_str).unwrap_or_default().to_lowercase()
}
