//! People and groups of the practice org, as an administrator changes them under Directory.

use std::collections::BTreeSet;

use crate::okta::state::{Group, Job, PersonStatus};
use crate::world::World;

/// A change under Directory that the panels don't offer; tests and demonstrations use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectoryAct {
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
    /// Makes a suspended or deactivated person active again.
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
    /// Carries out a change under Directory; false when the person or group does not exist.
    pub(crate) fn directory(&mut self, act: &DirectoryAct) -> bool {
        match act {
            DirectoryAct::Suspend { user_id } => self.set_status(user_id, PersonStatus::Suspended),
            DirectoryAct::Deactivate { user_id } => self.set_status(user_id, PersonStatus::Deprovisioned),
            DirectoryAct::Activate { user_id } => self.set_status(user_id, PersonStatus::Active),
            DirectoryAct::AddMember { group_id, user_id } => self.set_member(group_id, user_id, true),
            DirectoryAct::RemoveMember { group_id, user_id } => self.set_member(group_id, user_id, false),
            DirectoryAct::Rename { user_id, first_name, last_name, email } => {
                let now = self.now;
                let Some(person) = self.okta.people.get_mut(user_id) else { return false };
                person.first_name.clone_from(first_name);
                person.last_name.clone_from(last_name);
                person.email.clone_from(email);
                person.updated = now;
                let jobs: Vec<Job> = self
                    .okta
                    .apps
                    .iter()
                    .filter(|app| app.updates())
                    .filter(|app| app.users.get(user_id).is_some_and(|user| user.external_id.is_some()))
                    .map(|app| Job::Update { app: app.id.clone(), user: user_id.clone() })
                    .collect();
                self.okta.queue.extend(jobs);
                true
            }
        }
    }

    fn set_status(&mut self, user_id: &str, status: PersonStatus) -> bool {
        let now = self.now;
        let Some(person) = self.okta.people.get_mut(user_id) else { return false };
        person.status = status;
        person.updated = now;
        if status == PersonStatus::Deprovisioned {
            for app in &mut self.okta.apps {
                app.assigned_people.remove(user_id);
            }
        }
        self.refresh_all();
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
            let apps: Vec<String> = self.okta.apps.iter().map(|app| app.id.clone()).collect();
            self.refresh_all();
            for app in apps {
                let members = self.okta.groups.get(group_id).map(|group| group.members.clone());
                self.queue_pushes(&app, |other| Some(other) == members.as_ref());
            }
        }
        true
    }

    /// Adds an empty group; the words of a refusal are Okta's.
    pub(crate) fn add_group(&mut self, name: &str, description: &str) -> Result<String, String> {
        if name.is_empty() {
            return Err("name: The field cannot be left blank".into());
        }
        if self.okta.groups.values().any(|group| group.name.eq_ignore_ascii_case(name)) {
            return Err("name: An object with this field already exists in the current organization".into());
        }
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
        Ok(id)
    }

    fn refresh_all(&mut self) {
        let apps: Vec<String> = self.okta.apps.iter().map(|app| app.id.clone()).collect();
        for app in apps {
            self.refresh_assignments(&app);
        }
    }
}
