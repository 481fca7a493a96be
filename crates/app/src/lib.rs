//! What window and shell share: one table of commands, jobs, problems, generated TypeScript.
//!
//! A host opens an [`App`], sends it commands by name ([`App::call`], the table is in [`commands`]) and listens to its
//! [events](App::events). Nothing here knows Tauri, so tests drive the whole application without a window.

mod act;
mod alert;
mod audit;
mod clients;
pub mod commands;
mod core;
mod file_name;
mod history;
mod host;
mod jobs;
mod live;
mod look;
mod news;
mod people;
mod plan_file;
mod problems;
mod profile;
mod reading;
mod review;
mod typescript;
mod when;
pub mod wire;

pub use crate::core::{App, Options, Place, PracticeSize};
pub use host::{Clock, Desktop, LONGEST_FILE, NoDesktop, OpenedFile, system_clock};
pub use review::harmless;
pub use typescript::typescript;

/// The shell prints what the domain crates know; it reaches them through here.
pub use {
    catflap_access as access, catflap_check as check, catflap_configcat as configcat, catflap_guide as guide,
    catflap_http as http, catflap_inventory as inventory, catflap_sandbox as sandbox,
};

/// Reads a plan from a file's text, TOML or JSON.
///
/// # Errors
/// What is wrong with it and where, for a person.
pub fn read_plan(text: &str) -> Result<catflap_access::Plan, wire::Problem> {
    plan_file::read(text).map_err(|error| act::access::plan_problem(&error))
}
