//! Pushing people: look-up, POST, GET + PUT (okta.md, "What Okta sends to a SCIM server").

use serde_json::{Value, json};

use super::push::{line, look_up};
use super::state::{App, Job, Person};
use super::wire::{Call, Line, WireError, send};
use crate::core::Core;
use crate::world::World;

/// What a push of a person needs to know.
struct Subject {
    label: String,
    name: String,
    user_name: String,
    body: Value,
    may_create: bool,
    may_update: bool,
}

/// A person was assigned: link the user that is there, or create one.
pub(crate) async fn provision(core: &Core, app_id: &str, user_id: &str, direct: bool) {
    let subject = {
        let world = core.world();
        let assigned = world.okta.app(app_id).filter(|app| app.users.contains_key(user_id));
        assigned.zip(world.okta.people.get(user_id)).map(|(app, person)| Subject::of(app, user_id, person))
    };
    let Some(subject) = subject else { return };
    let Some(line) = line(core, app_id, direct) else {
        // Provisioning was switched off meanwhile: the person is assigned, and nothing more.
        core.change(|world| {
            if let Some(user) = world.okta.app_mut(app_id).and_then(|app| app.users.get_mut(user_id)) {
                user.staged = false;
            }
        });
        return;
    };
    match link_or_create(core, &line, app_id, &subject).await {
        Ok(external_id) => core.change(|world| {
            let now = world.now;
            if let Some(user) = world.okta.app_mut(app_id).and_then(|app| app.users.get_mut(user_id)) {
                user.external_id = Some(external_id);
                user.staged = false;
                user.last_sync = Some(now);
                user.updated = now;
            }
            world.okta.tasks.retain(|task| !is_provision(&task.job, app_id, user_id));
            let target = world.person_target(user_id);
            world.event(
                "application.provision.user.push",
                app_id,
                target,
                "Push new user to external application",
                None,
            );
            world.queue_pushes(app_id, |members| members.contains(user_id));
        }),
        Err((doing, error)) => {
            let job = Job::Provision { app: app_id.to_owned(), user: user_id.to_owned() };
            fail(core, app_id, user_id, subject.about(), "application.provision.user.push", doing, &error, job);
        }
    }
}

/// A profile changed.
pub(crate) async fn update(core: &Core, app_id: &str, user_id: &str, direct: bool) {
    let subject = {
        let world = core.world();
        let app = world.okta.app(app_id).filter(|app| app.updates());
        app.zip(world.okta.people.get(user_id)).and_then(|(app, person)| {
            let external_id = app.users.get(user_id)?.external_id.clone()?;
            Some((Subject::of(app, user_id, person), external_id))
        })
    };
    let (Some((subject, external_id)), Some(line)) = (subject, line(core, app_id, direct)) else { return };
    match replace(core, &line, &external_id, subject.body.clone()).await {
        Ok(()) => core.change(|world| {
            let now = world.now;
            if let Some(user) = world.okta.app_mut(app_id).and_then(|app| app.users.get_mut(user_id)) {
                user.last_sync = Some(now);
            }
            let job = Job::Update { app: app_id.to_owned(), user: user_id.to_owned() };
            world.okta.tasks.retain(|task| task.job != job);
            let target = world.person_target(user_id);
            let text = "Push user's profile to external application";
            world.event("application.provision.user.push_profile", app_id, target, text, None);
        }),
        Err(error) => {
            let job = Job::Update { app: app_id.to_owned(), user: user_id.to_owned() };
            let doing = "Error while trying to push profile update for";
            fail(core, app_id, user_id, subject.about(), "application.provision.user.push_profile", doing, &error, job);
        }
    }
}

/// A person was taken from the application: `active` becomes false. Okta never deletes.
pub(crate) async fn deactivate(core: &Core, app_id: &str, user_id: &str, external_id: &str, direct: bool) {
    let about = {
        let world = core.world();
        // Assigned again meanwhile: the push that follows would only be undone.
        let app = world.okta.app(app_id).filter(|app| !app.users.contains_key(user_id));
        let name = world.okta.people.get(user_id).map_or_else(|| user_id.to_owned(), Person::name);
        app.map(|app| (app.label.clone(), name))
    };
    let (Some((label, name)), Some(line)) = (about, line(core, app_id, direct)) else { return };
    let job = Job::Deactivate { app: app_id.to_owned(), user: user_id.to_owned(), external_id: external_id.to_owned() };
    match switch_off(core, &line, external_id).await {
        Ok(()) => core.change(|world| {
            world.okta.tasks.retain(|task| task.job != job);
            let target = world.person_target(user_id);
            let text = "Deactivate user in external application";
            world.event("application.provision.user.deactivate", app_id, target, text, None);
        }),
        Err(error) => {
            let doing = "Error while deactivating";
            let about = (label.as_str(), name.as_str());
            fail(core, app_id, user_id, about, "application.provision.user.deactivate", doing, &error, job);
        }
    }
}

