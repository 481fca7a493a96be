//! A plan with some edits made, by number: nothing is copied but what the edits touch.

use foldhash::{HashMap, HashMapExt as _};

use crate::edit::{Edit, Role};
use crate::merge::{Planner, Rule, index};

/// A compiled plan as it would be after some edits. Edits of memberships are left out; so is what names a group that the plan
/// does not have.
#[derive(Debug)]
pub(crate) struct Edited<'a> {
    planner: &'a Planner,
    /// Groups that give something else than in the planner.
    rules: HashMap<u32, Rule>,
    /// The groups in their new order, and each group's place in it; both empty where the order is the planner's.
    order: Vec<u32>,
    ranks: Vec<u32>,
    /// Names that the planner has no number for; they have the numbers behind the planner's.
    products: Vec<&'a str>,
    permissions: Vec<&'a str>,
}

impl<'a> Edited<'a> {
    pub(crate) fn of(planner: &'a Planner, edits: &'a [Edit]) -> Self {
        let mut edited = Self {
            planner,
            rules: HashMap::new(),
            order: Vec::new(),
            ranks: Vec::new(),
            products: Vec::new(),
            permissions: Vec::new(),
        };
        for edit in edits {
            edited.make(edit);
        }
        edited.rules.retain(|&group, rule| planner.rule(group) != rule);
        if (0u32..).zip(&edited.order).all(|(place, &group)| place == group) {
            edited.order = Vec::new();
        }
        edited.ranks = vec![0; edited.order.len()];
        for (rank, &group) in (0u32..).zip(&edited.order) {
            edited.ranks[group as usize] = rank;
        }
        edited
    }

    fn make(&mut self, edit: &'a Edit) {
        match edit {
            Edit::Give { group, product, permission_group } => {
                let product =
                    number(self.planner.product(product), self.planner.product_names(), &mut self.products, product);
                let permission = number(
                    self.planner.permission(permission_group),
                    self.planner.permission_names(),
                    &mut self.permissions,
                    permission_group,
                );
                let Some(rule) = self.rule_mut(group) else { return };
                match rule.permissions.binary_search_by_key(&product, |&(product, _)| product) {
                    Ok(place) => rule.permissions[place].1 = permission,
                    Err(place) => rule.permissions.insert(place, (product, permission)),
                }
            }
            Edit::Take { group, product } => {
                let product = self.product(product);
                if let Some(rule) = self.rule_mut(group) {
                    rule.permissions.retain(|&(other, _)| Some(other) != product);
                }
            }
            Edit::Role { group, role, on } => {
                if let Some(rule) = self.rule_mut(group) {
                    *match role {
                        Role::OrganizationAdmin => &mut rule.organization_admin,
                        Role::BillingManager => &mut rule.billing_manager,
                    } = *on;
                }
            }
            Edit::Move { group, before } => {
                let Some(group) = self.planner.group(group) else { return };
                let before = match before {
                    None => None,
                    Some(name) => match self.planner.group(name) {
                        Some(before) if before != group => Some(before),
                        _ => return,
                    },
                };
                if self.order.is_empty() {
                    self.order = (0..index(self.planner.rules().len())).collect();
                }
                self.order.retain(|&other| other != group);
                let to = self.order.iter().position(|&other| Some(other) == before).unwrap_or(self.order.len());
                self.order.insert(to, group);
            }
            Edit::Join { .. } | Edit::Leave { .. } => {}
        }
    }

    fn rule_mut(&mut self, group: &str) -> Option<&mut Rule> {
        let group = self.planner.group(group)?;
        Some(self.rules.entry(group).or_insert_with(|| self.planner.rule(group).clone()))
    }

