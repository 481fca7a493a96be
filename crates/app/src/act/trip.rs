//! The round trip: shown first, asked for, journaled, taken back.

use std::sync::Arc;
use std::time::Duration;

use catflap_change::round_trip::{
    TripError, TripEvent, TripPerson, TripRefusal, TripSettings, TripTakenBack, TripTools, TripUndo, look, plan, run,
    take_back,
};
use catflap_change::{Journal as _, Trouble};
use catflap_okta::{AppId, Okta};
use uuid::Uuid;

use super::directory::okta_and_app;
use super::journal::{Kept, TRIPS, unreadable};
use super::rehearsal::usual_domain;
use crate::clients;
use crate::core::App;
use crate::jobs::Kind;
use crate::profile::Profile;
use crate::wire::{Event, JobRef, LastTrip, Nothing, Problem, ProblemCode, TripAsk, TripStart, TripView};

/// Where a profile keeps its last round trip.
const LAST: &str = "round-trip";
/// How long, and how often, ConfigCat is looked at for each thing that is taken back later.
const LATER: (Duration, Duration) = (Duration::from_secs(60), Duration::from_secs(2));

struct AtHand {
    profile: Arc<Profile>,
    okta: Okta,
    id: AppId,
    scim: catflap_scim::Client,
    journal: Kept<TripUndo>,
}

async fn at_hand(app: &App, job: Option<JobRef>) -> Result<AtHand, Problem> {
    let profile = app.profile()?;
    let (okta, id) = okta_and_app(app, &profile, job).await?;
    let scim = clients::scim_client(app, &profile, job).await?;
    let journal = Kept::of(app, &profile, TRIPS)?;
    Ok(AtHand { profile, okta, id, scim, journal })
}

fn settings(id: AppId, ask: TripAsk, run_id: &str) -> TripSettings {
    let usual = TripSettings::throwaway(id, "", false, run_id);
    TripSettings { person: ask.person, group: ask.group, delete_in_configcat: ask.delete_in_configcat, ..usual }
}

pub(crate) async fn plan_it(app: &App, mut request: TripAsk) -> Result<TripView, Problem> {
    let AtHand { profile, okta, id, scim, journal } = at_hand(app, None).await?;
    // Confirmed for the plan alone: it writes nothing, and shows what is asked for.
    let mut shown = request.clone();
    if let TripPerson::Throwaway { domain, .. } = &mut request.person {
        let typed = domain.trim().trim_start_matches('@').to_lowercase();
        *domain = if typed.is_empty() { usual_domain(app, &profile).await? } else { typed };
        shown.person = TripPerson::Throwaway { domain: domain.clone(), confirmed: true };
    }
    let run_id: String = Uuid::new_v4().simple().to_string().chars().take(6).collect();
    let settings = settings(id, shown, &run_id);
    let (plan, problem) = match look(&okta, &scim, &settings).await {
        Ok(facts) => match plan(&facts, &settings) {
            Ok(plan) => (Some(plan), None),
            Err(refusal) => (None, Some(not_begun(&refusal.into()))),
        },
        Err(trouble) => (None, Some(troubled(ProblemCode::ServerError, &trouble))),
    };
    Ok(TripView { ask: request, run_id, plan, problem, left: left(&journal)? })
}

pub(crate) async fn start(app: &App, request: TripStart) -> Result<JobRef, Problem> {
    let (job, cancel) = app.0.jobs.begin(Kind::Trip)?;
    let AtHand { profile, okta, id, scim, journal } = match at_hand(app, Some(job)).await {
        Ok(at_hand) => at_hand,
        Err(problem) => {
            app.0.jobs.end(job);
            return Err(problem);
        }
    };
    let settings = settings(id, request.ask, &request.run_id);
    app.note(&profile, "change", "A round trip began: Okta to ConfigCat and back.");
    let app = app.clone();
    tokio::spawn(async move {
        let sink = {
            let app = app.clone();
            move |event: TripEvent| app.tell(Event::Trip { job: job.job, event: Box::new(event) })
        };
        let clock = app.0.clock.clone();
        let tools = TripTools { okta: &okta, scim: &scim, journal: &journal, clock };
        let trip = run(tools, settings, sink, cancel).await;
        app.0.jobs.end(job);
        match trip {
            Ok(trip) => {
                app.note(&profile, "change", &format!("Round trip: {} {}", trip.headline, trip.proof));
                // The report itself reaches the window either way.
                let _ = app.0.store.put_setting(Some(profile.id), LAST, &trip);
                if app.is_open(&profile) {
                    app.tell(Event::TripEnded { job: job.job, trip: Box::new(trip) });
                }
            }
            Err(error) => app.tell(Event::JobFailed { job: job.job, problem: not_begun(&error) }),
        }
    });
    Ok(job)
}

pub(crate) async fn last(app: &App, _: Nothing) -> Result<LastTrip, Problem> {
    let profile = app.profile()?;
    let journal: Kept<TripUndo> = Kept::of(app, &profile, TRIPS)?;
    // One that an older Catflap wrote in another shape is as good as none.
    let trip = app.0.store.setting(Some(profile.id), LAST).unwrap_or_default();
    Ok(LastTrip { trip, left: left(&journal)? })
}

pub(crate) async fn take_back_left(app: &App, _: Nothing) -> Result<TripTakenBack, Problem> {
    let AtHand { profile, okta, scim, journal, .. } = at_hand(app, None).await?;
    let entries = journal.left().map_err(|error| unreadable(&error))?;
    let clock = app.0.clock.clone();
    let tools = TripTools { okta: &okta, scim: &scim, journal: &journal, clock };
    let taken = take_back(tools, entries, LATER.0, LATER.1).await;
    app.note(&profile, "change", &format!("Left by a round trip: {}", taken.proof));
    Ok(taken)
}

fn left(journal: &Kept<TripUndo>) -> Result<Vec<String>, Problem> {
    let entries = journal.left().map_err(|error| unreadable(&error))?;
    Ok(entries.into_iter().map(|entry| entry.what.what.title()).collect())
}

fn troubled(code: ProblemCode, trouble: &Trouble) -> Problem {
    Problem::new(code, trouble.what.clone(), trouble.next.clone()).why(trouble.why.clone())
}

fn not_begun(error: &TripError) -> Problem {
    let code = match error {
        TripError::Refused(TripRefusal::DomainNotConfirmed { .. }) => ProblemCode::NotConfirmed,
        TripError::Refused(TripRefusal::NotADomain { .. }) => ProblemCode::InputUnreadable,
        TripError::Refused(TripRefusal::BadRunId) => ProblemCode::BadRequest,
        TripError::Refused(_) => ProblemCode::NotAllowed,
        TripError::Unread(_) => ProblemCode::ServerError,
    };
    troubled(code, &error.trouble())
}
