//! `catflap-cli okta verify`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use catflap_app::NoDesktop;
use catflap_app::check::{Case, Suite, Verdict, junit_suites};
use catflap_app::guide::PublicDns;
use catflap_app::wire::{Problem, ProblemCode, VerifiedStep, VerifyReport};
use serde::Serialize;
use serde_json::{Value, json};

use crate::args::{CheckFormat, CredentialArgs, VerifyArgs};
use crate::outcome::Outcome;
use crate::{endpoint, outcome, output, words};

pub async fn verify(args: VerifyArgs) -> Result<Outcome, Problem> {
    let app = endpoint::open(Arc::new(NoDesktop), Some(Arc::new(PublicDns::new())))?;
    endpoint::policy(&app, args.timeout, args.ca_file.as_deref()).await?;
    let (token, private_key) = credential(&args.credential).await?;
    let scim = match (&args.scim_url, &args.scim_token_env) {
        (Some(url), Some(name)) => {
            json!({"url": url, "token": endpoint::variable(name, "--scim-token-env", "the SCIM token")?})
        }
        _ => Value::Null,
    };
    let request = json!({
        "org_url": args.org,
        "token": token,
        "client_id": args.credential.client_id.as_deref().unwrap_or_default(),
        "private_key": private_key,
        "app_id": args.app.as_deref().unwrap_or_default(),
        "scim": scim,
    });
    let reply = app.call("okta_verify", request).await?;
    let report: VerifyReport = serde_json::from_value(reply).map_err(|error| {
        outcome::problem(
            ProblemCode::AnswerUnreadable,
            "The core’s answer can’t be read.",
            "Install Catflap again.",
            Some(error.to_string()),
        )
    })?;
    let text = match args.format {
        CheckFormat::Text => text(&report),
        CheckFormat::Json => output::json(&Printed::from(&report))?,
        CheckFormat::Junit => junit(&report),
    };
    output::result(&text)?;
    Ok(if report.verdict == Verdict::Fail { Outcome::Failed } else { Outcome::Well })
}

/// The API token, or the private key of a service app; the other one is empty.
pub async fn credential(args: &CredentialArgs) -> Result<(String, String), Problem> {
    if let Some(name) = &args.key_env {
        return Ok((String::new(), endpoint::variable(name, "--key-env", "the private key")?));
    }
    let token = match (&args.token_env, args.token_stdin) {
        (Some(name), _) => endpoint::variable(name, "--token-env", "the Okta API token")?,
        (None, true) => endpoint::from_stdin().await?,
        (None, false) => {
            return Err(outcome::problem(
                ProblemCode::SecretUnusable,
                "No credential for Okta was given.",
                "Name the environment variable that holds the API token with --token-env NAME, or pipe it in with \
                 --token-stdin. A service app takes --client-id ID and --key-env NAME.",
                None,
            ));
        }
    };
    Ok((token, String::new()))
}

/// The JSON that scripts rely on: the shape of `check`.
#[derive(Serialize)]
struct Printed<'a> {
    url: &'a str,
    app: &'a str,
    app_label: &'a str,
    verdict: &'static str,
    duration_ms: u64,
    checks: Vec<PrintedStep<'a>>,
}

#[derive(Serialize)]
struct PrintedStep<'a> {
    id: &'a str,
    level: &'a str,
    verdict: &'static str,
    title: &'a str,
    detail: String,
    remedy: String,
    duration_ms: u64,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    facts: &'a BTreeMap<String, String>,
    /// The steps share their requests: none belongs to one alone.
    exchanges: [(); 0],
}

impl<'a> From<&'a VerifyReport> for Printed<'a> {
    fn from(report: &'a VerifyReport) -> Self {
        let step = |step: &'a VerifiedStep| PrintedStep {
            id: &step.id,
            level: &step.stage,
            verdict: words::verdict(step.verdict),
            title: &step.title,
            detail: words::for_shell(&step.saw),
            remedy: words::for_shell(&step.todo),
            duration_ms: 0,
            evidence: Evidence { facts: &step.facts, exchanges: [] },
        };
        Self {
            url: &report.org,
            app: &report.app_id,
            app_label: &report.app_label,
            verdict: words::verdict(report.verdict),
            duration_ms: report.duration_ms,
            checks: report.steps.iter().map(step).collect(),
        }
    }
}

fn text(report: &VerifyReport) -> String {
    let app = if report.app_label.is_empty() { "no application found" } else { &report.app_label };
    let mut out = format!("{}\n{}, {}\n", report.headline, words::plain(&report.org), words::plain(app));
    let mut stage = "";
    for step in &report.steps {
        if stage != step.stage {
            stage = &step.stage;
            let _ = writeln!(out, "\n{stage}");
        }
        let (mark, saw) = (words::mark(step.verdict), words::for_shell(&step.saw));
        let _ = writeln!(out, "  {mark}  {}  {:<34} {saw}", step.number, step.title);
        if step.verdict != Verdict::Pass && !step.todo.is_empty() {
            let _ = writeln!(out, "             {}", words::for_shell(&step.todo));
        }
    }
    out
}

fn junit(report: &VerifyReport) -> String {
    let mut suites: Vec<Suite<'_>> = Vec::new();
    for step in &report.steps {
        if suites.last().is_none_or(|suite| suite.name != step.stage) {
            suites.push(Suite { name: &step.stage, started_at: &report.started_at, cases: Vec::new() });
        }
        if let Some(suite) = suites.last_mut() {
            suite.cases.push(Case {
                id: &step.id,
                verdict: step.verdict,
                title: &step.saw,
                said: [&step.saw, &step.why, &step.todo],
                duration_ms: 0,
            });
        }
    }
    junit_suites("catflap okta verify", report.duration_ms, &suites)
}
