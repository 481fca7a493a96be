//! The permission plan and what it gives.

use catflap_access::{Access, EffectCounts, EffectKind, GuardFinding, Plan};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The plan with all that follows from it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AccessView {
    /// The verdict in one bold sentence.
    pub verdict: String,
    /// RFC 3339, when people were read; none before the first time.
    pub read_at: Option<String>,
    /// Groups in priority order.
    pub plan: Plan,
    /// How many people each group of the plan has; none when it is not synced.
    pub people: Vec<Option<u32>>,
    /// Products with the names of their permission groups.
    pub products: Vec<Product>,
    /// True: read from ConfigCat. False: typed in.
    pub products_read: bool,
    /// Dangers, worst first.
    pub guards: Vec<GuardFinding>,
    /// How many people starting provisioning with this plan would touch, and how.
    pub effect: EffectCounts,
    /// Whom it would touch: those who lose first; at most 100.
    pub touched: Vec<Touched>,
    /// Today's permissions could be read. Without them everybody seems to have nothing today, and `effect` is empty.
    pub today_seen: bool,
    /// Groups with permissions: how many the plan uses.
    pub groups_with_permissions: u32,
    /// On which of ConfigCat's plans so many groups with permissions fit, in one sentence.
    pub fits: String,
    /// Synced users.
    pub synced_users: u32,
    /// So many may be synced.
    pub synced_users_most: u32,
    /// An earlier plan can be brought back.
    pub can_undo: bool,
}

/// A person whom starting provisioning would touch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Touched {
    /// Key of the person.
    pub key: String,
    /// Name.
    pub name: String,
    /// In one word.
    pub kind: EffectKind,
    /// One line for each difference, e.g. `FurBall Finder / Admins → nothing`.
    pub lines: Vec<String>,
}

/// A product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Product {
    /// Its name.
    pub name: String,
    /// Names of its permission groups.
    pub permission_groups: Vec<String>,
}

/// Changes the plan.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SavePlan {
    /// The new plan.
    pub plan: Plan,
    /// What was done, for activity and undo, e.g. `Developers moved up`.
    pub what: String,
}

/// Products that are typed in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Products {
    /// In order.
    pub products: Vec<Product>,
}

/// A window of the list of what people would be allowed.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct AccessRequest {
    /// Words that must all occur in name or e-mail.
    pub search: String,
    /// Only those whom starting would do this to; none for everybody.
    #[serde(default)]
    pub kind: Option<EffectKind>,
    /// First row wanted, from 0.
    pub offset: u32,
    /// How many rows at most; 500 is the most that is answered.
    pub limit: u32,
}

/// A window of the list of what people would be allowed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AccessPage {
    /// Rows that match.
    pub total: u32,
    /// What starting would do, over everybody; none where today can't be seen or nothing is planned.
    pub effect: Option<EffectCounts>,
    /// The rows from `offset`.
    pub rows: Vec<AccessRow>,
}

/// What one person would be allowed, each permission with the group that gave it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct AccessRow {
    /// Key of the person.
    pub key: String,
    /// Name.
    pub name: String,
    /// Computed permissions.
    pub access: Access,
    /// What starting would change against today, a line each; empty where nothing changes or today can't be seen.
    pub changes: Vec<String>,
    /// In words, e.g. `WhiskerShop / Readers`.
    pub words: Vec<String>,
    /// Notes in words.
    pub notes: Vec<String>,
}
