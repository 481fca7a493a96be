//! `catflap-cli check`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use catflap_app::App;
use catflap_app::check::rehearsal::Rehearsal;
use catflap_app::check::{BLOCKED_BY, CheckEvent, Finding, Level, Report, Verdict, junit, junit_with_rehearsal};
use catflap_app::wire::{Event, Problem};
use serde::Serialize;

use crate::args::{CheckArgs, CheckFormat};
use crate::outcome::Outcome;
use crate::waits::Waits;
use crate::{endpoint, output, rehearse, words};

pub async fn run(args: CheckArgs) -> Result<Outcome, Problem> {
    let app = endpoint::connected(&args.endpoint).await?;
    let report = ask(&app, args.format == CheckFormat::Text).await?;
    let rehearsal = match &args.rehearsal_domain {
        // An endpoint that can't be read would be written to blindly.
        Some(_) if report.verdict == Verdict::Fail => {
            output::aside("Not rehearsed: the check has to pass first.");
            None
        }
        Some(domain) => Some(rehearse::run(&app, domain).await?),
        None => None,
    };
    let text = match (args.format, &rehearsal) {
        (CheckFormat::Text, None) => text(&report, &args),
        (CheckFormat::Text, Some(rehearsal)) => text(&report, &args) + &rehearse::text(rehearsal),
        (CheckFormat::Json, _) => {
            output::json(&Printed { rehearsal: rehearsal.as_deref(), ..Printed::from(&*report) })?
        }
        (CheckFormat::Junit, None) => junit(&report),
        (CheckFormat::Junit, Some(rehearsal)) => junit_with_rehearsal(&report, rehearsal),
    };
    output::result(&text)?;
    Ok(outcome(rehearsal.map_or(report.verdict, |rehearsal| {
        if rehearsal.verdict == Verdict::Fail { Verdict::Fail } else { report.verdict }
    })))
}

/// Asks every check, to the end. What it has to wait for is told to people, not to scripts.
pub async fn ask(app: &App, to_people: bool) -> Result<Box<Report>, Problem> {
    let mut waits = Waits::default();
    let mut events = app.events();
    endpoint::start(app, "check_start").await?;
    let report = loop {
        match events.recv().await {
            Ok(Event::CheckEnded { report, .. }) => break report,
            Ok(Event::JobFailed { problem, .. }) => return Err(problem),
            Ok(Event::Check { event, .. }) => {
                if let CheckEvent::Started { id } = &*event {
                    output::progress(&format!("{id} …"));
                }
            }
            Ok(event) if to_people => waits.hear(&event),
            // Events can be lost to a slow terminal, never the last one.
            Ok(_) | Err(_) => {}
        }
    };
    output::progress("");
    Ok(report)
}

/// Warnings are allowed.
fn outcome(verdict: Verdict) -> Outcome {
    if verdict == Verdict::Fail { Outcome::Failed } else { Outcome::Well }
}

/// The JSON that scripts rely on.
#[derive(Serialize)]
struct Printed<'a> {
    url: &'a str,
    verdict: &'static str,
    duration_ms: u64,
    checks: Vec<PrintedCheck<'a>>,
    /// Only where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    rehearsal: Option<&'a Rehearsal>,
}

#[derive(Serialize)]
struct PrintedCheck<'a> {
    id: &'a str,
    level: Level,
    verdict: &'static str,
    title: &'a str,
    detail: &'a str,
    remedy: String,
    duration_ms: u64,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    facts: &'a BTreeMap<String, String>,
    exchanges: &'a [catflap_app::http::Exchange],
}

impl<'a> From<&'a Report> for Printed<'a> {
    fn from(report: &'a Report) -> Self {
        let check = |finding: &'a Finding| PrintedCheck {
            id: &finding.id,
            level: finding.level,
            verdict: words::verdict(finding.verdict),
            title: &finding.title,
            detail: &finding.saw,
            remedy: words::with_options(&finding.todo),
            duration_ms: finding.duration_ms,
            evidence: Evidence { facts: &finding.facts, exchanges: &finding.exchanges },
        };
        Self {
            url: &report.url,
            verdict: words::verdict(report.verdict),
            duration_ms: report.duration_ms,
            checks: report.findings.iter().map(check).collect(),
            rehearsal: None,
        }
    }
}

fn text(report: &Report, args: &CheckArgs) -> String {
    let mut out = format!("{}\n{}\n", words::for_shell(&report.headline), words::plain(&report.url));
    if !report.advice.is_empty() {
        let _ = writeln!(out, "{}", words::for_shell(&report.advice));
    }
    for of_level in report.findings.chunk_by(|one, next| one.level == next.level) {
        let _ = writeln!(out, "\n{}", of_level[0].level.title());
        let (open, asked): (Vec<&Finding>, Vec<&Finding>) =
            of_level.iter().partition(|finding| finding.facts.contains_key(BLOCKED_BY));
        out += &asked.into_iter().map(|finding| line(finding, report, args)).collect::<String>();
        out += &left_open(&open, report);
    }
    out
}

