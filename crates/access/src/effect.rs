//! What starting provisioning would change: computed access against what people may do today.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::Access;
use crate::words::access_phrase;

/// What a member of the `ConfigCat` organization may do now (Public Management API, `/v2/organizations/{id}/members`).
/// The default is somebody without a `ConfigCat` account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Today {
    /// Whether the member is Organization Admin.
    pub organization_admin: bool,
    /// Whether the member is Billing Manager.
    pub billing_manager: bool,
    /// Product name → permission group name.
    pub permissions: BTreeMap<String, String>,
}

impl From<&Access> for Today {
    /// What somebody would have who has this access.
    fn from(access: &Access) -> Self {
        let given = access.permissions.iter();
        Self {
            organization_admin: access.organization_admin,
            billing_manager: access.billing_manager,
            permissions: given.map(|grant| (grant.product.clone(), grant.permission_group.clone())).collect(),
        }
    }
}

/// In one word, what starting would do to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EffectKind {
    /// A role or a product is lost, whatever else is gained.
    Lose,
    /// Nothing is lost; in a product another permission group is given. Which of two is the stronger is not known here.
    Change,
    /// Something is given and nothing else touched.
    Gain,
    /// The same as today.
    Unchanged,
    /// Nothing today and nothing then.
    Nothing,
}

impl EffectKind {
    /// All kinds, in their order.
    pub(crate) const ALL: [Self; 5] = [Self::Lose, Self::Change, Self::Gain, Self::Unchanged, Self::Nothing];
}

/// What starting provisioning would do to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Effect {
    /// SCIM `userName`.
    pub user_name: String,
    /// In one word.
    pub kind: EffectKind,
    /// Today's access in a phrase.
    pub before: String,
    /// The access after starting, in a phrase.
    pub after: String,
    /// One line for each difference, as `FurBall Finder / Admins → nothing`.
    pub lines: Vec<String>,
}

impl Effect {
    /// The whole effect in one line.
    pub fn to_words(&self) -> String {
        if self.before == self.after { self.after.clone() } else { format!("{} → {}", self.before, self.after) }
    }
}

/// How many people each kind has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EffectCounts {
    /// See [`EffectKind::Gain`].
    pub gain: usize,
    /// See [`EffectKind::Lose`].
    pub lose: usize,
    /// See [`EffectKind::Change`].
    pub change: usize,
    /// See [`EffectKind::Unchanged`].
    pub unchanged: usize,
    /// See [`EffectKind::Nothing`].
    pub nothing: usize,
}

impl EffectCounts {
    pub(crate) fn of(&mut self, kind: EffectKind) -> &mut usize {
        match kind {
            EffectKind::Gain => &mut self.gain,
            EffectKind::Lose => &mut self.lose,
            EffectKind::Change => &mut self.change,
            EffectKind::Unchanged => &mut self.unchanged,
            EffectKind::Nothing => &mut self.nothing,
        }
    }
}

/// What starting would do to everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Effects {
    /// How many of each kind.
    pub counts: EffectCounts,
    /// Everybody, those who lose first, in the given order within a kind.
    pub people: Vec<Effect>,
}

impl FromIterator<Effect> for Effects {
    fn from_iter<I: IntoIterator<Item = Effect>>(effects: I) -> Self {
        let mut people: Vec<Effect> = effects.into_iter().collect();
        people.sort_by_key(|effect| effect.kind);
        let mut counts = EffectCounts::default();
        for effect in &people {
            *counts.of(effect.kind) += 1;
        }
        Self { counts, people }
    }
}

/// Compares what a person gets with what they have. An inactive person gets nothing: the account is disabled.
pub fn compare(access: &Access, today: &Today) -> Effect {
    let then = if access.active { Today::from(access) } else { Today::default() };
    difference(&access.user_name, today, &then)
}

