//! What an administrator may want done in Okta.

use catflap_okta::GroupId;
use catflap_okta::model::NewSamlApp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::model::ToAppSwitches;
use super::scheme::NameScheme;

/// One wish. It names the state that is wanted, not the steps: what is already so is left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Wish {
    /// A SAML 2.0 application of this name and these addresses. It stands in a list of its own, as the other wishes need
    /// an application that is there.
    CreateApp {
        /// Its settings.
        app: NewSamlApp,
    },
    /// These groups are assigned: their people come.
    Assign {
        /// Okta's ids of the groups.
        groups: Vec<GroupId>,
    },
    /// Beside each of these groups there is one with the same people, and that one is pushed. For a group that is
    /// assigned: the same group must never be assigned and pushed.
    PushBeside {
        /// Okta's ids of the groups whose people are taken.
        groups: Vec<GroupId>,
        /// How the new groups are called.
        scheme: NameScheme,
    },
    /// These groups are pushed as they are; a push that was stopped is started again.
    Push {
        /// Okta's ids of the groups.
        groups: Vec<GroupId>,
    },
    /// The push of this group, which is in error, works again.
    Mend {
        /// Okta's id of the group.
        group: GroupId,
        /// How.
        way: MendWay,
    },
    /// The switches of `To App` stand like this. What is not given stays as it is.
    ToApp {
        /// The switches.
        switches: ToAppSwitches,
    },
}

/// How a push group in error is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MendWay {
    /// Stop the push and start it again: Okta tries once more.
    Retry,
    /// Unlink the group, which leaves it at the service provider, and push it anew: Okta looks it up by name and links it
    /// again. Helps when the group was deleted or exchanged there.
    Relink,
}
