//! The SCIM endpoint, and what is pasted for it.

use catflap_scim::ClientError;
use catflap_scim::paste::PasteProblem;

use super::{Asked, http};
use crate::wire::{Problem, ProblemCode as Code};

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
