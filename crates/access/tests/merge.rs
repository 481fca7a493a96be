//! Properties of the merge that hold for every plan and every person.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::BTreeMap;

use catflap_access::{
    Access, AccessShift, AccessShiftKind, Edit, EffectKind, Goal, Person, Plan, PlanGroup, Planner, Role, Shift,
    Shifts, Today, WhatIf, between, compare, smallest_changes,
};
use proptest::prelude::*;

fn group() -> impl Strategy<Value = PlanGroup> {
    let permissions = prop::collection::btree_map("[A-D]", "[a-c]", 0..4);
    (prop::bool::weighted(0.15), any::<bool>(), permissions).prop_map(
        |(organization_admin, billing_manager, permissions)| PlanGroup {
            name: String::new(),
            organization_admin,
            billing_manager,
            permissions,
        },
    )
}

prop_compose! {
    fn plan()(mut groups in prop::collection::vec(group(), 0..8)) -> Plan {
        for (at, group) in groups.iter_mut().enumerate() {
            group.name = format!("G{at}");
        }
        Plan { groups }
    }
}

/// G8 and above are groups that no plan has.
fn memberships() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec((0..10u8).prop_map(|at| format!("G{at}")), 0..7)
}

fn person(groups: Vec<String>) -> Person {
    Person { user_name: "ana@whisker.co".into(), active: true, groups }
}

fn gets(plan: &Plan, groups: &[String]) -> (bool, bool, BTreeMap<String, String>) {
    let access = Planner::new(plan.clone()).unwrap().compute(&person(groups.to_vec()));
    let permissions = access.permissions.into_iter().map(|grant| (grant.product, grant.permission_group)).collect();
    (access.organization_admin, access.billing_manager, permissions)
}

proptest! {
    #[test]
    fn the_merge_does_not_depend_on_the_order_of_memberships(plan in plan(), groups in memberships().prop_shuffle(), seed in any::<usize>()) {
        let planner = Planner::new(plan).unwrap();
        let mut turned = groups.clone();
        if !turned.is_empty() {
            let by = seed % turned.len();
            turned.rotate_left(by);
            turned.reverse();
        }
        prop_assert_eq!(planner.compute(&person(groups)), planner.compute(&person(turned)));
    }

    #[test]
    fn adding_a_lower_priority_group_never_takes_a_permission_away(plan in plan(), groups in memberships(), mut added in group()) {
        added.organization_admin = false;
        added.name = "added".into();
        let before = gets(&plan, &groups);
        let mut wider = plan;
        wider.groups.push(added);
        let mut more = groups;
        more.push("added".into());
        let after = gets(&wider, &more);
        prop_assert!(after.0 == before.0 && (after.1 || !before.1));
        for (product, permission_group) in before.2 {
            prop_assert_eq!(after.2.get(&product), Some(&permission_group));
        }
    }

    #[test]
    fn organization_admin_hides_product_permissions(plan in plan(), groups in memberships()) {
        let (admin, _, permissions) = gets(&plan, &groups);
        let carried = plan.groups.iter().any(|group| group.organization_admin && groups.contains(&group.name));
        prop_assert_eq!(admin, carried);
        if admin {
            prop_assert!(permissions.is_empty());
        }
    }

    #[test]
    fn the_first_listed_group_that_names_a_product_wins(plan in plan(), groups in memberships()) {
        let (admin, billing, permissions) = gets(&plan, &groups);
        let mine: Vec<&PlanGroup> = plan.groups.iter().filter(|group| groups.contains(&group.name)).collect();
        prop_assert_eq!(billing, mine.iter().any(|group| group.billing_manager));
        if !admin {
            for product in plan.products() {
                let first = mine.iter().find_map(|group| group.permissions.get(product));
                prop_assert_eq!(permissions.get(product), first);
            }
        }
    }

    #[test]
    fn computing_everybody_is_computing_each(plan in plan(), everybody in prop::collection::vec(memberships(), 0..6)) {
        let planner = Planner::new(plan).unwrap();
        let people: Vec<Person> = everybody.into_iter().map(person).collect();
        let table = planner.compute_all(&people);
        for (at, someone) in people.iter().enumerate() {
            let access = planner.compute(someone);
            prop_assert_eq!(table.is_nothing(at), access.is_nothing());
            prop_assert_eq!(table.access(&planner, at, someone), access);
        }
    }
}

fn goal() -> impl Strategy<Value = Goal> {
    let role = prop_oneof![Just(Role::OrganizationAdmin), Just(Role::BillingManager)];
    prop_oneof![
        ("[A-D]", prop::option::of("[a-c]"))
            .prop_map(|(product, permission_group)| Goal::Permission { product, permission_group }),
        (role, any::<bool>()).prop_map(|(role, on)| Goal::Role { role, on }),
    ]
}

