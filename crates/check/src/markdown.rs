//! A report as Markdown, for “copy for support”. Exchanges are masked already.

use std::fmt::Write as _;

use catflap_http::{Exchange, Header};

use crate::{Finding, Report, Verdict};

/// Writes the report: the verdict, a table of all checks, and everything about those that did not pass.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# SCIM connection check\n\n**{}** {}\n", line(&report.headline), line(&report.advice));
    let _ = writeln!(out, "- SCIM URL: `{}`", report.url.replace('`', "'"));
    if !report.token_hint.is_empty() {
        let _ = writeln!(out, "- Token: ends in {}", report.token_hint);
    }
    let _ = writeln!(out, "- Begun: {}, took {} ms", report.started_at, report.duration_ms);
    let _ = writeln!(out, "- Checked with: {}\n", catflap_http::USER_AGENT);
    let _ = writeln!(out, "| level | check | verdict | seen | ms |\n|---|---|---|---|---:|");
    for finding in &report.findings {
        let _ = writeln!(
            out,
            "| {} | {} (`{}`) | {} | {} | {} |",
            finding.level.title(),
            cell(&finding.title),
            finding.id,
            word(finding.verdict),
            cell(&finding.summary),
            finding.duration_ms
        );
    }
    for finding in &report.findings {
        if matches!(finding.verdict, Verdict::Fail | Verdict::Warn | Verdict::Note) {
            details(&mut out, finding);
        }
    }
    out
}

fn details(out: &mut String, finding: &Finding) {
    let _ = writeln!(out, "\n## {}: {}\n", word(finding.verdict), line(&finding.title));
    for (name, text) in [
        ("Asked", &finding.question),
        ("Seen", &finding.saw),
        ("Why it matters", &finding.why),
        ("To do", &finding.todo),
    ] {
        if !text.is_empty() {
            let _ = writeln!(out, "- **{name}:** {}", line(text));
        }
    }
    for (name, value) in &finding.facts {
        let _ = writeln!(out, "- {name}: {}", line(value));
    }
    exchanges(out, &finding.exchanges);
}

/// Requests and answers, each in a fence.
pub(crate) fn exchanges(out: &mut String, exchanges: &[Exchange]) {
    for exchange in exchanges {
        let text = transcript(exchange);
        // A fence longer than any run of backticks inside can't be closed by what the server sent.
        let fence = "`".repeat(longest_run(&text).max(2) + 1);
        let _ = writeln!(out, "\n{fence}http\n{}\n{fence}", text.trim_end());
    }
}

/// One request and its answer, as they would be read on the wire.
fn transcript(exchange: &Exchange) -> String {
    let mut out = format!("{} {}\n", exchange.method, exchange.url);
    headers(&mut out, &exchange.request_headers);
    if let Some(body) = &exchange.request_body {
        let _ = writeln!(out, "\n{body}");
    }
    out.push('\n');
    if let Some(status) = exchange.status {
        let version = exchange.http_version.as_deref().unwrap_or("HTTP");
        let _ = writeln!(out, "{version} {status} ({} ms)", exchange.total_ms);
        headers(&mut out, &exchange.response_headers);
        if let Some(body) = exchange.response_body.as_deref().filter(|body| !body.is_empty()) {
            let _ = writeln!(out, "\n{body}");
            if exchange.response_truncated {
                let _ = writeln!(out, "… ({} bytes in all)", exchange.response_bytes);
            }
        }
    }
    if let Some(error) = &exchange.error {
        let _ = writeln!(out, "({error})");
    }
    out
}

fn headers(out: &mut String, headers: &[Header]) {
    for header in headers {
        let _ = writeln!(out, "{}: {}", header.name, header.value);
    }
}

pub(crate) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Note => "note",
        Verdict::Warn => "worth knowing",
        Verdict::Fail => "FAIL",
        Verdict::Skip => "not asked",
    }
}

/// A text on one line.
pub(crate) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text inside a table.
pub(crate) fn cell(text: &str) -> String {
    line(text).replace('|', "\\|")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_sends_can_not_close_the_fence() {
        assert_eq!(longest_run("a ``` b ````` c"), 5);
        assert_eq!(longest_run("nothing"), 0);
        assert_eq!(cell("a|b\nc"), "a\\|b c");
    }
}
