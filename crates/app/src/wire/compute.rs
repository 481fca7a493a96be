//! Access, and what changed, for people and a plan that come from outside.

use catflap_access::{AccessLine, AccessShift, Effects, GuardFinding, Plan};
use catflap_configcat::model::Members;
use catflap_inventory::{Alarm, DifferenceLine, Inventory};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Access computed for an inventory and a plan that come from outside.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ComputeAccess {
    /// Who is synced.
    pub inventory: Inventory,
    /// Groups in priority order.
    pub plan: Plan,
    /// Who is in the organization today, as ConfigCat answers (`GET /v2/organizations/{id}/members`); none where it is not
    /// known.
    #[ts(type = "unknown")]
    pub members: Option<Members>,
    /// The address of whoever asks: they are told when they would lose Organization Admin. None asks for nobody.
    pub you: Option<String>,
}

/// What everybody would be allowed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComputedAccess {
    /// In the order of the inventory.
    pub users: Vec<AccessLine>,
    /// What starting would change; none where today is not known.
    pub difference: Option<AccessDifference>,
}

/// What starting with a plan would change against today.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AccessDifference {
    /// Everybody who is synced, those who lose first, in the order of the inventory within a kind.
    pub effects: Effects,
    /// Dangers, worst first.
    pub guards: Vec<GuardFinding>,
    /// Addresses of the members who are not synced: starting touches nothing of theirs.
    pub not_managed: Vec<String>,
}

/// Two inventories that come from outside.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CompareInventories {
    /// The one that was read first.
    pub earlier: Inventory,
    /// The one that was read after it.
    pub later: Inventory,
    /// What the groups give; none leaves access out.
    pub plan: Option<Plan>,
}

/// What changed between two inventories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedInventories {
    /// All of it in a sentence: `3 joined, 1 left, 1 moved from Readers to Developers, 2 lost WhiskerShop`.
    pub sentence: String,
    /// Line by line, with names.
    pub lines: Vec<DifferenceLine>,
    /// What people who are in both may do under the plan, and could not before, or the other way round.
    pub access: Vec<AccessShift>,
    /// Many were lost.
    pub alarm: Option<Alarm>,
}
