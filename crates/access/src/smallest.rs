//! The fewest edits, of the plan or of memberships, by which a person gets what they should.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::edit::{Edit, Role};
use crate::edited::Edited;
use crate::effect::{Today, difference};
use crate::guard::NAMED;
use crate::merge::Planner;
use crate::model::Access;
use crate::what_if::{Given, WhatIf, in_order};

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

impl WhatIf {
    /// Finds the fewest edits by which the person `who` (a `userName`) gets what the goal asks for.
    ///
    /// Considered are: putting them into a group or taking them out of one, giving or taking a permission or role of one of
    /// their groups, and moving one of their groups in the order. An inactive person is looked at as if active.
    pub fn smallest_changes(&self, who: &str, goal: &Goal) -> Ways {
        let at = self.find(who);
        let groups = at.map(|at| self.table().groups(at as usize).to_vec()).unwrap_or_default();
        let start = Attempt { edits: Vec::new(), groups };
        let far = start.distance(self.planner(), goal);
        if far == 0 {
            return Ways { met_already: true, ways: Vec::new() };
        }
        if far > MOST_EDITS {
            return Ways::default();
        }
        let mut attempts = vec![start];
        for left in (0..far).rev() {
            let mut next: Vec<Attempt> = Vec::new();
            let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
            for attempt in &attempts {
                for edit in attempt.candidates(self.planner(), who, goal) {
                    let after = attempt.with(self.planner(), edit);
                    // The order of two edits makes no other way.
                    let mut name: Vec<String> = after.edits.iter().map(Edit::to_words).collect();
                    name.sort_unstable();
                    if after.distance(self.planner(), goal) == left && seen.insert(name) {
                        next.push(after);
                    }
                }
            }
            attempts = next;
        }
        let before = Edited::of(self.planner(), &[]);
        let mine = at.map_or(&[][..], |at| self.table().groups(at as usize));
        let now = Given::of(&before, mine).by_name(&before);
        // Ways differ more often in memberships, which touch nobody else, than in what they edit of the plan.
        let mut others = Others::new();
        let way = |attempt: Attempt| {
            let (others, other_names) = attempt.others(self, at, &mut others);
            Way {
                words: attempt.edits.iter().map(Edit::to_words).collect(),
                for_them: difference(who, &now, &attempt.given(self.planner())).lines,
                edits: attempt.edits,
                others,
                other_names,
            }
        };
        let mut ways: Vec<Way> = attempts.into_iter().map(way).collect();
        ways.sort_by(|a, b| a.others.cmp(&b.others).then_with(|| a.words.cmp(&b.words)));
        ways.truncate(SHOWN);
        Ways { met_already: false, ways }
    }
}

/// Whom edits of the plan touch beside the person: how many, and the first of their user names. By the edits in words.
type Others = BTreeMap<Vec<String>, (usize, Vec<String>)>;

/// Some edits, with the person's groups after them.
#[derive(Clone)]
struct Attempt {
    edits: Vec<Edit>,
    groups: Vec<u32>,
}

fn joined(planner: &Planner, mut groups: Vec<u32>, edit: &Edit) -> Vec<u32> {
    if let Edit::Join { group, .. } | Edit::Leave { group, .. } = edit
        && let Some(group) = planner.group(group)
    {
        groups.retain(|&other| other != group);
        if matches!(edit, Edit::Join { .. }) {
            groups.push(group);
        }
    }
    groups
}

impl Attempt {
    fn with(&self, planner: &Planner, edit: Edit) -> Self {
        let mut after = Self { edits: self.edits.clone(), groups: joined(planner, self.groups.clone(), &edit) };
        after.edits.push(edit);
        after
    }

    /// At least so many edits are needed from here, each of which brings the goal nearer by at most one. As each step can be
    /// made, as long as there is a group to make it with, it is also as many as are needed.
    fn distance(&self, planner: &Planner, goal: &Goal) -> usize {
        let plan = Edited::of(planner, &self.edits);
        let groups = in_order(&plan, &self.groups);
        match goal {
            Goal::Role { role, on: true } => usize::from(!groups.iter().any(|&group| role.of_rule(plan.rule(group)))),
            Goal::Role { role, on: false } => groups.iter().filter(|&&group| role.of_rule(plan.rule(group))).count(),
            Goal::Permission { product, permission_group } => {
                let product = plan.product(product);
                let named = |group: u32| product.and_then(|product| plan.rule(group).permission(product));
                let is_admin = |group: u32| plan.rule(group).organization_admin;
                let Some(wanted) = permission_group else {
                    return groups.iter().filter(|&&group| is_admin(group) || named(group).is_some()).count();
                };
                let wanted = plan.permission(wanted);
                let gives = |group: u32| named(group).is_some() && named(group) == wanted;
                // Every group with Organization Admin has to lose the role or the person; which of the two, decides whether
                // its own permission group counts. So those before the first other one may be the one that counts.
                let first = groups.iter().position(|&group| !is_admin(group) && named(group).is_some());
                let upto = first.map_or(groups.len(), |first| first + 1);
                let may_be_met = groups[..upto].iter().any(|&group| gives(group));
                groups.iter().filter(|&&group| is_admin(group)).count() + usize::from(!may_be_met)
            }
        }
    }

