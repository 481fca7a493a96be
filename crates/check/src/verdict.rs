//! The verdict on top.

use crate::{Finding, Verdict, words};

/// The worst of the findings: fail, warn, or pass. A note counts as pass.
pub(crate) fn worst(findings: &[Finding]) -> Verdict {
    let has = |verdict| findings.iter().any(|finding| finding.verdict == verdict);
    if has(Verdict::Fail) {
        Verdict::Fail
    } else if has(Verdict::Warn) {
        Verdict::Warn
    } else {
        Verdict::Pass
    }
}

/// The verdict in one sentence, and what follows from it in another.
pub(crate) fn sentences(findings: &[Finding], cancelled: bool, provider: &str) -> (String, String) {
    let of = |verdict| findings.iter().filter(move |finding| finding.verdict == verdict);
    if let Some(first) = of(Verdict::Fail).next() {
        let headline = format!("Okta can’t work with {provider} like this: {}.", words::lower_first(&first.title));
        let advice = match of(Verdict::Fail).count() {
            1 => first_sentence(&first.todo),
            more => {
                format!("{more} checks failed; the first one often explains the rest. {}", first_sentence(&first.todo))
            }
        };
        return (headline, advice);
    }
    if cancelled {
        return (
            "The check was cancelled before its end.".to_owned(),
            "What was found until then stands below. Check again for the rest.".to_owned(),
        );
    }
    let headline = format!("{} answers Okta as it should: users and groups can be read.", words::first_up(provider));
    let advice = match of(Verdict::Warn).count() {
        0 => "Nothing to fix.".to_owned(),
        1 => "One thing is worth knowing.".to_owned(),
        more => format!("{more} things are worth knowing."),
    };
    (headline, advice)
}

/// What to do first; the finding itself says all of it.
fn first_sentence(text: &str) -> String {
    text.find(". ").map_or(text, |end| &text[..=end]).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;

    fn finding(verdict: Verdict, title: &str) -> Finding {
        Finding {
            id: "x".into(),
            level: Level::Read,
            verdict,
            title: title.into(),
            summary: String::new(),
            question: String::new(),
            saw: String::new(),
            why: String::new(),
            todo: "Do this.".into(),
            duration_ms: 0,
            exchanges: Vec::new(),
            facts: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn the_worst_finding_is_the_verdict_and_a_note_is_no_fault() {
        let all = [Verdict::Pass, Verdict::Note, Verdict::Skip].map(|v| finding(v, "t"));
        assert_eq!(worst(&all), Verdict::Pass);
        assert_eq!(worst(&[finding(Verdict::Warn, "t"), finding(Verdict::Note, "t")]), Verdict::Warn);
        assert_eq!(worst(&[finding(Verdict::Warn, "t"), finding(Verdict::Fail, "t")]), Verdict::Fail);
    }

    #[test]
    fn the_headline_names_the_first_failure_and_what_to_do() {
        let findings = [finding(Verdict::Fail, "The token is not accepted"), finding(Verdict::Skip, "s")];
        let (headline, advice) = sentences(&findings, false, "ConfigCat");
        assert_eq!(headline, "Okta can’t work with ConfigCat like this: the token is not accepted.");
        assert_eq!(advice, "Do this.");
        let (headline, _) = sentences(&[finding(Verdict::Fail, "TLS fails")], false, "ConfigCat");
        assert!(headline.ends_with(": TLS fails."), "{headline}");
    }

    #[test]
    fn a_cancelled_run_says_so_and_claims_nothing() {
        let (headline, _) = sentences(&[finding(Verdict::Pass, "t")], true, "ConfigCat");
        assert_eq!(headline, "The check was cancelled before its end.");
    }
}
