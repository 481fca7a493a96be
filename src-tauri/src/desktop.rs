//! The desktop around the application: its browser and its clipboard.

use std::time::Duration;

use catflap_app::{
    Desktop,
    http::Secret,
    wire::{Problem, ProblemCode},
};

use crate::clipboard::Clipboard;

/// The desktop that the window stands on.
pub(crate) struct WindowDesktop {
    clipboard: Clipboard,
}

impl WindowDesktop {
    pub(crate) fn new(clipboard: Clipboard) -> Self {
        Self { clipboard }
    }

    /// Clears a secret that is still on the clipboard; for the end of the application.
    pub(crate) fn close(&self) {
        self.clipboard.close();
    }

    fn copy(&self, text: &str, clear_after: Option<Duration>) -> Result<(), Problem> {
        self.clipboard.copy(text.to_owned(), clear_after).map_err(|error| Problem {
            code: ProblemCode::DesktopFailed,
            message: "The clipboard did not take the text.".to_owned(),
            why: String::new(),
            remedy: "Close what else uses the clipboard and copy again.".to_owned(),
            // arboard's errors name the clipboard and never its content.
            evidence: Some(error.to_string()),
        })
    }
}

impl Desktop for WindowDesktop {
    fn open_url(&self, url: &str) -> Result<(), Problem> {
        open::that_detached(url).map_err(|error| Problem {
            code: ProblemCode::DesktopFailed,
            message: "No browser opened.".to_owned(),
            why: String::new(),
            remedy: format!("Open {url} yourself, or choose a default browser in the settings of this computer."),
            evidence: Some(error.to_string()),
        })
    }

    fn copy_text(&self, text: &str) -> Result<(), Problem> {
        self.copy(text, None)
    }

    fn copy_secret(&self, secret: &Secret, seconds: u32) -> Result<(), Problem> {
        self.copy(secret.expose(), Some(Duration::from_secs(seconds.into())))
    }
}
