//! The desktop around the application: its browser, its clipboard, its dialogs and notifications.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use catflap_app::{
    Desktop, OpenedFile,
    http::Secret,
    wire::{Problem, ProblemCode},
};
use futures::future::BoxFuture;
use notify_rust::Notification;
use tauri::{AppHandle, Manager as _, WebviewWindow, async_runtime};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

use crate::{clipboard::Clipboard, file};

/// The desktop that the window stands on.
pub(crate) struct WindowDesktop {
    app: AppHandle,
    clipboard: Clipboard,
}

impl WindowDesktop {
    pub(crate) fn new(app: AppHandle, clipboard: Clipboard) -> Self {
        Self { app, clipboard }
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

    fn window(&self) -> Result<WebviewWindow, Problem> {
        self.app.get_webview_window("main").ok_or_else(|| Problem {
            code: ProblemCode::DesktopFailed,
            message: "The window is closed.".to_owned(),
            why: String::new(),
            remedy: "Open Catflap again.".to_owned(),
            evidence: None,
        })
    }

    /// Asks by a dialog of the system that stands on the window. It runs on the window's own thread; the answer comes when
    /// somebody gives it.
    async fn ask(
        &self,
        question: impl FnOnce(FileDialogBuilder<tauri::Wry>, oneshot::Sender<Option<FilePath>>),
    ) -> Result<Option<PathBuf>, Problem> {
        let (answer, answered) = oneshot::channel();
        question(self.app.dialog().file().set_parent(&self.window()?), answer);
        // A dialog that went away with its window was not answered.
        let chosen = answered.await.ok().flatten();
        Ok(chosen.and_then(|chosen| chosen.into_path().ok()))
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

    fn notify<'a>(&'a self, title: &'a str, body: &'a str) -> BoxFuture<'a, Result<(), Problem>> {
        let mut notification = Notification::new();
        notification.appname("Catflap").summary(title).body(body);
        // A program that is not installed has no name that Windows knows.
        #[cfg(all(windows, not(debug_assertions)))]
        notification.app_id(&self.app.config().identifier);
        Box::pin(async move {
            on_a_thread(move || notification.show().map(drop)).await?.map_err(|error| Problem {
                code: ProblemCode::DesktopFailed,
                message: "The desktop did not show a notification.".to_owned(),
                why: "What it said stands in the activity all the same.".to_owned(),
                remedy:
                    "Allow notifications of Catflap in the settings of this computer, or turn them off in Settings."
                        .to_owned(),
                evidence: Some(error.to_string()),
            })
        })
    }

    fn save_file<'a>(&'a self, name: &'a str, bytes: &'a [u8]) -> BoxFuture<'a, Result<Option<PathBuf>, Problem>> {
        Box::pin(async move {
            let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().into_owned());
            let chosen = self.ask(|dialog, answer| {
                let dialog = match &ending {
                    Some(ending) => dialog.add_filter(ending.to_uppercase(), &[ending]),
                    None => dialog,
                };
                // Nobody waits when the window closed meanwhile.
                dialog.set_file_name(name).save_file(|chosen| drop(answer.send(chosen)));
            });
            let Some(path) = chosen.await? else { return Ok(None) };
            let (place, bytes) = (path.clone(), bytes.to_vec());
            on_a_thread(move || file::write(&place, &bytes)).await??;
            Ok(Some(path))
        })
    }

    fn open_file(&self) -> BoxFuture<'_, Result<Option<OpenedFile>, Problem>> {
        Box::pin(async {
            let chosen = self.ask(|dialog, answer| dialog.pick_file(|chosen| drop(answer.send(chosen))));
            let Some(path) = chosen.await? else { return Ok(None) };
            on_a_thread(move || file::read(&path)).await?.map(Some)
        })
    }

    fn print(&self) -> Result<(), Problem> {
        self.window()?.print().map_err(|error| Problem {
            code: ProblemCode::DesktopFailed,
            message: "The dialog for printing did not open.".to_owned(),
            why: String::new(),
            remedy: "Save it as a file and print that.".to_owned(),
            evidence: Some(error.to_string()),
        })
    }
}

/// Work that waits for a disk or for another program: never on an async thread.
async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    async_runtime::spawn_blocking(work).await.map_err(|error| Problem {
        code: ProblemCode::DesktopFailed,
        message: "The desktop failed.".to_owned(),
        why: String::new(),
        remedy: "Do it again; if it fails again, restart Catflap.".to_owned(),
        evidence: Some(error.to_string()),
    })
}
