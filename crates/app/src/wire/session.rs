//! Start-up, profiles, settings, activity and the finder.

use catflap_inventory::State;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Connections;

/// What a window needs to draw its first screen.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Boot {
    /// Version of Catflap, e.g. `0.1.0`.
    pub version: String,
    /// Folder with the database; empty for one in memory.
    pub data_folder: String,
    /// Where secrets are kept.
    pub keychain: KeychainState,
    /// Real profiles by name, then practice.
    pub profiles: Vec<ProfileRow>,
    /// The profile that is open; none at a first start.
    pub open: Option<ProfileView>,
    /// Settings of this installation.
    pub settings: Settings,
    /// What to call each state of a person, in order of weight.
    pub states: Vec<StateWords>,
}

/// What to call a state of a person.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct StateWords {
    /// The state.
    pub state: State,
    /// e.g. `In sync`.
    pub label: &'static str,
}

/// Where secrets are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeychainState {
    /// True: in the system's keychain. False: for this run only.
    pub lasting: bool,
    /// What that means, for a person.
    pub message: String,
}

/// A profile: one pairing of Okta and ConfigCat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProfileRow {
    /// Id of the profile.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Real or practice.
    pub kind: ProfileKind,
}

/// Real or practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProfileKind {
    /// A real organization.
    Real,
    /// The practice servers inside this application.
    Practice,
}

/// The profile that is open.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProfileView {
    /// The profile.
    pub profile: ProfileRow,
    /// Its connections.
    pub connections: Connections,
}

/// Names a new profile.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct NewProfile {
    /// Its name; blank takes “My organization”.
    pub name: String,
}

/// Points at a profile.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ProfileRef {
    /// Id of the profile.
    pub id: String,
}

/// Gives a profile another name.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RenameProfile {
    /// Id of the profile.
    pub id: String,
    /// The new name.
    pub name: String,
}

/// Settings of this installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// Seconds until a request to a server is given up; 1 to 300.
    pub timeout_seconds: u32,
    /// A file with more certificate authorities (PEM), e.g. a company's; empty for none.
    pub ca_file: String,
    /// Minutes until people are read again by themselves, at most 1,440; 0 is never.
    pub refresh_minutes: u32,
    /// A new failure is told by a notification of the desktop.
    pub notify: bool,
    /// So many entries of the history are kept for each profile; 1 to 1,000.
    pub history_most: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            timeout_seconds: 30,
            ca_file: String::new(),
            refresh_minutes: 0,
            notify: false,
            history_most: 200,
        }
    }
}

/// Looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What happened in a profile, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActivityRow {
    /// RFC 3339.
    pub at: String,
    /// `profile`, `connection`, `guide`, `check`, `people`, `access` or `practice`.
    pub kind: String,
    /// One sentence.
    pub text: String,
}

/// The latest activity of the open profile.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Activity {
    /// Newest first, at most 500.
    pub rows: Vec<ActivityRow>,
}

/// What to look for with the finder.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct Find {
    /// What was typed.
    pub text: String,
}

/// What the finder found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Found {
    /// Best first, at most 20.
    pub hits: Vec<Hit>,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// Id of the step, key of the person, id of the group, id of the check.
    pub id: String,
    /// Main line.
    pub title: String,
    /// Second line.
    pub detail: String,
}

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// A step of the guide.
    Step,
    /// A check of the connection tester.
    Check,
    /// A person.
    Person,
    /// A group.
    Group,
}

/// A text to put on the clipboard.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CopyText {
    /// The text. Never a secret: those are copied by `secret_copy`.
    pub text: String,
}

/// Something is on the clipboard.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct Copied {
    /// Seconds until it is cleared from the clipboard, if it is still there; none for what is no secret.
    pub clears_after: Option<u32>,
}

/// A text made for another place, e.g. Markdown for a support case.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Text {
    /// The text.
    pub text: String,
}
