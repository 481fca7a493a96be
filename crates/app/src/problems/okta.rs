//! Okta's management API.

use std::fmt::Write as _;

use catflap_http::Exchange;
use catflap_okta::{KeyError, OktaError, OrgUrlError, Refusal, SignInFault};

use super::{Asked, http};
use crate::wire::{Problem, ProblemCode as Code};

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
        OktaError::Api(refusal) if refusal.sign_in_fault().is_some() => sign_in(refusal).evidence(refused(refusal)),
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

/// Why a service app was given no access token.
fn sign_in(refusal: &Refusal) -> Problem {
    let Some(fault) = refusal.sign_in_fault() else {
        return Problem::new(Code::CredentialRefused, "Okta gave no access token.", "Look at the service app in Okta.");
    };
    let remedy = match fault {
        SignInFault::ClientRefused => {
            "In Okta’s admin console open the service app: compare the client ID, and see that its public key is the half of this private key."
        }
        SignInFault::ScopeNotGranted => {
            "In Okta’s admin console open the service app, tab Okta API Scopes, and grant at least okta.apps.read, okta.groups.read and okta.logs.read."
        }
        SignInFault::GrantNotAllowed => {
            "Make an app integration of the kind API Services in Okta, and enter its client ID and private key."
        }
        SignInFault::DpopRefused => "Set this computer’s clock right, and try again.",
    };
    Problem::new(Code::CredentialRefused, format!("{fault}."), remedy)
        .why("Without an access token Okta shows nothing to Catflap.")
}

pub(crate) fn private_key(error: KeyError) -> Problem {
    let remedy = match error {
        KeyError::Empty => "Paste the private key of the service app, as JWK or as PEM.",
        KeyError::Public => "Paste the private half. Okta shows it once, when the key is made there.",
        _ => {
            "In Okta’s admin console open the service app, make a new key under Public keys, and copy the whole private key."
        }
    };
    let mut what = error.to_string();
    if let Some(first) = what.get(..1) {
        what.replace_range(..1, &first.to_uppercase());
    }
    Problem::new(Code::SecretUnusable, format!("{what}."), remedy)
        .why("The key is used here to sign who is asking. It never leaves this computer.")
}
