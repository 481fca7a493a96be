//! The one place where an error of any crate becomes a [`Problem`]. Each `match` is exhaustive: a new way to fail does
//! not compile until it has words.

use std::fmt::Write as _;

use catflap_configcat::ConfigCatError;
use catflap_http::{Exchange, Fault, HttpError, PolicyError, TlsFault};
use catflap_okta::{OktaError, OrgUrlError, Refusal};
use catflap_scim::ClientError;
use catflap_scim::paste::PasteProblem;
use catflap_store::{KeychainError, StoreError};

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

pub(crate) fn store(error: &StoreError) -> Problem {
    let evidence = std::iter::successors(std::error::Error::source(error), |cause| cause.source()).last();
    let problem = match error {
        StoreError::NoDataFolder => Problem::new(
            Code::StorageFailed,
            "The system names no folder for Catflap’s data.",
            "Set CATFLAP_DATA_DIR to a folder of yours and open Catflap again.",
        ),
        StoreError::Folder { path, .. } => Problem::new(
            Code::StorageFailed,
            format!("The folder {} can’t be made or written.", path.display()),
            "Look at its owner and at the disk’s free space, or set CATFLAP_DATA_DIR to another folder.",
        ),
        StoreError::Open { path, .. } => Problem::new(
            Code::StorageFailed,
            format!("The database {} can’t be opened.", path.display()),
            "If the file is damaged, put a backup in its place or move it away: Catflap then begins anew. Secrets are not in it.",
        ),
        StoreError::Newer { step } => Problem::new(
            Code::StorageNewer,
            "The database was written by a newer Catflap.",
            "Install the newer Catflap, or set CATFLAP_DATA_DIR to another folder.",
        )
        .why(format!("This version does not know its step “{step}” and could damage it.")),
        StoreError::Migration { step, .. } => Problem::new(
            Code::StorageFailed,
            format!("The database could not be brought up to date (step “{step}”)."),
            "It is as it was before. Look at the disk’s free space and open Catflap again.",
        ),
        StoreError::NoSuchProfile => Problem::new(
            Code::ProfileGone,
            "This profile is gone.",
            "Open another profile from the menu at the top left.",
        ),
        StoreError::Encode { what, .. } => Problem::new(
            Code::StorageFailed,
            format!("The {what} could not be written."),
            "Nothing was changed. Report it with the evidence below.",
        ),
        StoreError::Decode { what, .. } => Problem::new(
            Code::StorageFailed,
            format!("What was kept as {what} can’t be read."),
            "Do the step again: it is written anew. Report it with the evidence below.",
        ),
        StoreError::Database(_) => Problem::new(
            Code::StorageFailed,
            "The database could not be read or written.",
            "Look at the disk’s free space and whether another Catflap is open, then try again.",
        ),
    };
    match evidence {
        Some(cause) => problem.evidence(cause.to_string()),
        None => problem,
    }
}

pub(crate) fn keychain(error: &KeychainError) -> Problem {
    let problem = match error {
        KeychainError::Unavailable { .. } => Problem::new(
            Code::KeychainFailed,
            "The system’s keychain is not there.",
            "Start or install a keychain (on Linux a Secret Service such as GNOME Keyring or KWallet), then open Catflap again.",
        ),
        KeychainError::Refused { .. } => Problem::new(
            Code::KeychainFailed,
            "The system’s keychain refused.",
            "Unlock the keychain and allow Catflap to use it, then try again.",
        ),
        KeychainError::TimedOut { .. } => Problem::new(
            Code::KeychainFailed,
            "The system’s keychain did not answer.",
            "It may wait to be unlocked: look for its window, then try again.",
        ),
        KeychainError::TooLong { limit } => Problem::new(
            Code::SecretUnusable,
            format!("This secret is longer than the keychain takes ({limit} bytes)."),
            "Paste the secret alone, without what stands around it.",
        ),
        KeychainError::Foreign => Problem::new(
            Code::KeychainFailed,
            "The keychain’s entry is not one that Catflap wrote.",
            "Enter the secret again in Settings: it replaces the entry.",
        ),
    };
    problem.evidence(error.to_string())
}

