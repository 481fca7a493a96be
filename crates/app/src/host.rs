//! What the core needs from whoever hosts it: a desktop, a clock.

use std::sync::Arc;

use catflap_http::Secret;
use jiff::Timestamp;

use crate::wire::Problem;

/// The desktop around the application. The window has a real one; tests and the shell have others.
pub trait Desktop: Send + Sync {
    /// Opens an https address in the browser.
    ///
    /// # Errors
    /// When there is no browser.
    fn open_url(&self, url: &str) -> Result<(), Problem>;

    /// Puts a text on the clipboard.
    ///
    /// # Errors
    /// When there is no clipboard.
    fn copy_text(&self, text: &str) -> Result<(), Problem>;

    /// Puts a secret on the clipboard and takes it away after `seconds`, if it is still there.
    ///
    /// # Errors
    /// When there is no clipboard.
    fn copy_secret(&self, secret: &Secret, seconds: u32) -> Result<(), Problem>;
}

/// A host without a desktop: a server, the shell.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoDesktop;

impl Desktop for NoDesktop {
    fn open_url(&self, url: &str) -> Result<(), Problem> {
        Err(no_desktop(&format!("There is no browser here to open {url}.")))
    }

    fn copy_text(&self, _text: &str) -> Result<(), Problem> {
        Err(no_desktop("There is no clipboard here."))
    }

    fn copy_secret(&self, _secret: &Secret, _seconds: u32) -> Result<(), Problem> {
        Err(no_desktop("There is no clipboard here."))
    }
}

fn no_desktop(message: &str) -> Problem {
    Problem::new(crate::wire::ProblemCode::DesktopFailed, message, "Run this in the window of Catflap.")
}

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The system's clock.
pub fn system_clock() -> Clock {
    Arc::new(Timestamp::now)
}
