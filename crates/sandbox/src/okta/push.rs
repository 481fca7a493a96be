//! The queue worker: takes one provisioning job after the other and carries it out as Okta does for a custom app.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::state::{Connector, Job};
use super::wire::{Call, Line, WireError, send};
use super::{push_group, push_user};
use crate::core::Core;
use crate::world::World;

/// Works until the sandbox stops.
pub(crate) async fn work(core: Arc<Core>) {
    let mut stopped = core.stopped.subscribe();
    loop {
        let job = core.world().okta.queue.front().cloned();
        let step = async {
            match job {
                None => core.work.notified().await,
                Some(job) => {
                    if core.faults.hold().await {
                        carry_out(&core, &job, false).await;
                    } else {
                        core.change(|world| world.forget_job(&job));
                    }
                    tokio::time::sleep(core.push_pause).await;
                }
            }
        };
        tokio::select! {
            () = step => {}
            _ = stopped.wait_for(|stopped| *stopped) => return,
        }
    }
}

/// Empties the queue at once, calling the practice ConfigCat in the process.
pub(crate) async fn fill(core: &Core) {
    loop {
        let job = core.world().okta.queue.front().cloned();
        let Some(job) = job else { return };
        carry_out(core, &job, true).await;
    }
}

impl World {
    /// A push that never comes: the job is gone, and nothing tells.
    fn forget_job(&mut self, job: &Job) {
        self.okta.queue.pop_front();
        if let Job::PushGroup { app, mapping, .. } = job
            && let Some(mapping) = self.okta.app_mut(app).and_then(|app| app.mappings.get_mut(mapping))
        {
            mapping.queued = false;
        }
    }
}

/// The job stays in the queue until it is done, so that a queue with something in it is not settled.
async fn carry_out(core: &Core, job: &Job, direct: bool) {
    match job {
        Job::Provision { app, user } => push_user::provision(core, app, user, direct).await,
        Job::Update { app, user } => push_user::update(core, app, user, direct).await,
        Job::Deactivate { app, user, external_id } => {
            push_user::deactivate(core, app, user, external_id, direct).await;
        }
        Job::PushGroup { app, mapping, forced } => push_group::push(core, app, mapping, *forced, direct).await,
        Job::DeleteGroup { app, scim_id, name } => push_group::delete(core, app, scim_id, name, direct).await,
    }
    core.change(|world| world.okta.queue.pop_front());
}

/// The connection of an application's connector, as it is stored.
pub(crate) fn line(core: &Core, app_id: &str, direct: bool) -> Option<Line> {
    let authorization = core.secrets().authorization.get(app_id).cloned();
    let world = core.world();
    let app = world.okta.app(app_id).filter(|app| app.connected())?;
    Some(line_of(&app.connector, authorization.as_deref(), direct))
}

/// The connection that a form describes. Okta itself puts `Bearer` before what was typed.
pub(crate) fn line_of(connector: &Connector, authorization: Option<&str>, direct: bool) -> Line {
    let header = authorization.filter(|text| !text.is_empty()).and_then(|text| {
        match connector.authentication_mode.as_str() {
            "HTTP Header" => Some(format!("Bearer {text}")),
            "Basic Auth" => Some(format!("Basic {}", STANDARD.encode(text))),
            // OAuth 2 fetches a token from somewhere that practice does not have.
            _ => None,
        }
    });
    Line { base_url: connector.base_url.trim().to_owned(), authorization: header, direct }
}

/// `Test Connector Configuration`: the two listings that Okta asks for.
pub(crate) async fn test(core: &Core, line: &Line) -> Result<(), WireError> {
    for (path, count) in [("/Users", "2"), ("/Groups", "100")] {
        let query = [("startIndex", "1"), ("count", count)];
        let answer = send(core, line, Call { method: "GET", path: path.into(), query: &query, body: None }).await?;
        list(&answer)?;
    }
    Ok(())
}

/// The resources of a list response; Okta wants integers (okta.md).
pub(crate) fn list(answer: &Value) -> Result<&[Value], WireError> {
    let Some(total) = answer.get("totalResults") else { return Err(WireError::NoResults) };
    if !total.is_u64() {
        return Err(WireError::Unreadable);
    }
    match answer.get("Resources").and_then(Value::as_array) {
        Some(resources) => Ok(resources),
        None if total == 0 => Ok(&[]),
        None => Err(WireError::NoResults),
    }
}

/// Looks a resource up by its name: no match is 200 with nothing, or 404.
pub(crate) async fn look_up(
    core: &Core,
    line: &Line,
    path: &str,
    attribute: &str,
    name: &str,
) -> Result<Option<String>, WireError> {
    let filter = format!("{attribute} eq {}", Value::from(name));
    let query = [("filter", filter.as_str()), ("startIndex", "1"), ("count", "100")];
    match send(core, line, Call { method: "GET", path: path.into(), query: &query, body: None }).await {
        Ok(answer) => {
            Ok(list(&answer)?.first().and_then(|found| found.get("id")).and_then(Value::as_str).map(str::to_owned))
        }
        Err(WireError::Status { status: 404, .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
