//! The guide's steps as data, and a verifier for each.

mod model;

pub use model::*;
