//! Practice: the servers inside this application, and the panels that stand for the real pages.

use std::sync::Arc;
use std::time::Duration;

use catflap_http::Secret;
use catflap_sandbox::panel::PracticeView;
use catflap_sandbox::{Endpoints, Sandbox};
use catflap_store::{ProfileKind as StoredKind, SavedConnection, Which};
use uuid::Uuid;

use super::connections::hint;
use super::session;
use crate::core::{App, PracticeSize};
use crate::profile::Profile;
use crate::wire::{
    Copied, Event, Nothing, PracticeConfigCat, PracticeDone, PracticeOkta, PracticeServiceApp, Problem, ProblemCode,
    ProfileKind, ProfileView,
};

/// Seconds that a secret stays on the clipboard.
pub(crate) const CLIPBOARD_SECONDS: u32 = 60;

/// Changes come in bursts: the world is written, and the window told, once the burst is over.
const BURST: Duration = Duration::from_millis(150);

pub(crate) async fn open(app: &App, _: Nothing) -> Result<ProfileView, Problem> {
    let known = app.store(catflap_store::Store::profiles)?.into_iter().find(|p| p.kind == StoredKind::Practice);
    let stored = if let Some(stored) = known {
        stored
    } else {
        let new = catflap_store::Profile {
            id: Uuid::new_v4(),
            name: "Whisker Co.".to_owned(),
            kind: StoredKind::Practice,
            created_at: app.now(),
        };
        app.store(|store| store.add_profile(&new))?;
        new
    };
    let profile = Profile::new(stored.id, ProfileKind::Practice);
    start(app, &profile).await?;
    app.set_open(Some(Arc::clone(&profile)));
    app.store(|store| store.put_setting(None, "last-profile", &stored.id))?;
    session::view(app, &profile).await
}

pub(crate) async fn restart(app: &App, _: Nothing) -> Result<ProfileView, Problem> {
    let profile = practice_profile(app)?;
    stop_without_keeping(app).await;
    app.set_open(None);
    app.store(|store| store.delete_profile(profile.id))?;
    open(app, Nothing {}).await
}

/// Starts the servers, unless they run, and points the profile's connections at them: each is there from the start.
async fn start(app: &App, profile: &Profile) -> Result<(), Problem> {
    let mut running = app.0.practice.lock().await;
    let sandbox = if let Some(sandbox) = &*running {
        Arc::clone(sandbox)
    } else {
        let world = app.store(|store| store.practice_world(profile.id))?.map(|(_, world)| world);
        let PracticeSize { users, groups, ready, tidy } = app.0.practice_size;
        let mut options = catflap_sandbox::Options { ready, tidy, world, ..Default::default() };
        options.users = users.unwrap_or(options.users);
        options.groups = groups.unwrap_or(options.groups);
        let sandbox = Arc::new(Sandbox::start(options).await.map_err(|error| {
            Problem::new(
                ProblemCode::PracticeFailed,
                "The practice servers could not start.",
                "They need a free port on this computer’s loopback address. Close what may block it, then try again.",
            )
            .evidence(error.to_string())
        })?);
        *running = Some(Arc::clone(&sandbox));
        watch(app, profile.id, &sandbox);
        sandbox
    };
    connect(app, profile, &sandbox.endpoints()).await
}

async fn connect(app: &App, profile: &Profile, at: &Endpoints) -> Result<(), Problem> {
    let connections = [
        (Which::Scim, &at.scim_url, None, &at.scim_token),
        (Which::Okta, &at.okta_org, None, &at.okta_token),
        (Which::ConfigCat, &at.configcat_api, Some(at.configcat_user.clone()), &at.configcat_password),
    ];
    for (which, address, account, secret) in connections {
        let secret = Secret::new(secret.clone());
        let before = app.store(|store| store.connection(profile.id, which))?;
        let saved = SavedConnection {
            which,
            address: address.clone(),
            account,
            details: before.map(|before| before.details).unwrap_or_default(),
            secret_set_at: Some(app.now()),
            secret_hint: hint(&secret),
            last_seen_at: None,
        };
        app.store(|store| store.put_connection(profile.id, &saved))?;
        app.keep_secret(profile, which, secret).await?;
    }
    Ok(())
}

