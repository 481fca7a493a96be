//! A secret that can't be shown by accident.

use std::fmt;

use serde::{Deserialize, Deserializer};
use ts_rs::TS;
use zeroize::Zeroizing;

/// A token or password. It has no `Display`, no `Serialize` and no `Deref`; its `Debug` shows nothing of it; its memory
/// is overwritten when it is dropped. It may be read in (a command of the window hands one over), never written out.
#[derive(Clone, TS)]
#[ts(type = "string")]
pub struct Secret(Zeroizing<String>);

/// A secret shorter than this many characters is not hinted at: four of its characters would say too much.
const HINTED_FROM: usize = 12;

impl Secret {
    /// Takes the text as it is; nothing is trimmed.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The secret itself, for the one place that sends or stores it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The last four characters as `…3f9a`, so that a person can tell two tokens apart; empty when the secret has fewer
    /// than 12 characters.
    pub fn hint(&self) -> String {
        let tail = self.tail();
        if tail.is_empty() { String::new() } else { format!("…{tail}") }
    }

    /// What stands in evidence instead of the secret: `••••3f9a`, or `••••` when there is no hint.
    pub fn masked(&self) -> String {
        format!("••••{}", self.tail())
    }

    fn tail(&self) -> String {
        let length = self.0.chars().count();
        if length < HINTED_FROM { String::new() } else { self.0.chars().skip(length - 4).collect() }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_prints_nothing_of_a_secret() {
        let secret = Secret::new("marker-7c1d-token-3f9a".into());
        assert_eq!(format!("{secret:?} {:?} {:#?}", Some(&secret), [&secret]).matches("marker").count(), 0);
        assert_eq!(format!("{secret:?}"), "Secret", "not even its length is told");
    }

    #[test]
    fn a_hint_is_given_only_when_enough_stays_hidden() {
        assert_eq!(Secret::new("abcdefgh3f9a".into()).hint(), "…3f9a");
        assert_eq!(Secret::new("abcdefg3f9a".into()).hint(), "", "eleven characters are too few");
        assert_eq!(Secret::new(String::new()).hint(), "");
        assert_eq!(Secret::new("äöüäöüäöüäöü".into()).hint(), "…üäöü", "counted in characters, not bytes");
    }
}
