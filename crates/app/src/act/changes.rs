//! Changes in Okta: planned, shown, carried out line by line, gone on with.

use std::sync::Arc;

use catflap_change::list::{
    ChangeList, KeptLine, LineState, ListEvent, ListReport, OpenList, Running, Wish, give_up, open_lists, plan, read,
    resume, run,
};
use catflap_okta::Okta;
use uuid::Uuid;

use super::journal::{Kept, LISTS, unreadable};
use super::{directory, preflight};
use crate::clients;
use crate::core::App;
use crate::jobs::Kind;
use crate::problems;
use crate::profile::Profile;
use crate::wire::{ChangePlan, ChangeRef, ChangeWishes, Event, JobRef, Nothing, OpenChanges, Problem, ProblemCode};

pub(crate) async fn plan_it(app: &App, request: ChangeWishes) -> Result<ChangePlan, Problem> {
    let profile = app.profile()?;
    let (okta, id) = target(app, &profile, &request.wishes, None).await?;
    let seen = read(&okta, id.as_ref(), &request.wishes).await.map_err(|error| problems::okta(&error))?;
    let list = plan(&seen, &request.wishes, &Uuid::new_v4().simple().to_string());
    let preflight = match &id {
        Some(id) => preflight::look_ahead(app, &profile, &okta, id, &seen, &request.wishes).await?,
        None => None,
    };
    let shown = ChangePlan { headline: list.headline(), list: list.clone(), preflight };
    profile.state().planned = Some(list);
    Ok(shown)
}

/// A new application needs none; everything else is about the one at hand.
async fn target(
    app: &App,
    profile: &Profile,
    wishes: &[Wish],
    job: Option<JobRef>,
) -> Result<(Okta, Option<catflap_okta::AppId>), Problem> {
    if wishes.iter().all(|wish| matches!(wish, Wish::CreateApp { .. })) {
        return Ok((clients::okta_client(app, profile, job).await?.0, None));
    }
    let (okta, id) = directory::okta_and_app(app, profile, job).await?;
    Ok((okta, Some(id)))
}

/// Carries out the list that was planned last. The list stays in the core: what is done is what was shown.
pub(crate) async fn start(app: &App, request: ChangeRef) -> Result<JobRef, Problem> {
    let profile = app.profile()?;
    let planned = profile.state().planned.clone().filter(|list| list.id == request.id);
    let list = planned.ok_or_else(|| {
        Problem::new(ProblemCode::NotThere, "This list is not the one that was shown last.", "Look at the list again.")
    })?;
    if list.count(LineState::Blocked) > 0 {
        return Err(Problem::new(
            ProblemCode::NotAllowed,
            "A line of this list must not be done.",
            "Change what is wanted, and look at the list again.",
        ));
    }
    profile.state().planned = None;
    begin(app, profile, Work::New(list)).await
}

pub(crate) async fn open(app: &App, _: Nothing) -> Result<OpenChanges, Problem> {
    let profile = app.profile()?;
    Ok(OpenChanges { lists: left(app, &profile)?.into_iter().map(|open| open.list).collect() })
}

pub(crate) async fn go_on(app: &App, request: ChangeRef) -> Result<JobRef, Problem> {
    let profile = app.profile()?;
    let open = one_left(app, &profile, &request)?;
    begin(app, profile, Work::Open(open)).await
}

pub(crate) async fn forget(app: &App, request: ChangeRef) -> Result<OpenChanges, Problem> {
    let profile = app.profile()?;
    let given_up = one_left(app, &profile, &request)?;
    let journal: Kept<KeptLine> = Kept::of(app, &profile, LISTS)?;
    give_up(&journal, &given_up).map_err(|error| unreadable(&error))?;
    app.note(&profile, "change", "A list of changes in Okta was given up. What it did stays done.");
    open(app, Nothing {}).await
}

fn left(app: &App, profile: &Profile) -> Result<Vec<OpenList>, Problem> {
    let journal: Kept<KeptLine> = Kept::of(app, profile, LISTS)?;
    open_lists(&journal).map_err(|error| unreadable(&error))
}

fn one_left(app: &App, profile: &Profile, request: &ChangeRef) -> Result<OpenList, Problem> {
    left(app, profile)?.into_iter().find(|open| open.list.id == request.id).ok_or_else(|| {
        Problem::new(
            ProblemCode::NotThere,
            "This list is not open any more.",
            "Look at the guide: it shows how it stands.",
        )
    })
}

enum Work {
    New(ChangeList),
    Open(OpenList),
}

async fn begin(app: &App, profile: Arc<Profile>, work: Work) -> Result<JobRef, Problem> {
    let journal: Kept<KeptLine> = Kept::of(app, &profile, LISTS)?;
    let (job, cancel) = app.0.jobs.begin(Kind::Change)?;
    let (okta, _) = match clients::okta_client(app, &profile, Some(job)).await {
        Ok(okta) => okta,
        Err(problem) => {
            app.0.jobs.end(job);
            return Err(problem);
        }
    };
    let app = app.clone();
    tokio::spawn(async move {
        let sink = {
            let (app, profile) = (app.clone(), Arc::clone(&profile));
            move |event: ListEvent| {
                note(&app, &profile, &event);
                app.tell(Event::Change { job: job.job, event: Box::new(event) });
            }
        };
        let clock = app.0.clock.clone();
        let running = Running { okta: &okta, journal: &journal, clock, cancel };
        let report = match work {
            Work::New(list) => run(running, list, sink).await,
            Work::Open(open) => Ok(resume(running, open, sink).await),
        };
        app.0.jobs.end(job);
        match report {
            Ok(report) => ended(&app, &profile, job, report),
            Err(error) => app.tell(Event::JobFailed { job: job.job, problem: unreadable(&error) }),
        }
    });
    Ok(job)
}

fn ended(app: &App, profile: &Arc<Profile>, job: JobRef, report: ListReport) {
    app.note(profile, "change", &report.headline);
    if app.is_open(profile) {
        app.tell(Event::ChangeEnded { job: job.job, report: Box::new(report) });
    }
}

/// Every line that was sent stands in the activity list.
fn note(app: &App, profile: &Profile, event: &ListEvent) {
    let ListEvent::Ended { line } = event else { return };
    let said = match line.state {
        LineState::Done => format!("In Okta: {}.", line.title),
        LineState::ByHand | LineState::Failed => {
            let why = line.trouble.as_ref().map(|trouble| trouble.what.as_str()).unwrap_or_default();
            format!("Not done in Okta: {}. {why}", line.title)
        }
        LineState::Blocked | LineState::Planned | LineState::Doing | LineState::AlreadySo => return,
    };
    app.note(profile, "change", said.trim());
}
