//! What would follow from edits of the plan, and the plan on its way out and back in.

use catflap_access::{Edit, EffectCounts, EffectKind, Goal, GuardFinding, Plan, Way};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Edits to look at before they are made.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct LookAhead {
    /// In order.
    pub edits: Vec<Edit>,
}

/// What edits would do.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Ahead {
    /// What starting with the edited plan would do against today; all zero where today can't be seen.
    pub effect: EffectCounts,
    /// How many gain by the edits, against the plan in force.
    pub gain: u32,
    /// How many lose by the edits, against the plan in force.
    pub lose: u32,
    /// How many get another permission group by the edits.
    pub change: u32,
    /// Those of the three above, who lose first; at most 100.
    pub people: Vec<ShiftedPerson>,
    /// Dangers of the edited plan, worst first.
    pub guards: Vec<GuardFinding>,
    /// Verdict over the edited plan, in one sentence.
    pub verdict: String,
}

/// Somebody who gets another access by edits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ShiftedPerson {
    /// Key of the person.
    pub key: String,
    /// Name.
    pub name: String,
    /// In one word.
    pub kind: EffectKind,
    /// One line for each difference, e.g. `WhiskerShop / Readers → Developers`.
    pub lines: Vec<String>,
}

/// Makes edits of the plan. Edits of memberships are not among them: those are made in Okta.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct EditPlan {
    /// In order.
    pub edits: Vec<Edit>,
    /// What was done, for activity and undo.
    pub what: String,
}

/// What a person should have.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct WaysAsk {
    /// Key of the person.
    pub key: String,
    /// The goal.
    pub goal: Goal,
}

/// The smallest changes that lead to a goal.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WaysView {
    /// The goal in words, e.g. `Ana Costa should be Developers in WhiskerShop`.
    pub goal: String,
    /// Nothing has to be edited.
    pub met_already: bool,
    /// Fewest others touched first; at most 12. Empty where no way of up to three edits leads there.
    pub ways: Vec<Way>,
    /// What else has to hold before the goal has an effect, e.g. that the person is synced; empty for nothing.
    pub also: Vec<String>,
}

/// How a plan is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlanFormat {
    /// TOML.
    Toml,
    /// JSON, as `catflap-cli access` reads it.
    Json,
}

/// Asks for the plan as a file or a text.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct PlanOut {
    /// How.
    pub format: PlanFormat,
}

/// A file was written, or the question where to was closed without an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SavedFile {
    /// Where it is; none when nothing was written.
    pub path: Option<String>,
}

/// A plan as a text, pasted.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct PlanText {
    /// TOML or JSON: which is found out.
    pub text: String,
}

/// A plan that comes in, before it takes the place of the one in force. Nothing was kept.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlanIn {
    /// The plan; none when the question for a file was closed without an answer.
    pub plan: Option<Plan>,
    /// Name of the file; none for a pasted text.
    pub file: Option<String>,
    /// What would be another than now, one sentence each; empty for nothing.
    pub changes: Vec<String>,
    /// What is worth knowing before it is taken: names that are not synced or not read, one sentence each.
    pub notes: Vec<String>,
}

/// The plan as what is to be done on ConfigCat's page, which has no API for it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Checklist {
    /// In the order in which it is done.
    pub lines: Vec<ChecklistLine>,
    /// How many are done, by hand or seen.
    pub done: u32,
    /// What the audit log shows of it.
    pub audit: AuditSight,
    /// All of it in Markdown.
    pub text: String,
}

/// One thing to do on ConfigCat's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChecklistLine {
    /// Stays the same as long as the line asks for the same.
    pub id: String,
    /// What it belongs to.
    pub part: ChecklistPart,
    /// What to do, e.g. `Developers`.
    pub title: String,
    /// What it should be, e.g. `FurBall Finder / Developers`.
    pub text: String,
    /// How it stands.
    pub state: ChecklistState,
    /// What was seen, by whom and when, in a sentence; empty where nothing was.
    pub seen: String,
}

/// Which part of ConfigCat's page a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChecklistPart {
    /// The rule of a group.
    Permissions,
    /// `SET PRIORITY`.
    Priority,
    /// What to put right before provisioning is started.
    Before,
}

/// How a line of the check-list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChecklistState {
    /// To do.
    Open,
    /// Ticked by hand.
    Ticked,
    /// The audit log shows that it was done since the plan asks for it. What was set there can't be seen.
    Seen,
    /// It was done before the plan was edited: it is to be done again.
    Stale,
}

/// What the audit log shows of rules, priority and provisioning.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct AuditSight {
    /// RFC 3339, when it was read; none when it was not.
    pub read_at: Option<String>,
    /// Why it can't be seen; empty when it was read or not asked for yet.
    pub unseen: String,
    /// How far back it was read, and what that leaves open, in a sentence; empty when it was not read.
    pub reach: String,
    /// What was changed there since the plan was last edited, newest first: who, what, when.
    pub since_edit: Vec<AuditLine>,
}

/// A change that the audit log shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AuditLine {
    /// RFC 3339.
    pub at: String,
    /// Who did it.
    pub who: String,
    /// What was done, in ConfigCat's words, with what it was done to.
    pub what: String,
}

/// Ticks a line of the check-list, or takes the tick away.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ChecklistTick {
    /// Id of the line.
    pub id: String,
    /// Ticked.
    pub on: bool,
}
