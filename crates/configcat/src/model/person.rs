//! One person of `ConfigCat`'s three lists of members.

use std::collections::HashMap;

use super::member::Members;

/// A person of the organization, joined from the lists in which `ConfigCat` names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// Id; empty when `ConfigCat` tells none.
    pub user_id: String,
    /// E-mail address; empty when `ConfigCat` tells none.
    pub email: String,
    /// Name.
    pub full_name: Option<String>,
    /// Organization Admin.
    pub organization_admin: bool,
    /// Billing Manager.
    pub billing_manager: bool,
    /// Product name and permission group name.
    pub permissions: Vec<(String, String)>,
}

impl Members {
    /// One entry a person, whatever lists `ConfigCat` names them in, in the order in which they first come. Who has
    /// neither id nor address can't be told from others and is left out.
    pub fn people(&self) -> Vec<Person> {
        let mut join = Join::default();
        for admin in &self.admins {
            if let Some(person) =
                join.person(admin.user_id.as_deref(), admin.email.as_deref(), admin.full_name.as_deref())
            {
                person.organization_admin = true;
            }
        }
        for manager in &self.billing_managers {
            if let Some(person) =
                join.person(manager.user_id.as_deref(), manager.email.as_deref(), manager.full_name.as_deref())
            {
                person.billing_manager = true;
            }
        }
        for member in &self.members {
            if let Some(person) =
                join.person(member.user_id.as_deref(), member.email.as_deref(), member.full_name.as_deref())
            {
                let given = member.permissions.iter();
                person
                    .permissions
                    .extend(given.map(|one| (one.product.name.clone(), one.permission_group.name.clone())));
            }
        }
        join.people
    }
}

#[derive(Default)]
struct Join {
    people: Vec<Person>,
    by_id: HashMap<String, usize>,
    by_email: HashMap<String, usize>,
}

impl Join {
    /// By id, else by address without capitals.
    fn person(&mut self, id: Option<&str>, email: Option<&str>, name: Option<&str>) -> Option<&mut Person> {
        let given = |text: Option<&str>| text.map(str::trim).unwrap_or_default().to_owned();
        let (id, email) = (given(id), given(email));
        if id.is_empty() && email.is_empty() {
            return None;
        }
        let address = email.to_lowercase();
        let known = self.by_id.get(&id).or_else(|| self.by_email.get(&address)).copied();
        let at = known.unwrap_or(self.people.len());
        if known.is_none() {
            self.people.push(Person::default());
        }
        if !id.is_empty() {
            self.by_id.insert(id.clone(), at);
        }
        if !email.is_empty() {
            self.by_email.insert(address, at);
        }
        let person = &mut self.people[at];
        if person.user_id.is_empty() {
            person.user_id = id;
        }
        if person.email.is_empty() {
            person.email = email;
        }
        if person.full_name.is_none() {
            person.full_name = name.map(str::to_owned);
        }
        Some(person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_in_several_lists_is_one() {
        let members: Members = serde_json::from_value(serde_json::json!({
            "admins": [{"userId": "1", "email": "Ana@whisker.co", "fullName": "Ana"}],
            "billingManagers": [{"userId": "1", "email": "ana@whisker.co"}, {"email": "BEN@whisker.co"}, {}],
            "members": [
                {"userId": "2", "email": "ben@whisker.co", "fullName": "Ben", "permissions": [{
                    "product": {"productId": "08d920f2-0000-4000-8000-000000000001", "name": "Shop"},
                    "permissionGroup": {"permissionGroupId": 7, "name": "Readers"},
                }]},
            ],
        }))
        .unwrap();
        let people = members.people();
        assert_eq!(people.len(), 2, "{people:?}");
        assert!(people[0].organization_admin && people[0].billing_manager);
        assert_eq!((people[1].user_id.as_str(), people[1].full_name.as_deref()), ("2", Some("Ben")));
        assert!(people[1].billing_manager);
        assert_eq!(people[1].permissions, [("Shop".to_owned(), "Readers".to_owned())]);
    }
}