/// GET, then PUT of what came, inactive.
async fn switch_off(core: &Core, line: &Line, external_id: &str) -> Result<(), WireError> {
    let path = format!("/Users/{external_id}");
    let mut body = send(core, line, Call { method: "GET", path: path.clone(), query: &[], body: None }).await?;
    let Some(fields) = body.as_object_mut() else { return Err(WireError::Unreadable) };
    fields.remove("meta");
    fields.insert("active".into(), false.into());
    send(core, line, Call { method: "PUT", path, query: &[], body: Some(body) }).await?;
    Ok(())
}

impl Subject {
    /// The application's label and the person's name.
    fn about(&self) -> (&str, &str) {
        (&self.label, &self.name)
    }

    fn of(app: &App, user_id: &str, person: &Person) -> Self {
        let user_name = app.users.get(user_id).map_or_else(|| app.user_name(person), |user| user.user_name.clone());
        Self {
            label: app.label.clone(),
            name: person.name(),
            body: body(&user_name, user_id, person),
            user_name,
            may_create: app.provisions(),
            may_update: app.updates(),
        }
    }
}

fn body(user_name: &str, user_id: &str, person: &Person) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": user_name,
        "name": {"givenName": person.first_name, "familyName": person.last_name},
        "emails": [{"primary": true, "value": person.email, "type": "work"}],
        "displayName": person.name(),
        "locale": "en-US",
        "externalId": user_id,
        "groups": [],
        "active": true,
    })
}

async fn link_or_create(
    core: &Core,
    line: &Line,
    app_id: &str,
    subject: &Subject,
) -> Result<String, (&'static str, WireError)> {
    let verifying = "Error while verifying if user exists";
    let found = look_up(core, line, "/Users", "userName", &subject.user_name).await.map_err(|e| (verifying, e))?;
    // One that belongs to somebody else already is no match: with two people of one address the service then refuses.
    if let Some(id) = found.filter(|id| core.world().is_unlinked(app_id, id)) {
        if subject.may_update {
            replace(core, line, &id, subject.body.clone()).await.map_err(|e| ("Error while updating user", e))?;
        }
        return Ok(id);
    }
    if !subject.may_create {
        return Err((verifying, WireError::NoMatch));
    }
    let mut body = subject.body.clone();
    body["password"] = format!("{:016x}", rand::random::<u64>()).into();
    let creating = "Error while creating user";
    let call = Call { method: "POST", path: "/Users".into(), query: &[], body: Some(body) };
    let created = send(core, line, call).await.map_err(|error| (creating, error))?;
    match created.get("id").and_then(Value::as_str) {
        Some(id) => Ok(id.to_owned()),
        None => Err((creating, WireError::EmptyUser)),
    }
}

/// GET, then PUT of the whole user.
async fn replace(core: &Core, line: &Line, external_id: &str, mut body: Value) -> Result<(), WireError> {
    let path = format!("/Users/{external_id}");
    send(core, line, Call { method: "GET", path: path.clone(), query: &[], body: None }).await?;
    body["id"] = external_id.into();
    send(core, line, Call { method: "PUT", path, query: &[], body: Some(body) }).await?;
    Ok(())
}

impl World {
    /// Nobody of the application is linked to this user of the target app.
    fn is_unlinked(&self, app_id: &str, external_id: &str) -> bool {
        self.okta
            .app(app_id)
            .is_some_and(|app| app.users.values().all(|user| user.external_id.as_deref() != Some(external_id)))
    }
}

fn is_provision(job: &Job, app_id: &str, user_id: &str) -> bool {
    matches!(job, Job::Provision { app, user } if app == app_id && user == user_id)
}

#[expect(clippy::too_many_arguments, reason = "one place that writes a failure everywhere Okta shows it")]
fn fail(
    core: &Core,
    app_id: &str,
    user_id: &str,
    (label, name): (&str, &str),
    event: &str,
    doing: &str,
    error: &WireError,
    job: Job,
) {
    core.change(|world| {
        let reason = format!("{doing}: {error}");
        let message = match error {
            WireError::NoMatch => {
                format!("Automatic provisioning of user {name} to app {label} failed: {error}")
            }
            _ => format!("Automatic provisioning of user {name} to app {label} failed: {reason}"),
        };
        let target = world.person_target(user_id);
        if error.is_unauthorized() {
            let words = format!("Error authenticating: {error}");
            let text = "Authentication to the application failed";
            world.event("application.integration.authentication_failure", app_id, target.clone(), text, Some(words));
        }
        world.event(event, app_id, target, &message, Some(reason));
        world.task(name, message, job);
    });
}
