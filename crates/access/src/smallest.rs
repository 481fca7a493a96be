//! The fewest edits, of the plan or of memberships, by which a person gets what they should.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::edit::{Edit, Role};
use crate::effect::{Today, compare};
use crate::error::PlanError;
use crate::merge::{Memberships, Planner};
use crate::model::{Access, Person, Plan};
use crate::table::AccessTable;

/// What a person should have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Goal {
    /// This permission group in this product; none means nothing in it.
    Permission {
        /// The product's name.
        product: String,
        /// The permission group's name.
        permission_group: Option<String>,
    },
    /// A role, or not.
    Role {
        /// Which one.
        role: Role,
        /// Whether the person should have it.
        on: bool,
    },
}

impl Goal {
    /// Whether this access is what the goal asks for. Organization Admin grants every product, and no permission group in
    /// any: it is not the same as the permission group that was asked for.
    pub fn is_met_by(&self, access: &Access) -> bool {
        match self {
            Self::Permission { product, permission_group } => {
                let given = access.permissions.iter().find(|grant| grant.product == *product);
                !access.organization_admin
                    && given.map(|grant| grant.permission_group.as_str()) == permission_group.as_deref()
            }
            Self::Role { role: Role::OrganizationAdmin, on } => access.organization_admin == *on,
            Self::Role { role: Role::BillingManager, on } => access.billing_manager == *on,
        }
    }
}

/// One way to the goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Way {
    /// What to edit.
    pub edits: Vec<Edit>,
    /// The edits as sentences, in order.
    pub words: Vec<String>,
    /// What changes for the person, the goal included, as `FurBall Finder / Admins → nothing`.
    pub for_them: Vec<String>,
    /// How many others get another access by it.
    pub others: usize,
    /// The first of them, by `userName`.
    pub other_names: Vec<String>,
}

/// All ways with the fewest edits, those that touch the fewest others first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Ways {
    /// Whether nothing has to be edited.
    pub met_already: bool,
    /// At most 12; empty when the goal is met, or when no way of up to three edits leads there.
    pub ways: Vec<Way>,
}

/// More edits than this nobody makes for one person: then the groups themselves should be thought over.
const MOST_EDITS: usize = 3;
/// So many ways are shown.
const SHOWN: usize = 12;
/// So many others are named.
const NAMED: usize = 20;

/// Finds the fewest edits by which the person `who` (a `userName`) gets what the goal asks for.
///
/// Considered are: putting them into a group or taking them out of one, giving or taking a permission or role of one of
/// their groups, and moving one of their groups in the order. An inactive person is looked at as if active.
///
/// # Errors
/// What [`Plan::check`] finds.
pub fn smallest_changes<M: Memberships>(
    plan: &Plan,
    everybody: &[M],
    who: &str,
    goal: &Goal,
) -> Result<Ways, PlanError> {
    let planner = Planner::new(plan.clone())?;
    let them = everybody.iter().find(|person| person.user_name() == who);
    let them = Person {
        user_name: who.to_owned(),
        active: true,
        groups: them.map(|them| them.group_names().map(str::to_owned).collect()).unwrap_or_default(),
    };
    let before = planner.compute(&them);
    if goal.is_met_by(&before) {
        return Ok(Ways { met_already: true, ways: Vec::new() });
    }
    let mut layer: Vec<Attempt> = vec![Attempt { edits: Vec::new(), plan: plan.clone(), person: them }];
    for _ in 0..MOST_EDITS {
        let mut next = Vec::new();
        let mut found: Vec<Attempt> = Vec::new();
        let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
        for attempt in &layer {
            for edit in candidates(&attempt.plan, &attempt.person, goal) {
                let after = attempt.with(edit);
                // The order of two edits makes no other way.
                let mut name: Vec<String> = after.edits.iter().map(Edit::to_words).collect();
                name.sort_unstable();
                if !seen.insert(name) {
                    continue;
                }
                if goal.is_met_by(&Planner::new(after.plan.clone())?.compute(&after.person)) {
                    found.push(after);
                } else {
                    next.push(after);
                }
            }
        }
        if !found.is_empty() {
            let was = planner.compute_all(everybody);
            let mut shown = found
                .into_iter()
                .map(|attempt| attempt.way((&planner, &was), &before, everybody))
                .collect::<Result<Vec<Way>, PlanError>>()?;
            shown.sort_by(|a, b| a.others.cmp(&b.others).then_with(|| a.words.cmp(&b.words)));
            shown.truncate(SHOWN);
            return Ok(Ways { met_already: false, ways: shown });
        }
        layer = next;
    }
    Ok(Ways::default())
}

