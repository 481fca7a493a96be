//! The API and who speaks to it.

use catflap_http::{Client, Credential, Request, Secret};
use serde::de::DeserializeOwned;
use url::Url;

use crate::error::ConfigCatError;

/// Where ConfigCat's Public Management API is.
pub const DEFAULT_API: &str = "https://api.configcat.com";

/// A client for the Public Management API. Cloning is cheap. Dropping the future of a call cancels it.
#[derive(Debug, Clone)]
pub struct ConfigCat {
    http: Client,
    base: Url,
    credential: Credential,
}

impl ConfigCat {
    /// A client for the API at `base` ([`DEFAULT_API`], or a practice server), with the user name and password that
    /// ConfigCat generates under My account → Public API credentials.
    pub fn new(http: Client, base: Url, user: String, password: Secret) -> Self {
        Self { http, base, credential: Credential::Basic { user, password } }
    }

    /// Where it speaks to.
    pub fn base(&self) -> &Url {
        &self.base
    }

    pub(crate) fn at<'a>(&self, segments: impl IntoIterator<Item = &'a str>) -> Url {
        let mut url = self.base.clone();
        url.set_query(None);
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }

    pub(crate) async fn read<T: DeserializeOwned>(&self, url: Url) -> Result<T, ConfigCatError> {
        let request =
            Request::get(url).with_header("accept", "application/json").with_credential(self.credential.clone());
        let reply = self.http.send(request).await?;
        if !reply.is_success() {
            return Err(ConfigCatError::from_reply(&reply));
        }
        reply.json().map_err(|error| ConfigCatError::from_decode(error, reply.exchange.clone()))
    }
}
