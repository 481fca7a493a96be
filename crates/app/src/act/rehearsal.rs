//! The rehearsal: shown first, asked for, journaled before it writes.

use std::collections::HashMap;

use catflap_check::Target;
use catflap_check::rehearsal::{
    CAUTION, Entry, EntryId, Intent, Journal, JournalError, Rehearsal, RehearsalError, RehearsalEvent, ResourceKind,
    Settings, TakenBack, markdown, plan, run_by, take_back_by,
};
use catflap_store::{Store, StoreError, Which};
use uuid::Uuid;

use super::access;
use crate::clients;
use crate::core::App;
use crate::jobs::Kind;
use crate::problems;
use crate::profile::Profile;
use crate::wire::{
    Event, JobRef, LastRehearsal, Nothing, Problem, ProblemCode, ProfileKind, RehearsalDomain, RehearsalPlan,
    RehearsalStart, Text,
};

/// Where a profile keeps its last rehearsal.
const LAST: &str = "rehearsal";

/// The journal of one SCIM URL, in the database.
struct Kept {
    app: App,
    /// What the entries are found by: it survives that practice gets another port at each start.
    key: String,
    url: String,
}

impl Kept {
    fn of(app: &App, profile: &Profile, url: &catflap_http::Url) -> Self {
        let text = url.as_str().trim_end_matches('/').to_owned();
        let key = match profile.kind {
            ProfileKind::Real => text.clone(),
            ProfileKind::Practice => format!("practice:{}", url.path().trim_end_matches('/')),
        };
        Self { app: app.clone(), key, url: text }
    }

    fn with<T>(&self, act: impl FnOnce(&Store) -> Result<T, StoreError>) -> Result<T, JournalError> {
        let journal = self.app.journal().map_err(|problem| JournalError { detail: problem.message })?;
        act(journal).map_err(|error| JournalError { detail: error.to_string() })
    }
}

impl Journal for Kept {
    fn intend(&self, intent: &Intent) -> Result<EntryId, JournalError> {
        let kind = match intent.kind {
            ResourceKind::User => "user",
            ResourceKind::Group => "group",
        };
        self.with(|journal| journal.open_journal_entry(self.app.now(), &self.key, kind, &intent.name)).map(EntryId)
    }

    fn created(&self, entry: EntryId, scim_id: &str) -> Result<(), JournalError> {
        self.with(|journal| journal.name_journal_entry(entry.0, scim_id))
    }

    fn removed(&self, entry: EntryId) -> Result<(), JournalError> {
        self.with(|journal| journal.close_journal_entry(entry.0))
    }

    fn open(&self) -> Result<Vec<Entry>, JournalError> {
        let rows = self.with(|journal| journal.journal(&self.key))?;
        Ok(rows
            .into_iter()
            .map(|row| Entry {
                id: EntryId(row.id),
                intent: Intent {
                    url: self.url.clone(),
                    kind: if row.kind == "group" { ResourceKind::Group } else { ResourceKind::User },
                    name: row.name,
                },
                scim_id: row.scim_id,
            })
            .collect())
    }
}

async fn at_hand(app: &App) -> Result<(std::sync::Arc<Profile>, Target, Kept), Problem> {
    let profile = app.profile()?;
    let (url, token) = clients::scim_target(app, &profile).await?;
    let policy = crate::core::policy(&app.settings()?)?;
    let journal = Kept::of(app, &profile, &url);
    Ok((profile, Target { url, token, policy, now: app.now() }, journal))
}

fn left(journal: &Kept) -> Result<Vec<Entry>, Problem> {
    journal.open().map_err(|error| {
        Problem::new(
            ProblemCode::StorageFailed,
            "The rehearsal’s journal can’t be read.",
            "Look at the disk’s free space, then try again. Nothing is written without the journal.",
        )
        .evidence(error.detail)
    })
}

pub(crate) async fn plan_it(app: &App, request: RehearsalDomain) -> Result<RehearsalPlan, Problem> {
    let (profile, target, journal) = at_hand(app).await?;
    let typed = request.domain.trim().trim_start_matches('@').to_lowercase();
    let domain = if typed.is_empty() { usual_domain(app, &profile).await? } else { typed };
    let run_id: String = Uuid::new_v4().simple().to_string().chars().take(4).collect();
    Ok(RehearsalPlan {
        writes: if domain.is_empty() { Vec::new() } else { plan(&domain, &run_id) },
        url: target.url.as_str().trim_end_matches('/').to_owned(),
        caution: CAUTION.to_owned(),
        left: left(&journal)?,
        domain,
        run_id,
    })
}

