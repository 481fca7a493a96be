//! The plan as a check-list for ConfigCat’s page.

use crate::core::App;
use crate::wire::{Checklist, ChecklistTick, Nothing, Problem};

pub(crate) async fn list(_: &App, _: Nothing) -> Result<Checklist, Problem> {
    Err(Problem::unknown_command("list"))
}

pub(crate) async fn look(_: &App, _: Nothing) -> Result<Checklist, Problem> {
    Err(Problem::unknown_command("look"))
}

pub(crate) async fn tick(_: &App, _: ChecklistTick) -> Result<Checklist, Problem> {
    Err(Problem::unknown_command("tick"))
}