/// Compares two things that a person may have.
pub(crate) fn difference(user_name: &str, today: &Today, then: &Today) -> Effect {
    let (mut lost, mut changed, mut gained) = (false, false, false);
    let mut lines = Vec::new();
    for (role, before, after) in [
        ("Organization Admin", today.organization_admin, then.organization_admin),
        ("Billing Manager", today.billing_manager, then.billing_manager),
    ] {
        match (before, after) {
            (true, false) => {
                lost = true;
                lines.push(format!("{role} → nothing"));
            }
            (false, true) => {
                gained = true;
                lines.push(format!("nothing → {role}"));
            }
            _ => {}
        }
    }
    // Organization Admin reaches every product, so a product alone is neither lost nor gained beside it.
    let products: BTreeSet<&String> = today.permissions.keys().chain(then.permissions.keys()).collect();
    for product in products {
        let before = today.permissions.get(product).filter(|_| !today.organization_admin);
        let after = then.permissions.get(product).filter(|_| !then.organization_admin);
        let gone_to = if then.organization_admin { "Organization Admin" } else { "nothing" };
        let came_from = if today.organization_admin { "Organization Admin" } else { "nothing" };
        match (before, after) {
            (Some(before), Some(after)) if before != after => {
                changed = true;
                lines.push(format!("{product} / {before} → {after}"));
            }
            (Some(before), None) => {
                lost |= !then.organization_admin;
                lines.push(format!("{product} / {before} → {gone_to}"));
            }
            (None, Some(after)) => {
                gained |= !today.organization_admin;
                lines.push(format!("{came_from} → {product} / {after}"));
            }
            _ => {}
        }
    }
    let after = phrase(then);
    let kind = match (lost, changed, gained) {
        (true, _, _) => EffectKind::Lose,
        (_, true, _) => EffectKind::Change,
        (_, _, true) => EffectKind::Gain,
        _ if after == NOTHING => EffectKind::Nothing,
        _ => EffectKind::Unchanged,
    };
    Effect { user_name: user_name.to_owned(), kind, before: phrase(today), after, lines }
}

const NOTHING: &str = "nothing";

fn phrase(access: &Today) -> String {
    access_phrase(
        access.organization_admin,
        access.billing_manager,
        access.permissions.iter().map(|(product, group)| (product.as_str(), group.as_str())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Grant, Note};

    fn access(admin: bool, billing: bool, permissions: &[(&str, &str)]) -> Access {
        Access {
            user_name: "ana".into(),
            active: true,
            organization_admin: admin,
            billing_manager: billing,
            admin_from: vec![],
            billing_from: vec![],
            permissions: permissions
                .iter()
                .map(|(product, group)| Grant {
                    product: (*product).into(),
                    permission_group: (*group).into(),
                    from_group: "G".into(),
                    overrode: vec![],
                })
                .collect(),
            notes: vec![],
        }
    }

    fn today(admin: bool, billing: bool, permissions: &[(&str, &str)]) -> Today {
        Today {
            organization_admin: admin,
            billing_manager: billing,
            permissions: permissions.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
        }
    }

    #[test]
    fn a_lost_product_is_a_loss_and_said_in_a_line() {
        let effect = compare(&access(false, false, &[]), &today(false, false, &[("FurBall Finder", "Admins")]));
        assert_eq!(effect.kind, EffectKind::Lose);
        assert_eq!(effect.lines, ["FurBall Finder / Admins → nothing"]);
        assert_eq!(effect.to_words(), "FurBall Finder / Admins → nothing");
    }

    #[test]
    fn a_lost_role_is_a_loss_even_when_permissions_come_instead() {
        let effect = compare(&access(false, false, &[("A", "Readers"), ("B", "Readers")]), &today(true, false, &[]));
        assert_eq!(effect.kind, EffectKind::Lose);
        assert_eq!(effect.to_words(), "Organization Admin → Readers in 2 products");
    }

    #[test]
    fn becoming_organization_admin_is_a_gain_though_the_product_permission_goes() {
        let effect = compare(&access(true, false, &[]), &today(false, false, &[("A", "Readers")]));
        assert_eq!(effect.kind, EffectKind::Gain);
    }

    #[test]
    fn another_permission_group_is_a_change() {
        let effect = compare(&access(false, true, &[("A", "Admins")]), &today(false, false, &[("A", "Readers")]));
        assert_eq!(effect.kind, EffectKind::Change);
        assert_eq!(effect.lines, ["nothing → Billing Manager", "A / Readers → Admins"]);
    }

    #[test]
    fn the_same_is_unchanged_and_nothing_twice_is_nothing() {
        assert_eq!(
            compare(&access(false, false, &[("A", "R")]), &today(false, false, &[("A", "R")])).kind,
            EffectKind::Unchanged
        );
        assert_eq!(compare(&access(false, false, &[]), &Today::default()).kind, EffectKind::Nothing);
    }

    #[test]
    fn an_inactive_person_loses_what_they_have() {
        let mut inactive = access(true, false, &[]);
        inactive.active = false;
        inactive.notes.push(Note::Inactive);
        let effect = compare(&inactive, &today(true, false, &[]));
        assert_eq!((effect.kind, effect.after.as_str()), (EffectKind::Lose, "nothing"));
    }

    #[test]
    fn everybody_is_counted_and_those_who_lose_come_first() {
        let effects: Effects = [
            compare(&access(false, false, &[("A", "R")]), &Today::default()),
            compare(&access(false, false, &[]), &today(false, true, &[])),
        ]
        .into_iter()
        .collect();
        assert_eq!(effects.counts, EffectCounts { gain: 1, lose: 1, ..EffectCounts::default() });
        assert_eq!(effects.people[0].kind, EffectKind::Lose);
    }
}
