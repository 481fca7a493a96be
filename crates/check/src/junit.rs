//! A report as `JUnit` XML, for CI.

use std::fmt::Write as _;

use crate::rehearsal::{Rehearsal, Row};
use crate::{Finding, Level, Report, Verdict};

/// Writes the report: a suite a level, a case a check. Failures fail, skips are skipped, warnings and notes pass with
/// what they say as output.
pub fn junit(report: &Report) -> String {
    written(report, None)
}

/// Writes the report and, as a suite of its own, the rehearsal: a case a row.
pub fn junit_with_rehearsal(report: &Report, rehearsal: &Rehearsal) -> String {
    written(report, Some(rehearsal))
}

/// A suite of cases.
#[derive(Debug)]
pub struct Suite<'a> {
    /// Its name.
    pub name: &'a str,
    /// RFC 3339.
    pub started_at: &'a str,
    /// The cases.
    pub cases: Vec<Case<'a>>,
}

/// What a case is made of.
#[derive(Debug)]
pub struct Case<'a> {
    /// Its name.
    pub id: &'a str,
    /// How it ended.
    pub verdict: Verdict,
    /// What is true now, short.
    pub title: &'a str,
    /// What was seen, why it matters, what to do; empty where there is nothing to say.
    pub said: [&'a str; 3],
    /// In milliseconds.
    pub duration_ms: u64,
}

impl<'a> From<&'a Finding> for Case<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            id: &finding.id,
            verdict: finding.verdict,
            title: &finding.title,
            said: [&finding.saw, &finding.why, &finding.todo],
            duration_ms: finding.duration_ms,
        }
    }
}

impl<'a> From<&'a Row> for Case<'a> {
    fn from(row: &'a Row) -> Self {
        Self {
            id: &row.id,
            verdict: row.verdict,
            title: &row.got,
            said: [&row.saw, &row.why, &row.todo],
            duration_ms: row.duration_ms,
        }
    }
}

fn written(report: &Report, rehearsal: Option<&Rehearsal>) -> String {
    let mut suites: Vec<Suite<'_>> = [Level::Reach, Level::Auth, Level::Discovery, Level::Read]
        .into_iter()
        .map(|level| Suite {
            name: level.title(),
            started_at: &report.started_at,
            cases: report.findings.iter().filter(|finding| finding.level == level).map(Case::from).collect(),
        })
        .collect();
    let mut duration_ms = report.duration_ms;
    if let Some(rehearsal) = rehearsal {
        suites.push(Suite {
            name: "Rehearsal",
            started_at: &rehearsal.started_at,
            cases: rehearsal.rows.iter().map(Case::from).collect(),
        });
        duration_ms += rehearsal.duration_ms;
    }
    junit_suites("catflap check", duration_ms, &suites)
}

/// Writes suites of cases. Failures fail, skips are skipped, warnings and notes pass with what they say as output.
pub fn junit_suites(name: &str, duration_ms: u64, suites: &[Suite<'_>]) -> String {
    let count = |cases: &[Case<'_>], verdict| cases.iter().filter(|case| case.verdict == verdict).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\" time=\"{}\">",
        escape(name),
        suites.iter().map(|suite| suite.cases.len()).sum::<usize>(),
        suites.iter().map(|suite| count(&suite.cases, Verdict::Fail)).sum::<usize>(),
        seconds(duration_ms)
    );
    for Suite { name, started_at, cases } in suites {
        let _ = writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" time=\"{}\" timestamp=\"{}\">",
            escape(name),
            cases.len(),
            count(cases, Verdict::Fail),
            count(cases, Verdict::Skip),
            seconds(cases.iter().map(|case| case.duration_ms).sum()),
            escape(started_at)
        );
        for one in cases {
            case(&mut out, name, one);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(out: &mut String, suite: &str, case: &Case<'_>) {
    let _ = write!(
        out,
        "    <testcase classname=\"catflap.{}\" name=\"{}\" time=\"{}\"",
        escape(&suite.to_lowercase()),
        escape(case.id),
        seconds(case.duration_ms)
    );
    let said = case.said.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("\n");
    let _ = match case.verdict {
        Verdict::Pass => writeln!(out, "/>"),
        Verdict::Skip => writeln!(out, "><skipped message=\"{}\"/></testcase>", escape(case.said[0])),
        Verdict::Fail => writeln!(
            out,
            "><failure message=\"{}\" type=\"fail\">{}</failure></testcase>",
            escape(case.title),
            escape(&said)
        ),
        Verdict::Warn | Verdict::Note => writeln!(
            out,
            "><system-out>{}: {}\n{}</system-out></testcase>",
            if case.verdict == Verdict::Warn { "warn" } else { "note" },
            escape(case.title),
            escape(&said)
        ),
    };
}

fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1000, ms % 1000)
}

/// XML text; characters that XML 1.0 can't hold are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_xml_can_not_hold_is_escaped_or_left_out() {
        assert_eq!(escape("a<b> & \"c\"\u{1}\u{fffe}\n"), "a&lt;b&gt; &amp; &quot;c&quot;\n");
        assert_eq!(seconds(1_234), "1.234");
    }
}
