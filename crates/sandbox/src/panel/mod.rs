//! What the practice admin panels show and do: the labels of the real screens, in our own shapes.
//!
//! A window draws [`PracticeView`] and sends [`OktaAction`]s and [`ConfigCatAction`]s. These are the acts that an
//! administrator carries out by hand on the real pages; the practice APIs over HTTP stand beside them.

mod configcat;
mod configcat_action;
mod okta;
mod okta_action;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use configcat::{ConfigCatView, DomainRow, ProductRow, SamlIdp, SyncedGroupRow, SyncedUserRow, UnmanagedRow};
pub use configcat_action::ConfigCatAction;
pub use okta::{
    MistakeRow, OktaAppView, OktaAssignmentRow, OktaConnector, OktaGroupRow, OktaLogRow, OktaPersonRow, OktaPushRow,
    OktaRights, OktaSaml, OktaServiceAppRow, OktaTaskRow, OktaToApp, OktaView,
};
pub use okta_action::OktaAction;

/// Both practice products, as an administrator sees them now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PracticeView {
    /// The practice Okta org.
    pub okta: OktaView,
    /// The practice ConfigCat organization.
    pub configcat: ConfigCatView,
}

/// What an act came to: a line to show beside the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActOutcome {
    /// It was carried out (or the test passed).
    pub ok: bool,
    /// The product's own words, e.g. `Connector configured successfully` or `Error authenticating: …`.
    pub message: String,
}
