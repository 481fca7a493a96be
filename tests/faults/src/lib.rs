//! The fault table: a SCIM server that misbehaves on demand, one row a fault, and what the tester says of each.
//!
//! [`table`] holds the rows by theme. [`play`] puts a row's server up, lets the tester loose on it and keeps everything
//! that was said; [`complaints`] holds that against what the row expects; [`document`] writes docs/faults.md from the
//! same runs. The server is written anew for this table, down to the bytes: it shares nothing with the practice servers,
//! so that what is believed wrongly there is not believed here.

#![allow(clippy::expect_used, reason = "equipment of tests fails by panicking")]

mod chain;
mod directory;
mod document;
mod judge;
mod play;
mod row;
mod rows;
mod stage;
mod wire;

use futures::StreamExt as _;

pub use directory::TOKEN;
pub use document::document;
pub use judge::complaints;
pub use play::{Played, Said, play, row};
pub use row::Row;
pub use rows::{Theme, table};
pub use stage::Server;

/// As many rows at the same time: they mostly wait.
const AT_ONCE: usize = 16;

/// Plays every row, many at the same time; in the order of the table.
pub async fn play_all() -> Vec<(Row, Played)> {
    let rows = table().into_iter().flat_map(|theme| theme.rows).cloned();
    let plays = rows.enumerate().map(|(place, row)| async move {
        let played = tokio::spawn({
            let row = row.clone();
            async move { play(&row).await }
        });
        let ended = tokio::time::timeout(std::time::Duration::from_secs(60), played).await;
        let played = ended.unwrap_or_else(|_| panic!("{} hangs", row.id));
        let played = played.unwrap_or_else(|error| panic!("{}: {error}", row.id));
        (place, (row, played))
    });
    let mut all: Vec<_> = futures::stream::iter(plays).buffer_unordered(AT_ONCE).collect().await;
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, played)| played).collect()
}