/// Every edit there is, sensible or not.
fn all_edits(plan: &Plan) -> Vec<Edit> {
    let names: Vec<String> = plan.groups.iter().map(|group| group.name.clone()).collect();
    let mut edits = Vec::new();
    for group in &names {
        let (user_name, group) = (|| "ana@whisker.co".to_owned(), || group.clone());
        edits.push(Edit::Join { user_name: user_name(), group: group() });
        edits.push(Edit::Leave { user_name: user_name(), group: group() });
        for product in ["A", "B", "C", "D"].map(str::to_owned) {
            edits.push(Edit::Take { group: group(), product: product.clone() });
            for permission_group in ["a", "b", "c"].map(str::to_owned) {
                edits.push(Edit::Give { group: group(), product: product.clone(), permission_group });
            }
        }
        for role in [Role::OrganizationAdmin, Role::BillingManager] {
            edits.extend([true, false].map(|on| Edit::Role { group: group(), role, on }));
        }
        edits.extend(names.iter().map(|before| Edit::Move { group: group(), before: before.clone() }));
    }
    edits
}

proptest! {
    #[test]
    fn a_smallest_change_does_what_it_says(plan in plan(), groups in memberships(), goal in goal()) {
        let ana = person(groups);
        let found = smallest_changes(&plan, std::slice::from_ref(&ana), "ana@whisker.co", &goal).unwrap();
        for way in found.ways {
            let (mut plan, mut ana) = (plan.clone(), ana.clone());
            way.edits.iter().for_each(|edit| edit.apply(&mut plan, &mut ana));
            let access = Planner::new(plan).unwrap().compute(&ana);
            prop_assert!(goal.is_met_by(&access), "{:?} leads to {access:?}", way.words);
        }
    }

    #[test]
    fn no_single_edit_beats_a_smallest_change(plan in plan(), groups in memberships(), goal in goal()) {
        let ana = person(groups);
        let found = smallest_changes(&plan, std::slice::from_ref(&ana), "ana@whisker.co", &goal).unwrap();
        let before = Planner::new(plan.clone()).unwrap().compute(&ana);
        prop_assert_eq!(found.met_already, goal.is_met_by(&before));
        let single = all_edits(&plan).into_iter().find(|edit| {
            let (mut plan, mut ana) = (plan.clone(), ana.clone());
            edit.apply(&mut plan, &mut ana);
            goal.is_met_by(&Planner::new(plan).unwrap().compute(&ana))
        });
        if let Some(single) = single.filter(|_| !found.met_already) {
            prop_assert!(!found.ways.is_empty(), "{:?} would do it", single.to_words());
            prop_assert!(found.ways.iter().all(|way| way.edits.len() == 1), "{:?} would do it", single.to_words());
        }
    }
}

fn any_edit() -> impl Strategy<Value = Edit> {
    // G8 and G9 are in no plan, P5 is nobody, the product E in no plan yet
    let group = || (0..10u8).prop_map(|at| format!("G{at}"));
    let who = || (0..6u8).prop_map(|at| format!("P{at}"));
    let role = prop_oneof![Just(Role::OrganizationAdmin), Just(Role::BillingManager)];
    prop_oneof![
        (who(), group()).prop_map(|(user_name, group)| Edit::Join { user_name, group }),
        (who(), group()).prop_map(|(user_name, group)| Edit::Leave { user_name, group }),
        (group(), "[A-E]", "[a-c]").prop_map(|(group, product, permission_group)| Edit::Give {
            group,
            product,
            permission_group
        }),
        (group(), "[A-E]").prop_map(|(group, product)| Edit::Take { group, product }),
        (group(), role, any::<bool>()).prop_map(|(group, role, on)| Edit::Role { group, role, on }),
        (group(), group()).prop_map(|(group, before)| Edit::Move { group, before }),
    ]
}

fn made(edit: &Edit, plan: &mut Plan, people: &mut [Person]) {
    match edit {
        Edit::Join { user_name, .. } | Edit::Leave { user_name, .. } => {
            if let Some(person) = people.iter_mut().find(|person| person.user_name == *user_name) {
                edit.apply(plan, person);
            }
        }
        _ => edit.apply(plan, &mut person(vec![])),
    }
}

fn computed(plan: &Plan, people: &[Person]) -> Vec<Access> {
    let planner = Planner::new(plan.clone()).unwrap();
    people.iter().map(|person| planner.compute(person)).collect()
}

