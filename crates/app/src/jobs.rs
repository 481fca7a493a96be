//! Long jobs: each has a number, can be cancelled, and tells its end by an event.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tokio_util::sync::CancellationToken;

use crate::wire::{JobRef, Problem, ProblemCode};

/// Kinds of jobs; one of a kind runs at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Check,
    Pull,
    Rehearsal,
    Change,
    Trip,
}

#[derive(Default)]
pub(crate) struct Jobs {
    running: Mutex<Running>,
}

#[derive(Default)]
struct Running {
    last: u32,
    jobs: BTreeMap<u32, (Kind, CancellationToken)>,
}

impl Jobs {
    /// A number and a way to cancel; a problem when a job of the kind runs already.
    pub(crate) fn begin(&self, kind: Kind) -> Result<(JobRef, CancellationToken), Problem> {
        let mut running = self.lock();
        if running.jobs.values().any(|(other, _)| *other == kind) {
            return Err(Problem::new(
                ProblemCode::Busy,
                match kind {
                    Kind::Check => "The connection is being checked already.",
                    Kind::Rehearsal => "A rehearsal is going on already.",
                    Kind::Change => "Changes in Okta are being carried out already.",
                    Kind::Trip => "A round trip is going on already.",
                    Kind::Pull => "Users and groups are being read already.",
                },
                "Wait for it to end, or cancel it.",
            ));
        }
        running.last += 1;
        let (job, cancel) = (running.last, CancellationToken::new());
        running.jobs.insert(job, (kind, cancel.clone()));
        Ok((JobRef { job }, cancel))
    }

    pub(crate) fn end(&self, job: JobRef) {
        self.lock().jobs.remove(&job.job);
    }

    pub(crate) fn cancel(&self, job: JobRef) {
        if let Some((_, cancel)) = self.lock().jobs.get(&job.job) {
            cancel.cancel();
        }
    }

    /// Another profile is opened: what runs for the old one has no one to tell.
    pub(crate) fn cancel_all(&self) {
        for (_, cancel) in self.lock().jobs.values() {
            cancel.cancel();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_job_of_a_kind_runs_at_a_time_and_an_ended_one_makes_room() {
        let jobs = Jobs::default();
        let (first, cancel) = jobs.begin(Kind::Pull).unwrap();
        assert!(jobs.begin(Kind::Pull).is_err());
        assert!(jobs.begin(Kind::Check).is_ok(), "another kind is free to run");
        jobs.cancel(first);
        assert!(cancel.is_cancelled());
        jobs.end(first);
        let (second, _) = jobs.begin(Kind::Pull).unwrap();
        assert_ne!(first, second, "numbers are not used twice");
    }
}
