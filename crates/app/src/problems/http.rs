//! What goes wrong on the way to any server.

use catflap_http::{Fault, HttpError, PolicyError, TlsFault, WaitReason, Waiting};
use catflap_store::Which;

use crate::wire::{Problem, ProblemCode as Code};

/// Who was asked: names the server and its field in what the administrator reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Scim,
    Okta,
    ConfigCat,
}

impl Asked {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Scim => "ConfigCat’s SCIM endpoint",
            Self::Okta => "Okta",
            Self::ConfigCat => "ConfigCat’s Public Management API",
        }
    }

    fn address(self) -> &'static str {
        match self {
            Self::Scim => "SCIM URL",
            Self::Okta => "org URL",
            Self::ConfigCat => "API address",
        }
    }
}

pub(crate) fn http(asked: Asked, error: &HttpError) -> Problem {
    fault(asked, &error.fault).evidence(format!("{} {}: {}", error.exchange.method, error.exchange.url, error.fault))
}

pub(crate) fn fault(asked: Asked, fault: &Fault) -> Problem {
    let (name, address) = (asked.name(), asked.address());
    let unreachable = "Catflap can’t see anything there until it answers.";
    match fault {
        Fault::NotHttps => Problem::new(
            Code::UrlUnusable,
            format!("The {address} does not begin with https."),
            format!("Change the {address} so that it begins with https://."),
        )
        .why("Over plain http everybody on the way could read the credential."),
        Fault::Unsendable { what } => Problem::new(
            Code::SecretUnusable,
            format!("The request can’t be sent: {what} holds a character that HTTP can’t carry."),
            "Paste the credential again, alone, without line breaks.",
        ),
        Fault::Dns { host } => Problem::new(
            Code::NameUnknown,
            format!("The name {host} is not known."),
            format!("Compare the {address} with the page it was copied from. If it is right, look at this computer’s network and DNS."),
        )
        .why(unreachable),
        Fault::Refused => Problem::new(
            Code::Unreachable,
            format!("{name} refused the connection."),
            format!("Compare the {address}, its port included, with the page it was copied from."),
        )
        .why(unreachable),
        Fault::Unreachable => Problem::new(
            Code::Unreachable,
            format!("{name} can’t be reached from this network."),
            "Look at this computer’s network, VPN and firewall, then try again.",
        )
        .why(unreachable),
        Fault::ConnectTimeout { .. } | Fault::Timeout { .. } => Problem::new(
            Code::TimedOut,
            format!("{name} did not answer in time: {fault}."),
            "Try again. If it stays, look at firewall and proxy, or raise the time limit in Settings.",
        )
        .why("Okta gives up after 60 seconds too."),
        Fault::Tls { cause, .. } => certificate(name, *cause),
        Fault::Closed => Problem::new(
            Code::Unreachable,
            format!("{name} closed the connection before its answer was whole."),
            "Try again. If it stays, a proxy or firewall on the way is the likely cause.",
        ),
        Fault::Protocol { .. } => Problem::new(
            Code::AnswerUnreadable,
            format!("What answers at the {address} does not speak HTTP as it should."),
            format!("Compare the {address} with the page it was copied from."),
        ),
        Fault::Proxy { .. } => Problem::new(
            Code::Unreachable,
            format!("The proxy did not let the request to {name} through."),
            "Ask whoever runs the proxy to allow this host, or set HTTPS_PROXY and NO_PROXY for this computer.",
        ),
        Fault::BodyTooLarge { .. } => Problem::new(
            Code::AnswerUnreadable,
            format!("{name} sent more than Catflap reads at once."),
            format!("Compare the {address} with the page it was copied from: this may be another kind of server."),
        ),
        Fault::RateLimited { retry_after } => Problem::new(
            Code::RateLimited,
            format!("{name} asks for a pause: too many requests."),
            match retry_after {
                Some(seconds) => format!("Try again in {seconds} s."),
                None => "Try again in a minute.".to_owned(),
            },
        )
        .why("The limit is shared with everything else that uses this organization’s API."),
    }
}

/// Who makes a request wait, and why.
pub(crate) fn waiting(which: Which, waiting: &Waiting) -> String {
    let name = match which {
        Which::Scim | Which::ConfigCat => "ConfigCat",
        Which::Okta => "Okta",
    };
    let status = waiting.status.map(|status| format!(" ({status})")).unwrap_or_default();
    match waiting.why {
        WaitReason::RateLimited => format!("{name} asks for fewer requests{status}"),
        WaitReason::Unavailable => format!("{name} is not available for a moment{status}"),
        WaitReason::Closed => format!("{name} closed the connection, and is asked once more"),
    }
}

fn certificate(name: &str, cause: TlsFault) -> Problem {
    let (message, remedy) = match cause {
        TlsFault::UnknownIssuer => (
            format!("The certificate of {name} comes from an issuer that this computer does not trust."),
            "If your company inspects traffic, name its certificate file (PEM) under Settings. Otherwise the server has to send its whole chain.",
        ),
        TlsFault::Expired => (
            format!("The certificate of {name} has expired."),
            "Whoever runs the server has to renew it. Look at this computer’s clock too.",
        ),
        TlsFault::NotValidYet => {
            (format!("The certificate of {name} is not valid yet."), "Look at this computer’s date and time first.")
        }
        TlsFault::WrongName => (
            format!("The certificate of {name} belongs to another name."),
            "Compare the address with the page it was copied from. Do not go on while the names differ.",
        ),
        TlsFault::Revoked => (
            format!("The certificate of {name} was revoked."),
            "Do not send a credential there. Tell whoever runs the server.",
        ),
        TlsFault::NotTls => (
            format!("What answers for {name} does not speak TLS."),
            "Compare the address and its port with the page it was copied from.",
        ),
        TlsFault::TooOld => (
            format!("{name} offers no version of TLS that is safe."),
            "Whoever runs the server has to switch on TLS 1.2 or 1.3.",
        ),
        TlsFault::Other => (
            format!("No safe connection to {name} could be made."),
            "The evidence says what failed. A proxy on the way is the likely cause.",
        ),
    };
    Problem::new(Code::CertificateUntrusted, message, remedy)
        .why("Without a trusted certificate nobody can tell who receives the credential.")
}

pub(crate) fn policy(error: &PolicyError) -> Problem {
    match error {
        PolicyError::CaFile { path, kind } => Problem::new(
            Code::FileFailed,
            format!("The file of certificate authorities, {}, can’t be read.", path.display()),
            "Name a file that exists and may be read, or leave the field empty.",
        )
        .evidence(kind.to_string()),
        PolicyError::NotPem => Problem::new(
            Code::InputUnreadable,
            "The file of certificate authorities holds no PEM certificate.",
            "Name a file with lines “-----BEGIN CERTIFICATE-----”, or leave the field empty.",
        ),
        PolicyError::Trust { detail } | PolicyError::Setup { detail } => Problem::new(
            Code::CertificateUntrusted,
            "Catflap could not load the certificates that this computer trusts.",
            "Install the system’s certificate authorities (on Debian and Ubuntu: ca-certificates).",
        )
        .evidence(detail.clone()),
    }
}
