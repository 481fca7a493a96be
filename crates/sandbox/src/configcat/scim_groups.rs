//! SCIM groups: what a request does to the world. HTTP is elsewhere.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::list::Query;
use super::patch;
use super::schema::{GROUP, GROUP_ATTRIBUTES, accept};
use super::scim_error::ScimError;
use super::state::{Rule, ScimGroup};
use crate::filter_match::matches;
use crate::world::{World, rfc3339};

impl World {
    /// `POST /Groups`.
    pub(crate) fn create_group(&mut self, body: &Value) -> Result<Value, ScimError> {
        let (display_name, external_id, members) = self.group_fields(&accept(body, GROUP_ATTRIBUTES)?)?;
        self.group_name_free(&display_name, None)?;
        let id = self.ids.uuid();
        let group = ScimGroup {
            display_name,
            external_id,
            members: members.clone(),
            created: self.now,
            modified: self.now,
            rule: Rule::default(),
        };
        self.configcat.groups.insert(id.clone(), group);
        self.configcat.priority.push(id.clone());
        self.apply_to(members);
        self.read_group(&id)
    }

    /// `GET /Groups/{id}`.
    pub(crate) fn read_group(&self, id: &str) -> Result<Value, ScimError> {
        let group = self.configcat.groups.get(id).ok_or_else(|| ScimError::missing(id))?;
        Ok(self.group_json(id, group))
    }

    /// `GET /Groups`.
    pub(crate) fn list_groups(&self, query: &Query) -> Value {
        let groups = self.configcat.groups.iter();
        let found: Vec<(&String, &ScimGroup)> = if let Some(name) = query.equals("displayName") {
            let name = name.to_lowercase();
            groups.filter(|(_, group)| group.display_name.to_lowercase() == name).collect()
        } else if let Some(filter) = &query.filter {
            groups.filter(|(id, group)| matches(filter, &self.group_json(id, group))).collect()
        } else {
            groups.collect()
        };
        query.page(&found, |(id, group)| self.group_json(id, group))
    }

    /// `PUT /Groups/{id}`.
    pub(crate) fn replace_group(&mut self, id: &str, body: &Value) -> Result<Value, ScimError> {
        if !self.configcat.groups.contains_key(id) {
            return Err(ScimError::missing(id));
        }
        self.store_group(id, &accept(body, GROUP_ATTRIBUTES)?)
    }

    /// `PATCH /Groups/{id}`.
    pub(crate) fn patch_group(&mut self, id: &str, request: &Value) -> Result<Value, ScimError> {
        let group = self.configcat.groups.get(id).ok_or_else(|| ScimError::missing(id))?;
        let mut body = Map::new();
        body.insert("displayName".into(), group.display_name.as_str().into());
        if let Some(external_id) = &group.external_id {
            body.insert("externalId".into(), external_id.as_str().into());
        }
        let members: Vec<Value> = group.members.iter().map(|member| json!({"value": member})).collect();
        body.insert("members".into(), members.into());
        patch::apply(&mut body, request, GROUP_ATTRIBUTES)?;
        self.store_group(id, &accept(&Value::Object(body), GROUP_ATTRIBUTES)?)
    }

    /// `DELETE /Groups/{id}`.
    pub(crate) fn delete_group(&mut self, id: &str) -> Result<(), ScimError> {
        let group = self.configcat.groups.remove(id).ok_or_else(|| ScimError::missing(id))?;
        self.configcat.priority.retain(|kept| kept != id);
        self.audit_sync("syncGroupDeleted", group.display_name, "");
        self.apply_to(group.members);
        Ok(())
    }

    fn store_group(&mut self, id: &str, body: &Map<String, Value>) -> Result<Value, ScimError> {
        let (display_name, external_id, members) = self.group_fields(body)?;
        self.group_name_free(&display_name, Some(id))?;
        let now = self.now;
        if let Some(group) = self.configcat.groups.get_mut(id) {
            let changed: Vec<String> = group.members.symmetric_difference(&members).cloned().collect();
            group.display_name = display_name;
            group.external_id = external_id;
            group.members = members;
            group.modified = now;
            self.apply_to(changed);
        }
        self.read_group(id)
    }

    fn group_name_free(&self, name: &str, but: Option<&str>) -> Result<(), ScimError> {
        let lower = name.to_lowercase();
        let taken = self
            .configcat
            .groups
            .iter()
            .any(|(id, group)| Some(id.as_str()) != but && group.display_name.to_lowercase() == lower);
        if taken {
            return Err(ScimError::taken(format!("A group with the displayName '{name}' already exists.")));
        }
        Ok(())
    }

    fn group_fields(&self, body: &Map<String, Value>) -> Result<(String, Option<String>, BTreeSet<String>), ScimError> {
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        let mut members = BTreeSet::new();
        for member in body.get("members").and_then(Value::as_array).into_iter().flatten() {
            let id = member.get("value").and_then(Value::as_str).unwrap_or_default();
            if !self.configcat.users.contains_key(id) {
                return Err(ScimError::bad("invalidValue", format!("There is no user with the id '{id}'.")));
            }
            members.insert(id.to_owned());
        }
        Ok((text("displayName").unwrap_or_default(), text("externalId"), members))
    }

    fn group_json(&self, id: &str, group: &ScimGroup) -> Value {
        let base = self.scim_base();
        let members: Vec<Value> = group
            .members
            .iter()
            .map(|member| {
                let name = self.configcat.users.get(member).map(super::state::ScimUser::display_name);
                json!({"value": member, "display": name, "type": "User", "$ref": format!("{base}/Users/{member}")})
            })
            .collect();
        let mut resource = json!({
            "schemas": [GROUP],
            "id": id,
            "displayName": group.display_name,
            "members": members,
            "meta": {
                "resourceType": "Group",
                "created": rfc3339(group.created),
                "lastModified": rfc3339(group.modified),
                "location": format!("{base}/Groups/{id}"),
            },
        });
        if let Some(external_id) = &group.external_id {
            resource["externalId"] = external_id.as_str().into();
        }
        resource
    }
}