/// The plan and the person after some edits.
#[derive(Clone)]
struct Attempt {
    edits: Vec<Edit>,
    plan: Plan,
    person: Person,
}

impl Attempt {
    fn with(&self, edit: Edit) -> Self {
        let mut after = self.clone();
        edit.apply(&mut after.plan, &mut after.person);
        after.edits.push(edit);
        after
    }

    fn way<M: Memberships>(
        self,
        (planner, was): (&Planner, &AccessTable),
        before: &Access,
        everybody: &[M],
    ) -> Result<Way, PlanError> {
        let after = Planner::new(self.plan)?;
        let mut others = 0;
        let mut other_names = Vec::new();
        if self.edits.iter().any(Edit::touches_plan) {
            let is = after.compute_all(everybody);
            for (at, person) in everybody.iter().enumerate() {
                let another = person.user_name() != self.person.user_name && person.is_active();
                if another && was.given(planner, at) != is.given(&after, at) {
                    others += 1;
                    if other_names.len() < NAMED {
                        other_names.push(person.user_name().to_owned());
                    }
                }
            }
        }
        Ok(Way {
            words: self.edits.iter().map(Edit::to_words).collect(),
            for_them: compare(&after.compute(&self.person), &Today::from(before)).lines,
            edits: self.edits,
            others,
            other_names,
        })
    }
}

