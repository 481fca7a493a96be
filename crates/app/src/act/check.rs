//! The connection tester.

use catflap_check::{CheckEvent, Level, Report, Target, Verdict};
use catflap_store::Which;

use super::connections;

use crate::clients;
use crate::core::{App, text_of};
use crate::jobs::Kind;
use crate::profile::Profile;
use crate::wire::{
    CheckHistory, CheckList, CompareChecks, ComparedChecks, Event, JobRef, LastCheck, Nothing, PastCheck, Problem,
    ProblemCode, Text,
};

pub(crate) async fn list(_: &App, _: Nothing) -> Result<CheckList, Problem> {
    Ok(CheckList { checks: catflap_check::all() })
}

pub(crate) async fn start(app: &App, _: Nothing) -> Result<JobRef, Problem> {
    let profile = app.profile()?;
    let (url, token) = clients::scim_target(app, &profile).await?;
    let policy = crate::core::policy(&app.settings()?)?;
    // What can't be set up is told here, before a job begins.
    app.client()?;
    let (job, cancel) = app.0.jobs.begin(Kind::Check)?;
    let client = app.client_telling(Which::Scim, Some(job))?;
    let app = app.clone();
    tokio::spawn(async move {
        let sink = {
            let app = app.clone();
            move |event: CheckEvent| app.tell(Event::Check { job: job.job, event: Box::new(event) })
        };
        let started = app.now();
        let target = Target { url, token, policy, now: started };
        let report = catflap_check::run_by(client, target, sink, cancel.clone()).await;
        app.0.jobs.end(job);
        if !app.is_open(&profile) {
            return;
        }
        note_answer(&profile, &report);
        if let Ok(connections) = connections::all(&app, &profile).await {
            app.tell(Event::Connections { connections: Box::new(connections) });
        }
        if !cancel.is_cancelled() {
            // The list of runs is a comfort; the report itself reaches the window either way.
            let _ = app.0.store.add_check_run(profile.id, started, verdict(&report), &report);
            app.note(&profile, "check", &report.headline);
        }
        app.tell(Event::CheckEnded { job: job.job, report: Box::new(report) });
    });
    Ok(job)
}

/// Whether the connection stands is what the check says of the token; a later flaw of the lists does not cut it.
fn note_answer(profile: &Profile, report: &Report) {
    let until_token = report.findings.iter().filter(|finding| matches!(finding.level, Level::Reach | Level::Auth));
    let mut failed = until_token.clone().filter(|finding| finding.verdict == Verdict::Fail);
    if let Some(finding) = failed.next() {
        let problem = Problem {
            code: if finding.level == Level::Auth { ProblemCode::CredentialRefused } else { ProblemCode::Unreachable },
            message: finding.title.clone(),
            why: finding.why.clone(),
            remedy: finding.todo.clone(),
            evidence: None,
        };
        profile.state().answered(Which::Scim, Err(problem));
    } else if until_token.clone().any(|finding| finding.id == "token-accepted" && finding.verdict == Verdict::Pass) {
        profile.state().answered(Which::Scim, Ok(()));
    }
}

fn verdict(report: &Report) -> &'static str {
    match report.verdict {
        Verdict::Pass | Verdict::Note | Verdict::Skip => "pass",
        Verdict::Warn => "warn",
        Verdict::Fail => "fail",
    }
}

pub(crate) async fn last(app: &App, _: Nothing) -> Result<LastCheck, Problem> {
    Ok(LastCheck { report: newest(app)? })
}

pub(crate) fn newest(app: &App) -> Result<Option<Report>, Problem> {
    let profile = app.profile()?;
    let runs = app.store(|store| store.check_runs(profile.id))?;
    match runs.first() {
        // A report that an older Catflap wrote in another shape is as good as none.
        Some(run) => Ok(app.store(|store| store.check_report(profile.id, run.id)).unwrap_or_default()),
        None => Ok(None),
    }
}

pub(crate) async fn support(app: &App, _: Nothing) -> Result<Text, Problem> {
    let report = newest(app)?.ok_or_else(|| {
        Problem::new(ProblemCode::NotThere, "The connection was not checked yet.", "Choose “Check now” first.")
    })?;
    Ok(Text { text: catflap_check::markdown(&report) })
}

pub(crate) async fn cancel(app: &App, request: JobRef) -> Result<Nothing, Problem> {
    app.0.jobs.cancel(request);
    Ok(Nothing {})
}

pub(crate) async fn history(app: &App, _: Nothing) -> Result<CheckHistory, Problem> {
    let profile = app.profile()?;
    let runs = app.store(|store| store.check_runs(profile.id))?;
    let past =
        |run: catflap_store::CheckRun| PastCheck { id: run.id, at: text_of(run.started_at), verdict: run.verdict };
    Ok(CheckHistory { runs: runs.into_iter().map(past).collect() })
}

pub(crate) async fn compare(app: &App, request: CompareChecks) -> Result<ComparedChecks, Problem> {
    let profile = app.profile()?;
    let report = |id: i64| -> Result<Report, Problem> {
        app.store(|store| store.check_report(profile.id, id))?.ok_or_else(|| {
            Problem::new(ProblemCode::NotThere, "One of the two runs is no longer kept.", "Choose two of the list.")
        })
    };
    Ok(ComparedChecks { changes: catflap_check::compare(&report(request.old)?, &report(request.new)?) })
}
