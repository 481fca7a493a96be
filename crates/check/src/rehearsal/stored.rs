//! What is stored against what was sent.

use std::collections::BTreeSet;

use catflap_scim::schema;
use serde_json::{Value, json};

use super::ResourceKind;
use super::line::id_of;

/// Where a resource was seen. Only the whole resource, read by its id, must tell everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Id,
    LookUp,
    Answer,
}

/// How a resource differs from what was sent, each as the end of “200, but …”.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Differences {
    /// Okta or ConfigCat is misled by it.
    pub grave: Option<String>,
    /// It can't be seen, or is only odd.
    pub slight: Option<String>,
    /// The members that the write was about are not shown here at all: kept or not, that must be looked for elsewhere.
    pub hidden: bool,
}

impl Differences {
    pub fn grave(&mut self, text: impl Into<String>) {
        self.grave.get_or_insert(text.into());
    }

    pub fn slight(&mut self, text: impl Into<String>) {
        self.slight.get_or_insert(text.into());
    }
}

/// What a write should have stored.
pub(super) trait Expected: Send + Sync {
    fn kind(&self) -> ResourceKind;
    /// The name it is found by.
    fn name(&self) -> &str;
    fn against(&self, seen: &Value, place: Place) -> Differences;
    /// What is to be said when no member is kept; none when there are none to keep.
    fn without_members(&self) -> Option<&'static str> {
        None
    }
}

/// A throwaway person as it is to be.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub user_name: String,
    pub family_name: String,
    pub external_id: String,
    pub active: bool,
    /// What the write was about.
    pub about: About,
}

/// What a write was about; the rest is judged where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Everything,
    Name,
    Active,
}

impl Person {
    pub fn display_name(&self) -> String {
        format!("Catflap {}", self.family_name)
    }

    /// The attributes Okta sends of a profile.
    pub fn attributes(&self) -> Value {
        json!({
            "schemas": [schema::USER],
            "userName": self.user_name,
            "name": {"givenName": "Catflap", "familyName": self.family_name},
            "emails": [{"primary": true, "value": self.user_name, "type": "work"}],
            "displayName": self.display_name(),
            "locale": "en-US",
            "externalId": self.external_id,
            "active": self.active,
        })
    }
}

impl Expected for Person {
    fn kind(&self) -> ResourceKind {
        ResourceKind::User
    }

    fn name(&self) -> &str {
        &self.user_name
    }

    fn against(&self, seen: &Value, place: Place) -> Differences {
        let mut found = Differences::default();
        if self.about == About::Everything {
            match seen["userName"].as_str() {
                Some(name) if name.eq_ignore_ascii_case(&self.user_name) => {}
                Some(_) => found.grave("another user name is stored"),
                None if place == Place::Id => found.grave("no user name is stored"),
                None => {}
            }
        }
        if self.about != About::Active {
            let display = seen["displayName"].as_str().map(|name| name == self.display_name());
            let family = seen["name"]["familyName"].as_str().map(|name| name == self.family_name);
            match display.or(family) {
                Some(false) if self.about == About::Name => found.grave("the old name is stored"),
                Some(false) => found.grave("another name is stored"),
                None if place == Place::Id => found.slight("no name is shown"),
                Some(true) | None => {}
            }
            if display == Some(true) && family == Some(false) {
                found.slight("the family name is another");
            }
        }
        if self.about != About::Name {
            match &seen["active"] {
                Value::Bool(active) if *active == self.active => {}
                Value::String(text) if text.eq_ignore_ascii_case(&self.active.to_string()) => {
                    found.slight("active is written as a text");
                }
                Value::Null if place != Place::Id => {}
                Value::Null => found.slight("active is not shown"),
                _ if self.active => found.grave("the person is inactive"),
                _ => found.grave("the person stays active"),
            }
        }
        found
    }
}

/// The throwaway group as it is to be.
#[derive(Debug, Clone)]
pub(super) struct Circle {
    pub name: String,
    /// Ids of its members; none when the write was not about them.
    pub members: Option<BTreeSet<String>>,
}

