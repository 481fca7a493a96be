//! The one place where an error of any crate becomes a [`Problem`](crate::wire::Problem). Each `match` is exhaustive: a
//! new way to fail does not compile until it has words.

mod configcat;
mod http;
mod okta;
mod scim;
mod storage;

pub(crate) use configcat::configcat;
pub(crate) use http::{Asked, http, policy, waiting};
pub(crate) use okta::{okta, org_url, private_key};
pub(crate) use scim::{paste, scim};
pub(crate) use storage::{keychain, store};
