//! Okta management API client.

mod org_url;

pub mod model;

pub use org_url::{AppTab, OrgUrl, OrgUrlError};
