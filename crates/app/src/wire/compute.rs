//! Access for people and a plan that come from outside.

use catflap_access::{AccessLine, Plan};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Access computed for an inventory and a plan that come from outside.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ComputeAccess {
    /// Who is synced.
    pub inventory: catflap_inventory::Inventory,
    /// Groups in priority order.
    pub plan: Plan,
}

/// What everybody would be allowed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComputedAccess {
    /// In the order of the inventory.
    pub users: Vec<AccessLine>,
}
