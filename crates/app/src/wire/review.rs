//! The access review: who may do what, at one time, as a file for an auditor.

use catflap_inventory::Filter;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whom an access review is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewAsk {
    /// Words that must all occur in name, e-mail, groups or id; empty for everybody.
    pub search: String,
    /// Which states.
    pub filter: Filter,
    /// Only members of the group with this display name.
    pub group: Option<String>,
    /// Only who would be allowed something in this product.
    pub product: Option<String>,
    /// An entry of the history; none for the last reading. Of an earlier one only who was synced is known.
    pub entry: Option<i64>,
}

/// An access review before it is written.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReviewView {
    /// What it is about, in one sentence: `312 people, as read on 12 May 2026 at 14:01`.
    pub sentence: String,
    /// What it can't say, one sentence each.
    pub unseen: Vec<String>,
    /// Rows in all.
    pub total: u32,
    /// The first rows, at most 50.
    pub rows: Vec<ReviewRow>,
}

/// One person in an access review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReviewRow {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Okta, synced and ConfigCat, in one word each; `Can’t be seen` where nothing is known.
    pub okta: String,
    /// The SCIM user: active, inactive, not synced.
    pub synced: String,
    /// The ConfigCat member.
    pub configcat: String,
    /// The state in words, with its reason.
    pub state: String,
    /// Names of the synced groups.
    pub groups: Vec<String>,
    /// What the plan gives, each with the group that gives it: `WhiskerShop / Readers (from Readers)`.
    pub planned: Vec<String>,
    /// What the person may do today; none where that can't be seen.
    pub today: Option<Vec<String>>,
}

/// How an access review is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReviewFormat {
    /// A page that can be read and printed anywhere.
    Html,
    /// For a spreadsheet; no cell is taken for a formula.
    Csv,
    /// For scripts.
    Json,
}

/// Asks for an access review as a file.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ReviewOut {
    /// Whom it is about.
    pub ask: ReviewAsk,
    /// How it is written.
    pub format: ReviewFormat,
}