pub(crate) fn okta(error: &OktaError) -> Problem {
    let refused = |refusal: &Refusal| {
        let mut evidence = format!("HTTP {} {}: {}", refusal.status, refusal.code, refusal.summary);
        for cause in &refusal.causes {
            let _ = write!(evidence, "; {cause}");
        }
        if let Some(id) = &refusal.request_id {
            let _ = write!(evidence, " (request {id})");
        }
        evidence
    };
    let where_asked = |exchange: &Exchange| format!("{} {}: {error}", exchange.method, exchange.url);
    match error {
        OktaError::InvalidToken(refusal) => Problem::new(
            Code::CredentialRefused,
            "Okta does not accept the API token.",
            "Make a new one in Okta’s admin console (Security → API → Tokens) and enter it in Settings.",
        )
        .why("A token also ends after 30 days without use, and with the administrator who made it.")
        .evidence(refused(refusal)),
        OktaError::NoPermission(refusal) => Problem::new(
            Code::NotAllowed,
            "The Okta token may not read this.",
            "Use a token of an administrator who may see applications, groups and users. Read-only is enough.",
        )
        .evidence(refused(refusal)),
        OktaError::NotFound(refusal) => Problem::new(
            Code::NotThere,
            "Okta does not know what was asked for.",
            "It may have been deleted. Look again; if it is the application, choose it anew in Settings.",
        )
        .evidence(refused(refusal)),
        OktaError::RateLimited { reset, .. } => Problem::new(
            Code::RateLimited,
            "Okta asks for a pause: too many requests.",
            match reset {
                Some(at) => format!("Try again after {}.", crate::core::text_of(*at)),
                None => "Try again in a minute.".to_owned(),
            },
        )
        .why("The limit is shared by everything that uses this org’s API."),
        OktaError::Api(refusal) => Problem::new(
            Code::ServerError,
            format!("Okta refused: {}", refusal.summary),
            "The evidence has Okta’s own words and the id of the request for Okta’s support.",
        )
        .evidence(refused(refusal)),
        OktaError::NotOkta { exchange } => Problem::new(
            Code::UrlUnusable,
            "What answers at the org URL is not Okta.",
            "Copy the address from the browser while Okta’s admin console is open, and enter it in Settings.",
        )
        .evidence(where_asked(exchange)),
        OktaError::Unavailable { exchange } => Problem::new(
            Code::ServerError,
            "Okta is not available now.",
            "Try again later; status.okta.com tells of outages.",
        )
        .evidence(where_asked(exchange)),
        OktaError::Parse { exchange, .. } | OktaError::Metadata { exchange, .. } => Problem::new(
            Code::AnswerUnreadable,
            "Okta answered in a way that Catflap does not know.",
            "Report it with the evidence below. What needs this answer can’t be seen meanwhile.",
        )
        .evidence(where_asked(exchange)),
        OktaError::ForeignPage { exchange, .. } | OktaError::EndlessPages { exchange } => Problem::new(
            Code::AnswerUnreadable,
            "Okta’s list can’t be read to its end.",
            "Try again. If it stays, a proxy on the way may change the answers.",
        )
        .evidence(where_asked(exchange)),
        OktaError::Http(error) => http(Asked::Okta, error),
    }
}

pub(crate) fn configcat(error: &ConfigCatError) -> Problem {
    let exchange = error.exchange();
    let evidence = format!("{} {}: {error}", exchange.method, exchange.url);
    let problem = match error {
        ConfigCatError::InvalidCredentials { .. } => Problem::new(
            Code::CredentialRefused,
            "ConfigCat does not accept the Public API credentials.",
            "Make new ones in ConfigCat (My account → Public API credentials) and enter both in Settings.",
        ),
        ConfigCatError::NoPermission { .. } => Problem::new(
            Code::NotAllowed,
            "The person behind these credentials may not see this.",
            "Use the credentials of an Organization Admin.",
        ),
        ConfigCatError::NotFound { .. } => Problem::new(
            Code::NotThere,
            "ConfigCat does not know what was asked for.",
            "Look again; the organization or product may have been removed.",
        ),
        ConfigCatError::RateLimited { retry_after, .. } => Problem::new(
            Code::RateLimited,
            "ConfigCat asks for a pause: too many requests.",
            match retry_after {
                Some(seconds) => format!("Try again in {seconds} s."),
                None => "Try again in a minute.".to_owned(),
            },
        ),
        ConfigCatError::Api { status, .. } => Problem::new(
            Code::ServerError,
            format!("ConfigCat refused (HTTP {status})."),
            "The evidence says what was asked. Try again; if it stays, ask ConfigCat’s support.",
        ),
        ConfigCatError::NotConfigCat { .. } => Problem::new(
            Code::UrlUnusable,
            "What answers is not ConfigCat’s Public Management API.",
            "A proxy may answer in its place. Look at this computer’s network, then try again.",
        ),
        ConfigCatError::Unavailable { status, .. } => Problem::new(
            Code::ServerError,
            format!("ConfigCat’s API is not available now (HTTP {status})."),
            "Try again later; status.configcat.com tells of outages.",
        ),
        ConfigCatError::Parse { .. } => Problem::new(
            Code::AnswerUnreadable,
            "ConfigCat answered in a way that Catflap does not know.",
            "Report it with the evidence below. What needs this answer can’t be seen meanwhile.",
        ),
        ConfigCatError::Http(error) => return http(Asked::ConfigCat, error),
    };
    problem.evidence(evidence)
}

