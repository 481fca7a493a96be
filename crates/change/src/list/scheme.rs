//! How push groups are named.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What stands for the name of the assigned group.
const PLACE: &str = "{name}";
/// Okta takes no longer name for a group (`GroupProfile.name`, Okta's management API description 5.1.0).
const LONGEST: usize = 255;

/// A text with `{name}` in it once, such as `{name} (push)` or `configcat-{name}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NameScheme(pub String);

/// Why a scheme gives no name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemeError {
    /// `{name}` does not stand in it exactly once.
    #[error("the scheme must hold {{name}} exactly once")]
    Place,
    /// Nothing stands beside `{name}`: both groups would have one name.
    #[error("the push group would be called like the assigned one")]
    SameName,
    /// Longer than 255 characters.
    #[error("“{name}” is longer than 255 characters")]
    TooLong {
        /// The name.
        name: String,
    },
}

impl Default for NameScheme {
    fn default() -> Self {
        Self(format!("{PLACE} (push)"))
    }
}

impl NameScheme {
    /// What the push group beside a group of this name is called.
    pub fn name(&self, group: &str) -> Result<String, SchemeError> {
        if self.0.matches(PLACE).count() != 1 {
            return Err(SchemeError::Place);
        }
        let name = self.0.replace(PLACE, group).trim().to_owned();
        if name.to_lowercase() == group.trim().to_lowercase() {
            return Err(SchemeError::SameName);
        }
        if name.chars().count() > LONGEST {
            return Err(SchemeError::TooLong { name });
        }
        Ok(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_names_the_push_group() {
        let named = |scheme: &str| NameScheme(scheme.to_owned()).name("Developers");
        assert_eq!(NameScheme::default().name("Developers").unwrap(), "Developers (push)");
        assert_eq!(named("configcat-{name}").unwrap(), "configcat-Developers");
        assert_eq!(named("push"), Err(SchemeError::Place));
        assert_eq!(named("{name}{name}"), Err(SchemeError::Place));
        assert_eq!(named(" {name} "), Err(SchemeError::SameName));
        assert!(matches!(named(&format!("{{name}}{}", "x".repeat(246))), Err(SchemeError::TooLong { .. })));
        assert!(named(&format!("{{name}}{}", "x".repeat(245))).is_ok());
    }
}