fn shifts_anew(before: &[Access], after: &[Access]) -> Shifts {
    let mut shifts = Shifts::default();
    for (at, (before, after)) in (0u32..).zip(before.iter().zip(after)) {
        let today = if before.active {
            Today {
                organization_admin: before.organization_admin,
                billing_manager: before.billing_manager,
                permissions: before
                    .permissions
                    .iter()
                    .map(|grant| (grant.product.clone(), grant.permission_group.clone()))
                    .collect(),
            }
        } else {
            Today::default()
        };
        let kind = compare(after, &today).kind;
        match kind {
            EffectKind::Gain => shifts.gain += 1,
            EffectKind::Lose => shifts.lose += 1,
            EffectKind::Change => shifts.change += 1,
            EffectKind::Unchanged | EffectKind::Nothing => continue,
        }
        shifts.people.push(Shift { at, kind });
    }
    shifts
}

proptest! {
    #[test]
    fn what_if_equals_computing_anew(
        mut plan in plan(),
        everybody in prop::collection::vec((memberships(), prop::bool::weighted(0.8)), 0..5),
        edits in prop::collection::vec(any_edit(), 1..8),
    ) {
        let mut people: Vec<Person> = everybody.into_iter().enumerate().map(|(at, (groups, active))| Person {
            user_name: format!("P{at}"), active, groups,
        }).collect();
        let mut what_if = WhatIf::new(plan.clone(), &people).unwrap();
        let start = computed(&plan, &people);
        for edit in edits {
            let before = computed(&plan, &people);
            made(&edit, &mut plan, &mut people);
            let after = computed(&plan, &people);
            prop_assert_eq!(what_if.apply(&edit), shifts_anew(&before, &after), "{:?}", edit);
            prop_assert_eq!(what_if.so_far(), shifts_anew(&start, &after), "{:?}", edit);
            prop_assert_eq!(what_if.planner().plan(), &plan);
            let anew = Planner::new(plan.clone()).unwrap();
            prop_assert_eq!(what_if.planner().products(), anew.products());
            let table = anew.compute_all(&people);
            for (at, person) in people.iter().enumerate() {
                prop_assert_eq!(what_if.table().access(what_if.planner(), at, person), after[at].clone(), "{:?}", edit);
                prop_assert_eq!(what_if.table().is_nothing(at), table.is_nothing(at));
                prop_assert_eq!(what_if.table().is_organization_admin(at), table.is_organization_admin(at));
                prop_assert_eq!(what_if.table().is_billing_manager(at), table.is_billing_manager(at));
            }
        }
    }
}

fn readings() -> impl Strategy<Value = (Vec<Person>, Vec<Person>)> {
    let reading = || {
        prop::collection::btree_map(0..6u8, (memberships(), prop::bool::weighted(0.8)), 0..6).prop_map(|people| {
            let person = |(at, (groups, active))| Person { user_name: format!("P{at}"), active, groups };
            people.into_iter().map(person).collect::<Vec<Person>>()
        })
    };
    (reading(), reading())
}

proptest! {
    #[test]
    fn nobody_lost_or_gained_between_a_reading_and_itself(plan in plan(), (people, _) in readings()) {
        prop_assert_eq!(between(&Planner::new(plan).unwrap(), &people, &people), []);
    }

    #[test]
    fn swapping_two_readings_swaps_lost_and_gained(plan in plan(), (earlier, later) in readings()) {
        let planner = Planner::new(plan).unwrap();
        let told = |shifts: Vec<AccessShift>, turn: bool| {
            let kind = |kind| match kind {
                AccessShiftKind::Lost if turn => AccessShiftKind::Gained,
                AccessShiftKind::Gained if turn => AccessShiftKind::Lost,
                kind => kind,
            };
            let mut told: Vec<_> = shifts.into_iter().map(|shift| (kind(shift.kind), shift.what, shift.names)).collect();
            told.sort();
            told
        };
        let there = told(between(&planner, &earlier, &later), false);
        prop_assert_eq!(there, told(between(&planner, &later, &earlier), true));
    }

    #[test]
    fn who_lost_or_gained_is_who_has_an_effect(plan in plan(), (earlier, later) in readings()) {
        let planner = Planner::new(plan).unwrap();
        let shifts = between(&planner, &earlier, &later);
        for person in &later {
            let Some(was) = earlier.iter().find(|was| was.user_name == person.user_name) else {
                prop_assert!(shifts.iter().all(|shift| !shift.names.contains(&person.user_name)));
                continue;
            };
            let today = if was.active { Today::from(&planner.compute(was)) } else { Today::default() };
            let mine: Vec<AccessShiftKind> =
                shifts.iter().filter(|shift| shift.names.contains(&person.user_name)).map(|shift| shift.kind).collect();
            let kind = match compare(&planner.compute(person), &today).kind {
                EffectKind::Lose => Some(AccessShiftKind::Lost),
                EffectKind::Change => Some(AccessShiftKind::Changed),
                EffectKind::Gain => Some(AccessShiftKind::Gained),
                EffectKind::Unchanged | EffectKind::Nothing => None,
            };
            prop_assert_eq!(mine.into_iter().min(), kind);
        }
    }
}
