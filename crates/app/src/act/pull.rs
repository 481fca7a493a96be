//! Reading users and groups, and what Okta and ConfigCat say of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use catflap_guide::{SyncedSoFar, read_synced};
use catflap_inventory::Alarm;
use catflap_scim::ClientError;
use catflap_store::Which;
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use super::people::{how_many, plural};
use super::{access, connections};
use crate::alert::Before;
use crate::clients;
use crate::core::{App, text_of};
use crate::jobs::Kind;
use crate::people::Pulled;
use crate::profile::Profile;
use crate::wire::{Event, JobRef, Nothing, Problem, ProblemCode, PullProgress};
use crate::{problems, reading};

pub(crate) async fn start(app: &App, _: Nothing) -> Result<JobRef, Problem> {
    begin(app, By::Hand).await
}

/// A reading that nobody asked for: it leaves more of Okta's limits to others.
pub(crate) async fn by_itself(app: &App) -> Result<JobRef, Problem> {
    begin(app, By::Itself).await
}

/// Who wants a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Hand,
    Itself,
}

async fn begin(app: &App, by: By) -> Result<JobRef, Problem> {
    let profile = app.profile()?;
    // What can be known before the job begins is told at once, where the click was.
    clients::scim_target(app, &profile).await?;
    let (job, cancel) = app.0.jobs.begin(Kind::Pull)?;
    profile.state().tried_at = Some(app.now());
    let app = app.clone();
    tokio::spawn(async move {
        let outcome = tokio::select! {
            outcome = pull_and_alert(&app, &profile, (job, by), &cancel) => outcome,
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

/// Reads, and tells the desktop of what is new and bad, where the settings ask for that.
async fn pull_and_alert(
    app: &App,
    profile: &Arc<Profile>,
    (job, by): (JobRef, By),
    cancel: &CancellationToken,
) -> Result<(), Problem> {
    let before = if app.settings()?.notify { Some(Before::of(app, profile)?) } else { None };
    let read = Box::pin(pull(app, profile, (job, by), cancel)).await;
    if let Some(before) = before {
        let people = if read.is_ok() { Some(access::people(app, profile)?) } else { None };
        let alarm = read.as_ref().ok().and_then(Option::as_ref);
        if let Some((title, body)) = before.news(profile, people.as_deref(), alarm)
            && let Err(problem) = app.0.desktop.notify(&title, &body).await
        {
            app.note(profile, "people", &format!("{} {}", problem.message, problem.remedy));
        }
    }
    read.map(drop)
}

/// Reads every connection that is set. What Okta or ConfigCat refuse is told and leaves the rest as it is. Gives the alarm,
/// when many were lost.
async fn pull(
    app: &App,
    profile: &Arc<Profile>,
    (job, by): (JobRef, By),
    cancel: &CancellationToken,
) -> Result<Option<Alarm>, Problem> {
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
        let okta = if by == By::Itself { okta.in_background() } else { okta };
        let count = |read: usize| tell(&|progress| progress.okta = Some(small(read as u64)));
        let read = reading::okta_side(&okta, &id, at, count).await?;
        Ok(Some((okta, read)))
    };
    let configcat = async {
        let Some(client) = clients::configcat_if_set(app, profile, Some(job)).await? else { return Ok(None) };
        reading::configcat_side(&client).await.map(Some)
    };
    let (synced, okta, configcat): (_, Result<_, Problem>, Result<_, Problem>) = tokio::join!(synced, okta, configcat);
    let (inventory, mut unread) = synced?;
    answered(profile, Which::Okta, &okta);
    answered(profile, Which::ConfigCat, &configcat);
    let mut strangers = BTreeMap::new();
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
        Ok(Some((okta, mut read))) => {
            unread.append(&mut read.unread);
            unread.extend(reading::leavers(&okta, &inventory, &mut read.side).await);
            strangers = read.strangers;
            Some(read.side)
        }
        Err(problem) => {
            unread.push(format!("Okta’s side can’t be seen: {} {}", problem.message, problem.remedy));
            None
        }
    };
    let (members, products, you) = match configcat {
        Ok(None) => (None, None, None),
        Ok(Some(side)) => (Some(side.members), Some(side.products), side.you),
        Err(problem) => {
            unread.push(format!("ConfigCat’s members can’t be seen: {} {}", problem.message, problem.remedy));
            (None, None, None)
        }
    };
    let mut pulled = Pulled {
        read_at: text_of(at),
        inventory: Arc::new(inventory),
        okta,
        strangers,
        members,
        // No API tells which domains are verified: the audit log tells of acts, and only as far back as it is kept.
        verified_domains: None,
        products,
        you,
        unread,
    };
    pulled.shrink();
    let pulled = Arc::new(pulled);
    let alarm = keep(app, profile, at, &pulled).await?;
    let text = format!(
        "{} and {} were read.",
        how_many(pulled.inventory.users.len()),
        plural(pulled.inventory.groups.len(), "group", "groups")
    );
    app.note(profile, "people", &text);
    if let Some(alarm) = &alarm {
        app.note(profile, "people", &alarm.words);
    }
    {
        let mut state = profile.state();
        state.pulled = Some(pulled);
        // Put together when somebody asks: the shell wants no more than what was read.
        state.people = None;
    }
    if app.is_lasting() {
        super::people::seen_at_first(app, profile)?;
    }
    Ok(alarm)
}

fn answered<T>(profile: &Profile, which: Which, answer: &Result<Option<T>, Problem>) {
    match answer {
        Ok(None) => {}
        Ok(Some(_)) => drop(profile.state().answered(which, Ok(()))),
        Err(problem) => drop(profile.state().answered(which, Err(problem.clone()))),
    }
}

/// Keeps what was read for the next start, and as the newest of the history.
async fn keep(
    app: &App,
    profile: &Arc<Profile>,
    at: Timestamp,
    pulled: &Arc<Pulled>,
) -> Result<Option<Alarm>, Problem> {
    // What is open is at hand anyway; a database in memory would only hold it once more.
    if !app.is_lasting() {
        return Ok(None);
    }
    let (app, profile, pulled) = (app.clone(), Arc::clone(profile), Arc::clone(pulled));
    // 100,000 people are many MB of text: not on an async thread.
    let kept = tokio::task::spawn_blocking(move || {
        app.store(|store| pulled.keep(store, profile.id, at))?;
        let most = app.settings()?.history_most;
        app.store(|store| store.keep_snapshot(profile.id, at, &pulled.inventory, most))
    });
    match kept.await {
        Ok(kept) => Ok(kept?.alarm),
        Err(_) => Err(Problem::cancelled()),
    }
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
