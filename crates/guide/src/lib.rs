//! The guide's steps as data, and a verifier for each.

mod model;
mod steps;

pub use model::*;
pub use steps::{stages, step, steps};
