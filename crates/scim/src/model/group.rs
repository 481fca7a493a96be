//! Groups (RFC 7643 section 4.2).

use serde::{Deserialize, Serialize};

use super::{lenient, schema};

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Schema URNs.
    #[serde(default, deserialize_with = "lenient::list")]
    pub schemas: Vec<String>,
    /// The service provider's id; empty on a group that is yet to be created.
    #[serde(default, deserialize_with = "lenient::text", skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The identity provider's id.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The name to look a group up by.
    #[serde(default, deserialize_with = "lenient::text")]
    pub display_name: String,
    /// Who is in it.
    #[serde(default, deserialize_with = "lenient::list")]
    pub members: Vec<Member>,
}

/// A member of a group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The user's id.
    #[serde(default, deserialize_with = "lenient::text")]
    pub value: String,
    /// The user's name, for people.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
}

impl Group {
    /// A group to create, with nobody in it: Okta sends it the same way.
    pub fn new(display_name: &str) -> Self {
        Self {
            schemas: vec![schema::GROUP.to_owned()],
            id: String::new(),
            external_id: None,
            display_name: display_name.to_owned(),
            members: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_without_members_may_say_null() {
        let group: Group = serde_json::from_str(r#"{"id":"g","displayName":"Developers","members":null}"#).unwrap();
        assert!(group.members.is_empty());
    }

    #[test]
    fn a_new_group_is_sent_with_an_empty_list_of_members() {
        let json = serde_json::to_value(Group::new("Developers")).unwrap();
        assert_eq!(json, serde_json::json!({"schemas": [schema::GROUP], "displayName": "Developers", "members": []}));
    }
}
