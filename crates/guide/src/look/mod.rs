//! What the verifiers share: writing a proof, getting at the facts, dates and names in words.

pub(crate) mod act;
pub(crate) mod reach;
pub(crate) mod time;
pub(crate) mod words;

use crate::facts::Facts;
use crate::model::{Outcome, Point, PointMark, Proof, Witness};

/// A verifier's answer. `Err` is an answer too: the look ended early, because something it needs can't be seen.
pub(crate) type Look = Result<Proof, Box<Proof>>;

/// A proof being written: points are added, then one of the outcomes closes it.
pub(crate) struct Draft<'a> {
    facts: &'a Facts,
    seen_by: Vec<Witness>,
    points: Vec<Point>,
    wrongs: Vec<Wrong>,
}

/// One thing that is wrong, with what to do.
struct Wrong {
    headline: String,
    remedy: String,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(facts: &'a Facts) -> Self {
        Self { facts, seen_by: Vec::new(), points: Vec::new(), wrongs: Vec::new() }
    }

    /// It was looked there.
    pub(crate) fn saw(mut self, witness: Witness) -> Self {
        self.add_witness(witness);
        self
    }

    /// As [`Draft::saw`], on a draft in hand.
    pub(crate) fn add_witness(&mut self, witness: Witness) {
        if !self.seen_by.contains(&witness) {
            self.seen_by.push(witness);
        }
    }

    pub(crate) fn ok(&mut self, id: &str, title: &str, evidence: impl Into<String>) {
        self.push(id, PointMark::Ok, title, evidence);
    }

    /// Something is wrong: the point, the sentence that leads the proof, and what to do (with marks).
    pub(crate) fn bad(
        &mut self,
        (id, title): (&str, &str),
        evidence: impl Into<String>,
        headline: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.push(id, PointMark::Bad, title, evidence);
        self.wrongs.push(Wrong { headline: headline.into(), remedy: remedy.into() });
    }

    pub(crate) fn missing(&mut self, id: &str, title: &str, evidence: impl Into<String>) {
        self.push(id, PointMark::Missing, title, evidence);
    }

    pub(crate) fn warn(&mut self, id: &str, title: &str, evidence: impl Into<String>) {
        self.push(id, PointMark::Warn, title, evidence);
    }

    pub(crate) fn blind(&mut self, id: &str, title: &str, evidence: impl Into<String>) {
        self.push(id, PointMark::Unseen, title, evidence);
    }

    fn push(&mut self, id: &str, mark: PointMark, title: &str, evidence: impl Into<String>) {
        self.points.push(Point { id: id.to_owned(), mark, title: title.to_owned(), evidence: evidence.into() });
    }

    /// Whether anything wrong was found so far.
    pub(crate) fn is_wrong(&self) -> bool {
        !self.wrongs.is_empty()
    }

    /// Failing when anything was wrong, else proven with this sentence.
    pub(crate) fn settle(self, proven: impl Into<String>) -> Proof {
        if self.is_wrong() { self.failing() } else { self.proven(proven) }
    }

    /// The wrong things lead, in the order in which they were found.
    pub(crate) fn failing(mut self) -> Proof {
        let wrongs = std::mem::take(&mut self.wrongs);
        let mut headline = wrongs.first().map(|wrong| wrong.headline.clone()).unwrap_or_default();
        if wrongs.len() > 1 {
            let more = words::count(wrongs.len() - 1, "more thing is wrong", "more things are wrong");
            headline = format!("{headline}, and {more}");
        }
        let mut remedies: Vec<String> = Vec::new();
        for wrong in wrongs {
            if !remedies.contains(&wrong.remedy) {
                remedies.push(wrong.remedy);
            }
        }
        self.close(Outcome::Failing, headline, remedies.join(" "))
    }

    pub(crate) fn proven(self, headline: impl Into<String>) -> Proof {
        self.close(Outcome::Proven, headline, "")
    }

    /// Proven, with a sentence on what the proof does not show.
    pub(crate) fn proven_but(self, headline: impl Into<String>, limit: impl Into<String>) -> Proof {
        self.close(Outcome::Proven, headline, limit)
    }

    pub(crate) fn not_yet(self, headline: impl Into<String>, next: impl Into<String>) -> Proof {
        self.close(Outcome::NotYet, headline, next)
    }

    /// Can't be seen; `sight` is what would let it be seen.
    pub(crate) fn unseen(self, headline: impl Into<String>, sight: impl Into<String>) -> Proof {
        self.close(Outcome::Unseen, headline, sight)
    }

    fn close(self, outcome: Outcome, headline: impl Into<String>, remedy: impl Into<String>) -> Proof {
        // The oldest look counts: a proof is not fresher than the oldest thing it rests on.
        let seen_at = self
            .seen_by
            .iter()
            .filter_map(|&witness| self.facts.seen_at(witness))
            .min_by_key(|at| time::parse(at))
            .unwrap_or(&self.facts.now)
            .to_owned();
        Proof {
            outcome,
            headline: headline.into(),
            remedy: remedy.into(),
            seen_at,
            seen_by: self.seen_by,
            points: self.points,
        }
    }
}
