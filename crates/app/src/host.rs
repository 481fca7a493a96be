//! What the core needs from whoever hosts it: a desktop, a clock.

use std::path::PathBuf;
use std::sync::Arc;

use catflap_http::Secret;
use futures::future::BoxFuture;
use jiff::Timestamp;

use crate::wire::Problem;

/// The desktop around the application. The window has a real one; tests and the shell have others. What a host does not
/// offer, it says that it lacks.
pub trait Desktop: Send + Sync {
    /// Opens an https address in the browser.
    ///
    /// # Errors
    /// When there is no browser.
    fn open_url(&self, url: &str) -> Result<(), Problem> {
        Err(no_desktop(&format!("There is no browser here to open {url}.")))
    }

    /// Puts a text on the clipboard.
    ///
    /// # Errors
    /// When there is no clipboard.
    fn copy_text(&self, _text: &str) -> Result<(), Problem> {
        Err(no_desktop("There is no clipboard here."))
    }

    /// Puts a secret on the clipboard and takes it away after `seconds`, if it is still there.
    ///
    /// # Errors
    /// When there is no clipboard.
    fn copy_secret(&self, _secret: &Secret, _seconds: u32) -> Result<(), Problem> {
        Err(no_desktop("There is no clipboard here."))
    }

    /// Shows a notification beside whatever the administrator is doing. No secret is ever in it.
    ///
    /// # Errors
    /// When the desktop shows none.
    fn notify<'a>(&'a self, _title: &'a str, _body: &'a str) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async { Err(no_desktop("There is nothing here to show a notification.")) })
    }

    /// Asks where a file is to go, beginning with a suggested name, and writes it as a whole or not at all. Gives where it is;
    /// none when the question was closed without an answer.
    ///
    /// # Errors
    /// When there is nobody to ask, or the file can't be written there.
    fn save_file<'a>(&'a self, name: &'a str, _bytes: &'a [u8]) -> BoxFuture<'a, Result<Option<PathBuf>, Problem>> {
        Box::pin(async move { Err(no_desktop(&format!("There is no window here to ask where {name} is to go."))) })
    }

    /// Asks for a file and reads it as text; none when the question was closed without an answer.
    ///
    /// # Errors
    /// When there is nobody to ask, or the file can't be read, is no UTF-8 text, or is longer than [`LONGEST_FILE`].
    fn open_file(&self) -> BoxFuture<'_, Result<Option<OpenedFile>, Problem>> {
        Box::pin(async { Err(no_desktop("There is no window here to ask for a file.")) })
    }

    /// Prints what the window shows, by the dialog of the system.
    ///
    /// # Errors
    /// When nothing can be printed here.
    fn print(&self) -> Result<(), Problem> {
        Err(no_desktop("There is no window here to print."))
    }
}

/// No longer file is read, in bytes. A plan of a thousand groups takes less than one.
pub const LONGEST_FILE: u64 = 5 << 20;

/// A file that somebody chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedFile {
    /// Its name, without the folder.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// A host without a desktop: a server, the shell.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoDesktop;

impl Desktop for NoDesktop {}

fn no_desktop(message: &str) -> Problem {
    Problem::new(crate::wire::ProblemCode::DesktopFailed, message, "Run this in the window of Catflap.")
}

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The system's clock.
pub fn system_clock() -> Clock {
    Arc::new(Timestamp::now)
}
