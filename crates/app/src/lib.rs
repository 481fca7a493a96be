//! What window and shell share: one table of commands, jobs, problems, generated TypeScript.
//!
//! A host opens an [`App`], sends it commands by name ([`App::call`], the table is in [`commands`]) and listens to its
//! [events](App::events). Nothing here knows Tauri, so tests drive the whole application without a window.

mod act;
mod clients;
pub mod commands;
mod core;
mod host;
mod jobs;
mod look;
mod people;
mod problems;
mod profile;
mod reading;
mod typescript;
mod when;
pub mod wire;

pub use crate::core::{App, Options, Place, PracticeSize};
pub use host::{Clock, Desktop, LONGEST_FILE, NoDesktop, OpenedFile, system_clock};
pub use typescript::typescript;

/// The shell prints what the domain crates know; it reaches them through here.
pub use {
    catflap_access as access, catflap_check as check, catflap_guide as guide, catflap_http as http,
    catflap_inventory as inventory, catflap_sandbox as sandbox,
};

/// What is wrong with a plan, for a person.
pub fn plan_problem(error: &catflap_access::PlanError) -> wire::Problem {
    act::access::plan_problem(error)
}
