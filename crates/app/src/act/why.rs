//! Why somebody gets in, or not.

use crate::core::App;
use crate::wire::{Problem, Why, WhyAnswer};

pub(crate) async fn answer(_: &App, _: Why) -> Result<WhyAnswer, Problem> {
    Err(Problem::unknown_command("answer"))
}
