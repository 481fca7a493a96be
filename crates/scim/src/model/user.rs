//! Users (RFC 7643 section 4.1).

use serde::{Deserialize, Serialize};

use super::{lenient, schema};

/// A user, as far as Okta and ConfigCat use one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Schema URNs.
    #[serde(default, deserialize_with = "lenient::list")]
    pub schemas: Vec<String>,
    /// The service provider's id; empty on a user who is yet to be created.
    #[serde(default, deserialize_with = "lenient::text", skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The identity provider's id; Okta sends its user id.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The name to look a user up by; ConfigCat wants the e-mail address.
    #[serde(default, deserialize_with = "lenient::text")]
    pub user_name: String,
    /// Given and family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The name to show.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// E-mail addresses.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
    /// False after a soft delete; none when the server does not tell.
    #[serde(default, deserialize_with = "lenient::optional_flag", skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// The groups a server says the user is in (read-only; many servers leave it out).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupRef>,
    /// When it was created and changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<Meta>,
}

/// A person's name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Name {
    /// The whole name.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub formatted: Option<String>,
    /// First name.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Last name.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
}

/// An e-mail address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// The address.
    #[serde(default, deserialize_with = "lenient::text")]
    pub value: String,
    /// `work`, `home`, …
    #[serde(
        default,
        rename = "type",
        deserialize_with = "lenient::optional_text",
        skip_serializing_if = "Option::is_none"
    )]
    pub kind: Option<String>,
    /// Whether it is the preferred one.
    #[serde(default, deserialize_with = "lenient::optional_flag", skip_serializing_if = "Option::is_none")]
    pub primary: Option<bool>,
}

/// A group as a user names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRef {
    /// The group's id.
    #[serde(default, deserialize_with = "lenient::text")]
    pub value: String,
    /// The group's name.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
}

/// What a service provider keeps about a resource (RFC 7643 section 3.1).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// `User`, `Group`.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub resource_type: Option<String>,
    /// As the server wrote it, commonly RFC 3339.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// As the server wrote it, commonly RFC 3339.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// The resource's own address.
    #[serde(default, deserialize_with = "lenient::optional_text", skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
}

impl User {
    /// A user to create: active, with nothing but a name to look up by.
    pub fn new(user_name: &str) -> Self {
        Self {
            schemas: vec![schema::USER.to_owned()],
            id: String::new(),
            external_id: None,
            user_name: user_name.to_owned(),
            name: None,
            display_name: None,
            emails: Vec::new(),
            active: Some(true),
            groups: Vec::new(),
            meta: None,
        }
    }

    /// The primary address, else the first, else none.
    pub fn email(&self) -> Option<&str> {
        let primary = self.emails.iter().find(|email| email.primary == Some(true));
        primary.or(self.emails.first()).map(|email| email.value.as_str()).filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sparse_and_sloppy_user_is_still_read() {
        let user: User = serde_json::from_str(
            r#"{"id": 17, "userName": "ada@example.com", "active": "True", "emails": null, "groups": null, "name": null, "x": [1]}"#,
        )
        .unwrap();
        assert_eq!((user.id.as_str(), user.active, user.email()), ("17", Some(true), None));
    }

    #[test]
    fn the_primary_address_goes_before_the_first() {
        let user: User = serde_json::from_str(
            r#"{"userName":"a","emails":[{"value":"home@example.com"},{"value":"work@example.com","primary":true}]}"#,
        )
        .unwrap();
        assert_eq!(user.email(), Some("work@example.com"));
    }

    #[test]
    fn a_user_to_create_is_written_without_what_it_has_not() {
        let json = serde_json::to_value(User::new("ada@example.com")).unwrap();
        assert_eq!(json, serde_json::json!({"schemas": [schema::USER], "userName": "ada@example.com", "active": true}));
    }
}
