//! What a finding, or a row of a rehearsal, says for or against a cause.

use catflap_http::Exchange;

use crate::rehearsal::{Rehearsal, Row};
use crate::{Finding, Report, Verdict};

/// What is looked for in the finding of one check, or in one row of a rehearsal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Proof {
    place: Place,
    sign: Sign,
}

/// Where a sign is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the finding of the check of this id.
    Check(&'static str),
    /// In the row of this id: what only a write can tell.
    Row(&'static str),
}

/// Signs in a finding or row. Of what was not asked, none holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign {
    /// It passed, or left no more than a note.
    Passes,
    /// It failed.
    Fails,
    /// It failed, or warned.
    Troubled,
    /// It did not pass, over an answer with one of these statuses.
    Status(&'static [u16]),
    /// It did not pass, and its summary holds this text.
    Says(&'static str),
    /// One of its requests took longer than this many milliseconds.
    SlowerThan(u64),
}

/// One finding or row, as far as signs are looked for in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub id: &'a str,
    pub is_row: bool,
    pub verdict: Verdict,
    /// For sentences: a finding's title, a row's title and what it got.
    pub title: &'a str,
    pub summary: &'a str,
    exchanges: &'a [Exchange],
}

impl<'a> From<&'a Finding> for Seen<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            id: &finding.id,
            is_row: false,
            verdict: finding.verdict,
            title: &finding.title,
            summary: &finding.summary,
            exchanges: &finding.exchanges,
        }
    }
}

impl<'a> From<&'a Row> for Seen<'a> {
    fn from(row: &'a Row) -> Self {
        Self {
            id: &row.id,
            is_row: true,
            verdict: row.verdict,
            title: &row.title,
            summary: &row.got,
            exchanges: &row.exchanges,
        }
    }
}

/// Everything that was seen.
pub(super) fn seen<'a>(report: Option<&'a Report>, rehearsal: Option<&'a Rehearsal>) -> Vec<Seen<'a>> {
    let findings = report.into_iter().flat_map(|report| &report.findings).map(Seen::from);
    findings.chain(rehearsal.into_iter().flat_map(|rehearsal| &rehearsal.rows).map(Seen::from)).collect()
}

impl Proof {
    pub const fn new(check: &'static str, sign: Sign) -> Self {
        Self { place: Place::Check(check), sign }
    }

    pub const fn row(row: &'static str, sign: Sign) -> Self {
        Self { place: Place::Row(row), sign }
    }

    pub fn place(&self) -> Place {
        self.place
    }

    /// What shows the sign, if anything does.
    pub(super) fn find<'a, 'b>(&self, all: &'b [Seen<'a>]) -> Option<&'b Seen<'a>> {
        let (id, is_row) = match self.place {
            Place::Check(id) => (id, false),
            Place::Row(id) => (id, true),
        };
        let seen = all.iter().find(|seen| seen.id == id && seen.is_row == is_row)?;
        let flawed = matches!(seen.verdict, Verdict::Fail | Verdict::Warn | Verdict::Note);
        let holds = match self.sign {
            Sign::Passes => matches!(seen.verdict, Verdict::Pass | Verdict::Note),
            Sign::Fails => seen.verdict == Verdict::Fail,
            Sign::Troubled => matches!(seen.verdict, Verdict::Fail | Verdict::Warn),
            Sign::Status(statuses) => {
                let last = seen.exchanges.iter().rev().find_map(|exchange| exchange.status);
                // A row reads back after what it was about: there, only what it got counts.
                let told = seen.summary.split(|c: char| !c.is_ascii_digit()).next().and_then(|text| text.parse().ok());
                let status = if is_row { told } else { seen.summary.parse().ok().or(last) };
                let troubled = seen.verdict != Verdict::Note || is_row;
                flawed && troubled && status.is_some_and(|status: u16| statuses.contains(&status))
            }
            Sign::Says(text) => flawed && seen.summary.contains(text),
            Sign::SlowerThan(limit) => {
                seen.verdict != Verdict::Skip && seen.exchanges.iter().any(|exchange| exchange.total_ms > limit)
            }
        };
        holds.then_some(seen)
    }
}

/// The ids of the checks, each once.
pub(super) fn checks(proofs: &[Proof]) -> Vec<String> {
    ids(proofs, |place| match place {
        Place::Check(id) => Some(id),
        Place::Row(_) => None,
    })
}

/// The ids of the rows, each once.
pub(super) fn rows<'a>(proofs: impl IntoIterator<Item = &'a Proof>) -> Vec<String> {
    ids(proofs, |place| match place {
        Place::Row(id) => Some(id),
        Place::Check(_) => None,
    })
}

fn ids<'a>(proofs: impl IntoIterator<Item = &'a Proof>, id: fn(Place) -> Option<&'static str>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in proofs.into_iter().filter_map(|proof| id(proof.place)) {
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }
    ids
}
