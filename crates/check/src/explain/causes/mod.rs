//! The known causes: what each means, where it is mended, by which words it is recognised, and where it is known from.
//!
//! The quoted fragments are what Okta and service providers write; they carry over as facts. The sentences are our own.

mod answers;
mod connection;
mod groups;
mod leavers;
mod people;
mod scale;
mod tls;

use super::proof::{Place, Proof};
use super::rule::Rule;

/// One cause.
#[derive(Debug)]
pub(crate) struct Cause {
    /// Kebab-case, stable.
    pub id: &'static str,
    pub area: Area,
    pub title: &'static str,
    pub means: &'static str,
    /// What to change and where; labels in backticks.
    pub change: &'static str,
    /// How to be sure of it.
    pub proof: &'static str,
    /// What follows when the check finds the opposite.
    pub otherwise: Otherwise,
    pub source: &'static str,
    pub rules: &'static [Rule],
    /// Ids of the causes that make similar texts.
    pub near: &'static [&'static str],
    /// Any of these confirms it.
    pub confirm: &'static [Proof],
    /// All of these together rule it out.
    pub rule_out: &'static [Proof],
}

impl Cause {
    /// What to do when the check finds the opposite; none when nothing is left to do.
    pub fn otherwise(&self) -> Option<&'static str> {
        match self.otherwise {
            Otherwise::Over => None,
            Otherwise::Told(what) | Otherwise::OktaMayDiffer(what) => Some(what),
        }
    }

    /// Whether no check can confirm it, but a rehearsal can.
    pub fn needs_a_write(&self) -> bool {
        let is_row = |proof: &Proof| matches!(proof.place(), Place::Row(_));
        !self.confirm.is_empty() && self.confirm.iter().all(is_row)
    }
}

/// What follows when the check finds the opposite of a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Otherwise {
    /// It is over.
    Over,
    /// It is over, or something else is the matter: this is left to do.
    Told(&'static str),
    /// It is well from here alone: Okta may hold another URL or token than Catflap, and connects from elsewhere. This is
    /// what to compare.
    OktaMayDiffer(&'static str),
}

/// What a cause is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Area {
    /// Nothing can be pushed as long as it lasts.
    Connection,
    /// The form of answers.
    Answers,
    /// Single people.
    People,
    /// People who left.
    Leavers,
    /// Groups.
    Groups,
    /// Many at once, and trust in Okta itself.
    Scale,
}

/// Every cause; those of the connection first.
pub(crate) fn all() -> impl Iterator<Item = &'static Cause> {
    [connection::CAUSES, tls::CAUSES, answers::CAUSES, people::CAUSES, leavers::CAUSES, groups::CAUSES, scale::CAUSES]
        .into_iter()
        .flatten()
}

/// The cause of this id.
pub(crate) fn by_id(id: &str) -> Option<&'static Cause> {
    all().find(|cause| cause.id == id)
}

/// A text is about provisioning when one of these stands in it; for words that stand in other texts too.
const OKTA: &str = "error authenticating / errors reported by / remote server / verifying if user / provisioning of user / \
     profile push / push mapping / group push / connector / scim / okta / configcat / provision+ / deprovision+ / \
     application provision / push group|groups";

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_cause_has_an_id_of_its_own_words_for_everything_and_a_source() {
        let mut known = HashSet::new();
        for cause in all() {
            assert!(known.insert(cause.id), "{} stands twice", cause.id);
            assert!(cause.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", cause.id);
            for text in [cause.means, cause.change, cause.proof] {
                assert!(text.ends_with('.') && !text.contains("  "), "{}: {text}", cause.id);
            }
            assert!(!cause.title.is_empty() && !cause.title.ends_with('.'), "{}", cause.id);
            assert!(!cause.source.is_empty() && !cause.rules.is_empty(), "{}", cause.id);
            for text in [Some(cause.change), cause.otherwise()].into_iter().flatten() {
                assert!(text.matches('`').count() % 2 == 0, "{}: {text}", cause.id);
            }
        }
    }

    #[test]
    fn what_is_near_is_known_and_another() {
        for cause in all() {
            for near in cause.near {
                assert!(by_id(near).is_some() && *near != cause.id, "{}: {near}", cause.id);
            }
        }
    }
}
