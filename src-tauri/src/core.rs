//! The application behind the window. It opens beside the window, not before it: a keychain may take seconds to answer.

use std::{sync::Arc, thread};

use catflap_app::{
    App, Options, Place, PracticeSize,
    guide::PublicDns,
    system_clock,
    wire::{Event, Problem},
};
use serde_json::Value;
use tauri::{AppHandle, Emitter, State, async_runtime};
use tokio::sync::{
    broadcast::error::RecvError,
    watch::{self, Receiver},
};

use crate::{clipboard::Clipboard, desktop::WindowDesktop};

/// The name of the one event that the window hears.
const EVENT: &str = "event";

/// The application, or why it could not be opened; nothing while it opens.
type Opened = Option<Result<App, Problem>>;

/// What the window holds of the application.
pub(crate) struct Core {
    opened: Receiver<Opened>,
    desktop: Arc<WindowDesktop>,
}

impl Core {
    /// Starts to open the application: with practice, where it was asked for, else with what was left open.
    pub(crate) fn start(window: AppHandle, practice: Option<PracticeSize>) -> std::io::Result<Self> {
        let desktop = Arc::new(WindowDesktop::new(window.clone(), Clipboard::start()?));
        let (ready, opened) = watch::channel(None);
        let options = Options {
            place: Place::Default,
            desktop: Arc::<WindowDesktop>::clone(&desktop),
            clock: system_clock(),
            practice: practice.unwrap_or_default(),
            dns: Some(Arc::new(PublicDns::new())),
        };
        thread::Builder::new().name("start".into()).spawn(move || {
            let app = App::open(options).and_then(|app| {
                async_runtime::spawn(forward(app.clone(), window));
                async_runtime::block_on(app.begin(practice.is_some()))?;
                Ok(app)
            });
            // Nobody waits when the window closed meanwhile.
            let _ = ready.send(Some(app));
        })?;
        Ok(Self { opened, desktop })
    }

    async fn app(&self) -> Result<App, Problem> {
        let mut opened = self.opened.clone();
        match opened.wait_for(Option::is_some).await {
            Ok(app) => app.clone().unwrap_or_else(|| Err(not_open())),
            Err(_) => Err(not_open()),
        }
    }

    /// Tells the application that its window came back to the front.
    pub(crate) fn focused(&self) {
        if let Some(Ok(app)) = &*self.opened.borrow() {
            app.tell(Event::WindowFocused);
        }
    }

    /// Ends what runs and takes secrets off the clipboard.
    pub(crate) fn close(&self) {
        let app = self.opened.borrow().clone();
        if let Some(Ok(app)) = app {
            async_runtime::block_on(app.close());
        }
        self.desktop.close();
    }
}

/// The one command of the window: all commands of the application go through it by name.
#[tauri::command]
pub(crate) async fn call(core: State<'_, Core>, name: String, request: Value) -> Result<Value, Problem> {
    core.app().await?.call(&name, request).await
}

/// Hands the events of the application to the window.
async fn forward(app: App, window: AppHandle) {
    let mut events = app.events();
    loop {
        match events.recv().await {
            // A window that is gone hears nothing.
            Ok(event) => drop(window.emit(EVENT, event)),
            // The window was too slow and lost the oldest; each later event holds a whole state.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

fn not_open() -> Problem {
    Problem {
        code: catflap_app::wire::ProblemCode::BadRequest,
        message: "Catflap did not start.".to_owned(),
        why: String::new(),
        remedy: "Close Catflap and open it again.".to_owned(),
        evidence: None,
    }
}