/// Keeps the world and tells the window after each burst of changes, until the servers stop.
fn watch(app: &App, profile: Uuid, sandbox: &Arc<Sandbox>) {
    let mut changes = sandbox.changes();
    let (app, sandbox) = (app.clone(), Arc::downgrade(sandbox));
    tokio::spawn(async move {
        while changes.changed().await.is_ok() {
            tokio::time::sleep(BURST).await;
            changes.mark_unchanged();
            let Some(sandbox) = sandbox.upgrade() else { return };
            keep(&app, profile, &sandbox);
            app.tell(Event::PracticeChanged);
        }
    });
}

fn keep(app: &App, profile: Uuid, sandbox: &Sandbox) {
    // A practice that can't be kept goes on all the same; only its next start begins anew.
    let _ = app.0.store.put_practice_world(profile, app.now(), &sandbox.save());
}

/// Stops the servers and keeps their world.
pub(crate) async fn stop(app: &App) {
    let sandbox = app.0.practice.lock().await.take();
    if let Some(sandbox) = sandbox {
        let stored =
            app.0.store.profiles().ok().and_then(|all| all.into_iter().find(|p| p.kind == StoredKind::Practice));
        if let Some(stored) = stored {
            keep(app, stored.id, &sandbox);
        }
        end(sandbox).await;
    }
}

/// Stops the servers of a practice that is thrown away.
pub(crate) async fn stop_without_keeping(app: &App) {
    let sandbox = app.0.practice.lock().await.take();
    if let Some(sandbox) = sandbox {
        end(sandbox).await;
    }
}

fn practice_profile(app: &App) -> Result<Arc<Profile>, Problem> {
    app.opened().filter(|profile| profile.kind == ProfileKind::Practice).ok_or_else(Problem::not_practice)
}

/// The servers of the open practice profile.
pub(crate) async fn sandbox(app: &App) -> Result<Arc<Sandbox>, Problem> {
    practice_profile(app)?;
    app.0.practice.lock().await.clone().ok_or_else(Problem::not_practice)
}

pub(crate) async fn view(app: &App, _: Nothing) -> Result<PracticeView, Problem> {
    Ok(sandbox(app).await?.view())
}

pub(crate) async fn okta(app: &App, request: PracticeOkta) -> Result<PracticeDone, Problem> {
    let sandbox = sandbox(app).await?;
    let outcome = sandbox.okta(request.action).await;
    Ok(PracticeDone { outcome, view: sandbox.view() })
}

pub(crate) async fn configcat(app: &App, request: PracticeConfigCat) -> Result<PracticeDone, Problem> {
    let sandbox = sandbox(app).await?;
    let outcome = sandbox.configcat(request.action).await;
    Ok(PracticeDone { outcome, view: sandbox.view() })
}

pub(crate) async fn copy_token(app: &App, _: Nothing) -> Result<Copied, Problem> {
    let token = Secret::new(sandbox(app).await?.endpoints().scim_token);
    copy(app, &token)
}

pub(crate) async fn copy_service_key(app: &App, request: PracticeServiceApp) -> Result<Copied, Problem> {
    let key = sandbox(app).await?.service_app_key(&request.client_id).ok_or_else(|| {
        Problem::new(
            ProblemCode::NotThere,
            "The practice Okta holds no private key of this service app.",
            "It is there for a key that Okta generated, until practice ends. Create another service app.",
        )
    })?;
    copy(app, &Secret::new(key))
}

fn copy(app: &App, secret: &Secret) -> Result<Copied, Problem> {
    app.0.desktop.copy_secret(secret, CLIPBOARD_SECONDS)?;
    Ok(Copied { clears_after: Some(CLIPBOARD_SECONDS) })
}

/// A command that still holds the servers ends them when it lets go.
async fn end(sandbox: Arc<Sandbox>) {
    if let Ok(sandbox) = Arc::try_unwrap(sandbox) {
        sandbox.stop().await;
    }
}
