//! The practice Okta: its management API, its admin console's acts, and the worker that pushes SCIM.

pub(crate) mod access;
pub(crate) mod api;
pub(crate) mod api_apps;
pub(crate) mod api_assignments;
pub(crate) mod api_directory;
pub(crate) mod api_features;
pub(crate) mod api_logs;
pub(crate) mod api_push;
pub(crate) mod api_users;
pub(crate) mod assign;
pub(crate) mod certificate;
pub(crate) mod jwt;
pub(crate) mod limits;
pub(crate) mod log;
pub(crate) mod oauth;
pub(crate) mod page;
pub(crate) mod push;
pub(crate) mod push_group;
pub(crate) mod push_user;
pub(crate) mod state;
pub(crate) mod wire;
