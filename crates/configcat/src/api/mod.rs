//! Calls, by area of the API.

mod audit;
mod organizations;
mod products;

pub use audit::{AuditQuery, AuditWalk, MOST_DAYS_A_CALL};
