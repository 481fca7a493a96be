//! One connection taken step by step, for the connection tester: name, TCP, TLS.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rustls_pki_types::{CertificateDer, ServerName};
use serde::{Deserialize, Serialize};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use ts_rs::TS;
use url::Url;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer as _, X509Certificate};

use crate::client::millis;
use crate::tls::Recorder;
use crate::{Client, Fault, is_loopback, tls};

/// The addresses of a host name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// Every address, in the order in which the system gave them, none twice.
    pub addresses: Vec<IpAddr>,
    /// How long it took, in milliseconds.
    pub ms: u64,
}

/// An open TCP connection.
#[derive(Debug)]
pub struct Connected {
    /// The connection, ready for [`handshake`].
    pub stream: TcpStream,
    /// Whom it reached.
    pub address: SocketAddr,
    /// How long it took, in milliseconds.
    pub ms: u64,
}

/// A finished TLS handshake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Handshake {
    /// `TLS 1.3` or `TLS 1.2`.
    pub version: String,
    /// How long it took, in milliseconds.
    pub ms: u64,
    /// The certificates as the server served them, its own first.
    pub chain: Vec<Certificate>,
}

/// A failed TLS handshake: what failed, and the chain if it was served.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct HandshakeError {
    /// What went wrong.
    pub fault: Fault,
    /// The certificates as served; empty when the handshake did not get that far.
    pub chain: Vec<Certificate>,
}

/// A certificate in the words an administrator needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Certificate {
    /// Whom it is for (distinguished name).
    pub subject: String,
    /// Who issued it (distinguished name).
    pub issuer: String,
    /// The DNS names and addresses it is valid for.
    pub names: Vec<String>,
    /// First moment of validity, RFC 3339.
    pub not_before: String,
    /// Last moment of validity, RFC 3339.
    pub not_after: String,
    /// Whole days from the given now to `not_after`; negative once expired.
    pub days_left: i64,
    /// Whether subject and issuer are the same.
    pub self_issued: bool,
}

/// Asks the system for the addresses of a host; an address in place of a name is given back as it is.
pub async fn resolve(host: &str, port: u16, limit: Duration) -> Result<Resolved, Fault> {
    let started = Instant::now();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found = timeout(limit, tokio::net::lookup_host((bare, port)))
        .await
        .map_err(|_| Fault::ConnectTimeout { after_ms: millis(limit) })?
        .map_err(|_| Fault::Dns { host: host.to_owned() })?;
    let mut addresses: Vec<IpAddr> = Vec::new();
    for address in found {
        if !addresses.contains(&address.ip()) {
            addresses.push(address.ip());
        }
    }
    if addresses.is_empty() {
        return Err(Fault::Dns { host: host.to_owned() });
    }
    Ok(Resolved { addresses, ms: millis(started.elapsed()) })
}

/// Opens a TCP connection.
pub async fn connect(address: SocketAddr, limit: Duration) -> Result<Connected, Fault> {
    let started = Instant::now();
    let stream = timeout(limit, TcpStream::connect(address))
        .await
        .map_err(|_| Fault::ConnectTimeout { after_ms: millis(limit) })?
        .map_err(|error| Fault::from_io(&error))?;
    Ok(Connected { stream, address, ms: millis(started.elapsed()) })
}

/// Shakes hands under the client's own trust, so that what passes here passes there. `now` is for `days_left` only.
pub async fn handshake(
    client: &Client,
    host: &str,
    stream: TcpStream,
    now: Timestamp,
) -> Result<Handshake, HandshakeError> {
    let failed = |fault| HandshakeError { fault, chain: Vec::new() };
    let recorder = Arc::new(Recorder::new(client.verifier()));
    let config = tls::config(recorder.clone())
        .map_err(|error| failed(Fault::Tls { cause: crate::TlsFault::Other, detail: error.to_string() }))?;
    let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let name = ServerName::try_from(bare).map_err(|_| failed(Fault::Dns { host: host.to_owned() }))?;
    let limit = client.policy().connect_timeout;
    let started = Instant::now();
    let ended = timeout(limit, TlsConnector::from(Arc::new(config)).connect(name, stream)).await;
    let ms = millis(started.elapsed());
    let chain: Vec<Certificate> = recorder.served().iter().filter_map(|der| describe(der, now)).collect();
    let session = match ended {
        Err(_) => return Err(HandshakeError { fault: Fault::ConnectTimeout { after_ms: millis(limit) }, chain }),
        Ok(Err(error)) => return Err(HandshakeError { fault: Fault::from_io(&error), chain }),
        Ok(Ok(session)) => session,
    };
    let version = match session.get_ref().1.protocol_version() {
        Some(rustls::ProtocolVersion::TLSv1_3) => "TLS 1.3",
        Some(rustls::ProtocolVersion::TLSv1_2) => "TLS 1.2",
        _ => "TLS",
    };
    Ok(Handshake { version: version.to_owned(), ms, chain })
}

/// The proxy (`host:port`, no credentials) that requests to this URL go through; none when they go straight.
pub fn proxy_for(client: &Client, url: &Url) -> Option<String> {
    if !client.policy().system_proxy || is_loopback(url) {
        return None;
    }
    let target: hyper::Uri = url.as_str().parse().ok()?;
    let proxy = hyper_util::client::proxy::matcher::Matcher::from_system().intercept(&target)?;
    Some(proxy.uri().authority().map_or_else(String::new, |authority| {
        let text = authority.as_str();
        text.rsplit('@').next().unwrap_or(text).to_owned()
    }))
}

fn describe(der: &CertificateDer<'_>, now: Timestamp) -> Option<Certificate> {
    let (_, cert) = X509Certificate::from_der(der).ok()?;
    let moment = |time: x509_parser::time::ASN1Time| {
        Timestamp::from_second(time.timestamp()).map(|at| at.to_string()).unwrap_or_default()
    };
    let names = match cert.subject_alternative_name() {
        Ok(Some(alternative)) => alternative.value.general_names.iter().filter_map(name_of).collect(),
        _ => Vec::new(),
    };
    let validity = cert.validity();
    Some(Certificate {
        subject: cert.subject().to_string(),
        issuer: cert.issuer().to_string(),
        names,
        not_before: moment(validity.not_before),
        not_after: moment(validity.not_after),
        days_left: (validity.not_after.timestamp() - now.as_second()).div_euclid(86_400),
        self_issued: cert.subject() == cert.issuer(),
    })
}

fn name_of(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => match bytes.len() {
            4 => <[u8; 4]>::try_from(*bytes).ok().map(|ip| IpAddr::from(ip).to_string()),
            16 => <[u8; 16]>::try_from(*bytes).ok().map(|ip| IpAddr::from(ip).to_string()),
            _ => None,
        },
        _ => None,
    }
}
