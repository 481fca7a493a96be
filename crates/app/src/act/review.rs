//! The access review.

use crate::core::App;
use crate::wire::{Problem, ReviewAsk, ReviewOut, ReviewView, SavedFile};

pub(crate) async fn look(_: &App, _: ReviewAsk) -> Result<ReviewView, Problem> {
    Err(Problem::unknown_command("look"))
}

pub(crate) async fn save(_: &App, _: ReviewOut) -> Result<SavedFile, Problem> {
    Err(Problem::unknown_command("save"))
}
