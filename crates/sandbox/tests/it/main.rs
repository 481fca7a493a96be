//! The practice servers, tried from outside: over HTTP and by acts.

mod faults;
mod management;
mod okta_api;
mod provisioning;
mod push;
mod save;
mod scim;
mod size;
mod support;
