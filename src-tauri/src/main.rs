//! The window. It draws what `ui` built and hands commands to `catflap-app`; no rule lives here.

// On Windows a release build opens no console beside its window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod clipboard;
mod core;
mod desktop;
mod file;
mod run;

use catflap_app::PracticeSize;
use clap::Parser;

/// A large organization is a million short texts; the system's allocator keeps much more memory for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Connect Okta to ConfigCat by SCIM 2.0, and know who gets in.
#[derive(Debug, Clone, Copy, Parser)]
#[command(name = "catflap", version, about)]
struct Arguments {
    /// Open the practice profile: an Okta and a ConfigCat that run inside the application.
    #[arg(long)]
    practice: bool,
    /// Begin practice with the whole guide done and everyone synced.
    #[arg(long, requires = "practice")]
    ready: bool,
    /// Begin practice without what real organizations have and findings are about.
    #[arg(long, requires = "practice")]
    tidy: bool,
    /// Begin practice with this many people in the practice Okta.
    #[arg(long, value_name = "N", requires = "practice")]
    users: Option<usize>,
    /// Begin practice with this many groups in the practice Okta.
    #[arg(long, value_name = "N", requires = "practice")]
    groups: Option<usize>,
}

impl Arguments {
    fn practice(self) -> Option<PracticeSize> {
        let Self { practice, ready, tidy, users, groups } = self;
        practice.then_some(PracticeSize { users, groups, ready, tidy })
    }
}

fn main() -> tauri::Result<()> {
    run::run(Arguments::parse().practice())
}
