//! Connections that come from outside.

use serde::Deserialize;
use ts_rs::TS;

use super::{ConfigCatEntry, OktaEntry, ScimEntry};

/// The connections of a command line. They are kept for one run.
#[derive(Deserialize, TS)]
pub struct OutsideConnections {
    /// ConfigCat's SCIM endpoint.
    pub scim: ScimEntry,
    /// Okta's management API; none leaves it out.
    pub okta: Option<OktaEntry>,
    /// Okta's id of the application; empty has it recognised.
    pub okta_app: String,
    /// ConfigCat's Public Management API; none leaves it out.
    pub configcat: Option<ConfigCatEntry>,
    /// The address of that API; empty for ConfigCat's own.
    pub configcat_api: String,
}
