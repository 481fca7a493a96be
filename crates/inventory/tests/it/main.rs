//! Properties and examples of the inventory, a module a subject.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod chain;
mod difference;
mod query;
mod reconcile;
