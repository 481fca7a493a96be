//! Finds out what a credential is and may do: one cheap read for each area, all at once.

use std::time::Duration;

use catflap_http::Credential;
use futures::future::try_join_all;
use jiff::Timestamp;
use serde_json::Value;
use url::Url;

use crate::client::{Access, Okta};
use crate::error::OktaError;
use crate::model::{
    AppId, Area, Change, CredentialDescription, Identity, Permission, Right, Role, RoleType, Sight, User, UserId,
};
use crate::oauth::Scopes;

/// Okta ends an API token that was not used for this long.
pub const TOKEN_IDLE_LIFE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// When an API token ends if it is not used again. Each use begins the time anew.
pub fn token_ends(last_used: Timestamp) -> Timestamp {
    last_used.saturating_add(TOKEN_IDLE_LIFE).unwrap_or(Timestamp::MAX)
}

impl Okta {
    /// Who the credential is, what it may see and, as far as that is known without changing anything, what it may change.
    /// Features and push groups are asked for by `app`.
    ///
    /// # Errors
    /// When the credential is not accepted at all, and when the org can't be reached. That something may not be seen is
    /// no error.
    pub async fn describe_credential(&self, app: Option<&AppId>) -> Result<CredentialDescription, OktaError> {
        let identity = self.identity().await?;
        let answers = try_join_all(Area::ALL.map(|area| self.probe(area, app))).await?;
        let sees = Area::ALL.into_iter().zip(answers).map(|(area, answer)| Sight { area, answer }).collect();
        let changes = Change::ALL.map(|change| Right { change, answer: may(&identity, change) }).to_vec();
        Ok(CredentialDescription { identity, sees, changes })
    }

    async fn identity(&self) -> Result<Identity, OktaError> {
        match self.access() {
            Access::Token(Credential::Ssws(_)) => {
                let owner = seen(self.users().me().await)?;
                let roles = match &owner {
                    Some(owner) => seen(self.roles(&owner.id).await)?,
                    None => None,
                };
                Ok(Identity::ApiToken { owner: owner.map(Box::<User>::new), roles })
            }
            Access::Token(_) => Ok(Identity::AccessToken),
            Access::ServiceApp(session) => Ok(Identity::ServiceApp {
                client_id: session.client_id().to_owned(),
                scopes: self.scopes().await?.unwrap_or_default(),
            }),
        }
    }

    /// `GET /api/v1/users/{id}/roles`: only some administrators may read it.
    async fn roles(&self, user: &UserId) -> Result<Vec<Role>, OktaError> {
        self.read(self.at(["api", "v1", "users", user.as_str(), "roles"])).await
    }

    async fn probe(&self, area: Area, app: Option<&AppId>) -> Result<Permission, OktaError> {
        let Some(url) = self.smallest_read(area, app) else {
            return Ok(Permission::Unknown { why: "no application is chosen".to_owned() });
        };
        match self.read::<Value>(url).await {
            Ok(_) => Ok(Permission::Allowed),
            // Okta answers so while provisioning is off for the app: that it may be seen is then known.
            Err(OktaError::Api(_)) if area == Area::Features => Ok(Permission::Allowed),
            Err(OktaError::NoPermission(refusal)) => {
                let words = std::iter::once(&refusal.summary).chain(&refusal.causes).filter(|text| !text.is_empty());
                let words = words.map(String::as_str).collect::<Vec<_>>().join(": ");
                let why = if words.is_empty() { "Okta gives no reason".to_owned() } else { words };
                Ok(Permission::Refused { code: refusal.code.clone(), why })
            }
            Err(error @ (OktaError::InvalidToken(_) | OktaError::NotOkta { .. } | OktaError::Http(_))) => Err(error),
            Err(error) => Ok(Permission::Unknown { why: error.to_string() }),
        }
    }

    fn smallest_read(&self, area: Area, app: Option<&AppId>) -> Option<Url> {
        let list = |path: &[&str]| {
            let mut url = self.at(["api", "v1"].into_iter().chain(path.iter().copied()));
            url.query_pairs_mut().append_pair("limit", "1");
            url
        };
        Some(match area {
            Area::Org => self.at(["api", "v1", "org"]),
            Area::Apps => list(&["apps"]),
            Area::Features => self.at(["api", "v1", "apps", app?.as_str(), "features"]),
            Area::PushGroups => list(&["apps", app?.as_str(), "group-push", "mappings"]),
            Area::Groups => list(&["groups"]),
            Area::Users => list(&["users"]),
            Area::Logs => list(&["logs"]),
            Area::ProfileMappings => list(&["mappings"]),
        })
    }
}

/// What may not be seen is not there.
fn seen<T>(answer: Result<T, OktaError>) -> Result<Option<T>, OktaError> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(OktaError::NoPermission(_) | OktaError::NotFound(_) | OktaError::Api(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn may(identity: &Identity, change: Change) -> Permission {
    let refused = |why: String| Permission::Refused { code: String::new(), why };
    let unknown = |why: &str| Permission::Unknown { why: why.to_owned() };
    match identity {
        Identity::ApiToken { roles: Some(roles), .. } => {
            let has = |kind: RoleType| roles.iter().any(|role| role.kind == kind);
            let only_looks = |role: &Role| matches!(role.kind, RoleType::ReadOnly | RoleType::Report);
            if has(RoleType::Super) || (change == Change::Apps && has(RoleType::App)) {
                Permission::Allowed
            } else if !roles.is_empty() && roles.iter().all(only_looks) {
                refused("the administrator’s role only reads".to_owned())
            } else {
                unknown("the administrator’s role decides; it shows when a change is tried")
            }
        }
        Identity::ServiceApp { scopes: Scopes { missing, .. }, .. } if missing.contains(&change.scope()) => {
            refused(format!("the scope {} is not granted", change.scope()))
        }
        Identity::ServiceApp { .. } => unknown("the scope is granted; the service app’s role decides too"),
        Identity::ApiToken { roles: None, .. } | Identity::AccessToken => {
            unknown("Okta does not tell this credential its role; it shows when a change is tried")
        }
    }
}
