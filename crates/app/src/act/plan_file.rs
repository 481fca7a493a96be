//! The plan on its way out and back in.

use crate::core::App;
use crate::wire::{Nothing, PlanIn, PlanOut, PlanText, Problem, SavedFile, Text};

pub(crate) async fn text(_: &App, _: PlanOut) -> Result<Text, Problem> {
    Err(Problem::unknown_command("text"))
}

pub(crate) async fn save(_: &App, _: PlanOut) -> Result<SavedFile, Problem> {
    Err(Problem::unknown_command("save"))
}

pub(crate) async fn open(_: &App, _: Nothing) -> Result<PlanIn, Problem> {
    Err(Problem::unknown_command("open"))
}

pub(crate) async fn read(_: &App, _: PlanText) -> Result<PlanIn, Problem> {
    Err(Problem::unknown_command("read"))
}
