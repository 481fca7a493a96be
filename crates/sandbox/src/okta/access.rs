//! Who asks, and what they may: rights of an API token's administrator, scopes of a service app.

use std::collections::BTreeSet;

use super::api::ApiError;
use super::oauth::{self, Unauthorized};
use crate::core::Core;
use crate::http::Asked;
use crate::panel::OktaRights;

/// Who asks.
pub(crate) enum Caller {
    /// An API token: the administrator who made it.
    Admin(OktaRights),
    /// A service app with the scopes of its access token.
    Service(BTreeSet<String>),
}

/// The parts of the API that scopes tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Area {
    Apps,
    Groups,
    Users,
    Roles,
    Logs,
    Orgs,
    ProfileMappings,
}

impl Area {
    fn word(self) -> &'static str {
        match self {
            Self::Apps => "apps",
            Self::Groups => "groups",
            Self::Users => "users",
            Self::Roles => "roles",
            Self::Logs => "logs",
            Self::Orgs => "orgs",
            Self::ProfileMappings => "profileMappings",
        }
    }
}

/// Tells who asks, or that nobody does.
pub(crate) fn caller(core: &Core, asked: &Asked) -> Result<Caller, ApiError> {
    if asked.let_in {
        return Ok(Caller::Admin(OktaRights::SuperAdmin));
    }
    let invalid = || ApiError::of(401, "E0000011", "Invalid token provided");
    let (scheme, token) = asked.authorization.as_deref().and_then(|h| h.split_once(' ')).ok_or_else(invalid)?;
    match scheme {
        "SSWS" => {
            let rights = core.world().okta.token_rights;
            if token == core.secrets().okta_token && rights != OktaRights::Revoked {
                Ok(Caller::Admin(rights))
            } else {
                Err(invalid())
            }
        }
        "Bearer" | "DPoP" => match oauth::admit(core, asked, scheme, token) {
            Ok(grant) => Ok(Caller::Service(grant.scopes)),
            Err(Unauthorized::Token) => {
                let words =
                    "error=\"invalid_token\", error_description=\"The access token is invalid or has expired.\"";
                Err(challenge(core, invalid(), scheme, words))
            }
            Err(Unauthorized::Proof(why)) => {
                let words = format!("algs=\"RS256 ES256\", error=\"invalid_dpop_proof\", error_description=\"{why}\"");
                Err(challenge(core, invalid(), "DPoP", &words))
            }
        },
        _ => Err(invalid()),
    }
}

/// Refuses what the caller may not do.
pub(crate) fn check(core: &Core, asked: &Asked, caller: &Caller, path: &[&str]) -> Result<(), ApiError> {
    let write = asked.method != "GET";
    let areas = areas(path);
    let own = matches!(path, ["users", "me"]) && !write;
    let refused = || ApiError::of(403, "E0000006", "You do not have permission to perform the requested action");
    match caller {
        Caller::Admin(rights) => {
            let may = match rights {
                OktaRights::SuperAdmin => true,
                OktaRights::ReadOnlyAdmin => !write,
                OktaRights::AppAdminWithoutGroups => {
                    own || !areas.iter().any(|area| matches!(area, Area::Groups | Area::Users | Area::Roles))
                }
                OktaRights::Revoked => false,
            };
            if may { Ok(()) } else { Err(refused()) }
        }
        Caller::Service(scopes) => {
            // A scope to manage includes the one to read.
            let has = |area: &Area, right: &str| scopes.contains(&format!("okta.{}.{right}", area.word()));
            let needed = if write { "manage" } else { "read" };
            let missing: Vec<String> = areas
                .iter()
                .filter(|area| !has(area, needed) && !has(area, "manage"))
                .map(|area| format!("okta.{}.{needed}", area.word()))
                .collect();
            if missing.is_empty() {
                return Ok(());
            }
            let description = "The access token provided does not contain the required scopes.";
            let words = format!(
                "scope=\"{}\", error=\"insufficient_scope\", error_description=\"{description}\", resource=\"{}\"",
                missing.join(" "),
                asked.path
            );
            let refusal = ApiError { causes: vec![description.to_owned()], ..refused() };
            Err(challenge(core, refusal, "Bearer", &words))
        }
    }
}

fn areas(path: &[&str]) -> &'static [Area] {
    match path {
        ["apps", _, "group-push", ..] => &[Area::Apps, Area::Groups],
        ["apps", ..] => &[Area::Apps],
        ["groups", ..] => &[Area::Groups],
        ["users", _, "roles"] => &[Area::Roles],
        ["users", ..] => &[Area::Users],
        ["logs", ..] => &[Area::Logs],
        ["mappings", ..] => &[Area::ProfileMappings],
        _ => &[Area::Orgs],
    }
}

fn challenge(core: &Core, error: ApiError, scheme: &str, words: &str) -> ApiError {
    let origin = core.world().origins.okta.clone();
    let header = format!("{scheme} authorization_uri=\"{origin}/oauth2/v1/authorize\", realm=\"{origin}\", {words}");
    ApiError { headers: vec![("www-authenticate", header)], ..error }
}
