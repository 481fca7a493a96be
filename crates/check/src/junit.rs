//! A report as `JUnit` XML, for CI.

use std::fmt::Write as _;

use crate::{Finding, Level, Report, Verdict};

/// Writes the report: a suite a level, a case a check. Failures fail, skips are skipped, warnings and notes pass with
/// what they say as output.
pub fn junit(report: &Report) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let count = |findings: &[&Finding], verdict| findings.iter().filter(|f| f.verdict == verdict).count();
    let all: Vec<&Finding> = report.findings.iter().collect();
    let _ = writeln!(
        out,
        "<testsuites name=\"catflap check\" tests=\"{}\" failures=\"{}\" time=\"{}\">",
        all.len(),
        count(&all, Verdict::Fail),
        seconds(report.duration_ms)
    );
    for level in [Level::Reach, Level::Auth, Level::Discovery, Level::Read] {
        let cases: Vec<&Finding> = report.findings.iter().filter(|finding| finding.level == level).collect();
        let _ = writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" time=\"{}\" timestamp=\"{}\">",
            level.title(),
            cases.len(),
            count(&cases, Verdict::Fail),
            count(&cases, Verdict::Skip),
            seconds(cases.iter().map(|finding| finding.duration_ms).sum()),
            escape(&report.started_at)
        );
        for finding in cases {
            case(&mut out, finding);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(out: &mut String, finding: &Finding) {
    let _ = write!(
        out,
        "    <testcase classname=\"catflap.{}\" name=\"{}\" time=\"{}\"",
        finding.level.title().to_lowercase(),
        escape(&finding.id),
        seconds(finding.duration_ms)
    );
    let said = [finding.saw.as_str(), finding.why.as_str(), finding.todo.as_str()];
    let said = said.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("\n");
    let _ = match finding.verdict {
        Verdict::Pass => writeln!(out, "/>"),
        Verdict::Skip => writeln!(out, "><skipped message=\"{}\"/></testcase>", escape(&finding.saw)),
        Verdict::Fail => writeln!(
            out,
            "><failure message=\"{}\" type=\"fail\">{}</failure></testcase>",
            escape(&finding.title),
            escape(&said)
        ),
        Verdict::Warn | Verdict::Note => writeln!(
            out,
            "><system-out>{}: {}\n{}</system-out></testcase>",
            if finding.verdict == Verdict::Warn { "warn" } else { "note" },
            escape(&finding.title),
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
