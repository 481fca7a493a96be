//! The guide as a whole: its words, and its verifiers against facts with one mistake at a time.

mod guide;
mod healthy;
mod mistakes;
mod sight;
