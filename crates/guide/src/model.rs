//! The shape of the guide: stages, steps, what to do in each, and what its proof says.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a proof looks: one of the three connections of a profile, or public DNS, which takes no credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Witness {
    /// ConfigCat's SCIM endpoint: SCIM URL and token.
    Scim,
    /// Okta's management API.
    Okta,
    /// ConfigCat's Public Management API.
    #[serde(rename = "configcat")]
    ConfigCat,
    /// Public DNS: the TXT records of the domains of people's addresses.
    Dns,
}

/// A stage of the guide with its steps, in order.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Stage {
    /// Stable id, kebab-case.
    pub id: &'static str,
    /// e.g. `Provisioning (SCIM)`.
    pub title: &'static str,
    /// Steps in order.
    pub steps: Vec<Step>,
}

/// One step of the guide.
///
/// Texts may hold two marks: `` `label` `` is a label as it stands in the product, `*word*` is emphasis.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Step {
    /// Stable id, kebab-case, e.g. `connector-settings`.
    pub id: &'static str,
    /// Number in the guide, e.g. `3.3`.
    pub number: &'static str,
    /// e.g. `Connector settings`.
    pub title: &'static str,
    /// Why it matters, in one to three sentences.
    pub why: &'static str,
    /// Where the step is done.
    pub place: Place,
    /// The page that the primary action opens; none for a step that has no page.
    pub page: Option<PageLink>,
    /// What to do, in order.
    pub instructions: Vec<Instruction>,
    /// What goes wrong here, told where the mistake is made.
    pub cautions: Vec<Caution>,
    /// The form in question; none where there is no form.
    pub drawing: Option<Drawing>,
    /// Connections that can prove the step (any one of them adds proof); empty where no API shows it.
    pub proven_by: Vec<Witness>,
    /// What a proof of this step shows and does not show, in one sentence.
    pub proof_note: &'static str,
    /// The step may be left out (guide.md's "optional" and "if" steps).
    pub optional: bool,
}

/// Where a step is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Okta's admin console.
    Okta,
    /// ConfigCat's dashboard.
    #[serde(rename = "configcat")]
    ConfigCat,
    /// First one, then the other.
    Both,
    /// In Catflap itself.
    Catflap,
}

/// A page that a step opens in the browser, or the practice panel that stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PageLink {
    /// Which page.
    pub page: Page,
    /// Text of the button, e.g. `Open Provisioning in Okta`.
    #[serde(skip_deserializing)]
    pub label: &'static str,
}

/// The pages that the guide opens. The app turns them into addresses; practice mode into panels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// Okta: Applications → Applications.
    OktaApplications,
    /// Okta, the application: General.
    OktaGeneral,
    /// Okta, the application: Sign On.
    OktaSignOn,
    /// Okta, the application: Provisioning.
    OktaProvisioning,
    /// Okta, the application: Assignments.
    OktaAssignments,
    /// Okta, the application: Push Groups.
    OktaPushGroups,
    /// Okta: Directory → Groups.
    OktaGroups,
    /// ConfigCat: Authentication & Provisioning, domain verification.
    #[serde(rename = "configcat_domains")]
    ConfigCatDomains,
    /// ConfigCat: Authentication & Provisioning, SAML identity provider.
    #[serde(rename = "configcat_saml")]
    ConfigCatSaml,
    /// ConfigCat: Authentication & Provisioning, section 1 (SCIM URL and token).
    #[serde(rename = "configcat_scim")]
    ConfigCatScim,
    /// ConfigCat: Authentication & Provisioning, section 2 (groups and permissions).
    #[serde(rename = "configcat_groups")]
    ConfigCatGroups,
    /// ConfigCat: Authentication & Provisioning, sections 3 and 4 (users, start and stop).
    #[serde(rename = "configcat_users")]
    ConfigCatUsers,
    /// ConfigCat: Members & Roles.
    #[serde(rename = "configcat_members")]
    ConfigCatMembers,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Instruction {
    /// With marks.
    pub text: &'static str,
    /// Values to paste, each with its own Copy.
    pub values: Vec<ValueKind>,
    /// A line below, with marks; may be empty.
    pub note: &'static str,
}

