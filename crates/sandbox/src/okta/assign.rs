//! Who is assigned to an application, and what a change of that queues.

use std::collections::BTreeSet;

use super::state::{AppUser, Job, MappingStatus, PersonStatus, Task};
use crate::world::World;

impl World {
    /// Brings the application's users in line with its assignments and queues what follows.
    pub(crate) fn refresh_assignments(&mut self, app_id: &str) {
        let now = self.now;
        let Some(app) = self.okta.apps.iter().find(|app| app.id == app_id) else { return };
        let by_group = app.assigned_groups.keys().filter_map(|id| self.okta.groups.get(id));
        let wanted: BTreeSet<String> = by_group
            .flat_map(|group| group.members.iter())
            .chain(&app.assigned_people)
            .filter(|id| self.okta.people.get(*id).is_some_and(|p| p.status != PersonStatus::Deprovisioned))
            .cloned()
            .collect();
        let gone: Vec<String> = app.users.keys().filter(|id| !wanted.contains(*id)).cloned().collect();
        let new: Vec<String> = wanted.into_iter().filter(|id| !app.users.contains_key(id)).collect();
        let added: Vec<(String, String, bool)> = new
            .iter()
            .filter_map(|id| {
                let person = self.okta.people.get(id)?;
                Some((id.clone(), app.user_name(person), person.is_pushed()))
            })
            .collect();
        let (pushing, deactivates) = (app.connected(), app.connected() && app.to_app.deactivate_users);

        let Some(app) = self.okta.app_mut(app_id) else { return };
        for (id, user) in &mut app.users {
            user.direct = app.assigned_people.contains(id);
        }
        let mut jobs = Vec::new();
        for user in &gone {
            // Without an id in the target app Okta has nothing to deactivate: the person stays there (failures.md 20).
            if let Some(external_id) = app.users.remove(user).and_then(|user| user.external_id)
                && deactivates
            {
                jobs.push(Job::Deactivate { app: app_id.to_owned(), user: user.clone(), external_id });
            }
        }
        for (user, user_name, pushed) in added {
            let direct = app.assigned_people.contains(&user);
            let entry = AppUser {
                user_name,
                external_id: None,
                staged: pushing,
                direct,
                created: now,
                updated: now,
                last_sync: None,
            };
            app.users.insert(user.clone(), entry);
            if pushing && pushed {
                jobs.push(Job::Provision { app: app_id.to_owned(), user });
            }
        }
        self.okta.queue.extend(jobs);
        for user in &gone {
            self.forget_tasks(app_id, user);
        }
        for (users, kind, text) in [
            (&new, "application.user_membership.add", "Add user to application membership"),
            (&gone, "application.user_membership.remove", "Remove user's application membership"),
        ] {
            for user in users {
                let target = self.person_target(user);
                self.event(kind, app_id, target, text, None);
            }
        }
        let gone: BTreeSet<&String> = gone.iter().collect();
        self.queue_pushes(app_id, |members| members.iter().any(|member| gone.contains(member)));
    }

    /// Queues a push of each push group whose members fit, once each.
    pub(crate) fn queue_pushes(&mut self, app_id: &str, fits: impl Fn(&BTreeSet<String>) -> bool) {
        let Some(app) = self.okta.apps.iter().find(|app| app.id == app_id) else { return };
        let mappings: Vec<String> = app
            .mappings
            .iter()
            .filter(|(_, mapping)| mapping.status == MappingStatus::Active && !mapping.queued)
            .filter(|(_, mapping)| self.okta.groups.get(&mapping.group_id).is_some_and(|group| fits(&group.members)))
            .map(|(id, _)| id.clone())
            .collect();
        for mapping in mappings {
            self.queue_push(app_id, &mapping, false);
        }
    }

    /// Queues a push of a group, wherever it is pushed to.
    pub(crate) fn queue_group(&mut self, app_id: &str, group_id: &str) {
        let Some(app) = self.okta.app(app_id) else { return };
        let wanted = |id: &String| {
            app.mappings.get(id).is_some_and(|mapping| mapping.status == MappingStatus::Active && !mapping.queued)
        };
        let mappings: Vec<String> = app.mappings_of(group_id).into_iter().filter(wanted).collect();
        for mapping in mappings {
            self.queue_push(app_id, &mapping, false);
        }
    }

    /// Queues a push of one mapping.
    pub(crate) fn queue_push(&mut self, app_id: &str, mapping_id: &str, forced: bool) {
        let mapping = self.okta.app_mut(app_id).and_then(|app| app.mappings.get_mut(mapping_id));
        if let Some(mapping) = mapping {
            mapping.queued = true;
            let job = Job::PushGroup { app: app_id.to_owned(), mapping: mapping_id.to_owned(), forced };
            self.okta.queue.push_back(job);
        }
    }