/// What was not asked, or left aside, because of what failed before it: one line for each cause.
fn left_open(open: &[&Finding], report: &Report) -> String {
    let mut causes: Vec<(&str, usize)> = Vec::new();
    for finding in open {
        let cause = finding.facts[BLOCKED_BY].as_str();
        match causes.iter_mut().find(|(known, _)| *known == cause) {
            Some((_, count)) => *count += 1,
            None => causes.push((cause, 1)),
        }
    }
    let told = causes.into_iter().map(|(cause, count)| {
        let title = report.findings.iter().find(|finding| finding.id == cause).map_or(cause, |finding| &finding.title);
        let stay = if count == 1 { "1 question stays open".to_owned() } else { format!("{count} questions stay open") };
        format!("  {}  {stay}, because of “{}”.\n", words::mark(Verdict::Skip), words::for_shell(title))
    });
    told.collect()
}

/// A finding, with what to do where there is something to do.
fn line(finding: &Finding, report: &Report, args: &CheckArgs) -> String {
    let mark = words::mark(finding.verdict);
    let (title, summary) = (words::for_shell(&finding.title), words::for_shell(&finding.summary));
    let mut out = format!("  {mark}  {title:<44} {summary:<30} {:>6} ms\n", finding.duration_ms);
    if matches!(finding.verdict, Verdict::Warn | Verdict::Fail) {
        for line in [&finding.saw, &finding.why, &finding.todo] {
            if !line.is_empty() {
                let _ = writeln!(out, "        {}", words::for_shell(line));
            }
        }
        // A slash at the end matters to Okta alone: here it changes nothing.
        if let Some(url) = finding.facts.get("right url").filter(|url| url.trim_end_matches('/') != report.url) {
            let _ = writeln!(out, "        Check there: {}", words::plain(&args.at(url)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(id: &str, level: Level, verdict: Verdict, because_of: Option<&str>) -> Finding {
        Finding {
            id: id.into(),
            level,
            verdict,
            title: format!("About {id}"),
            summary: String::new(),
            question: String::new(),
            saw: String::new(),
            why: String::new(),
            todo: String::new(),
            duration_ms: 0,
            exchanges: Vec::new(),
            facts: because_of.map(|cause| (BLOCKED_BY.to_owned(), cause.to_owned())).into_iter().collect(),
        }
    }

    #[test]
    fn what_stays_open_for_one_reason_is_one_line_of_its_level() {
        let open = |id, level, cause| finding(id, level, Verdict::Skip, Some(cause));
        let report = Report {
            url: "https://scim.example.com".into(),
            started_at: String::new(),
            duration_ms: 0,
            verdict: Verdict::Fail,
            headline: "The token is not accepted.".into(),
            advice: String::new(),
            findings: vec![
                finding("token", Level::Auth, Verdict::Fail, None),
                finding("wrong-token", Level::Auth, Verdict::Pass, None),
                open("schemas", Level::Discovery, "token"),
                finding("config", Level::Discovery, Verdict::Skip, None),
                open("users", Level::Read, "token"),
                open("groups", Level::Read, "token"),
                open("pages", Level::Read, "users"),
            ],
            waterfall: None,
            token_hint: String::new(),
            cancelled: false,
        };
        let args = ["catflap-cli", "check", "--url", "https://scim.example.com", "--token-env", "TOKEN"];
        let Ok(crate::args::Args { command: crate::args::Command::Check(args) }) = clap::Parser::try_parse_from(args)
        else {
            panic!("a check is asked for");
        };
        let text = text(&report, &args);
        let lines: Vec<&str> = text.lines().filter(|line| line.contains("skip")).map(str::trim).collect();
        assert_eq!(lines.len(), 4, "{text}");
        assert_eq!(lines[1], "skip  1 question stays open, because of “About token”.");
        assert_eq!(
            lines[2..],
            [
                "skip  2 questions stay open, because of “About token”.",
                "skip  1 question stays open, because of “About users”.",
            ]
        );
    }

    #[test]
    fn only_a_failure_fails_and_a_note_is_no_word_for_scripts() {
        for (verdict, as_written, fails) in [
            (Verdict::Pass, "pass", false),
            (Verdict::Note, "pass", false),
            (Verdict::Warn, "warn", false),
            (Verdict::Skip, "skip", false),
            (Verdict::Fail, "fail", true),
        ] {
            assert_eq!(words::verdict(verdict), as_written);
            assert_eq!(matches!(outcome(verdict), Outcome::Failed), fails, "{as_written}");
        }
    }
}
