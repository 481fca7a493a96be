//! The smallest changes that lead to a goal.

use crate::core::App;
use crate::wire::{Problem, WaysAsk, WaysView};

pub(crate) async fn find(_: &App, _: WaysAsk) -> Result<WaysView, Problem> {
    Err(Problem::unknown_command("find"))
}
