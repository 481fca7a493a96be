//! Reads people again by itself, when the settings ask for it.

use std::sync::{Arc, Weak};
use std::time::Duration;

use catflap_store::Which;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::broadcast::error::RecvError;

use crate::act::{access, pull};
use crate::clients;
use crate::core::{App, Inner};
use crate::profile::Profile;
use crate::wire::{Event, JobRef, Problem};

/// A reading by itself that would have to wait longer than this leaves Okta and ConfigCat to others, until its next turn.
const LONGEST_WAIT_MS: u64 = 5_000;

/// The clock of a computer may have stood still or been set: it is looked at again after this at the latest.
const LOOK: Duration = Duration::from_secs(60);

/// When people are read again by themselves; none when that is off, or nothing is connected.
pub(crate) fn next_at(app: &App, profile: &Profile) -> Result<Option<Timestamp>, Problem> {
    let minutes = app.settings()?.refresh_minutes;
    if minutes == 0 || !app.is_lasting() || !clients::is_set(app, profile, Which::Scim)? {
        return Ok(None);
    }
    let tried = profile.state().tried_at;
    let last = match tried {
        Some(tried) => Some(tried),
        None => access::pulled(app, profile)?.read_at.parse().ok(),
    };
    // Never read: now.
    let next = last.map_or_else(|| app.now(), |last| last + SignedDuration::from_mins(minutes.into()));
    Ok(Some(next))
}

/// Begins to look after it, until the application is gone. What changes the turn (settings, another profile, a reading that
/// ended, a window that comes back) is told, so that nothing is asked in between.
pub(crate) fn begin(app: &App) {
    let app = Arc::downgrade(&app.0);
    tokio::spawn(async move { while turn(&app).await.is_some() {} });
}

/// Waits for the next turn, or for something to change it. None when the application is gone.
async fn turn(app: &Weak<Inner>) -> Option<()> {
    let (mut events, turned, wait) = {
        let app = App(app.upgrade()?);
        let events = app.events();
        let turned = app.0.turned.clone();
        let wait = due(&app).await;
        (events, turned, wait.unwrap_or(LOOK).min(LOOK))
    };
    tokio::select! {
        () = tokio::time::sleep(wait) => {}
        () = turned.notified() => {}
        () = async {
            loop {
                match events.recv().await {
                    Ok(Event::PullEnded { .. } | Event::WindowFocused) | Err(RecvError::Closed) => return,
                    Ok(_) | Err(RecvError::Lagged(_)) => {}
                }
            }
        } => {}
    }
    Some(())
}

/// Starts a reading if it is due. Gives how long it is until the next one.
async fn due(app: &App) -> Option<Duration> {
    let profile = app.opened()?;
    let next = next_at(app, &profile).ok()??;
    let left = next.duration_since(app.now());
    if left.is_positive() {
        return Duration::try_from(left).ok();
    }
    // One that runs is as good; one that can't begin says why where it is looked for.
    profile.state().tried_at = Some(app.now());
    if let Ok(job) = pull::by_itself(app).await {
        yield_to_others(app, job);
    }
    None
}

/// Ends a reading that has to wait: the limits of Okta and ConfigCat belong to everybody, and nobody waits for this one.
fn yield_to_others(app: &App, job: JobRef) {
    let (mut events, app) = (app.events(), app.clone());
    tokio::spawn(async move {
        loop {
            match events.recv().await {
                Ok(Event::Waiting { job: Some(waiting), wait_ms, why, .. })
                    if waiting == job.job && wait_ms >= LONGEST_WAIT_MS =>
                {
                    app.0.jobs.cancel(job);
                    if let Some(profile) = app.opened() {
                        let text = format!("Reading by itself was put off to its next turn: {why}.");
                        app.note(&profile, "people", &text);
                    }
                    return;
                }
                Ok(Event::PullEnded { job: ended, .. }) if ended == job.job => return,
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
}