/// The domain that most synced users have, of those who were read or else of the first page: a proposal, which somebody
/// has to confirm.
pub(super) async fn usual_domain(app: &App, profile: &Profile) -> Result<String, Problem> {
    let people = access::people(app, profile)?;
    let mut names: Vec<String> = people.pulled.inventory.users.iter().map(|user| user.user_name.clone()).collect();
    if names.is_empty() {
        // Without an answer there is nothing to propose; the check says why there is none.
        let page = clients::scim_client(app, profile, None).await?.users_page(1, 100).await;
        names =
            page.map(|page| page.value.resources.into_iter().map(|user| user.user_name).collect()).unwrap_or_default();
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, domain) in names.iter().filter_map(|name| name.rsplit_once('@')) {
        *counts.entry(domain).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|&(domain, count)| (count, domain));
    Ok(most.map(|(domain, _)| domain.to_lowercase()).unwrap_or_default())
}

pub(crate) async fn start(app: &App, request: RehearsalStart) -> Result<JobRef, Problem> {
    let (profile, target, journal) = at_hand(app).await?;
    let settings = Settings::new(request.domain.trim(), request.confirmed, request.run_id.trim());
    // What forbids it is told here, before a job begins and before anything is sent.
    settings.validate().map_err(|error| refused(&error))?;
    app.client()?;
    app.journal()?;
    let (job, cancel) = app.0.jobs.begin(Kind::Rehearsal)?;
    app.note(&profile, "check", &format!("A rehearsal began, with throwaway people at {}.", settings.domain));
    let client = app.client_telling(Which::Scim, Some(job))?;
    let app = app.clone();
    tokio::spawn(async move {
        let sink = {
            let app = app.clone();
            move |event: RehearsalEvent| app.tell(Event::Rehearsal { job: job.job, event: Box::new(event) })
        };
        let rehearsal = run_by(client, target, settings, &journal, sink, cancel).await;
        app.0.jobs.end(job);
        match rehearsal {
            Ok(rehearsal) => {
                app.note(&profile, "check", &format!("Rehearsal: {} {}", rehearsal.headline, rehearsal.proof));
                // The report itself reaches the window either way.
                let _ = app.0.store.put_setting(Some(profile.id), LAST, &rehearsal);
                if app.is_open(&profile) {
                    app.tell(Event::RehearsalEnded { job: job.job, rehearsal: Box::new(rehearsal) });
                }
            }
            Err(error) => app.tell(Event::JobFailed { job: job.job, problem: refused(&error) }),
        }
    });
    Ok(job)
}

fn refused(error: &RehearsalError) -> Problem {
    match error {
        RehearsalError::DomainNotConfirmed { domain } => Problem::new(
            ProblemCode::NotConfirmed,
            format!("Nobody confirmed that throwaway people may be created at {domain}."),
            "Confirm the domain first. It must belong to your organization.",
        )
        .why("An address at somebody else’s domain could be a real person’s."),
        RehearsalError::NotADomain { domain } => Problem::new(
            ProblemCode::InputUnreadable,
            format!("“{domain}” is not an e-mail domain."),
            "Enter the part behind the @ of your addresses, e.g. whisker.co.",
        ),
        RehearsalError::BadRunId => Problem::new(
            ProblemCode::BadRequest,
            "The rehearsal has no usable name.",
            "Close Catflap and open it again, then begin anew.",
        ),
        RehearsalError::Policy(error) => problems::policy(error),
    }
}

pub(crate) async fn last(app: &App, _: Nothing) -> Result<LastRehearsal, Problem> {
    let (profile, _, journal) = at_hand(app).await?;
    Ok(LastRehearsal { rehearsal: newest(app, &profile), left: left(&journal)? })
}

pub(crate) fn newest(app: &App, profile: &Profile) -> Option<Rehearsal> {
    // One that an older Catflap wrote in another shape is as good as none.
    app.0.store.setting(Some(profile.id), LAST).unwrap_or_default()
}

pub(crate) async fn take_back_left(app: &App, _: Nothing) -> Result<TakenBack, Problem> {
    let (profile, target, journal) = at_hand(app).await?;
    let entries = left(&journal)?;
    let client = app.client_telling(Which::Scim, None)?;
    let taken = take_back_by(client, target, entries, &journal).await;
    app.note(&profile, "check", &format!("Left by a rehearsal: {}", taken.proof));
    Ok(taken)
}

pub(crate) async fn support(app: &App, _: Nothing) -> Result<Text, Problem> {
    let profile = app.profile()?;
    let rehearsal = newest(app, &profile).ok_or_else(|| {
        Problem::new(ProblemCode::NotThere, "Nothing was rehearsed yet.", "Rehearse first, under Connection.")
    })?;
    Ok(Text { text: markdown(&rehearsal) })
}
