//! What crosses to the window and the shell, and what the journal keeps.

use catflap_okta::model::NewSamlApp;
use catflap_okta::{AppId, GroupId, MappingId, UserId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::trouble::Trouble;

/// A group of the org.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(rename = "OktaGroup")]
pub struct NamedGroup {
    /// Okta's id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
}

/// A person of the org.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct NamedPerson {
    /// Okta's id.
    pub id: UserId,
    /// Name shown, else the login.
    pub name: String,
    /// The login.
    pub login: String,
}

/// Which group a line is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangeTarget {
    /// One that is there.
    Known {
        /// The group.
        group: NamedGroup,
    },
    /// One that a line before makes.
    Made {
        /// The number of that line.
        line: u32,
        /// How it will be called.
        name: String,
    },
}

impl ChangeTarget {
    /// The group's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Known { group } => &group.name,
            Self::Made { name, .. } => name,
        }
    }
}

/// Switches of `To App`: on, off, or not spoken of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ToAppSwitches {
    /// `Create Users`.
    pub create: Option<bool>,
    /// `Update User Attributes`.
    pub update: Option<bool>,
    /// `Deactivate Users`.
    pub deactivate: Option<bool>,
    /// `Sync Password`.
    pub password: Option<bool>,
}

impl ToAppSwitches {
    /// The switches that the guide demands.
    pub fn of_the_guide() -> Self {
        Self { create: Some(true), update: Some(true), deactivate: Some(true), password: Some(false) }
    }

    /// The labels of the page, each with its switch.
    pub fn labelled(&self) -> [(&'static str, Option<bool>); 4] {
        [
            ("Create Users", self.create),
            ("Update User Attributes", self.update),
            ("Deactivate Users", self.deactivate),
            ("Sync Password", self.password),
        ]
    }

    /// Those of `self` that stand otherwise in `now`, or are not seen there.
    #[must_use]
    pub fn beyond(&self, now: &Self) -> Self {
        let differs = |wanted: Option<bool>, is: Option<bool>| wanted.filter(|_| wanted != is);
        Self {
            create: differs(self.create, now.create),
            update: differs(self.update, now.update),
            deactivate: differs(self.deactivate, now.deactivate),
            password: differs(self.password, now.password),
        }
    }

    /// `now` with those of `self` set.
    #[must_use]
    pub fn over(&self, now: &Self) -> Self {
        Self {
            create: self.create.or(now.create),
            update: self.update.or(now.update),
            deactivate: self.deactivate.or(now.deactivate),
            password: self.password.or(now.password),
        }
    }

    /// Whether nothing is spoken of.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One change in Okta: one write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(rename = "OktaChange")]
pub enum Change {
    /// Make the application.
    CreateApp {
        /// Its settings.
        app: NewSamlApp,
    },
    /// Assign a group.
    AssignGroup {
        /// The group.
        group: NamedGroup,
    },
    /// Make a group.
    CreateGroup {
        /// How it is called.
        name: String,
        /// Whose people it is to hold.
        beside: NamedGroup,
    },
    /// Put a person into a group.
    AddMember {
        /// The group.
        target: ChangeTarget,
        /// The person.
        person: NamedPerson,
    },
    /// Push a group: make the mapping, active.
    PushGroup {
        /// The group.
        target: ChangeTarget,
    },
    /// Stop pushing a group.
    StopPush {
        /// The mapping.
        mapping: MappingId,
        /// The group.
        group: NamedGroup,
    },
    /// Start pushing a group again.
    StartPush {
        /// The mapping.
        mapping: MappingId,
        /// The group.
        group: NamedGroup,
    },
    /// Take the mapping away; the group at the service provider stays.
    Unlink {
        /// The mapping.
        mapping: MappingId,
        /// The group.
        group: NamedGroup,
    },
    /// Set switches of `To App`.
    SetToApp {
        /// The switches that are set; the others stay.
        switches: ToAppSwitches,
    },
}

/// How far a line has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// Must not, or can't, be done: [`ChangeLine::trouble`] says why. Nothing is sent.
    Blocked,
    /// To be done.
    Planned,
    /// Being done; in a journal: begun, and it is not known how it ended.
    Doing,
    /// Done.
    Done,
    /// It was so before.
    AlreadySo,
    /// Okta refused it for this application: it remains to be done by hand on the page, and the list went on.
    ByHand,
    /// Not done; the list stopped here.
    Failed,
}

impl LineState {
    /// Whether nothing is left to be tried.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Blocked | Self::Done | Self::AlreadySo | Self::ByHand)
    }
}

/// A line: one change, shown before it is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangeLine {
    /// Its place in the list, from 1.
    pub number: u32,
    /// What is done, in words: “Assign “Developers””.
    pub title: String,
    /// What follows from it, or why it is already so; may be empty.
    pub detail: String,
    /// Method and address as sent: `PUT /api/v1/apps/0oa…/groups/00g…`. `{id}` stands for what a line before makes.
    /// Empty for a line that sends nothing.
    pub sends: String,
    /// The body as it is sent, as JSON text; none when there is none.
    pub body: Option<String>,
    /// The change.
    pub change: Change,
    /// How far it has come.
    pub state: LineState,
    /// Why it was not done.
    pub trouble: Option<Trouble>,
    /// Okta's id of what it made or found: an application, group or mapping.
    pub made: Option<String>,
    /// When it ended, RFC 3339.
    pub ended_at: Option<String>,
    /// How long it took, in milliseconds.
    pub duration_ms: Option<u64>,
}

/// A change list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangeList {
    /// Names this list; from outside, another each time.
    pub id: String,
    /// The org's address.
    pub org: String,
    /// Okta's id of the application; none for a list that makes one.
    pub app: Option<AppId>,
    /// The application's name.
    pub app_label: String,
    /// The lines, in the order in which they are done.
    pub lines: Vec<ChangeLine>,
    /// What a person should know before.
    pub cautions: Vec<String>,
}

impl ChangeList {
    /// How many lines have this state.
    pub fn count(&self, state: LineState) -> usize {
        self.lines.iter().filter(|line| line.state == state).count()
    }

    /// The list in a sentence: “3 changes. 2 are already so.”
    pub fn headline(&self) -> String {
        let to_do = self.lines.iter().filter(|line| !line.state.is_settled()).count();
        let changes = match to_do {
            0 => "Nothing to change.".to_owned(),
            1 => "1 change.".to_owned(),
            more => format!("{more} changes."),
        };
        let others = [
            (LineState::AlreadySo, "is already so", "are already so"),
            (LineState::Blocked, "can’t be done", "can’t be done"),
        ]
        .map(|(state, one, many)| match self.count(state) {
            0 => String::new(),
            1 => format!(" 1 {one}."),
            more => format!(" {more} {many}."),
        });
        format!("{changes}{}", others.concat())
    }
}

/// What a list tells while it is carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "an event lives from the run to its listener, one at a time")]
pub enum ListEvent {
    /// A line begins.
    Started {
        /// Its number.
        number: u32,
    },
    /// A line ended.
    Ended {
        /// The line as it is now.
        line: ChangeLine,
    },
}

/// How a list ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ListReport {
    /// The list with its lines as they are now.
    pub list: ChangeList,
    /// Whether nothing is left to be done. Otherwise the list is open in the journal.
    pub finished: bool,
    /// Whether it was cancelled between two lines.
    pub cancelled: bool,
    /// How it ended, in a sentence.
    pub headline: String,
    /// What that means and what to do next; empty when there is nothing to do.
    pub next: String,
}
