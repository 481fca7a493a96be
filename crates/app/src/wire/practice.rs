//! The practice panels.

use catflap_sandbox::panel::{ActOutcome, ConfigCatAction, OktaAction, PracticeView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An act in the practice Okta.
#[derive(Deserialize, TS)]
pub struct PracticeOkta {
    /// What to do.
    pub action: OktaAction,
}

/// An act in the practice ConfigCat.
#[derive(Deserialize, TS)]
pub struct PracticeConfigCat {
    /// What to do.
    pub action: ConfigCatAction,
}

/// A service app of the practice Okta.
#[derive(Deserialize, TS)]
pub struct PracticeServiceApp {
    /// Its client id.
    pub client_id: String,
}

/// What became of an act.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PracticeDone {
    /// The product's own words.
    pub outcome: ActOutcome,
    /// Both products now.
    pub view: PracticeView,
}
