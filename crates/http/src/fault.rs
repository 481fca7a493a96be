//! What can go wrong before there is an answer, told apart.

use std::error::Error as StdError;
use std::io;

use rustls::CertificateError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Exchange;

/// Why a request has no usable answer. The texts name facts of the connection only, never a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// Plain `http` (or another scheme) to another computer: refused before anything was sent.
    #[error("only https is spoken to other computers")]
    NotHttps,
    /// The URL, a header or the credential holds a character that HTTP can't carry (a line break in a token).
    #[error("the request can’t be sent: {what} holds a character that HTTP can’t carry")]
    Unsendable {
        /// What it was: `authorization`, a header's name, or `url`.
        what: String,
    },
    /// The host name has no address.
    #[error("the name {host} can’t be resolved")]
    Dns {
        /// The host name that was asked for.
        host: String,
    },
    /// The computer answered that nothing listens on that port.
    #[error("the connection was refused")]
    Refused,
    /// No route to the host or network.
    #[error("the host can’t be reached from this network")]
    Unreachable,
    /// No connection (TCP and TLS) within the limit.
    #[error("no connection within {} s", seconds(*after_ms))]
    ConnectTimeout {
        /// The limit in milliseconds.
        after_ms: u64,
    },
    /// Connected, but no answer, or no whole one, within the limit.
    #[error("{}", timed_out(*after_ms, *began))]
    Timeout {
        /// The limit in milliseconds.
        after_ms: u64,
        /// Whether the answer had begun and did not end (a slow drip); false when nothing came at all.
        began: bool,
    },
    /// The TLS handshake failed.
    #[error("TLS failed: {detail}")]
    Tls {
        /// Which way.
        cause: TlsFault,
        /// The TLS library's own words.
        detail: String,
    },
    /// The server closed or reset the connection before the answer was whole.
    #[error("the connection was closed before the answer was whole")]
    Closed,
    /// What came back is not HTTP, or breaks its rules.
    #[error("the answer is not HTTP: {detail}")]
    Protocol {
        /// The HTTP library's own words.
        detail: String,
    },
    /// The proxy that this computer is set to use refused or failed.
    #[error("the proxy did not let the request through: {detail}")]
    Proxy {
        /// The HTTP library's own words.
        detail: String,
    },
    /// The answer's body is larger than the policy takes.
    #[error("the answer is larger than {} MB", limit / 1_000_000)]
    BodyTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// 429, and waiting as long as the server asks would exceed the policy (or the method must not be repeated).
    #[error("the server’s rate limit is reached")]
    RateLimited {
        /// Seconds to wait, when the server said so.
        retry_after: Option<u64>,
    },
}

/// How a TLS handshake failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TlsFault {
    /// Nobody whom this computer trusts issued the certificate (self-signed, private CA, missing intermediate).
    UnknownIssuer,
    /// The certificate has expired.
    Expired,
    /// The certificate is not valid yet; often this computer's clock is wrong.
    NotValidYet,
    /// The certificate is for another host name.
    WrongName,
    /// The certificate was revoked.
    Revoked,
    /// The port does not speak TLS (plain http, or something else).
    NotTls,
    /// The server offers no version of TLS that is safe: neither 1.2 nor 1.3.
    TooOld,
    /// Anything else: `detail` says what.
    Other,
}

/// A request without a usable answer: what went wrong, and the evidence so far.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{fault}")]
pub struct HttpError {
    /// What went wrong.
    pub fault: Fault,
    /// What was asked, and what came back before it went wrong; secrets masked.
    pub exchange: Box<Exchange>,
}

fn timed_out(after_ms: u64, began: bool) -> String {
    let seconds = seconds(after_ms);
    if began {
        format!("the answer began and did not end within {seconds} s")
    } else {
        format!("connected, but nothing came within {seconds} s")
    }
}

fn seconds(ms: u64) -> String {
    if ms.is_multiple_of(1000) { (ms / 1000).to_string() } else { format!("{}.{}", ms / 1000, ms % 1000 / 100) }
}

/// The names and limits that a fault quotes.
pub(crate) struct Context<'a> {
    pub host: &'a str,
    pub connect_ms: u64,
}

