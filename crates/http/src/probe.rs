//! One connection taken step by step, for the connection tester: name, TCP, TLS.

use std::fmt::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rustls::SupportedCipherSuite;
use rustls::crypto::ring::cipher_suite::TLS13_AES_128_GCM_SHA256;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use ts_rs::TS;
use url::Url;
use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::prelude::{FromDer as _, X509Certificate};

use crate::client::millis;
use crate::tls::Recorder;
use crate::{Client, Fault, Secret, is_loopback, tls};

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
    /// Whether only an authority of the policy (a CA file) makes the chain trusted: the system alone would not.
    pub by_extra_roots: bool,
    /// Whether the chain as served leads to an authority of Mozilla's list of public ones. False on a connection that is
    /// trusted: this computer knows the authority by itself (a company's proxy or private CA), and Okta will not know it.
    /// What it can't tell: the list is as old as this Catflap, so a younger public authority is not on it; and a server
    /// that leaves out an intermediate certificate looks the same where the system fetched it. So it is worth a note, not
    /// a failure.
    pub publicly_trusted: bool,
}

/// An HTTP proxy that opens tunnels (`CONNECT`, RFC 9110 section 9.3.6).
#[derive(Debug, Clone)]
pub struct Proxy {
    /// `host:port`, no credentials.
    pub address: String,
    /// The value of `Proxy-Authorization`, when the system's settings hold credentials.
    pub authorization: Option<Secret>,
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
    /// SHA-256 of the whole certificate, lower-case hexadecimal.
    pub fingerprint: String,
    /// Whether it says where its issuer's certificate is to be had (RFC 5280 section 4.2.2.1, `caIssuers`): public
    /// authorities write that, quick private ones do not.
    pub names_issuer_address: bool,
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
    let ended = timeout(limit, TlsConnector::from(Arc::new(config)).connect(name.clone(), stream)).await;
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
    let by_extra_roots =
        !client.policy().extra_roots.is_empty() && !trusted_by_system(client, &recorder.served(), &name);
    let publicly_trusted = tls::is_vouched_for(tls::public_roots(), &recorder.served(), &name);
    Ok(Handshake { version: version.to_owned(), ms, chain, by_extra_roots, publicly_trusted })
}

/// Whether the system's own trust store vouches for what was served.
fn trusted_by_system(client: &Client, served: &[CertificateDer<'_>], name: &ServerName<'_>) -> bool {
    let policy = crate::Policy { extra_roots: Vec::new(), ..client.policy().clone() };
    let (Ok(verifier), Some((leaf, others))) = (tls::verifier(&policy), served.split_first()) else { return false };
    verifier.verify_server_cert(leaf, others, name, &[], UnixTime::now()).is_ok()
}

/// The proxy that would open a tunnel to this URL; none when requests go straight, or through another kind of proxy.
pub fn tunnel_proxy(client: &Client, url: &Url) -> Option<Proxy> {
    if !client.policy().system_proxy || is_loopback(url) || url.scheme() != "https" {
        return None;
    }
    let target: hyper::Uri = url.as_str().parse().ok()?;
    let proxy = hyper_util::client::proxy::matcher::Matcher::from_system().intercept(&target)?;
    if proxy.uri().scheme_str() != Some("http") {
        return None;
    }
    let authorization =
        proxy.basic_auth().and_then(|value| value.to_str().ok()).map(|text| Secret::new(text.to_owned()));
    let (host, port) = (proxy.uri().host()?, proxy.uri().port_u16().unwrap_or(80));
    Some(Proxy { address: format!("{host}:{port}"), authorization })
}

/// Opens a tunnel to the host through the proxy, ready for [`handshake`].
pub async fn tunnel(proxy: &Proxy, host: &str, port: u16, limit: Duration) -> Result<TcpStream, Fault> {
    timeout(limit, open_tunnel(proxy, host, port))
        .await
        .unwrap_or_else(|_| Err(Fault::ConnectTimeout { after_ms: millis(limit) }))
}

async fn open_tunnel(proxy: &Proxy, host: &str, port: u16) -> Result<TcpStream, Fault> {
    /// An answer to CONNECT is a few lines; more is no proxy.
    const LONGEST: usize = 16_384;
    let io = |error: std::io::Error| Fault::from_io(&error);
    let mut stream = TcpStream::connect(&proxy.address).await.map_err(io)?;
    let mut asked = format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n");
    if let Some(authorization) = &proxy.authorization {
        asked.extend(["Proxy-Authorization: ", authorization.expose(), "\r\n"]);
    }
    asked.push_str("\r\n");
    stream.write_all(asked.as_bytes()).await.map_err(io)?;
    let mut head = Vec::new();
    // Byte by byte: what comes behind the head belongs to the TLS handshake.
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() > LONGEST {
            return Err(Fault::Protocol { detail: "the proxy’s answer has no end".to_owned() });
        }
        head.push(stream.read_u8().await.map_err(io)?);
    }
    let text = String::from_utf8_lossy(&head);
    let status: u16 = text.split_whitespace().nth(1).and_then(|word| word.parse().ok()).unwrap_or_default();
    if (200..300).contains(&status) {
        Ok(stream)
    } else {
        Err(Fault::Proxy { detail: format!("it answered {status}") })
    }
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
        fingerprint: fingerprint(der),
        names_issuer_address: cert.extensions().iter().any(|extension| match extension.parsed_extension() {
            ParsedExtension::AuthorityInfoAccess(access) => {
                access.accessdescs.iter().any(|one| one.access_method.to_id_string() == CA_ISSUERS)
            }
            _ => false,
        }),
    })
}

/// `id-ad-caIssuers`, RFC 5280 section 4.2.2.1.
const CA_ISSUERS: &str = "1.3.6.1.5.5.7.48.2";

fn fingerprint(der: &CertificateDer<'_>) -> String {
    // The SHA-256 that TLS itself uses here: no further library for one hash.
    let SupportedCipherSuite::Tls13(suite) = TLS13_AES_128_GCM_SHA256 else { return String::new() };
    suite.common.hash_provider.hash(der).as_ref().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
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
