//! People and groups of the practice org, as an administrator changes them under Directory.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::okta::log::Target;
use crate::okta::state::{Group, Job, Person, PersonStatus};
use crate::world::World;

/// A change under Directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DirectoryAct {
    /// Adds a person, activated.
    AddPerson {
        /// First name.
        first_name: String,
        /// Last name.
        last_name: String,
        /// Primary e-mail address.
        email: String,
        /// Okta login, an address that nobody else has.
        login: String,
    },
    /// Suspends a person. Okta sends nothing.
    Suspend {
        /// Okta's id of the user.
        user_id: String,
    },
    /// Deactivates a person: every assignment ends.
    Deactivate {
        /// Okta's id of the user.
        user_id: String,
    },
    /// Makes a staged, suspended or deactivated person active again.
    Activate {
        /// Okta's id of the user.
        user_id: String,
    },
    /// Changes name and e-mail; the login stays.
    Rename {
        /// Okta's id of the user.
        user_id: String,
        /// First name.
        first_name: String,
        /// Last name.
        last_name: String,
        /// Primary e-mail address.
        email: String,
    },
    /// Puts a person into a group.
    AddMember {
        /// Okta's id of the group.
        group_id: String,
        /// Okta's id of the user.
        user_id: String,
    },
    /// Takes a person out of a group.
    RemoveMember {
        /// Okta's id of the group.
        group_id: String,
        /// Okta's id of the user.
        user_id: String,
    },
}

impl World {
    /// Carries out a change under Directory; false when the person or group does not exist, or the login is taken.
    pub(crate) fn directory(&mut self, act: &DirectoryAct) -> bool {
        match act {
            DirectoryAct::Suspend { user_id } => self.set_status(user_id, PersonStatus::Suspended),
            DirectoryAct::Deactivate { user_id } => self.set_status(user_id, PersonStatus::Deprovisioned),
            DirectoryAct::Activate { user_id } => self.set_status(user_id, PersonStatus::Active),
            DirectoryAct::AddMember { group_id, user_id } => self.set_member(group_id, user_id, true),
            DirectoryAct::RemoveMember { group_id, user_id } => self.set_member(group_id, user_id, false),
            DirectoryAct::AddPerson { first_name, last_name, email, login } => {
                let person = Person {
                    first_name: first_name.clone(),
                    last_name: last_name.clone(),
                    email: email.clone(),
                    login: login.clone(),
                    display_name: None,
                    department: String::new(),
                    status: PersonStatus::Active,
                    created: self.now,
                    updated: self.now,
                };
                self.add_person(person).is_ok()
            }
            DirectoryAct::Rename { user_id, first_name, last_name, email } => {
                let Some(person) = self.okta.people.get(user_id) else { return false };
                let changed = Person {
                    first_name: first_name.clone(),
                    last_name: last_name.clone(),
                    email: email.clone(),
                    display_name: None,
                    ..person.clone()
                };
                self.set_profile(user_id, changed).is_ok()
            }
        }
    }

    /// Adds a person: their id, or Okta's words when the login is taken.
    pub(crate) fn add_person(&mut self, person: Person) -> Result<String, String> {
        self.login_free(&person.login, None)?;
        let id = self.ids.okta("00u");
        let activated = person.status != PersonStatus::Staged;
        self.okta.people.insert(id.clone(), person);
        self.directory_event("user.lifecycle.create", self.person_target(&id), "Create Okta user");
        if activated {
            self.directory_event("user.lifecycle.activate", self.person_target(&id), "Activate Okta user");
        }
        Ok(id)
    }

    /// Changes a person's profile, and what follows from it in each application.
    pub(crate) fn set_profile(&mut self, user_id: &str, changed: Person) -> Result<(), String> {
        self.login_free(&changed.login, Some(user_id))?;
        let now = self.now;
        let Some(person) = self.okta.people.get_mut(user_id) else { return Err("The person does not exist.".into()) };
        *person = Person { updated: now, ..changed };
        let person = person.clone();
        self.directory_event(
            "user.account.update_profile",
            self.person_target(user_id),
            "Update user profile for Okta",
        );
        for app in &mut self.okta.apps {
            let user_name = app.user_name(&person);
            let (updates, keeps) = (app.updates(), app.user_name_on_create_only);
            let Some(user) = app.users.get_mut(user_id) else { continue };
            if !keeps {
                user.user_name = user_name;
            }
            user.updated = now;
            if updates && user.external_id.is_some() {
                self.okta.queue.push_back(Job::Update { app: app.id.clone(), user: user_id.to_owned() });
            }
        }
        Ok(())
    }

    /// Deletes a person who was deactivated before.
    pub(crate) fn delete_person(&mut self, user_id: &str) {
        self.directory_event("user.lifecycle.delete.initiated", self.person_target(user_id), "Delete Okta user");
        for group in self.okta.groups.values_mut() {
            group.members.remove(user_id);
        }
        self.okta.people.remove(user_id);
    }

