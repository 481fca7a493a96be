//! Change lists, round trips and the drill for a new token on the practice servers, over HTTP.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bench;
mod books;
mod interrupted;
mod lists;
mod preflight;
mod rotation;
mod trips;
