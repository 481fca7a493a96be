//! The guide and its progress.

use catflap_guide::{Page, Stage, StepState, ValueKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The whole guide, with the values of the open profile.
#[derive(Debug, Clone, Serialize, TS)]
pub struct GuideView {
    /// Stages in order.
    #[ts(as = "Vec<Stage>")]
    pub stages: &'static [Stage],
    /// Values to paste.
    pub values: Vec<GuideValue>,
}

/// A value to paste, as the open profile knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GuideValue {
    /// Which value.
    pub value: ValueKind,
    /// The text; for a secret how it ends; empty when it is not known.
    pub text: String,
    /// True: copied in Rust by `secret_copy`, never shown.
    pub secret: bool,
    /// What to do when it is not known, with marks; empty when it is.
    pub missing: String,
}

/// How all steps stand.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Progress {
    /// In the order of the guide.
    pub steps: Vec<StepState>,
    /// How many are proven.
    pub proven: u32,
    /// How many are ticked by hand.
    pub ticked: u32,
    /// How many are failing.
    pub failing: u32,
    /// How many there are.
    pub total: u32,
    /// The first step that is neither proven nor ticked; none when all are.
    pub next: Option<String>,
    /// RFC 3339, when the connections were last looked at; none before the first time.
    pub looked_at: Option<String>,
}

/// Ticks a step by hand, or takes the tick away.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct Tick {
    /// Id of the step.
    pub step: String,
    /// Ticked.
    pub ticked: bool,
}

/// What stands on ConfigCat's page of the SAML identity provider: no API tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SamlValues {
    /// `Entity ID`; empty forgets it.
    pub entity_id: String,
    /// `Assertion Consumer Service`; empty forgets it.
    pub acs_url: String,
}

/// A page to open.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct OpenPage {
    /// Which page.
    pub page: Page,
}

/// What became of it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Opened {
    /// The browser has it.
    Browser {
        /// The address.
        url: String,
    },
    /// Practice: the window shows the panel.
    Panel {
        /// Which page.
        page: Page,
    },
}
