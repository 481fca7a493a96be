//! Properties and examples of the inventory, a module a subject.

mod query;
mod reconcile;
