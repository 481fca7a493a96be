//! What goes in and what comes out.

use catflap_inventory::Inventory;
use catflap_okta::model::User;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::load::Rates;

/// What is to become of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IntakeRole {
    /// It is to be assigned: its people come.
    Assign,
    /// It is to be pushed: a group of its name comes, with those of its people who have the application.
    Push,
}

/// A person of the org, as far as it decides whether they come through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakePerson {
    /// Okta's id.
    pub id: String,
    /// Okta's status, such as `ACTIVE` or `SUSPENDED`.
    pub status: String,
    /// `login`.
    pub login: String,
    /// `email`.
    pub email: String,
    /// `firstName`.
    pub first_name: String,
    /// `lastName`.
    pub last_name: String,
    /// `displayName`.
    pub display_name: Option<String>,
}

impl From<&User> for IntakePerson {
    /// A person as Okta gave them, what is missing as empty.
    fn from(user: &User) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            id: user.id.to_string(),
            status: user.status.as_ref().map(ToString::to_string).unwrap_or_default(),
            login: text(&user.profile.login),
            email: text(&user.profile.email),
            first_name: text(&user.profile.first_name),
            last_name: text(&user.profile.last_name),
            display_name: user.profile.display_name.clone(),
        }
    }
}

/// A group that is to be assigned or pushed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeGroup {
    /// Okta's id.
    pub id: String,
    /// Its name; for a push group that is still to be made, the name it will have.
    pub name: String,
    /// What is to become of it.
    pub role: IntakeRole,
    /// Who is in it.
    pub members: Vec<IntakePerson>,
}

/// Everything a pre-flight looks at.
#[derive(Debug, Clone, Default)]
pub struct Intake<'a> {
    /// The groups that are to be assigned or pushed.
    pub groups: Vec<IntakeGroup>,
    /// Okta's ids of people who have the application today, each with the id at the service provider once pushed.
    pub app_users: Vec<(String, Option<String>)>,
    /// Okta's ids of groups that are assigned today.
    pub assigned: Vec<String>,
    /// Okta's ids of groups that are pushed today.
    pub pushed: Vec<String>,
    /// The application's user-name template, such as `${source.email}`.
    pub user_name_template: String,
    /// Who is synced in `ConfigCat`; none when it was not read.
    pub synced: Option<&'a Inventory>,
    /// Verified e-mail domains; none when they are not known.
    pub verified_domains: Option<Vec<String>>,
    /// Limits of the plan.
    pub limits: GroupLimits,
    /// What is known of answer times and rate limits.
    pub rates: Rates,
}

/// Limits of a `ConfigCat` plan (its documentation, July 2026).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupLimits {
    /// Most synced users.
    pub synced_users: u32,
    /// Most synced groups.
    pub synced_groups: u32,
    /// Most groups that carry permissions; none when the plan is not known.
    pub groups_with_permissions: Option<u32>,
}

impl Default for GroupLimits {
    fn default() -> Self {
        Self { synced_users: 10_000, synced_groups: 1_000, groups_with_permissions: None }
    }
}

/// What happens to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Coming {
    /// Would be created.
    New,
    /// Is there already under the same user name and would be linked.
    Linked,
    /// Has the application and was pushed before: nothing changes.
    AlreadyThere,
    /// Okta would not push them.
    NotPushed,
    /// Would be pushed; whether they are there already was not read.
    Unseen,
}

/// A person who would come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Comer {
    /// Okta's id.
    pub id: String,
    /// What to call them.
    pub name: String,
    /// The user name that Okta would send; none when the template can't be followed.
    pub user_name: Option<String>,
    /// What happens.
    pub coming: Coming,
    /// Names of the groups they come by.
    pub groups: Vec<String>,
    /// Whether a concern says that they would fail.
    pub fails: bool,
}

/// How much a concern weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Gravity {
    /// It must not be done like this.
    Stop,
    /// These would fail.
    Fail,
    /// These come, but not as one would think.
    Warn,
    /// Worth knowing.
    Note,
}

/// What a concern is about. Stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConcernKind {
    /// A group would be assigned and pushed.
    BothRoles,
    /// Two people would have one user name.
    UserNameTwins,
    /// Two people have one e-mail address.
    EmailTwins,
    /// Somebody is synced under the same name in other letters.
    OtherCase,
    /// Somebody is synced under this name who is not this person in Okta.
    MadeByOthers,
    /// Somebody is synced under this name, inactive.
    Inactive,
    /// The e-mail domain is not verified.
    Domain,
    /// There is no e-mail address, or it is none.
    NoAddress,
    /// A control character stands in a name or address.
    ControlCharacter,
    /// A blank stands at an end of a name or address.
    Blank,
    /// First or last name is missing.
    NoName,
    /// The user name is not the e-mail address.
    UserNameIsNotEmail,
    /// The template can't be followed, so nobody's user name is known.
    Template,
    /// Okta pushes nobody of this status.
    Status,
    /// Suspended in Okta: comes all the same.
    Suspended,
    /// Members of a push group who don't have the application.
    NotAssigned,
    /// A push group without anybody.
    Empty,
    /// A group of this name is synced.
    GroupExists,
    /// Two groups would have one name.
    GroupTwins,
    /// A limit would be exceeded.
    Limit,
}

/// Something to know before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Concern {
    /// What it is about.
    pub kind: ConcernKind,
    /// How much it weighs.
    pub gravity: Gravity,
    /// What is the matter, short: “3 people share an e-mail address”.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// What to do next.
    pub next: String,
    /// The people or groups it is about, each as it is to be shown.
    pub about: Vec<String>,
    /// Okta's ids of the people it is about; empty when it is about groups.
    pub people: Vec<String>,
}

/// One kind of request that Okta would send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LoadLine {
    /// What is sent, for whom: “look up and create, 12 people”.
    pub what: String,
    /// How many requests.
    pub requests: u64,
}

/// A limit, and what would be used of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LimitLine {
    /// What is limited.
    pub what: String,
    /// As it would be afterwards; none when it can't be known.
    pub after: Option<u64>,
    /// The limit; none when it is not known.
    pub limit: Option<u64>,
    /// Where the limit is known from, or why it is not.
    pub note: String,
    /// Whether it would be exceeded.
    pub exceeded: bool,
}

/// How long it would take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimeLine {
    /// In seconds; none when it can't be known.
    pub seconds: Option<u64>,
    /// In how many waves, so that each fits into the rate limit; none when it can't be known.
    pub waves: Option<u64>,
    /// How many people go into a wave; none when it can't be known.
    pub people_a_wave: Option<u64>,
    /// In words.
    pub words: String,
    /// What was taken for granted, a sentence each.
    pub assumptions: Vec<String>,
}

/// What a pre-flight says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Preflight {
    /// In a sentence: “12 people would come; 2 of them would fail.”
    pub headline: String,
    /// The people, by name.
    pub comers: Vec<Comer>,
    /// What to know before, the gravest first.
    pub concerns: Vec<Concern>,
    /// What Okta would send.
    pub load: Vec<LoadLine>,
    /// All requests together.
    pub requests: u64,
    /// The limits.
    pub limits: Vec<LimitLine>,
    /// How long.
    pub time: TimeLine,
}
