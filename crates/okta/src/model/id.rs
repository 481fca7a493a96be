//! Typed ids: a user's id cannot pass for a group's.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes an id as Okta gave it. Okta does not document a form for ids, so none is demanded.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as Okta writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self::new(id)
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self::new(id)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    )+};
}

ids! {
    /// Id of an application (`0oa…`).
    AppId,
    /// Id of a person in Okta (`00u…`). An app user carries the same id as the person.
    UserId,
    /// Id of a group (`00g…`).
    GroupId,
    /// Id of a group-push mapping (`gPm…`).
    MappingId,
    /// Id of a profile mapping (`prm…`).
    ProfileMappingId,
}