    fn login_free(&self, login: &str, but: Option<&str>) -> Result<(), String> {
        let taken =
            self.okta.people.iter().any(|(id, p)| Some(id.as_str()) != but && p.login.eq_ignore_ascii_case(login));
        if taken {
            return Err("login: An object with this field already exists in the current organization".into());
        }
        Ok(())
    }

    fn set_status(&mut self, user_id: &str, status: PersonStatus) -> bool {
        let now = self.now;
        let Some(person) = self.okta.people.get_mut(user_id) else { return false };
        let before = std::mem::replace(&mut person.status, status);
        person.updated = now;
        let (kind, text) = match (before, status) {
            (_, PersonStatus::Suspended) => ("user.lifecycle.suspend", "Suspend Okta user"),
            (_, PersonStatus::Deprovisioned) => ("user.lifecycle.deactivate", "Deactivate Okta user"),
            (PersonStatus::Suspended, _) => ("user.lifecycle.unsuspend", "Unsuspend Okta user"),
            _ => ("user.lifecycle.activate", "Activate Okta user"),
        };
        self.directory_event(kind, self.person_target(user_id), text);
        if status == PersonStatus::Deprovisioned {
            for app in &mut self.okta.apps {
                app.assigned_people.remove(user_id);
            }
        }
        self.refresh_all();
        if before == PersonStatus::Staged {
            let apps: Vec<String> = self.okta.apps.iter().map(|app| app.id.clone()).collect();
            for app in apps {
                self.provision_user(&app, user_id);
            }
        }
        true
    }

    /// Adds a person to a group or takes them out; false when one of them does not exist.
    pub(crate) fn set_member(&mut self, group_id: &str, user_id: &str, member: bool) -> bool {
        let now = self.now;
        if !self.okta.people.contains_key(user_id) {
            return false;
        }
        let Some(group) = self.okta.groups.get_mut(group_id) else { return false };
        let changed = if member { group.members.insert(user_id.to_owned()) } else { group.members.remove(user_id) };
        if changed {
            group.members_updated = now;
            let (kind, text) = if member {
                ("group.user_membership.add", "Add user to group membership")
            } else {
                ("group.user_membership.remove", "Remove user from group membership")
            };
            let targets: Vec<Target> =
                self.person_target(user_id).into_iter().chain(self.group_target(group_id)).collect();
            self.directory_event(kind, targets, text);
            let apps: Vec<String> = self.okta.apps.iter().map(|app| app.id.clone()).collect();
            self.refresh_all();
            for app in apps {
                self.queue_group(&app, group_id);
            }
        }
        true
    }

    /// Adds an empty group; the words of a refusal are Okta's.
    pub(crate) fn add_group(&mut self, name: &str, description: &str) -> Result<String, String> {
        self.group_name_is_free(name, None)?;
        let id = self.ids.okta("00g");
        let group = Group {
            name: name.to_owned(),
            description: description.to_owned(),
            members: BTreeSet::new(),
            created: self.now,
            updated: self.now,
            members_updated: self.now,
        };
        self.okta.groups.insert(id.clone(), group);
        self.directory_event("group.lifecycle.create", self.group_target(&id), "Create Okta group");
        Ok(id)
    }

    /// Renames a group. Its mappings keep the name of the group in the target app.
    pub(crate) fn set_group(&mut self, id: &str, name: &str, description: &str) -> Result<(), String> {
        self.group_name_is_free(name, Some(id))?;
        let now = self.now;
        if let Some(group) = self.okta.groups.get_mut(id) {
            name.clone_into(&mut group.name);
            description.clone_into(&mut group.description);
            group.updated = now;
        }
        self.directory_event("group.profile.update", self.group_target(id), "Update Okta group");
        Ok(())
    }

    /// Deletes a group with its assignments and push mappings; false when there is no such group.
    pub(crate) fn delete_group_of_org(&mut self, id: &str) -> bool {
        if !self.okta.groups.contains_key(id) {
            return false;
        }
        let apps: Vec<String> = self.okta.apps.iter().map(|app| app.id.clone()).collect();
        for app in apps {
            self.unassign_group(&app, id);
            let mappings = self.okta.app(&app).map(|app| app.mappings_of(id)).unwrap_or_default();
            for mapping in mappings {
                self.remove_mapping(&app, &mapping, false);
            }
        }
        self.directory_event("group.lifecycle.delete", self.group_target(id), "Delete Okta group");
        self.okta.groups.remove(id);
        true
    }

    fn group_name_is_free(&self, name: &str, but: Option<&str>) -> Result<(), String> {
        if name.is_empty() {
            return Err("name: The field cannot be left blank".into());
        }
        let taken = |(id, group): (&String, &Group)| Some(id.as_str()) != but && group.name.eq_ignore_ascii_case(name);
        if self.okta.groups.iter().any(taken) {
            return Err("name: An object with this field already exists in the current organization".into());
        }
        Ok(())
    }

    fn refresh_all(&mut self) {
        let apps: Vec<String> = self.okta.apps.iter().map(|app| app.id.clone()).collect();
        for app in apps {
            self.refresh_assignments(&app);
        }
    }
}
