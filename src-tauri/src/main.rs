//! The window. It draws what `ui` built and hands commands to `catflap-app`; no rule lives here.

// On Windows a release build opens no console beside its window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod clipboard;
mod core;
mod desktop;
mod run;

use clap::Parser;

/// Connect Okta to ConfigCat by SCIM 2.0, and know who gets in.
#[derive(Debug, Clone, Copy, Parser)]
#[command(name = "catflap", version, about)]
struct Arguments {
    /// Open the practice profile: an Okta and a ConfigCat that run inside the application.
    #[arg(long)]
    practice: bool,
}

fn main() -> tauri::Result<()> {
    run::run(Arguments::parse().practice)
}
