//! Builds the window and runs it to its end.

use std::path::PathBuf;

use catflap_app::PracticeSize;
use tauri::{Manager, RunEvent, Url, WebviewWindowBuilder, WindowEvent, plugin::TauriPlugin, webview::PageLoadEvent};
use tauri_plugin_window_state::StateFlags;

use crate::core::{self, Core};

pub(crate) fn run(practice: Option<PracticeSize>) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(remember_place())
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![core::call])
        .setup(move |app| {
            app.manage(Core::start(app.handle().clone(), practice)?);
            open_window(app)?;
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::Focused(true) = event {
                window.state::<Core>().focused();
            }
        })
        .build(tauri::generate_context!())?
        .run(|app, event| {
            if let RunEvent::Exit = event {
                app.state::<Core>().close();
            }
        });
    Ok(())
}

fn open_window(app: &tauri::App) -> tauri::Result<()> {
    let config = app.config().app.windows.first().cloned().unwrap_or_default();
    let mut window = WebviewWindowBuilder::from_config(app, &config)?
        // The pages are part of the application; nothing else is ever shown in its window.
        .on_navigation(is_ours)
        // Shown when it has something to show, so that nothing flashes white.
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                // A window that can't be shown has been closed.
                let _ = window.show();
            }
        });
    if let Some(folder) = moved_folder() {
        window = window.data_directory(folder.join("webview"));
    }
    window.build()?;
    Ok(())
}

/// Remembers size and place of the window from one start to the next.
fn remember_place<R: tauri::Runtime>() -> TauriPlugin<R> {
    let mut plugin = tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED);
    if let Some(folder) = moved_folder() {
        // The plugin joins this to its own folder; an absolute path takes that one's place.
        plugin = plugin.with_filename(folder.join("window.json").to_string_lossy());
    }
    plugin.build()
}

/// Where `CATFLAP_DATA_DIR` moves what is kept, the window's own things included.
fn moved_folder() -> Option<PathBuf> {
    let folder = std::env::var_os("CATFLAP_DATA_DIR").filter(|folder| !folder.is_empty())?;
    std::path::absolute(folder).ok()
}

/// `tauri://localhost`, and `http(s)://tauri.localhost` on Windows.
fn is_ours(url: &Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_applications_own_pages_are_shown() {
        let ours = |url: &str| is_ours(&Url::parse(url).expect("a URL"));
        assert!(ours("tauri://localhost/index.html"));
        assert!(ours("http://tauri.localhost/"), "the address of the pages on Windows");
        assert!(!ours("https://app.configcat.com/"));
        assert!(!ours("https://tauri.localhost.example.org/"));
        assert!(!ours("data:text/html,hello"));
    }
}