    pub(crate) fn planner(&self) -> &'a Planner {
        self.planner
    }

    pub(crate) fn rule(&self, group: u32) -> &Rule {
        self.rules.get(&group).unwrap_or_else(|| self.planner.rule(group))
    }

    /// The groups that give something else, with what they give.
    pub(crate) fn rules(&self) -> impl Iterator<Item = (u32, &Rule)> {
        self.rules.iter().map(|(&group, rule)| (group, rule))
    }

    /// A group's place in the order, from 0.
    pub(crate) fn rank(&self, group: u32) -> u32 {
        if self.ranks.is_empty() { group } else { self.ranks[group as usize] }
    }

    /// All groups in their order.
    pub(crate) fn order(&self) -> impl Iterator<Item = u32> {
        let plain = if self.order.is_empty() { self.planner.rules().len() } else { 0 };
        (0..index(plain)).chain(self.order.iter().copied())
    }

    /// Groups that were moved past others, such that all others kept their order among themselves; of all such sets the one with
    /// the fewest people: moving everybody's group past a small one is moving the small one.
    pub(crate) fn moved(&self, people: impl Fn(u32) -> usize) -> Vec<u32> {
        // the heaviest rising run of numbers in the new order: best[n] is, for a run that ends below n, its weight and its end
        let len = self.order.len();
        let mut best: Vec<(usize, Option<u32>)> = vec![(0, None); len + 1];
        let mut before: Vec<Option<u32>> = vec![None; len];
        for &group in &self.order {
            let (mut weight, mut end) = (0, None);
            let mut at = group as usize;
            while at > 0 {
                if best[at].0 > weight {
                    (weight, end) = best[at];
                }
                at &= at - 1;
            }
            before[group as usize] = end;
            let run = (weight + people(group) + 1, Some(group));
            let mut at = group as usize + 1;
            while at <= len {
                if run.0 > best[at].0 {
                    best[at] = run;
                }
                at += at & at.wrapping_neg();
            }
        }
        let mut stays = vec![false; len];
        let mut at = best.iter().max_by_key(|(weight, _)| *weight).and_then(|&(_, end)| end);
        while let Some(group) = at {
            stays[group as usize] = true;
            at = before[group as usize];
        }
        (0u32..).zip(stays).filter(|&(_, stays)| !stays).map(|(group, _)| group).collect()
    }

    /// The number of a product that the plan names, be it since the edits.
    pub(crate) fn product(&self, name: &str) -> Option<u32> {
        find(self.planner.product(name), self.planner.product_names(), &self.products, name)
    }

    /// The number of a permission group that the plan names, be it since the edits.
    pub(crate) fn permission(&self, name: &str) -> Option<u32> {
        find(self.planner.permission(name), self.planner.permission_names(), &self.permissions, name)
    }

    pub(crate) fn product_name(&self, product: u32) -> &str {
        name(self.planner.product_names(), &self.products, product)
    }

    pub(crate) fn permission_name(&self, permission: u32) -> &str {
        name(self.planner.permission_names(), &self.permissions, permission)
    }
}

fn find(known: Option<u32>, names: &[String], more: &[&str], name: &str) -> Option<u32> {
    known.or_else(|| Some(index(names.len() + more.iter().position(|&other| other == name)?)))
}

fn number<'a>(known: Option<u32>, names: &[String], more: &mut Vec<&'a str>, name: &'a str) -> u32 {
    find(known, names, more, name).unwrap_or_else(|| {
        more.push(name);
        index(names.len() + more.len() - 1)
    })
}

fn name<'a>(names: &'a [String], more: &[&'a str], number: u32) -> &'a str {
    let at = number as usize;
    names.get(at).map_or_else(|| more[at - names.len()], String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Plan;

    fn planner() -> Planner {
        Planner::new(Plan::from_json(r#"{"groups":[{"name":"A"},{"name":"B"},{"name":"C"},{"name":"D"}]}"#).unwrap())
            .unwrap()
    }

    fn moved(group: &str, before: Option<&str>) -> Edit {
        Edit::Move { group: group.into(), before: before.map(str::to_owned) }
    }

    #[test]
    fn a_group_that_is_dragged_to_the_end_is_the_one_that_moved() {
        let planner = planner();
        let edits = [moved("A", None)];
        let edited = Edited::of(&planner, &edits);
        assert_eq!(edited.order().collect::<Vec<_>>(), [1, 2, 3, 0]);
        assert_eq!(edited.moved(|_| 10), [0]);
        assert_eq!(edited.moved(|group| if group == 0 { 1000 } else { 10 }), [1, 2, 3], "fewer people are in these");
    }

    #[test]
    fn what_was_moved_back_did_not_move() {
        let planner = planner();
        let edits = [moved("C", Some("A")), moved("C", Some("D")), moved("A", Some("A")), moved("A", Some("Nobody"))];
        let edited = Edited::of(&planner, &edits);
        assert_eq!(edited.order().collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert!(edited.moved(|_| 1).is_empty());
    }

    #[test]
    fn what_was_given_and_taken_again_is_no_other_rule() {
        let planner = planner();
        let give = Edit::Give { group: "A".into(), product: "New".into(), permission_group: "Readers".into() };
        let edits = [give, Edit::Take { group: "A".into(), product: "New".into() }];
        assert_eq!(Edited::of(&planner, &edits).rules().count(), 0);
        let edited = Edited::of(&planner, &edits[..1]);
        let &(product, permission) = edited.rule(0).permissions.first().unwrap();
        assert_eq!((edited.product_name(product), edited.permission_name(permission)), ("New", "Readers"));
    }
}
