//! Reading users and groups, and what Okta and ConfigCat say of them.

use std::sync::{Arc, Mutex, PoisonError};

use catflap_guide::{SyncedSoFar, read_synced};
use catflap_scim::ClientError;
use catflap_store::Which;
use tokio_util::sync::CancellationToken;

use super::connections;
use super::people::{how_many, plural};
use crate::clients;
use crate::core::{App, text_of};
use crate::jobs::Kind;
use crate::people::Pulled;
use crate::profile::Profile;
use crate::wire::{Event, JobRef, Nothing, Problem, ProblemCode, PullProgress};
use crate::{problems, reading};

pub(crate) async fn start(app: &App, _: Nothing) -> Result<JobRef, Problem> {
    let profile = app.profile()?;
    // What can be known before the job begins is told at once, where the click was.
    clients::scim_target(app, &profile).await?;
    let (job, cancel) = app.0.jobs.begin(Kind::Pull)?;
    let app = app.clone();
    tokio::spawn(async move {
        let outcome = tokio::select! {
            outcome = pull(&app, &profile, job, &cancel) => outcome,
            () = cancel.cancelled() => Err(Problem::cancelled()),
        };
        app.0.jobs.end(job);
        if !app.is_open(&profile) {
            return;
        }
        let problem = outcome.err();
        let cancelled = problem.as_ref().is_some_and(|problem| problem.code == ProblemCode::Cancelled);
        app.tell(Event::PullEnded { job: job.job, problem: problem.filter(|_| !cancelled), cancelled });
        if let Ok(connections) = connections::all(&app, &profile).await {
            app.tell(Event::Connections { connections: Box::new(connections) });
        }
    });
    Ok(job)
}

/// Reads every connection that is set. What Okta or ConfigCat refuse is told and leaves the rest as it is.
async fn pull(app: &App, profile: &Profile, job: JobRef, cancel: &CancellationToken) -> Result<(), Problem> {
    let scim = clients::scim_client(app, profile, Some(job)).await?;
    let told = Mutex::new(PullProgress::default());
    let tell = |change: &dyn Fn(&mut PullProgress)| {
        let mut progress = told.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut progress);
        app.tell(Event::Pull { job: job.job, progress: *progress });
    };
    let at = app.now();
    let synced = async {
        let read = read_synced(&scim, cancel, |so_far| {
            tell(&|progress| match so_far {
                SyncedSoFar::Users(so_far) => {
                    progress.users = small(so_far.read);
                    progress.users_total = so_far.total.map(small);
                }
                SyncedSoFar::Groups(so_far) => {
                    progress.groups = small(so_far.read);
                    progress.groups_total = so_far.total.map(small);
                }
            });
        });
        let read = read.await;
        let read = read.map_err(|error| match error {
            ClientError::Cancelled => Problem::cancelled(),
            other => problems::scim(&other),
        });
        profile.state().answered(Which::Scim, read.as_ref().map(|_| ()).map_err(Clone::clone));
        read
    };
    let okta = async {
        let Some((okta, id)) = clients::okta_with_app(app, profile, Some(job)).await? else { return Ok(None) };
        let count = |read: usize| tell(&|progress| progress.okta = Some(small(read as u64)));
        reading::okta_side(&okta, &id, at, count).await.map(Some)
    };
    let members = async {
        let Some(client) = clients::configcat_if_set(app, profile, Some(job)).await? else { return Ok(None) };
        reading::members(&client).await.map(Some)
    };
    let (synced, okta, members): (_, Result<_, Problem>, Result<_, Problem>) = tokio::join!(synced, okta, members);
    let (inventory, mut unread) = synced?;
    let okta = match okta {
        Ok(None) => {
            if clients::is_set(app, profile, Which::Okta)? {
                unread.push(
                    "Who is assigned can’t be seen: no application in Okta looks like ConfigCat yet, or several do. \
                     Choose it in Settings."
                        .to_owned(),
                );
            }
            None
        }
        Ok(Some((side, missing))) => {
            unread.extend(missing);
            Some(side)
        }
        Err(problem) => {
            unread.push(format!("Okta’s side can’t be seen: {} {}", problem.message, problem.remedy));
            None
        }
    };
    let (members, products) = match members {
        Ok(None) => (None, None),
        Ok(Some((members, products))) => (Some(members), Some(products)),
        Err(problem) => {
            unread.push(format!("ConfigCat’s members can’t be seen: {} {}", problem.message, problem.remedy));
            (None, None)
        }
    };
    let pulled = Pulled {
        read_at: text_of(at),
        inventory: Arc::new(inventory),
        okta,
        members,
        // No API tells which domains are verified.
        verified_domains: None,
        products,
        unread,
    };
    // What is open is at hand anyway; a database in memory would only hold it once more.
    if app.is_lasting() {
        app.store(|store| store.put_inventory(profile.id, at, &pulled))?;
    }
    let text = format!(
        "{} and {} were read.",
        how_many(pulled.inventory.users.len()),
        plural(pulled.inventory.groups.len(), "group", "groups")
    );
    app.note(profile, "people", &text);
    let mut state = profile.state();
    state.pulled = Some(Arc::new(pulled));
    // Put together when somebody asks: the shell wants no more than what was read.
    state.people = None;
    Ok(())
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
