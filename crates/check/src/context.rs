//! What the checks of one run share.

use std::sync::{Mutex, PoisonError};

use catflap_http::{HttpError, Mask, Reply, Secret, Url, probe};
use catflap_scim::Client;
use catflap_scim::paste::{UrlShape, url_shape};
use jiff::Timestamp;
use serde_json::Value;
use tokio::net::TcpStream;

/// One run's endpoint, clients and what earlier checks learned.
pub(crate) struct Context {
    pub url: Url,
    pub token: Secret,
    pub http: catflap_http::Client,
    pub scim: Client,
    /// Takes the token out of what checks say, wherever they have it from.
    pub mask: Mask,
    pub now: Timestamp,
    /// Makes the stranger, the unknown id and the wrong token of this run.
    pub nonce: String,
    /// `host:port` of the proxy that requests go through.
    pub proxy: Option<String>,
    learned: Mutex<Learned>,
}

/// What one check learned for the next.
#[derive(Default)]
pub(crate) struct Learned {
    pub resolved: Option<probe::Resolved>,
    pub stream: Option<TcpStream>,
    pub tcp_ms: Option<u64>,
    pub tls_ms: Option<u64>,
    /// A user who exists.
    pub known: Option<Known>,
    /// The users of the first page, as far as they have id and name.
    pub people: Vec<Known>,
    /// A group that exists.
    pub group: Option<KnownGroup>,
    /// The ids of those whom the groups of the first page list as members, each once, in order.
    pub members: Vec<String>,
}

/// A user who exists.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub id: String,
    pub user_name: String,
    pub email: Option<String>,
}

/// A group that exists.
#[derive(Debug, Clone)]
pub(crate) struct KnownGroup {
    pub id: String,
    pub name: String,
}

impl Known {
    /// Reads a user of a list; none without id and name, which others complain about.
    pub fn of(user: &Value) -> Option<Self> {
        let text = |value: Option<&Value>| Some(value?.as_str().filter(|text| !text.is_empty())?.to_owned());
        let emails = user.get("emails").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let primary = emails.iter().find(|email| email.get("primary").and_then(Value::as_bool) == Some(true));
        Some(Self {
            id: text(user.get("id"))?,
            user_name: text(user.get("userName"))?,
            email: primary.or(emails.first()).and_then(|email| text(email.get("value"))),
        })
    }
}

impl KnownGroup {
    /// Reads a group of a list; none without id and name.
    pub fn of(group: &Value) -> Option<Self> {
        let text = |name: &str| Some(group.get(name)?.as_str().filter(|text| !text.is_empty())?.to_owned());
        Some(Self { id: text("id")?, name: text("displayName")? })
    }
}

impl Context {
    pub fn new(url: Url, token: Secret, http: catflap_http::Client, now: Timestamp) -> Self {
        let scim = Client::new(url.clone(), token.clone(), http.clone());
        let mask = Mask::new([token.clone()]);
        let proxy = probe::proxy_for(&http, &url);
        let nonce = format!("{:012x}", now.as_nanosecond().unsigned_abs() & 0xffff_ffff_ffff);
        Self { url, token, http, scim, mask, now, nonce, proxy, learned: Mutex::default() }
    }

    pub fn learn<T>(&self, with: impl FnOnce(&mut Learned) -> T) -> T {
        with(&mut self.learned.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn known(&self) -> Option<Known> {
        self.learn(|learned| learned.known.clone())
    }

    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or(443)
    }

    /// Whether this is ConfigCat's own endpoint, so that what only ConfigCat wants is asked of it.
    pub fn is_configcat(&self) -> bool {
        matches!(url_shape(&self.url), UrlShape::ConfigCat | UrlShape::ConfigCatCut)
    }

    /// Asks an endpoint with the token and looks at whatever comes.
    pub async fn get(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Reply, HttpError> {
        self.scim.get(path, query).await
    }
}
