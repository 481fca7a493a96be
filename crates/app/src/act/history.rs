//! The history of readings.

use crate::core::App;
use crate::wire::{HistoryDifference, HistoryPair, HistoryRef, HistoryView, Nothing, Problem};

pub(crate) async fn list(_: &App, _: Nothing) -> Result<HistoryView, Problem> {
    Err(Problem::unknown_command("list"))
}

pub(crate) async fn between(_: &App, _: HistoryPair) -> Result<HistoryDifference, Problem> {
    Err(Problem::unknown_command("between"))
}

pub(crate) async fn alarm_seen(_: &App, _: HistoryRef) -> Result<Nothing, Problem> {
    Err(Problem::unknown_command("alarm_seen"))
}