impl Fault {
    /// Reads the cause out of reqwest's chain of sources.
    pub(crate) fn from_reqwest(error: &reqwest::Error, context: &Context<'_>) -> Self {
        if let Some(tls) = find::<rustls::Error>(error) {
            return Self::from_rustls(tls);
        }
        if error.is_dns() {
            return Self::Dns { host: context.host.to_owned() };
        }
        // The limits after connecting are the client's own.
        if error.is_timeout() {
            return Self::ConnectTimeout { after_ms: context.connect_ms };
        }
        if let Some(io) = find::<io::Error>(error)
            && let Some(fault) = Self::from_io_kind(io.kind())
        {
            return fault;
        }
        if let Some(hyper) = find::<hyper::Error>(error) {
            return if hyper.is_incomplete_message() || hyper.is_closed() || hyper.is_canceled() {
                Self::Closed
            } else {
                Self::Protocol { detail: innermost(error) }
            };
        }
        if error.is_builder() {
            Self::Unsendable { what: "url".into() }
        } else if error.is_connect() {
            // Whatever is no name, no TLS and no socket error while connecting comes from the tunnel through a proxy.
            Self::Proxy { detail: innermost(error) }
        } else {
            Self::Protocol { detail: innermost(error) }
        }
    }

    /// Names a failure of the TLS library.
    pub(crate) fn from_rustls(error: &rustls::Error) -> Self {
        use CertificateError as Cert;
        let cause = match error {
            rustls::Error::InvalidCertificate(cert) => match cert {
                Cert::Expired | Cert::ExpiredContext { .. } => TlsFault::Expired,
                Cert::NotValidYet | Cert::NotValidYetContext { .. } => TlsFault::NotValidYet,
                Cert::NotValidForName | Cert::NotValidForNameContext { .. } => TlsFault::WrongName,
                Cert::UnknownIssuer | Cert::BadSignature => TlsFault::UnknownIssuer,
                Cert::Revoked => TlsFault::Revoked,
                // A certificate that is its own CA is what a quick self-signed one looks like.
                Cert::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => TlsFault::UnknownIssuer,
                _ => TlsFault::Other,
            },
            rustls::Error::InvalidMessage(
                rustls::InvalidMessage::InvalidContentType | rustls::InvalidMessage::UnknownProtocolVersion,
            ) => TlsFault::NotTls,
            // One that is old answers with its own version; one that was told to be strict sends the alert.
            rustls::Error::PeerIncompatible(rustls::PeerIncompatible::ServerDoesNotSupportTls12Or13)
            | rustls::Error::AlertReceived(rustls::AlertDescription::ProtocolVersion) => TlsFault::TooOld,
            _ => TlsFault::Other,
        };
        Self::Tls { cause, detail: error.to_string() }
    }

    /// Names a failure of the socket; none when the kind says nothing about the connection.
    pub(crate) fn from_io(error: &io::Error) -> Self {
        if let Some(tls) = find::<rustls::Error>(error) {
            return Self::from_rustls(tls);
        }
        Self::from_io_kind(error.kind()).unwrap_or_else(|| Self::Protocol { detail: error.to_string() })
    }

    fn from_io_kind(kind: io::ErrorKind) -> Option<Self> {
        Some(match kind {
            io::ErrorKind::ConnectionRefused => Self::Refused,
            io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::AddrNotAvailable => Self::Unreachable,
            io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::NotConnected
            | io::ErrorKind::UnexpectedEof => Self::Closed,
            _ => return None,
        })
    }
}

/// Looks for an error type in the chain of sources, also inside `io::Error`s: their `source` skips what they wrap.
fn find<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(current) = next {
        if let Some(found) = current.downcast_ref::<E>() {
            return Some(found);
        }
        if let Some(wrapped) = current.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            let wrapped: &(dyn StdError + 'static) = wrapped;
            if let Some(found) = find::<E>(wrapped) {
                return Some(found);
            }
        }
        next = current.source();
    }
    None
}

/// The last cause in the chain: the one that says something.
fn innermost(error: &(dyn StdError + 'static)) -> String {
    let mut current = error;
    while let Some(next) = current.source() {
        current = next;
    }
    current.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tls_error_is_found_inside_an_io_error() {
        let inner = rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        let outer = io::Error::new(io::ErrorKind::InvalidData, inner);
        assert!(matches!(Fault::from_io(&outer), Fault::Tls { cause: TlsFault::UnknownIssuer, .. }));
    }

    #[test]
    fn limits_are_told_in_seconds() {
        let timeout = |began| Fault::Timeout { after_ms: 60_000, began }.to_string();
        assert_eq!(timeout(false), "connected, but nothing came within 60 s");
        assert_eq!(timeout(true), "the answer began and did not end within 60 s");
        assert_eq!(Fault::ConnectTimeout { after_ms: 1_500 }.to_string(), "no connection within 1.5 s");
    }

    #[test]
    fn a_fault_crosses_to_the_window_by_its_kind() {
        let json = serde_json::to_value(Fault::Tls { cause: TlsFault::WrongName, detail: "d".into() }).unwrap();
        assert_eq!(json, serde_json::json!({"kind": "tls", "cause": "wrong_name", "detail": "d"}));
    }
}