impl Expected for Circle {
    fn kind(&self) -> ResourceKind {
        ResourceKind::Group
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn against(&self, seen: &Value, place: Place) -> Differences {
        let mut found = Differences::default();
        match seen["displayName"].as_str() {
            Some(name) if name == self.name => {}
            Some(name) if name.eq_ignore_ascii_case(&self.name) => found.slight("the name is in other letters"),
            Some(_) => found.grave("another name is stored"),
            None if place == Place::Id => found.grave("no name is stored"),
            None => {}
        }
        let Some(wanted) = &self.members else { return found };
        let Some(members) = seen["members"].as_array() else {
            // A list of nobody is often left out, and an answer to a write need not hold it (Okta: “may be null”).
            found.hidden = true;
            return found;
        };
        let ids: Vec<String> = members.iter().filter_map(member_id).collect();
        let kept: BTreeSet<String> = ids.iter().cloned().collect();
        let missing = wanted.difference(&kept).count();
        let extra = kept.difference(wanted).count();
        match (missing, wanted.len(), self.without_members()) {
            (0, ..) => {}
            (missing, all, Some(none)) if missing == all => found.grave(none),
            (missing, all, _) => found.grave(format!("{} of {all} members stored", all - missing)),
        }
        match extra {
            0 => {}
            1 => found.grave("the removed member is still stored"),
            more => found.grave(format!("{more} removed members are still stored")),
        }
        if ids.len() > kept.len() {
            found.grave("a member is stored twice");
        }
        found
    }

    fn without_members(&self) -> Option<&'static str> {
        match self.members.as_ref()?.len() {
            0 => None,
            1 => Some("the member is not stored"),
            _ => Some("no member is stored"),
        }
    }
}

/// Ids of the members that a group shows.
pub(super) fn members_of(group: &Value) -> BTreeSet<String> {
    group["members"].as_array().into_iter().flatten().filter_map(member_id).collect()
}

fn member_id(member: &Value) -> Option<String> {
    id_of(&json!({"id": member["value"]}))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(active: bool, about: About) -> Person {
        Person {
            user_name: "catflap-rehearsal-7f3a@whisker.co".into(),
            family_name: "Rehearsal 7f3a".into(),
            external_id: "catflap-rehearsal-7f3a".into(),
            active,
            about,
        }
    }

    fn circle(members: &[&str]) -> Circle {
        Circle { name: "G".into(), members: Some(members.iter().map(|&id| id.to_owned()).collect()) }
    }

    #[test]
    fn what_was_sent_agrees_with_itself() {
        for about in [About::Everything, About::Name, About::Active] {
            let person = person(true, about);
            assert_eq!(person.against(&person.attributes(), Place::Id), Differences::default());
        }
    }

    #[test]
    fn someone_who_stays_active_is_told() {
        let leaver = person(false, About::Active);
        let of = |active: Value| leaver.against(&json!({"active": active}), Place::Id);
        assert_eq!(of(json!(true)).grave.as_deref(), Some("the person stays active"));
        assert_eq!(of(json!("true")).grave.as_deref(), Some("the person stays active"));
        assert_eq!(of(json!("False")).slight.as_deref(), Some("active is written as a text"));
        assert_eq!(of(Value::Null).slight.as_deref(), Some("active is not shown"));
        assert_eq!(leaver.against(&json!({}), Place::Answer), Differences::default());
    }

    #[test]
    fn members_are_compared_as_a_set_that_holds_each_once() {
        let group = |members: &[&str]| json!({"displayName": "G", "members": members.iter().map(|id| json!({"value": id})).collect::<Vec<_>>()});
        let grave = |wanted: &[&str], kept: &[&str]| circle(wanted).against(&group(kept), Place::Id).grave;
        assert_eq!(grave(&["1", "2"], &["2", "1"]), None);
        assert_eq!(grave(&["1"], &[]).as_deref(), Some("the member is not stored"));
        assert_eq!(grave(&["1", "2"], &[]).as_deref(), Some("no member is stored"));
        assert_eq!(grave(&["1", "2"], &["1"]).as_deref(), Some("1 of 2 members stored"));
        assert_eq!(grave(&["2"], &["1", "2"]).as_deref(), Some("the removed member is still stored"));
        assert_eq!(grave(&[], &["1", "2"]).as_deref(), Some("2 removed members are still stored"));
        assert_eq!(grave(&["1"], &["1", "1"]).as_deref(), Some("a member is stored twice"));
    }

    #[test]
    fn members_that_are_not_shown_are_neither_kept_nor_lost() {
        let hidden = Differences { hidden: true, ..Differences::default() };
        for group in [json!({"displayName": "G"}), json!({"displayName": "G", "members": null})] {
            for place in [Place::Id, Place::LookUp, Place::Answer] {
                assert_eq!(circle(&["1"]).against(&group, place), hidden);
                assert_eq!(circle(&[]).against(&group, place), hidden);
                let of_the_name = Circle { members: None, ..circle(&[]) };
                assert_eq!(of_the_name.against(&group, place), Differences::default());
            }
        }
        assert_eq!(circle(&[]).without_members(), None);
        assert_eq!(circle(&["1", "2"]).without_members(), Some("no member is stored"));
    }
}
