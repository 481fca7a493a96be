//! How the practice Okta speaks SCIM: real HTTP as Okta's client sends it, to loopback alone.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use serde_json::Value;
use url::{Host, Url};

use crate::core::Core;
use crate::error::Error;

/// Okta gives up after a minute.
const PATIENCE: Duration = Duration::from_secs(60);

/// The HTTP client of the pusher.
pub(crate) struct Wire(reqwest::Client);

/// Where and with what the connector speaks.
#[derive(Clone)]
pub(crate) struct Line {
    pub base_url: String,
    /// The whole `Authorization` header.
    pub authorization: Option<String>,
    /// Calls the practice ConfigCat in the process instead of by HTTP, to fill big worlds in seconds.
    pub direct: bool,
}

/// A SCIM call that the practice Okta makes.
pub(crate) struct Call<'a> {
    pub method: &'static str,
    /// Below the base URL, e.g. `/Users`.
    pub path: String,
    pub query: &'a [(&'a str, &'a str)],
    pub body: Option<Value>,
}

/// Why a call failed, in the words that Okta shows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum WireError {
    #[error("Invalid URL: {0}")]
    Url(String),
    #[error("Connect to {0} failed: Connect timed out")]
    NotConnected(String),
    #[error("{0} failed to respond")]
    NoResponse(String),
    #[error("{reason}. Errors reported by remote server: {detail}")]
    Status { status: u16, reason: String, detail: String },
    #[error("No results for users returned")]
    NoResults,
    #[error("Create new user returned empty user")]
    EmptyUser,
    #[error("Matching user not found")]
    NoMatch,
    #[error("null")]
    Unreadable,
}

impl WireError {
    /// The credential was refused.
    pub fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Status { status: 401, .. })
    }
}

impl Wire {
    /// A client that trusts no authority, asks no proxy and follows no redirect: loopback needs none of it.
    pub fn new() -> Result<Self, Error> {
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(Error::Tls)?
            .with_root_certificates(rustls::RootCertStore::empty())
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .resolve("localhost", SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0))
            .timeout(PATIENCE)
            .build()
            .map_err(Error::Client)?;
        Ok(Self(client))
    }

    /// Reads a page as text, from loopback only: SAML metadata.
    pub async fn text(&self, address: &str) -> Result<String, WireError> {
        let url = loopback(address)?;
        let place = place(&url);
        let answer = self.0.get(url).send().await.map_err(|error| unsent(&error, &place))?;
        let status = answer.status();
        let text = answer.text().await.map_err(|_| WireError::NoResponse(place))?;
        if status.is_success() { Ok(text) } else { Err(refused(status.as_u16(), None)) }
    }
}

/// Sends a call and reads its JSON answer. A 2xx without a body is `Null`.
pub(crate) async fn send(core: &Core, line: &Line, call: Call<'_>) -> Result<Value, WireError> {
    if line.direct {
        return direct(core, &call);
    }
    let mut url = loopback(&format!("{}{}", line.base_url.trim_end_matches('/'), call.path))?;
    if !call.query.is_empty() {
        url.query_pairs_mut().extend_pairs(call.query);
    }
    let place = place(&url);
    let method = reqwest::Method::from_bytes(call.method.as_bytes()).unwrap_or(reqwest::Method::GET);
    let mut request = core
        .wire
        .0
        .request(method, url)
        .header(USER_AGENT, "Okta SCIM Client 1.0.0")
        .header(ACCEPT, "application/scim+json, application/json");
    if let Some(authorization) = &line.authorization {
        request = request.header(AUTHORIZATION, authorization);
    }
    if let Some(body) = &call.body {
        request = request.header(CONTENT_TYPE, "application/scim+json; charset=utf-8").body(body.to_string());
    }
    let answer = request.send().await.map_err(|error| unsent(&error, &place))?;
    let status = answer.status().as_u16();
    let text = answer.text().await.map_err(|_| WireError::NoResponse(place))?;
    let body = serde_json::from_str::<Value>(&text).ok();
    match status {
        200..=299 if text.is_empty() => Ok(Value::Null),
        200..=299 => body.ok_or(WireError::NoResults),
        status => Err(refused(status, body.as_ref())),
    }
}

fn direct(core: &Core, call: &Call<'_>) -> Result<Value, WireError> {
    let query = call.query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let path: Vec<&str> = call.path.split('/').skip(1).collect();
    let body = call.body.clone().unwrap_or(Value::Null);
    let reply = core.world().scim(call.method, &path, &query, &body);
    match reply.status {
        200..=299 => Ok(reply.body.unwrap_or(Value::Null)),
        status => Err(refused(status, reply.body.as_ref())),
    }
}

/// Practice never touches the outside: any other host is as one that can't be reached.
fn loopback(address: &str) -> Result<Url, WireError> {
    let url = Url::parse(address.trim()).map_err(|_| WireError::Url(address.to_owned()))?;
    let inside = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => return Err(WireError::Url(address.to_owned())),
    };
    if inside { Ok(url) } else { Err(WireError::NotConnected(place(&url))) }
}

fn place(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(443))
}

fn unsent(error: &reqwest::Error, place: &str) -> WireError {
    if error.is_connect() { WireError::NotConnected(place.to_owned()) } else { WireError::NoResponse(place.to_owned()) }
}

fn refused(status: u16, body: Option<&Value>) -> WireError {
    let reason = reqwest::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    // An error body that is not SCIM's is reported as null (failures.md 7).
    let detail = body.and_then(|body| body.get("detail")).and_then(Value::as_str).unwrap_or("null");
    WireError::Status { status, reason: reason.unwrap_or("Error").to_owned(), detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_is_spoken_to() {
        assert!(loopback("http://127.0.0.1:4000/v2/x").is_ok() && loopback("http://[::1]:1/").is_ok());
        assert!(loopback("http://localhost:1/").is_ok());
        for outside in ["https://scim-api.configcat.com/v2/x", "http://10.0.0.1/", "http://127.0.0.1.nip.io/"] {
            assert!(matches!(loopback(outside), Err(WireError::NotConnected(_))), "{outside} is outside");
        }
        assert_eq!(
            loopback("https://scim-api.configcat.com/v2/x").unwrap_err().to_string(),
            "Connect to scim-api.configcat.com:443 failed: Connect timed out"
        );
        assert_eq!(loopback("whatever"), Err(WireError::Url("whatever".into())));
    }
}
