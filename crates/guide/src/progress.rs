//! From a tick and a proof to how a step stands.

use crate::model::{Outcome, Proof, Status, StepState};

/// How a step stands: proven before failing before ticked before open. A tick does not hide a failing proof.
///
/// `id` is the step's, `ticked_at` RFC 3339.
pub fn merge_status(id: &str, ticked_at: Option<String>, proof: Option<Proof>) -> StepState {
    let status = match proof.as_ref().map(|proof| proof.outcome) {
        Some(Outcome::Proven) => Status::Proven,
        Some(Outcome::Failing) => Status::Failing,
        Some(Outcome::NotYet | Outcome::Unseen) | None if ticked_at.is_some() => Status::Ticked,
        Some(Outcome::NotYet | Outcome::Unseen) | None => Status::Open,
    };
    StepState { id: id.to_owned(), status, ticked_at, proof }
}

/// What to keep when a step is looked at again.
///
/// A proof from the audit log ages out of the log, and a connection can be away for a while. Then the new look sees
/// nothing, and what was proven before stands, with the time at which it was seen. Anything that the new look did see
/// replaces it.
pub fn keep_proven(before: Option<Proof>, now: Proof) -> Proof {
    match before {
        Some(before) if before.outcome == Outcome::Proven && now.outcome == Outcome::Unseen => before,
        _ => now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof(outcome: Outcome) -> Proof {
        Proof {
            outcome,
            headline: format!("{outcome:?}"),
            remedy: String::new(),
            seen_at: "2026-05-12T14:02:11Z".into(),
            seen_by: vec![],
            points: vec![],
        }
    }

    #[test]
    fn a_tick_does_not_hide_a_failing_proof() {
        let tick = || Some("2026-05-01T00:00:00Z".to_owned());
        let status = |tick, outcome: Option<Outcome>| merge_status("to-app", tick, outcome.map(proof)).status;
        assert_eq!(status(tick(), Some(Outcome::Failing)), Status::Failing);
        assert_eq!(status(tick(), Some(Outcome::Proven)), Status::Proven);
        assert_eq!(status(tick(), Some(Outcome::Unseen)), Status::Ticked);
        assert_eq!(status(tick(), Some(Outcome::NotYet)), Status::Ticked);
        assert_eq!(status(tick(), None), Status::Ticked);
        assert_eq!(status(None, None), Status::Open);
        assert_eq!(status(None, Some(Outcome::NotYet)), Status::Open);
        assert_eq!(status(None, Some(Outcome::Proven)), Status::Proven);
    }

    #[test]
    fn what_was_proven_stands_while_it_cannot_be_seen_and_no_longer() {
        let kept = |now| keep_proven(Some(proof(Outcome::Proven)), proof(now)).outcome;
        assert_eq!(kept(Outcome::Unseen), Outcome::Proven);
        assert_eq!(kept(Outcome::Failing), Outcome::Failing);
        assert_eq!(kept(Outcome::NotYet), Outcome::NotYet);
        assert_eq!(keep_proven(Some(proof(Outcome::Failing)), proof(Outcome::Unseen)).outcome, Outcome::Unseen);
    }
}
