//! SIGINT and SIGTERM.

use catflap_app::wire::{Problem, ProblemCode};

use crate::outcome::{self, Outcome};

/// Hears from its making on who wants this process to end. Whoever makes it has to listen: the signals no longer end
/// the process by themselves.
pub struct Signals {
    #[cfg(unix)]
    heard: [tokio::signal::unix::Signal; 2],
    #[cfg(windows)]
    heard: tokio::signal::windows::CtrlC,
}

impl Signals {
    /// Listens from now on.
    pub fn listen() -> Result<Self, Problem> {
        #[cfg(unix)]
        let heard = {
            use tokio::signal::unix::{SignalKind, signal};
            signal(SignalKind::interrupt()).and_then(|int| Ok([int, signal(SignalKind::terminate())?]))
        };
        #[cfg(windows)]
        let heard = tokio::signal::windows::ctrl_c();
        heard.map(|heard| Self { heard }).map_err(|error| {
            outcome::problem(
                ProblemCode::FileFailed,
                "The system does not let this process hear of signals.",
                "Look at the limits of this account (ulimit -n), then try again.",
                Some(error.kind().to_string()),
            )
        })
    }

    /// Until a signal comes, or has come since the last time.
    pub async fn stop(&mut self) {
        #[cfg(unix)]
        {
            let [int, term] = &mut self.heard;
            tokio::select! {
                _ = int.recv() => {}
                _ = term.recv() => {}
            }
        }
        #[cfg(windows)]
        self.heard.recv().await;
    }
}

/// Runs to its end, or until a signal, which is answered in words and an exit code.
pub async fn or_stopped(run: impl Future<Output = Result<Outcome, Problem>>) -> Result<Outcome, Problem> {
    let mut signals = Signals::listen()?;
    tokio::select! {
        biased;
        outcome = run => outcome,
        () = signals.stop() => Err(outcome::problem(
            ProblemCode::Cancelled,
            "It was stopped before its end.",
            "Nothing was written. Run it again for the whole answer.",
            None,
        )),
    }
}
