//! How one plan differs from another, in sentences.

use std::collections::{HashMap, HashSet};

use catflap_access::{Plan, PlanGroup, Role};

use crate::act::access::gives;

/// What would be another with `after` in the place of `before`: groups in the order of `after`, then those that go, then who
/// stands elsewhere in the priority.
pub(crate) fn changes(before: &Plan, after: &Plan) -> Vec<String> {
    let old: HashMap<&str, &PlanGroup> = before.groups.iter().map(|group| (group.name.as_str(), group)).collect();
    let mut sentences = Vec::new();
    for group in &after.groups {
        match old.get(group.name.as_str()) {
            Some(old) => of_group(old, group, &mut sentences),
            None => sentences.push(format!("“{}” comes in; it gives {}.", group.name, or_nothing(group))),
        }
    }
    let stay: HashSet<&str> = after.groups.iter().map(|group| group.name.as_str()).collect();
    let gone = before.groups.iter().filter(|group| !stay.contains(group.name.as_str()));
    sentences.extend(gone.map(|group| format!("“{}” goes; it gave {}.", group.name, or_nothing(group))));
    of_order(before, after, &mut sentences);
    sentences
}

fn or_nothing(group: &PlanGroup) -> String {
    Some(gives(group)).filter(|gives| !gives.is_empty()).unwrap_or_else(|| "nothing".to_owned())
}

fn of_group(old: &PlanGroup, new: &PlanGroup, sentences: &mut Vec<String>) {
    let name = &new.name;
    for role in [Role::OrganizationAdmin, Role::BillingManager] {
        match (role.of(old), role.of(new)) {
            (false, true) => sentences.push(format!("“{name}” gets {role}.")),
            (true, false) => sentences.push(format!("“{name}” loses {role}.")),
            _ => {}
        }
    }
    for (product, was) in &old.permissions {
        match new.permissions.get(product) {
            None => sentences.push(format!("“{name}” loses {product} / {was}.")),
            Some(is) if is != was => sentences.push(format!("“{name}” gets {is} in {product} instead of {was}.")),
            Some(_) => {}
        }
    }
    for (product, is) in new.permissions.iter().filter(|(product, _)| !old.permissions.contains_key(*product)) {
        sentences.push(format!("“{name}” gets {product} / {is}."));
    }
}

/// The fewest groups whose moves make the new order. Where a group stands that gives nothing makes no difference.
fn of_order(before: &Plan, after: &Plan, sentences: &mut Vec<String>) {
    let places: HashMap<&str, usize> =
        before.groups.iter().enumerate().map(|(at, group)| (group.name.as_str(), at)).collect();
    let giving: Vec<&PlanGroup> = after.groups.iter().filter(|group| group.gives_anything()).collect();
    let known: Vec<(usize, usize)> =
        giving.iter().enumerate().filter_map(|(at, group)| Some((at, *places.get(group.name.as_str())?))).collect();
    let still = longest_rising(&known.iter().map(|&(_, place)| place).collect::<Vec<_>>());
    for (&(at, _), _) in known.iter().zip(still).filter(|(_, still)| !still) {
        let name = &giving[at].name;
        sentences.push(match giving.get(at + 1) {
            Some(next) => format!("“{name}” stands before “{}” in the priority.", next.name),
            None => format!("“{name}” stands last in the priority."),
        });
    }
}

/// Which numbers belong to a longest rising run (patience sorting).
fn longest_rising(numbers: &[usize]) -> Vec<bool> {
    let mut piles: Vec<usize> = Vec::new();
    let mut below: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let pile = piles.partition_point(|&top| numbers[top] < *number);
        below.push(pile.checked_sub(1).map(|before| piles[before]));
        if pile == piles.len() {
            piles.push(at);
        } else {
            piles[pile] = at;
        }
    }
    let mut rising = vec![false; numbers.len()];
    let mut next = piles.last().copied();
    while let Some(at) = next {
        rising[at] = true;
        next = below[at];
    }
    rising
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(before: &str, after: &str) -> Vec<String> {
        changes(&Plan::from_json(before).unwrap(), &Plan::from_json(after).unwrap())
    }

    #[test]
    fn each_difference_is_a_sentence_and_nothing_else_is() {
        let before = r#"{"groups":[
            {"name":"Owners","organization_admin":true},
            {"name":"Readers","permissions":{"Shop":"Readers","Finder":"Readers"}},
            {"name":"Old","billing_manager":true}]}"#;
        let after = r#"{"groups":[
            {"name":"Owners","billing_manager":true},
            {"name":"Readers","permissions":{"Shop":"Developers","Litter":"Readers"}},
            {"name":"New"}]}"#;
        assert_eq!(
            said(before, after),
            [
                "“Owners” loses Organization Admin.",
                "“Owners” gets Billing Manager.",
                "“Readers” loses Finder / Readers.",
                "“Readers” gets Developers in Shop instead of Readers.",
                "“Readers” gets Litter / Readers.",
                "“New” comes in; it gives nothing.",
                "“Old” goes; it gave Billing Manager.",
            ]
        );
        assert!(said(before, before).is_empty());
    }

    #[test]
    fn one_group_that_moved_is_one_sentence() {
        let plan = |names: &[&str]| {
            let groups: Vec<String> =
                names.iter().map(|name| format!(r#"{{"name":"{name}","billing_manager":true}}"#)).collect();
            format!(r#"{{"groups":[{}]}}"#, groups.join(","))
        };
        let before = plan(&["A", "B", "C", "D"]);
        assert_eq!(said(&before, &plan(&["D", "A", "B", "C"])), ["“D” stands before “A” in the priority."]);
        assert_eq!(said(&before, &plan(&["A", "C", "D", "B"])), ["“B” stands last in the priority."]);
    }

    proptest! {
        #[test]
        fn the_numbers_that_stay_rise_and_no_other_choice_is_longer(numbers in Just((0..7usize).collect::<Vec<_>>()).prop_shuffle()) {
            let rising = longest_rising(&numbers);
            let stay: Vec<usize> = numbers.iter().zip(&rising).filter(|(_, stay)| **stay).map(|(number, _)| *number).collect();
            prop_assert!(stay.is_sorted());
            let longest = (0..1u32 << numbers.len())
                .filter(|choice| {
                    let chosen: Vec<usize> = (0..numbers.len()).filter(|at| choice >> at & 1 == 1).map(|at| numbers[at]).collect();
                    chosen.is_sorted()
                })
                .map(u32::count_ones)
                .max();
            prop_assert_eq!(u32::try_from(stay.len()).ok(), longest);
        }
    }
}