pub(crate) fn org_url(error: &OrgUrlError) -> Problem {
    let remedy = "Copy the address from the browser while Okta’s admin console is open, e.g. https://acme.okta.com.";
    let message = match error {
        OrgUrlError::Empty => "The org URL is empty.".to_owned(),
        OrgUrlError::Unreadable => "This is not the address of an Okta org.".to_owned(),
        OrgUrlError::Scheme => "An Okta org is reached by https only.".to_owned(),
        OrgUrlError::Credentials => "The address holds a user name or password.".to_owned(),
        OrgUrlError::NotAnOrg { host } => format!("{host} is a page of Okta, not an org."),
    };
    Problem::new(Code::UrlUnusable, message, remedy)
}

pub(crate) fn paste(problem: PasteProblem) -> Problem {
    use PasteProblem as Paste;
    let code = match problem {
        Paste::UrlEmpty
        | Paste::NotAUrl
        | Paste::NotHttps
        | Paste::DashboardUrl
        | Paste::PublicApiUrl
        | Paste::OktaUrl => Code::UrlUnusable,
        Paste::TokenEmpty | Paste::TokenIsUrl | Paste::TokenHasSpaces | Paste::TokenUnsendable => Code::SecretUnusable,
    };
    Problem::new(code, problem.to_string(), problem.remedy())
}

pub(crate) fn scim(error: &ClientError) -> Problem {
    let check = "Run the check under Connection: it names the cause.";
    let evidence = |refusal: &catflap_scim::Refusal| {
        let said = refusal.detail.as_deref().unwrap_or("no SCIM error in the answer");
        format!("{} {}: HTTP {}, {said}", refusal.exchange.method, refusal.exchange.url, refusal.status)
    };
    match error {
        ClientError::Http(error) => http(Asked::Scim, error),
        ClientError::Unauthorized(refusal) => Problem::new(
            Code::CredentialRefused,
            "ConfigCat does not accept the SCIM token.",
            "Generate a new one on ConfigCat’s Authentication & Provisioning page (`REGENERATE`), enter it in Settings and in \
             Okta’s Provisioning › Integration.",
        )
        .why("Okta can’t push anybody with this token either, if it has the same one.")
        .evidence(evidence(refusal)),
        ClientError::Forbidden(refusal) => {
            Problem::new(Code::NotAllowed, "ConfigCat forbids this with the SCIM token.", check).evidence(evidence(refusal))
        }
        ClientError::NotFound(refusal) => Problem::new(
            Code::NotThere,
            "There is no SCIM endpoint at this SCIM URL.",
            "Compare the SCIM URL with ConfigCat’s Authentication & Provisioning page. The check under Connection tries the near ones.",
        )
        .evidence(evidence(refusal)),
        ClientError::Redirected { answer, .. } => Problem::new(
            Code::UrlUnusable,
            "What answers at the SCIM URL points to another address.",
            check,
        )
        .why("Catflap does not follow: the token must not reach another server.")
        .evidence(evidence(answer)),
        ClientError::Conflict(refusal) | ClientError::Refused(refusal) => {
            Problem::new(Code::ServerError, format!("ConfigCat’s SCIM endpoint refused (HTTP {}).", refusal.status), check)
                .evidence(evidence(refusal))
        }
        ClientError::Unreadable { exchange, error } => {
            Problem::new(Code::AnswerUnreadable, "What answers at the SCIM URL does not speak SCIM.", check)
                .evidence(format!("{} {}: {error}", exchange.method, exchange.url))
        }
        ClientError::Cancelled => Problem::cancelled(),
    }
}
