//! The system's clipboard, on a thread of its own.
//!
//! On Linux whoever copies has to stay and hand the text out, so the clipboard is opened once and kept.

use std::{
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

/// What the thread is asked for.
enum Ask {
    /// Put a text on the clipboard. A secret is kept out of clipboard histories, and cleared after this long if it is
    /// still there.
    Copy { text: String, clear_after: Option<Duration>, done: Sender<Result<(), arboard::Error>> },
    /// Clear a secret that is still there, and end.
    End { done: Sender<()> },
}

/// The clipboard.
pub(crate) struct Clipboard {
    asks: Sender<Ask>,
}

impl Clipboard {
    /// Starts the thread; the system's clipboard is opened at the first copy.
    pub(crate) fn start() -> std::io::Result<Self> {
        let (asks, asked) = mpsc::channel();
        thread::Builder::new().name("clipboard".into()).spawn(move || serve(&asked))?;
        Ok(Self { asks })
    }

    /// Puts a text on the clipboard; one with `clear_after` is treated as a secret.
    pub(crate) fn copy(&self, text: String, clear_after: Option<Duration>) -> Result<(), arboard::Error> {
        let (done, result) = mpsc::channel();
        let gone = Err(arboard::Error::ClipboardNotSupported);
        if self.asks.send(Ask::Copy { text, clear_after, done }).is_err() {
            return gone;
        }
        result.recv().unwrap_or(gone)
    }

    /// Clears a secret that is still on the clipboard and waits until that is done.
    pub(crate) fn close(&self) {
        let (done, ended) = mpsc::channel();
        if self.asks.send(Ask::End { done }).is_ok() {
            // It ends either way.
            let _ = ended.recv();
        }
    }
}

fn serve(asked: &Receiver<Ask>) {
    let mut kept = Kept::default();
    loop {
        let next = match kept.left() {
            Some(left) => asked.recv_timeout(left),
            None => asked.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match next {
            // Whoever asked may have gone meanwhile.
            Ok(Ask::Copy { text, clear_after, done }) => drop(done.send(kept.put(text, clear_after))),
            Ok(Ask::End { done }) => {
                kept.clear_secret();
                kept.system = None;
                let _ = done.send(());
                return;
            }
            Err(RecvTimeoutError::Timeout) => kept.clear_secret(),
            Err(RecvTimeoutError::Disconnected) => return kept.clear_secret(),
        }
    }
}

/// What the thread keeps between two texts.
#[derive(Default)]
struct Kept {
    system: Option<arboard::Clipboard>,
    secret: Option<(String, Instant)>,
}

impl Kept {
    fn left(&self) -> Option<Duration> {
        self.secret.as_ref().map(|(_, until)| until.saturating_duration_since(Instant::now()))
    }

    fn put(&mut self, value: String, clear_after: Option<Duration>) -> Result<(), arboard::Error> {
        if self.system.is_none() {
            self.system = Some(arboard::Clipboard::new()?);
        }
        let Some(system) = self.system.as_mut() else { return Err(arboard::Error::ClipboardNotSupported) };
        self.secret = None;
        let Some(clear_after) = clear_after else { return system.set_text(value) };
        private(system.set()).text(value.as_str())?;
        self.secret = Some((value, Instant::now() + clear_after));
        Ok(())
    }

    /// Clears the clipboard, unless something else was copied since.
    fn clear_secret(&mut self) {
        let Some((value, _)) = self.secret.take() else { return };
        if let Some(system) = self.system.as_mut()
            && system.get_text().is_ok_and(|now| now == value)
        {
            // A clipboard that can't be cleared has gone, and the text with it.
            let _ = system.clear();
        }
    }
}

/// Asks clipboard histories to leave the text alone.
fn private(set: arboard::Set<'_>) -> arboard::Set<'_> {
    #[cfg(target_os = "macos")]
    use arboard::SetExtApple as _;
    #[cfg(all(unix, not(target_os = "macos")))]
    use arboard::SetExtLinux as _;
    #[cfg(windows)]
    use arboard::SetExtWindows as _;
    set.exclude_from_history()
}