/// Every single edit that can bring the goal nearer.
fn candidates(plan: &Plan, person: &Person, goal: &Goal) -> Vec<Edit> {
    let is_in = |name: &str| person.groups.iter().any(|group| group == name);
    let mut edits = Vec::new();
    let user_name = || person.user_name.clone();
    for (at, group) in plan.groups.iter().enumerate() {
        let name = || group.name.clone();
        let inside = is_in(&group.name);
        let useful_to_join = match goal {
            Goal::Permission { product, permission_group } => {
                permission_group.as_ref().is_some_and(|wanted| group.permissions.get(product) == Some(wanted))
            }
            Goal::Role { role, on } => *on && role.of(group),
        };
        if !inside {
            if useful_to_join {
                edits.push(Edit::Join { user_name: user_name(), group: name() });
            }
            continue;
        }
        match goal {
            Goal::Permission { product, permission_group } => {
                if group.organization_admin {
                    edits.push(Edit::Role { group: name(), role: Role::OrganizationAdmin, on: false });
                    edits.push(Edit::Leave { user_name: user_name(), group: name() });
                }
                let given = group.permissions.get(product);
                if given.is_some() && given != permission_group.as_ref() {
                    edits.push(Edit::Leave { user_name: user_name(), group: name() });
                    edits.push(Edit::Take { group: name(), product: product.clone() });
                }
                if let Some(wanted) = permission_group {
                    if given != Some(wanted) {
                        edits.push(Edit::Give {
                            group: name(),
                            product: product.clone(),
                            permission_group: wanted.clone(),
                        });
                    } else if let Some(winner) = plan.groups[..at]
                        .iter()
                        .find(|other| is_in(&other.name) && other.permissions.contains_key(product))
                    {
                        edits.push(Edit::Move { group: name(), before: winner.name.clone() });
                    }
                }
            }
            Goal::Role { role, on } => {
                if role.of(group) != *on {
                    edits.push(Edit::Role { group: name(), role: *role, on: *on });
                }
                if !on && role.of(group) {
                    edits.push(Edit::Leave { user_name: user_name(), group: name() });
                }
            }
        }
    }
    edits.dedup();
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = r#"{"groups":[
        {"name":"Owners","organization_admin":true},
        {"name":"Readers","permissions":{"Shop":"Readers"}},
        {"name":"Developers","permissions":{"Shop":"Developers"}}]}"#;

    fn person(user_name: &str, groups: &[&str]) -> Person {
        Person { user_name: user_name.into(), active: true, groups: groups.iter().map(ToString::to_string).collect() }
    }

    fn ways(everybody: &[Person], who: &str, goal: &Goal) -> Ways {
        smallest_changes(&Plan::from_json(PLAN).unwrap(), everybody, who, goal).unwrap()
    }

    fn developer() -> Goal {
        Goal::Permission { product: "Shop".into(), permission_group: Some("Developers".into()) }
    }

    #[test]
    fn who_has_it_needs_no_edit() {
        let found = ways(&[person("ana", &["Developers"])], "ana", &developer());
        assert!(found.met_already && found.ways.is_empty());
    }

    #[test]
    fn the_way_that_touches_nobody_else_comes_first() {
        let everybody = [person("ana", &["Readers"]), person("ben", &["Readers"]), person("cy", &["Readers"])];
        let found = ways(&everybody, "ana", &developer()).ways;
        let said: Vec<(&str, usize)> = found.iter().map(|way| (way.words[0].as_str(), way.others)).collect();
        assert_eq!(said, [("Give “Readers” the permission group “Developers” in Shop, in ConfigCat", 2)]);
        assert_eq!(found[0].other_names, ["ben", "cy"]);
        assert_eq!(found[0].for_them, ["Shop / Readers → Developers"]);
    }

    #[test]
    fn somebody_without_a_group_is_put_into_one() {
        let found = ways(&[person("ana", &[])], "ana", &developer()).ways;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].words, ["Put ana into “Developers”, in Okta"]);
        assert_eq!(
            (found[0].others, found[0].for_them.as_slice()),
            (0, ["nothing → Shop / Developers".to_owned()].as_slice())
        );
    }

    #[test]
    fn a_group_that_loses_by_the_order_is_moved_or_its_rival_left() {
        let everybody = [person("ana", &["Readers", "Developers"]), person("ben", &["Readers", "Developers"])];
        let found = ways(&everybody, "ana", &developer()).ways;
        let said: Vec<&str> = found.iter().map(|way| way.words[0].as_str()).collect();
        assert_eq!(said[0], "Take ana out of “Readers”, in Okta", "it touches nobody else");
        assert!(said.contains(&"Move “Developers” before “Readers” in the priority, in ConfigCat"), "{said:?}");
        assert!(found[1..].iter().all(|way| way.other_names == ["ben"]), "{found:#?}");
    }

    #[test]
    fn an_organization_admin_takes_two_edits_to_become_a_developer() {
        let found = ways(&[person("ana", &["Owners"])], "ana", &developer()).ways;
        assert!(!found.is_empty() && found.iter().all(|way| way.edits.len() == 2), "{found:#?}");
        assert!(
            found
                .iter()
                .any(|way| way.words == ["Take ana out of “Owners”, in Okta", "Put ana into “Developers”, in Okta"]
                    || way.words == ["Put ana into “Developers”, in Okta", "Take ana out of “Owners”, in Okta"])
        );
    }

    #[test]
    fn nothing_can_be_a_goal() {
        let goal = Goal::Permission { product: "Shop".into(), permission_group: None };
        let found = ways(&[person("ana", &["Readers"])], "ana", &goal).ways;
        assert_eq!(found[0].words, ["Take ana out of “Readers”, in Okta"]);
        assert_eq!(found[0].for_them, ["Shop / Readers → nothing"]);
    }

    #[test]
    fn a_role_is_given_by_a_group_that_carries_it() {
        let goal = Goal::Role { role: Role::OrganizationAdmin, on: true };
        let found = ways(&[person("ana", &["Readers"]), person("ben", &["Readers"])], "ana", &goal).ways;
        assert_eq!(found[0].words, ["Put ana into “Owners”, in Okta"]);
        assert_eq!(found[1].words, ["Give “Readers” the role Organization Admin, in ConfigCat"]);
        assert_eq!(found[1].other_names, ["ben"]);
    }
}
