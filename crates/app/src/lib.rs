//! What window and shell share: one table of commands, jobs, problems, generated TypeScript.
//!
//! A host opens an [`App`], sends it commands by name ([`App::call`], the table is in [`commands`]) and listens to its
//! [events](App::events). Nothing here knows Tauri, so tests drive the whole application without a window.

mod act;
pub mod commands;
mod core;
mod host;
mod jobs;
mod problems;
mod profile;
mod typescript;
pub mod wire;

pub use crate::core::{App, Options, Place};
pub use host::{Clock, Desktop, NoDesktop, system_clock};
pub use typescript::typescript;