    /// Every single edit that can bring the goal nearer.
    fn candidates(&self, planner: &Planner, who: &str, goal: &Goal) -> Vec<Edit> {
        let plan = Edited::of(planner, &self.edits);
        let mine = in_order(&plan, &self.groups);
        let name = |group: u32| planner.group_name(group).to_owned();
        let join = |group: u32| Edit::Join { user_name: who.to_owned(), group: name(group) };
        let leave = |group: u32| Edit::Leave { user_name: who.to_owned(), group: name(group) };
        let role = |group: u32, role: Role, on: bool| Edit::Role { group: name(group), role, on };
        let others = || plan.order().filter(|group| !mine.contains(group));
        let mut edits = Vec::new();
        match goal {
            Goal::Role { role: wanted, on: true } => {
                edits.extend(others().filter(|&group| wanted.of_rule(plan.rule(group))).map(join));
                edits.extend(mine.iter().map(|&group| role(group, *wanted, true)));
            }
            Goal::Role { role: unwanted, on: false } => {
                for &group in mine.iter().filter(|&&group| unwanted.of_rule(plan.rule(group))) {
                    edits.extend([role(group, *unwanted, false), leave(group)]);
                }
            }
            Goal::Permission { product, permission_group } => {
                let number = plan.product(product);
                let named = |group: u32| number.and_then(|product| plan.rule(group).permission(product));
                let wanted = permission_group.as_deref().and_then(|wanted| plan.permission(wanted));
                let gives = |group: u32| wanted.is_some() && named(group) == wanted;
                edits.extend(others().filter(|&group| gives(group)).map(join));
                let first = mine.iter().copied().find(|&group| named(group).is_some());
                for &group in &mine {
                    let is_admin = plan.rule(group).organization_admin;
                    if is_admin {
                        edits.push(role(group, Role::OrganizationAdmin, false));
                    }
                    let unwanted = named(group).is_some() && !gives(group);
                    if unwanted {
                        edits.push(Edit::Take { group: name(group), product: product.clone() });
                    }
                    if is_admin || unwanted {
                        edits.push(leave(group));
                    }
                    let Some(wanted) = permission_group else { continue };
                    if !gives(group) {
                        let (product, permission_group) = (product.clone(), wanted.clone());
                        edits.push(Edit::Give { group: name(group), product, permission_group });
                    } else if let Some(first) = first.filter(|&first| first != group) {
                        edits.push(Edit::Move { group: name(group), before: Some(name(first)) });
                    }
                }
            }
        }
        edits
    }

    /// What the person would have.
    fn given(&self, planner: &Planner) -> Today {
        let plan = Edited::of(planner, &self.edits);
        Given::of(&plan, &in_order(&plan, &self.groups)).by_name(&plan)
    }

    fn others(&self, what_if: &WhatIf, who: Option<u32>, known: &mut Others) -> (usize, Vec<String>) {
        let of_plan: Vec<Edit> = self.edits.iter().filter(|edit| edit.touches_plan()).cloned().collect();
        let look = || {
            let shifts = what_if.shifts(&of_plan).people;
            let others: Vec<u32> = shifts.iter().map(|shift| shift.at).filter(|&at| Some(at) != who).collect();
            let names = others.iter().take(NAMED).map(|&at| what_if.user_name(at).to_owned());
            (others.len(), names.collect())
        };
        known.entry(of_plan.iter().map(Edit::to_words).collect()).or_insert_with(look).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::GuardInput;
    use crate::model::{Person, Plan};

    const PLAN: &str = r#"{"groups":[
        {"name":"Owners","organization_admin":true},
        {"name":"Readers","permissions":{"Shop":"Readers"}},
        {"name":"Developers","permissions":{"Shop":"Developers"}}]}"#;

    fn person(user_name: &str, groups: &[&str]) -> Person {
        Person { user_name: user_name.into(), active: true, groups: groups.iter().map(ToString::to_string).collect() }
    }

    fn ways(everybody: &[Person], who: &str, goal: &Goal) -> Ways {
        let plan = Plan::from_json(PLAN).unwrap();
        WhatIf::new(plan, everybody, &GuardInput::default()).unwrap().smallest_changes(who, goal)
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
