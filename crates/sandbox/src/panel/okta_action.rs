//! The practice Okta admin console: what is done there.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::okta::{OktaConnector, OktaRights, OktaSaml, OktaToApp};
use crate::directory::DirectoryAct;
use crate::mistakes::Mistake;

/// What an administrator does by hand in Okta.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OktaAction {
    /// Applications → Create App Integration, to its end.
    CreateApp {
        /// `SAML 2.0`, `OIDC - OpenID Connect`, `SWA - Secure Web Authentication` or `API Services`.
        sign_in_method: String,
        /// `App name`.
        label: String,
        /// SAML settings.
        saml: OktaSaml,
        /// `I'm an Okta customer adding an internal app`.
        internal_app: bool,
    },
    /// Sign On → Edit: the SAML settings and the application username.
    SetSaml {
        /// The form.
        saml: OktaSaml,
    },
    /// General → App Settings: activate or deactivate, provisioning, name.
    SetGeneral {
        /// `App name`.
        label: String,
        /// `Enable SCIM provisioning`.
        scim_provisioning: bool,
    },
    /// Provisioning → Integration → `Test Connector Configuration`. Changes nothing.
    TestConnector {
        /// The form as it stands.
        connector: OktaConnector,
        /// What was typed into `Authorization`; none keeps what is stored.
        authorization: Option<String>,
    },
    /// Provisioning → Integration → `Save`. Okta tests first and refuses when the test fails.
    SetConnector {
        /// The form as it stands.
        connector: OktaConnector,
        /// What was typed into `Authorization`; none keeps what is stored.
        authorization: Option<String>,
    },
    /// Provisioning → To App → `Save`.
    SetToApp {
        /// The form.
        to_app: OktaToApp,
    },
    /// Assignments → `Assign to Groups` → `Assign`.
    AssignGroup {
        /// Okta's id of the group.
        group_id: String,
    },
    /// Assignments: take a group away.
    UnassignGroup {
        /// Okta's id of the group.
        group_id: String,
    },
    /// Assignments → `Assign to People` → `Assign`.
    AssignPerson {
        /// Okta's id of the user.
        user_id: String,
    },
    /// Assignments: take a person away.
    UnassignPerson {
        /// Okta's id of the user.
        user_id: String,
    },
    /// Push Groups → `Find groups by name` → `Save`.
    PushGroup {
        /// Okta's id of the group.
        group_id: String,
    },
    /// Push Groups: unlink.
    UnlinkPush {
        /// Okta's id of the mapping.
        mapping_id: String,
        /// `Delete the group in the target app`.
        delete_target: bool,
    },
    /// Push Groups: `Push now`, and `Push group memberships immediately`.
    PushNow {
        /// Okta's id of the mapping.
        mapping_id: String,
    },
    /// Directory → Groups → `Add group`, with the same people as another group.
    CreateGroup {
        /// Name of the new group.
        name: String,
        /// Whose people it gets; none makes it empty.
        like_group_id: Option<String>,
    },
    /// Push Groups: stop pushing a group, or push it again.
    SetPushStatus {
        /// Okta's id of the mapping.
        mapping_id: String,
        /// `Activate group push`, or `Deactivate group push`.
        active: bool,
    },
    /// Dashboard → Tasks → `Retry Selected`, all of them.
    RetryTasks,
    /// Dashboard → Tasks → `Retry Selected`, one of them.
    RetryTask {
        /// Id of the task.
        task_id: String,
    },
    /// Assignments → `Provision User`, for someone who is assigned and not provisioned.
    ProvisionUser {
        /// Okta's id of the user.
        user_id: String,
    },
    /// Application → `Active`: activate or deactivate it.
    SetAppStatus {
        /// Active.
        active: bool,
    },
    /// Directory: people and groups.
    Directory {
        /// The change.
        act: DirectoryAct,
    },
    /// Security → API → Tokens: what the administrator whose token is in use may do, or revoke the token.
    SetApiToken {
        /// From now on.
        rights: OktaRights,
    },
    /// Applications → `API Services`, with its key and the scopes granted.
    CreateServiceApp {
        /// Its name.
        label: String,
        /// Scopes under `Okta API Scopes`, e.g. `okta.apps.read`.
        scopes: Vec<String>,
        /// `Require Demonstrating Proof of Possession (DPoP) header in token requests`.
        dpop: bool,
        /// `Add key`: the public key as a JWK; none to `Generate new key`.
        public_key: Option<String>,
    },
    /// A service app: deactivate and delete it. Its access tokens stop at once.
    RevokeServiceApp {
        /// Its client id.
        client_id: String,
    },
    /// Practice only: puts one mistake into a finished org, to be found.
    SeedMistake {
        /// Which one.
        mistake: Mistake,
    },
}
