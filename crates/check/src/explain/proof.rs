//! What a finding says for or against a cause.

use crate::{Finding, Verdict};

/// What is looked for in one check's finding.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Proof {
    /// The check's id.
    pub check: &'static str,
    pub sign: Sign,
}

/// Signs in a finding. Of a check that was not asked, none holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign {
    /// It passed, or left no more than a note.
    Passes,
    /// It failed.
    Fails,
    /// It failed, or warned.
    Troubled,
    /// It failed or warned over an answer with one of these statuses.
    Status(&'static [u16]),
    /// It did not pass, and its summary holds this text.
    Says(&'static str),
    /// One of its requests took longer than this many milliseconds.
    SlowerThan(u64),
}

impl Proof {
    pub const fn new(check: &'static str, sign: Sign) -> Self {
        Self { check, sign }
    }

    /// The finding that shows the sign, if one does.
    pub fn find<'a>(&self, findings: &'a [Finding]) -> Option<&'a Finding> {
        let finding = findings.iter().find(|finding| finding.id == self.check)?;
        let troubled = matches!(finding.verdict, Verdict::Fail | Verdict::Warn);
        let holds = match self.sign {
            Sign::Passes => matches!(finding.verdict, Verdict::Pass | Verdict::Note),
            Sign::Fails => finding.verdict == Verdict::Fail,
            Sign::Troubled => troubled,
            Sign::Status(statuses) => {
                let last = finding.exchanges.iter().rev().find_map(|exchange| exchange.status);
                let told = finding.summary.parse().ok();
                troubled && told.or(last).is_some_and(|status| statuses.contains(&status))
            }
            Sign::Says(text) => {
                matches!(finding.verdict, Verdict::Fail | Verdict::Warn | Verdict::Note)
                    && finding.summary.contains(text)
            }
            Sign::SlowerThan(limit) => {
                finding.verdict != Verdict::Skip && finding.exchanges.iter().any(|exchange| exchange.total_ms > limit)
            }
        };
        holds.then_some(finding)
    }
}

/// The ids of the checks, each once.
pub(super) fn checks(proofs: &[Proof]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for proof in proofs {
        if !ids.iter().any(|id| id == proof.check) {
            ids.push(proof.check.to_owned());
        }
    }
    ids
}