    /// Provisioning has just become complete: whoever was assigned before is not pushed by itself (failures.md 14).
    pub(crate) fn note_assigned_before(&mut self, app_id: &str) {
        let Some(app) = self.okta.app(app_id).filter(|app| app.provisions()) else { return };
        let label = app.label.clone();
        let waiting: Vec<String> =
            app.users.iter().filter(|(_, u)| u.external_id.is_none() && !u.staged).map(|(id, _)| id.clone()).collect();
        for user in waiting {
            let Some(name) = self.okta.people.get(&user).map(super::state::Person::name) else { continue };
            let reason = "User was assigned this application before Provisioning was enabled and not provisioned in the \
                          downstream application. Click Provision User.";
            let message = format!("Automatic provisioning of user {name} to app {label} failed: {reason}");
            let target = self.person_target(&user);
            let kind = "application.provision.user.push";
            self.event(kind, app_id, target, &message, Some(reason.to_owned()));
            self.task(&name, message, Job::Provision { app: app_id.to_owned(), user });
        }
    }

    /// Puts a failed job under Tasks; a job stands there once.
    pub(crate) fn task(&mut self, subject: &str, message: String, job: Job) {
        self.okta.tasks.retain(|task| task.job != job);
        let task = Task { id: self.ids.okta("tsk"), subject: subject.to_owned(), message, at: self.now, job };
        self.okta.tasks.push(task);
    }

    /// Dashboard → Tasks → Retry Selected, for all or for one: how many are queued again.
    pub(crate) fn retry_tasks(&mut self, only: Option<&str>) -> usize {
        let tasks = std::mem::take(&mut self.okta.tasks);
        let (tasks, kept) = tasks.into_iter().partition(|task| only.is_none_or(|id| task.id == id));
        self.okta.tasks = kept;
        let tasks: Vec<Task> = tasks;
        let count = tasks.len();
        for task in tasks {
            match task.job {
                Job::PushGroup { app, mapping, .. } => {
                    self.reactivate_mapping(&app, &mapping);
                    self.queue_push(&app, &mapping, false);
                }
                Job::Provision { app, user } => {
                    self.provision_user(&app, &user);
                }
                job => self.okta.queue.push_back(job),
            }
        }
        count
    }

    /// `Provision User`: false when the person is not assigned, provisioned already, or provisioning is off.
    pub(crate) fn provision_user(&mut self, app_id: &str, user_id: &str) -> bool {
        let Some(app) = self.okta.app_mut(app_id).filter(|app| app.connected()) else { return false };
        let Some(user) = app.users.get_mut(user_id).filter(|user| user.external_id.is_none()) else { return false };
        user.staged = true;
        let job = Job::Provision { app: app_id.to_owned(), user: user_id.to_owned() };
        if !self.okta.queue.contains(&job) {
            self.okta.queue.push_back(job);
        }
        true
    }

    /// Clears a mapping's error, so that it pushes again.
    pub(crate) fn reactivate_mapping(&mut self, app_id: &str, mapping_id: &str) {
        let now = self.now;
        if let Some(mapping) = self.okta.app_mut(app_id).and_then(|app| app.mappings.get_mut(mapping_id)) {
            mapping.status = MappingStatus::Active;
            mapping.error = None;
            mapping.updated = now;
        }
    }

    fn forget_tasks(&mut self, app_id: &str, user_id: &str) {
        self.okta
            .tasks
            .retain(|task| !matches!(&task.job, Job::Provision { app, user } if app == app_id && user == user_id));
    }

    /// Members of a push group who can be pushed: member, assigned and provisioned. (Okta id, SCIM id, name.)
    pub(crate) fn pushable_members(&self, app_id: &str, group_id: &str) -> Vec<(String, String, String)> {
        let (Some(app), Some(group)) = (self.okta.app(app_id), self.okta.groups.get(group_id)) else {
            return Vec::new();
        };
        group
            .members
            .iter()
            .filter_map(|id| {
                let user = app.users.get(id)?;
                let external_id = user.external_id.clone()?;
                Some((id.clone(), external_id, user.user_name.clone()))
            })
            .collect()
    }

    /// The same group stands under Assignments and under Push Groups, which Okta does not support.
    pub(crate) fn is_doubled(&self, app_id: &str, group_id: &str) -> bool {
        self.okta.app(app_id).is_some_and(|app| app.assigned_groups.contains_key(group_id))
    }
}
