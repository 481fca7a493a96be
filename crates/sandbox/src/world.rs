//! Everything that the practice servers remember, in one value that can be kept in a file. No secret is in it.

use serde::{Deserialize, Serialize};

use crate::configcat::state::ConfigCat;
use crate::ids::Ids;
use crate::okta::state::Okta;

/// Both products. Changed only behind the lock of [`crate::core::Core`], which sets `now`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct World {
    pub ids: Ids,
    pub okta: Okta,
    pub configcat: ConfigCat,
    /// The time of the request or act that holds the lock.
    #[serde(skip)]
    pub now: jiff::Timestamp,
    /// Where the servers answer in this run.
    #[serde(skip)]
    pub origins: Origins,
}

/// Where the two servers answer, e.g. `http://127.0.0.1:40123`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins {
    pub configcat: String,
    pub okta: String,
}

impl World {
    /// The SCIM URL, without a slash at its end.
    pub(crate) fn scim_base(&self) -> String {
        format!("{}/v2/{}", self.origins.configcat, self.configcat.tenant)
    }
}

/// RFC 3339 in UTC with milliseconds, as both products write times.
pub(crate) fn rfc3339(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}
