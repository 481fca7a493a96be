//! Who lost and who gained what from one reading to a later one, under one plan.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt as _};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::edit::Role;
use crate::merge::{Memberships, Planner};
use crate::names::fold;
use crate::table::{ADMIN, BILLING};

/// What became of a product or a role for some people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AccessShiftKind {
    /// They had it and have it no more.
    Lost,
    /// They have another permission group in the product.
    Changed,
    /// They have it and did not before.
    Gained,
}

/// One product or role, with the people who lost it, gained it or have it in another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccessShift {
    /// The product's name, or the role's.
    pub what: String,
    /// What became of it.
    pub kind: AccessShiftKind,
    /// e.g. `2 lost WhiskerShop`, `3 changed in FurBall Finder`, `1 gained Organization Admin`.
    pub words: String,
    /// The people's user names in the later reading, sorted.
    pub names: Vec<String>,
}

/// Roles stand before products, products by name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum What<'a> {
    Role(Role),
    Product(&'a str),
}

/// Compares what the plan gives to the people of two readings: what was lost first, then what changed, then what was gained.
///
/// Only who is in both readings counts, told by `userName` without regard to capitals; of doubles the first. Who is not active
/// has nothing, so that switching somebody off is a loss. As with [`crate::compare`], a product alone is neither lost nor
/// gained beside Organization Admin, which reaches every product.
pub fn between<M: Memberships, N: Memberships>(planner: &Planner, earlier: &[M], later: &[N]) -> Vec<AccessShift> {
    let (before, after) = (planner.compute_all(earlier), planner.compute_all(later));
    let mut places: HashMap<String, usize> = HashMap::with_capacity(earlier.len());
    for (at, person) in earlier.iter().enumerate() {
        places.entry(fold(person.user_name())).or_insert(at);
    }
    let mut shifts: BTreeMap<(AccessShiftKind, What<'_>), Vec<&str>> = BTreeMap::new();
    for (at, person) in later.iter().enumerate() {
        let Some(was) = places.remove(&fold(person.user_name())) else { continue };
        if before.is_active(was) == after.is_active(at) && before.groups(was) == after.groups(at) {
            continue;
        }
        let (old_roles, old) = if before.is_active(was) { before.given(planner, was) } else { (0, Vec::new()) };
        let (new_roles, new) = if after.is_active(at) { after.given(planner, at) } else { (0, Vec::new()) };
        let mut shift = |kind, what| shifts.entry((kind, what)).or_default().push(person.user_name());
        for (flag, role) in [(ADMIN, Role::OrganizationAdmin), (BILLING, Role::BillingManager)] {
            match (old_roles & flag != 0, new_roles & flag != 0) {
                (true, false) => shift(AccessShiftKind::Lost, What::Role(role)),
                (false, true) => shift(AccessShiftKind::Gained, What::Role(role)),
                _ => {}
            }
        }
        let (old, new): (BTreeMap<&str, &str>, BTreeMap<&str, &str>) =
            (old.into_iter().collect(), new.into_iter().collect());
        let products: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
        for product in products {
            match (old.get(product), new.get(product)) {
                (Some(old), Some(new)) if old != new => shift(AccessShiftKind::Changed, What::Product(product)),
                (Some(_), None) if new_roles & ADMIN == 0 => shift(AccessShiftKind::Lost, What::Product(product)),
                (None, Some(_)) if old_roles & ADMIN == 0 => shift(AccessShiftKind::Gained, What::Product(product)),
                _ => {}
            }
        }
    }
    shifts
        .into_iter()
        .map(|((kind, what), names)| {
            let what = match what {
                What::Role(role) => role.to_string(),
                What::Product(product) => product.to_owned(),
            };
            let became = match kind {
                AccessShiftKind::Lost => "lost",
                AccessShiftKind::Changed => "changed in",
                AccessShiftKind::Gained => "gained",
            };
            let mut names: Vec<String> = names.into_iter().map(str::to_owned).collect();
            names.sort_unstable();
            AccessShift { words: format!("{} {became} {what}", names.len()), what, kind, names }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Person, Plan};

    const PLAN: &str = r#"{"groups":[
        {"name":"Owners","organization_admin":true},
        {"name":"Developers","permissions":{"FurBall Finder":"Developers","WhiskerShop":"Developers"}},
        {"name":"Readers","permissions":{"FurBall Finder":"Readers"}}]}"#;

    fn person(user_name: &str, groups: &[&str]) -> Person {
        Person { user_name: user_name.into(), active: true, groups: groups.iter().map(ToString::to_string).collect() }
    }

    fn words(earlier: &[Person], later: &[Person]) -> Vec<String> {
        let planner = Planner::new(Plan::from_json(PLAN).unwrap()).unwrap();
        let shifts = between(&planner, earlier, later);
        shifts.into_iter().map(|shift| format!("{}: {}", shift.words, shift.names.join(" "))).collect()
    }

    #[test]
    fn each_product_and_role_has_a_line_and_what_was_lost_comes_first() {
        let earlier = [
            person("ana", &["Developers"]),
            person("ben", &["Developers"]),
            person("cy", &["Readers"]),
            person("dora", &[]),
            person("left", &["Readers"]),
        ];
        let later = [
            person("BEN", &["Readers"]),
            person("ana", &[]),
            person("cy", &["Owners"]),
            person("dora", &["Readers", "Developers"]),
            person("new", &["Owners"]),
        ];
        assert_eq!(
            words(&earlier, &later),
            [
                "1 lost FurBall Finder: ana",
                "2 lost WhiskerShop: BEN ana",
                "1 changed in FurBall Finder: BEN",
                "1 gained Organization Admin: cy",
                "1 gained FurBall Finder: dora",
                "1 gained WhiskerShop: dora",
            ]
        );
    }

    #[test]
    fn who_is_switched_off_loses_what_the_groups_give() {
        let mut off = person("ana", &["Readers"]);
        off.active = false;
        assert_eq!(words(&[person("ana", &["Readers"])], &[off]), ["1 lost FurBall Finder: ana"]);
    }

    #[test]
    fn an_admin_who_becomes_a_reader_loses_the_role_alone() {
        assert_eq!(
            words(&[person("ana", &["Owners"])], &[person("ana", &["Readers"])]),
            ["1 lost Organization Admin: ana"]
        );
    }
}
