//! Verifies an org and an application that come from outside. Only reads, and keeps nothing.

use std::time::Instant;

use catflap_check::Verdict;
use catflap_guide::{AppChoice, Facts, OktaSource, Outcome, Proof, Sources, Step, Witness, gather, stages, verify_all};
use catflap_okta::{AppId, AppQuery, OrgUrl};
use catflap_scim::paste::{self, PasteProblem};
use catflap_store::Which;

use crate::clients::okta_of;
use crate::core::App;
use crate::look::meaning;
use crate::problems;
use crate::wire::{Problem, ProblemCode, ScimEntry, VerifiedStep, VerifyOkta, VerifyReport};

pub(crate) async fn okta(app: &App, request: VerifyOkta) -> Result<VerifyReport, Problem> {
    let began = Instant::now();
    let org = OrgUrl::parse(&request.org_url).map_err(|error| problems::org_url(&error))?;
    let client_id = Some(request.client_id.trim()).filter(|id| !id.is_empty());
    let secret = match client_id {
        Some(_) => request.private_key,
        None => paste::clean_token(&request.token).token.ok_or_else(|| problems::paste(PasteProblem::TokenEmpty))?,
    };
    let client = okta_of(app.client_telling(Which::Okta, None)?, org.clone(), client_id, secret)?;
    // What can't be reached or signed in to at all is no finding: nothing could be asked.
    client.org().well_known().await.map_err(|error| problems::okta(&error))?;
    client.apps().list(&AppQuery::default()).next().await.map_err(|error| problems::okta(&error))?;
    let scim = request.scim.map(|entry| scim(app, &entry)).transpose()?;
    let mut witnesses = vec![Witness::Okta];
    witnesses.extend(scim.as_ref().map(|_| Witness::Scim));
    witnesses.extend(app.0.dns.as_ref().map(|_| Witness::Dns));
    let chosen = Some(request.app_id.trim()).filter(|id| !id.is_empty()).map(AppId::new);
    let now = app.now_text();
    let facts = gather(Sources {
        now: now.clone(),
        scim,
        okta: Some(OktaSource { client, app: chosen }),
        meaning: Some(meaning),
        dns: app.0.dns.clone(),
        ..Sources::default()
    })
    .await;
    let (app_id, app_label) = application(&facts)?;
    let steps = steps(&facts, &witnesses);
    let count = |verdict| steps.iter().filter(|step| step.verdict == verdict).count();
    let (wrong, open, proven) = (count(Verdict::Fail), count(Verdict::Warn), count(Verdict::Pass));
    let (verdict, headline) = match (wrong, open) {
        (1, _) => (Verdict::Fail, "1 step is wrong.".to_owned()),
        (2.., _) => (Verdict::Fail, format!("{wrong} steps are wrong.")),
        (0, 1) => (Verdict::Warn, format!("{proven} steps are proven, 1 is not done yet.")),
        (0, 2..) => (Verdict::Warn, format!("{proven} steps are proven, {open} are not done yet.")),
        (0, 0) => (Verdict::Pass, format!("All {proven} steps that can be seen are proven.")),
    };
    let duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(VerifyReport { org: org.to_string(), app_id, app_label, started_at: now, duration_ms, verdict, headline, steps })
}

fn scim(app: &App, entry: &ScimEntry) -> Result<catflap_scim::Client, Problem> {
    let url = paste::clean_url(&entry.url);
    let url = match (url.url, url.problem) {
        (Some(url), None) => url,
        (_, problem) => return Err(problems::paste(problem.unwrap_or(PasteProblem::UrlEmpty))),
    };
    let token = paste::clean_token(&entry.token);
    match (token.token, token.problem) {
        (Some(token), None) => Ok(catflap_scim::Client::new(url, token, app.client_telling(Which::Scim, None)?)),
        (_, problem) => Err(problems::paste(problem.unwrap_or(PasteProblem::TokenEmpty))),
    }
}

/// Without an application there is nothing to verify, and a run that says so must not look like a good one.
fn application(facts: &Facts) -> Result<(String, String), Problem> {
    let none = |message: String, remedy: &str| Err(Problem::new(ProblemCode::NotThere, message, remedy));
    match facts.okta.as_ref().map(|okta| &okta.facts.choice) {
        Some(Ok(AppChoice::One { app, .. })) => Ok((app.id.clone(), app.label.clone())),
        Some(Ok(AppChoice::Several(apps))) => {
            let named: Vec<String> = apps.iter().map(|app| format!("“{}” ({})", app.label, app.id)).collect();
            none(
                format!("Several applications look like ConfigCat: {}.", named.join(", ")),
                "Name the right one by its id.",
            )
        }
        Some(Ok(AppChoice::None)) | None => {
            none("No application of the org looks like ConfigCat.".to_owned(), "Name it by its id, or create it first.")
        }
        Some(Err(unreadable)) => none(
            format!("The application can’t be read. {}", unreadable.why),
            "Compare the id with the address of its page in Okta’s admin console.",
        ),
    }
}

/// The stage that rests on ConfigCat's own API and on a plan, which this has neither of.
const NOT_OKTAS: &str = "permissions-and-start";

/// Steps that one of the witnesses can prove: the others would only say that nobody asked.
fn steps(facts: &Facts, witnesses: &[Witness]) -> Vec<VerifiedStep> {
    let mut proofs = verify_all(facts).into_iter();
    let mut verified = Vec::new();
    for stage in stages() {
        let oktas = stage.id != NOT_OKTAS;
        for step in &stage.steps {
            let Some((_, proof)) = proofs.next() else { break };
            if oktas && step.proven_by.iter().any(|witness| witnesses.contains(witness)) {
                verified.push(one(stage.title, step, proof));
            }
        }
    }
    verified
}

fn one(stage: &str, step: &Step, proof: Proof) -> VerifiedStep {
    let verdict = match proof.outcome {
        Outcome::Proven => Verdict::Pass,
        Outcome::Failing => Verdict::Fail,
        Outcome::NotYet => Verdict::Warn,
        Outcome::Unseen => Verdict::Skip,
    };
    VerifiedStep {
        id: step.id.to_owned(),
        number: step.number.to_owned(),
        stage: stage.to_owned(),
        verdict,
        title: step.title.to_owned(),
        saw: proof.headline,
        why: step.why.to_owned(),
        todo: proof.remedy,
        facts: proof.points.into_iter().map(|point| (point.title, point.evidence)).collect(),
    }
}
