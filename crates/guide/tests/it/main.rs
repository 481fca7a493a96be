//! The guide as a whole: its words, and its verifiers against facts with one mistake at a time.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod dns;
mod guide;
mod healthy;
mod mistakes;
mod practice;
mod seeded;
mod sight;
mod support;
