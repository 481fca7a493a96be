//! How a run ends: its exit code, and the problem that ended it early.

use std::process::ExitCode;

use catflap_app::wire::{Problem, ProblemCode};

use crate::output;

/// How a run ends.
#[derive(Debug)]
pub enum Outcome {
    /// 0: all well.
    Well,
    /// 1: a check failed, somebody needs a look, something changed.
    Failed,
    /// 2 or 3, by the problem: nothing was asked of any server.
    Stopped(Box<Problem>),
    /// 3: what was asked for was begun and not brought to its end.
    Unable(Box<Problem>),
    /// 3: not all that was asked for could be read. The result says so.
    Partly,
}

impl Outcome {
    pub fn no_runtime(error: &std::io::Error) -> Self {
        Self::Stopped(Box::new(problem(
            ProblemCode::FileFailed,
            "The system gives no threads to work with.",
            "Look at the limits of this account (ulimit -u), then try again.",
            Some(error.kind().to_string()),
        )))
    }

    /// Prints the problem, if there is one, and gives the exit code.
    pub fn finish(self) -> ExitCode {
        match self {
            Self::Well => ExitCode::SUCCESS,
            Self::Failed => ExitCode::from(1),
            Self::Partly => ExitCode::from(3),
            Self::Stopped(problem) => {
                output::problem(&problem);
                ExitCode::from(if is_usage(problem.code) { 2 } else { 3 })
            }
            Self::Unable(problem) => {
                output::problem(&problem);
                ExitCode::from(3)
            }
        }
    }
}

impl From<Problem> for Outcome {
    fn from(problem: Problem) -> Self {
        Self::Stopped(Box::new(problem))
    }
}

/// What the command line itself got wrong, as against what could not be carried out.
fn is_usage(code: ProblemCode) -> bool {
    matches!(code, ProblemCode::UrlUnusable | ProblemCode::SecretUnusable | ProblemCode::InputUnreadable)
}

pub fn problem(code: ProblemCode, message: &str, remedy: &str, evidence: Option<String>) -> Problem {
    Problem { code, message: message.to_owned(), why: String::new(), remedy: remedy.to_owned(), evidence }
}