/// A value to paste. The app resolves it for the profile at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// `ConfigCat`, a name for the application.
    AppName,
    /// `Entity ID` from ConfigCat's page.
    EntityId,
    /// `Assertion Consumer Service` from ConfigCat's page.
    AcsUrl,
    /// `EmailAddress`.
    NameIdFormat,
    /// Okta's metadata URL of the application.
    MetadataUrl,
    /// SCIM URL.
    ScimUrl,
    /// SCIM token: a secret, copied from the keychain in Rust.
    ScimToken,
    /// `email`.
    UniqueIdentifier,
    /// Start of the TXT record, `configcat-domain-verification=`.
    TxtRecord,
}

/// What goes wrong at this step, told where the mistake is made.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Caution {
    /// One bold sentence.
    pub title: &'static str,
    /// With marks.
    pub text: &'static str,
}

/// A drawing of the form: the labels in order, with the field in question marked.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Drawing {
    /// e.g. `SCIM Connection`.
    pub title: &'static str,
    /// `Okta` or `ConfigCat`.
    pub product: &'static str,
    /// Rows from top to bottom.
    pub rows: Vec<DrawnRow>,
}

/// A row of a drawn form.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DrawnRow {
    /// A label with fixed text.
    Text {
        /// Label.
        label: &'static str,
        /// Text.
        text: &'static str,
    },
    /// A text field.
    Field {
        /// Stable id; a proof point with the same id marks it.
        id: &'static str,
        /// Label.
        label: &'static str,
        /// What stands before the field inside its border, e.g. `Bearer`; may be empty.
        prefix: &'static str,
        /// What to fill in; none draws it empty.
        value: Option<ValueKind>,
        /// Fixed text where no value applies; may be empty.
        text: &'static str,
        /// This is what the step is about.
        mark: bool,
    },
    /// A row of boxes or radio buttons under one label.
    Choices {
        /// Label; may be empty.
        label: &'static str,
        /// True: one of many (radio). False: boxes to tick.
        single: bool,
        /// In order.
        choices: Vec<DrawnChoice>,
    },
    /// Buttons in a row.
    Buttons {
        /// Labels in order, with whether the step is about it.
        buttons: Vec<DrawnButton>,
    },
    /// A small table, e.g. of assigned groups.
    Table {
        /// Column heads.
        head: Vec<&'static str>,
        /// Example rows.
        rows: Vec<Vec<&'static str>>,
    },
}

/// A box or radio button.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DrawnChoice {
    /// Stable id; a proof point with the same id marks it.
    pub id: &'static str,
    /// Label.
    pub label: &'static str,
    /// Ticked, as it should be.
    pub on: bool,
    /// This is what the step is about.
    pub mark: bool,
}

/// A button of a drawn form.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DrawnButton {
    /// Label.
    pub label: &'static str,
    /// This is what the step is about.
    pub mark: bool,
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not done, as far as anyone knows.
    Open,
    /// The administrator ticked it; nothing proves it.
    Ticked,
    /// A connection saw it done.
    Proven,
    /// A connection saw that it is not done, or done wrong.
    Failing,
}

/// What a verifier says of one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Proof {
    /// What the evidence comes to.
    pub outcome: Outcome,
    /// One bold sentence: what was seen, e.g. `Push Groups is not ticked`.
    pub headline: String,
    /// What it means and what to do, with marks; may be empty when proven.
    pub remedy: String,
    /// RFC 3339, when it was seen.
    pub seen_at: String,
    /// Which connections saw it.
    pub seen_by: Vec<Witness>,
    /// The evidence, point by point.
    pub points: Vec<Point>,
}

/// What evidence comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Done: seen.
    Proven,
    /// Done wrong, and it was seen.
    Failing,
    /// Not done yet: nothing wrong, nothing there (e.g. no group assigned so far).
    NotYet,
    /// No connection at hand can see it; the headline says what would let it be seen.
    Unseen,
}

/// One point of evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Point {
    /// Stable id; equals a drawn row's id where the form has one.
    pub id: String,
    /// How the point stands.
    pub mark: PointMark,
    /// e.g. `Push Groups`.
    pub title: String,
    /// e.g. `GROUP_PUSH is missing`, with what was read.
    pub evidence: String,
}

/// How a point of evidence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PointMark {
    /// As it should be.
    Ok,
    /// Wrong.
    Bad,
    /// Not there yet.
    Missing,
    /// Worth knowing.
    Warn,
    /// Can't be seen from outside.
    Unseen,
}

/// A step with its present state in one profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StepState {
    /// Id of the step.
    pub id: String,
    /// How it stands.
    pub status: Status,
    /// RFC 3339, when the administrator ticked it.
    pub ticked_at: Option<String>,
    /// What the last look saw; none before the first look.
    pub proof: Option<Proof>,
}
