//! ConfigCat's Public Management API.

use catflap_configcat::ConfigCatError;

use super::{Asked, http};
use crate::wire::{Problem, ProblemCode as Code};

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
