//! What edits of the plan would do.

use crate::core::App;
use crate::wire::{AccessView, Ahead, EditPlan, LookAhead, Problem};

pub(crate) async fn look(_: &App, _: LookAhead) -> Result<Ahead, Problem> {
    Err(Problem::unknown_command("look"))
}

pub(crate) async fn edit(_: &App, _: EditPlan) -> Result<AccessView, Problem> {
    Err(Problem::unknown_command("edit"))
}
