//! Okta management API client.
//!
//! [`Okta`] speaks to one org, whose address [`OrgUrl::parse`] takes as an administrator pastes it:
//!
//! - [`Okta::org`]: is there an org, does the token work;
//! - [`Okta::apps`]: applications, SAML metadata, provisioning features and connection, assignments, push groups;
//! - [`Okta::groups`], [`Okta::users`]: groups with their members, people;
//! - [`Okta::mappings`]: profile mappings;
//! - [`Okta::logs`]: the System Log.
//!
//! [`Okta::new`] takes an API token, [`Okta::with_service_app`] a service app, and [`Okta::describe_credential`] tells what
//! either of them may do. One client (and its clones) shares one budget of requests and one access token, so it is kept
//! for as long as the connection is.
//!
//! Lists come as [`Pages`], read page by page or whole. An [`OktaError`] tells a wrong token from a missing right and
//! from an address that is not Okta's, and carries the exchange as evidence. The shapes follow Okta's management API
//! description 5.1.0; there is deliberately no call that replaces an application.

mod api;
mod budget;
mod client;
mod describe;
mod error;
mod oauth;
mod org_url;
mod page;

pub mod model;

pub use api::{
    AppQuery, Apps, Follow, GroupQuery, Groups, LogQuery, Logs, MappingQuery, Mappings, Org, UserQuery, Users,
};
pub use client::Okta;
pub use describe::{TOKEN_IDLE_LIFE, token_ends};
pub use error::{OktaError, Refusal};
pub use model::{AppId, GroupId, MappingId, ProfileMappingId, UserId};
pub use oauth::{KeyError, PrivateKey, Scope, Scopes, ServiceApp, SignInFault};
pub use org_url::{AppTab, OrgUrl, OrgUrlError};
pub use page::{Page, Pages};
