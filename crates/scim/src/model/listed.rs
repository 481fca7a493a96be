//! Users and groups as the list of everybody is read: what no inventory asks for is passed over, unread.

use serde::{Deserialize, Deserializer};

use super::lenient;

/// A user of a list: a [`User`](super::User) without schemas, parts of the name, and dates.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedUser {
    /// The service provider's id.
    #[serde(default, deserialize_with = "lenient::text")]
    pub id: String,
    /// The identity provider's id; Okta sends its user id.
    #[serde(default, deserialize_with = "lenient::optional_text")]
    pub external_id: Option<String>,
    /// The name to look a user up by.
    #[serde(default, deserialize_with = "lenient::text")]
    pub user_name: String,
    /// The name to show.
    #[serde(default, deserialize_with = "lenient::optional_text")]
    pub display_name: Option<String>,
    /// The primary e-mail address, else the first, else none.
    #[serde(default, rename = "emails", deserialize_with = "address")]
    pub email: Option<String>,
    /// False after a soft delete; none when the server does not tell.
    #[serde(default, deserialize_with = "lenient::optional_flag")]
    pub active: Option<bool>,
    /// Ids of the groups a server says the user is in (read-only; many servers leave it out).
    #[serde(default, deserialize_with = "values")]
    pub groups: Vec<String>,
}

/// A group of a list: a [`Group`](super::Group) without schemas, with ids in place of its members.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedGroup {
    /// The service provider's id.
    #[serde(default, deserialize_with = "lenient::text")]
    pub id: String,
    /// The name to look a group up by.
    #[serde(default, deserialize_with = "lenient::text")]
    pub display_name: String,
    /// Ids of who is in it.
    #[serde(default, deserialize_with = "values")]
    pub members: Vec<String>,
}

/// What stands for one of several: an e-mail address, a group, a member.
#[derive(Deserialize)]
struct Value {
    #[serde(default, deserialize_with = "lenient::text")]
    value: String,
}

#[derive(Deserialize)]
struct Address {
    #[serde(default, deserialize_with = "lenient::text")]
    value: String,
    #[serde(default, deserialize_with = "lenient::optional_flag")]
    primary: Option<bool>,
}

fn values<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(lenient::list::<D, Value>(from)?.into_iter().map(|one| one.value).collect())
}

fn address<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let mut all: Vec<Address> = lenient::list(from)?;
    let at = all.iter().position(|address| address.primary == Some(true)).unwrap_or(0);
    Ok((at < all.len()).then(|| all.swap_remove(at).value).filter(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::{Group, User};

    fn read<T: serde::de::DeserializeOwned>(json: &Json) -> T {
        serde_json::from_str(&json.to_string()).unwrap()
    }

    #[test]
    fn a_user_of_a_list_is_the_same_as_by_itself() {
        for json in [
            json!({"id": 17, "userName": "ada@example.com", "active": "True", "emails": null, "groups": null, "x": [1]}),
            json!({
                "schemas": [], "id": "u", "externalId": "00u", "userName": "ada", "displayName": "Ada", "active": false,
                "name": {"familyName": "L"}, "meta": {"created": null},
                "emails": [{"value": "home@example.com", "type": "home"}, {"value": "work@example.com", "primary": true}],
                "groups": [{"value": "g", "display": "Readers"}, {"value": 2}],
            }),
            json!({"id": "u", "userName": "ada", "emails": [{"value": ""}, {"value": "second@example.com"}]}),
            json!({"userName": "ada", "emails": [{"value": "first@example.com"}, {"value": "second@example.com"}]}),
        ] {
            let (listed, alone): (ListedUser, User) = (read(&json), read(&json));
            assert_eq!(listed.email.as_deref(), alone.email());
            let groups: Vec<String> = alone.groups.into_iter().map(|group| group.value).collect();
            assert_eq!(
                (listed.id, listed.external_id, listed.user_name, listed.display_name, listed.active, listed.groups),
                (alone.id, alone.external_id, alone.user_name, alone.display_name, alone.active, groups)
            );
        }
    }

    #[test]
    fn a_group_of_a_list_is_the_same_as_by_itself() {
        for json in [
            json!({"id": "g", "displayName": "Readers", "members": null}),
            json!({"id": 3, "displayName": 4, "members": [{"value": "a", "display": "Ada"}, {"value": null}]}),
        ] {
            let (listed, alone): (ListedGroup, Group) = (read(&json), read(&json));
            let members: Vec<String> = alone.members.into_iter().map(|member| member.value).collect();
            assert_eq!((listed.id, listed.display_name, listed.members), (alone.id, alone.display_name, members));
        }
    }
}
