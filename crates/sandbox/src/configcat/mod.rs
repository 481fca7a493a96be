//! The practice ConfigCat: its SCIM endpoint, its Public Management API and the rules behind both.

pub(crate) mod audit;
pub(crate) mod discovery;
pub(crate) mod list;
pub(crate) mod management;
pub(crate) mod merge;
pub(crate) mod patch;
pub(crate) mod permissions;
pub(crate) mod provisioning;
pub(crate) mod schema;
pub(crate) mod scim_api;
pub(crate) mod scim_error;
pub(crate) mod scim_groups;
pub(crate) mod scim_users;
pub(crate) mod state;
