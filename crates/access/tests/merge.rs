//! Properties of the merge that hold for every plan and every person.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::BTreeMap;

use catflap_access::{
    Access, AccessShift, AccessShiftKind, Edit, EffectCounts, EffectKind, Effects, Goal, GuardInput, Person, Plan,
    PlanGroup, Planner, Role, Shift, Shifts, SyncedGroup, Today, WhatIf, between, compare, guards,
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
        let places = names.iter().cloned().map(Some).chain([None]);
        edits.extend(places.map(|before| Edit::Move { group: group(), before }));
    }
    edits
}

proptest! {
    #[test]
    fn a_smallest_change_does_what_it_says(plan in plan(), groups in memberships(), goal in goal()) {
        let ana = person(groups);
        let what_if = WhatIf::new(plan.clone(), std::slice::from_ref(&ana), &GuardInput::default()).unwrap();
        let found = what_if.smallest_changes("ana@whisker.co", &goal);
        for way in found.ways {
            let (mut plan, mut ana) = (plan.clone(), ana.clone());
            way.edits.iter().for_each(|edit| made(edit, &mut plan, std::slice::from_mut(&mut ana)));
            let access = Planner::new(plan).unwrap().compute(&ana);
            prop_assert!(goal.is_met_by(&access), "{:?} leads to {access:?}", way.words);
        }
    }

    #[test]
    fn no_single_edit_beats_a_smallest_change(plan in plan(), groups in memberships(), goal in goal()) {
        let ana = person(groups);
        let what_if = WhatIf::new(plan.clone(), std::slice::from_ref(&ana), &GuardInput::default()).unwrap();
        let found = what_if.smallest_changes("ana@whisker.co", &goal);
        let before = Planner::new(plan.clone()).unwrap().compute(&ana);
        prop_assert_eq!(found.met_already, goal.is_met_by(&before));
        let single = all_edits(&plan).into_iter().find(|edit| {
            let (mut plan, mut ana) = (plan.clone(), ana.clone());
            made(edit, &mut plan, std::slice::from_mut(&mut ana));
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
        (group(), prop::option::weighted(0.8, group())).prop_map(|(group, before)| Edit::Move { group, before }),
    ]
}

fn made(edit: &Edit, plan: &mut Plan, people: &mut [Person]) {
    edit.apply(plan);
    match edit {
        Edit::Join { user_name, group } => {
            if let Some(person) = people.iter_mut().find(|person| person.user_name == *user_name)
                && !person.groups.contains(group)
            {
                person.groups.push(group.clone());
            }
        }
        Edit::Leave { user_name, group } => {
            if let Some(person) = people.iter_mut().find(|person| person.user_name == *user_name) {
                person.groups.retain(|name| name != group);
            }
        }
        _ => {}
    }
}

fn computed(plan: &Plan, people: &[Person]) -> Vec<Access> {
    let planner = Planner::new(plan.clone()).unwrap();
    people.iter().map(|person| planner.compute(person)).collect()
}

fn shifts_anew(before: &[Access], after: &[Access], startable: &[bool]) -> Shifts {
    let mut shifts = Shifts::default();
    for (at, (before, after)) in (0u32..).zip(before.iter().zip(after)) {
        if startable.get(at as usize) == Some(&false) || !before.active {
            continue;
        }
        let kind = compare(after, &Today::from(before)).kind;
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

/// "E" and "d" are in no plan.
fn today() -> impl Strategy<Value = Option<Today>> {
    let permissions = prop::collection::btree_map("[A-E]", "[a-d]", 0..4);
    let today = (prop::bool::weighted(0.2), prop::bool::weighted(0.2), permissions).prop_map(
        |(organization_admin, billing_manager, permissions)| Today { organization_admin, billing_manager, permissions },
    );
    prop::option::weighted(0.8, today)
}

#[derive(Debug, Clone)]
struct World {
    plan: Plan,
    people: Vec<Person>,
    today: Vec<Option<Today>>,
    startable: Vec<bool>,
    synced: Vec<SyncedGroup>,
    limit: Option<usize>,
}

fn world() -> impl Strategy<Value = World> {
    let person = (memberships(), prop::bool::weighted(0.8), today(), prop::bool::weighted(0.8));
    let everybody = prop::collection::vec(person, 0..6);
    // g1 differs from a group of most plans by capitals
    let synced = prop::collection::vec(prop::sample::select(vec!["G0", "g1", "G2", "G9", "G3"]), 0..5);
    (plan(), everybody, synced, prop::option::of(0..3usize), any::<bool>(), any::<bool>()).prop_map(
        |(plan, everybody, synced, limit, today_seen, domains_seen)| World {
            plan,
            today: everybody.iter().filter(|_| today_seen).map(|(_, _, today, _)| today.clone()).collect(),
            startable: everybody.iter().filter(|_| domains_seen).map(|(_, _, _, startable)| *startable).collect(),
            people: (0..)
                .zip(everybody)
                .map(|(at, (groups, active, _, _))| Person { user_name: format!("P{at}"), active, groups })
                .collect(),
            synced: (1..).zip(synced).map(|(people, name)| SyncedGroup { name: name.into(), people }).collect(),
            limit,
        },
    )
}

impl World {
    fn input(&self) -> GuardInput<'_> {
        GuardInput {
            synced_groups: &self.synced,
            groups_with_permissions_limit: self.limit,
            you: Some("p0"),
            today: &self.today,
            startable: &self.startable,
        }
    }

    /// The comparison with today, person by person.
    fn effect(&self, after: &[Access]) -> Option<EffectCounts> {
        let startable = (0..after.len()).filter(|&at| self.startable.get(at) != Some(&false));
        let effects: Effects = startable
            .map(|at| compare(&after[at], &self.today.get(at).cloned().flatten().unwrap_or_default()))
            .collect();
        (!self.today.is_empty()).then_some(effects.counts)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_look_equals_computing_anew(world in world(), edits in prop::collection::vec(any_edit(), 0..6)) {
        let what_if = WhatIf::new(world.plan.clone(), &world.people, &world.input()).unwrap();
        let start = computed(&world.plan, &world.people);
        let (mut plan, mut people) = (world.plan.clone(), world.people.clone());
        for made_so_far in 0..=edits.len() {
            if made_so_far > 0 {
                made(&edits[made_so_far - 1], &mut plan, &mut people);
            }
            let looked = what_if.look(&edits[..made_so_far]);
            let after = computed(&plan, &people);
            prop_assert_eq!(&looked.shifts, &shifts_anew(&start, &after, &world.startable));
            prop_assert_eq!(looked.effect, world.effect(&after));
            let planner = Planner::new(plan.clone()).unwrap();
            let table = planner.compute_all(&people);
            prop_assert_eq!(&looked.guards, &guards(&planner, &table, &people, &world.input()));
            let giving = plan.groups.iter().filter(|group| group.gives_anything()).count();
            prop_assert_eq!(looked.groups_with_permissions, giving);
            let everybody: Vec<u32> = (0u32..).zip(&people).map(|(at, _)| at).collect();
            let effects = what_if.effects(&edits[..made_so_far], &everybody);
            for ((effect, before), after) in effects.iter().zip(&start).zip(&after) {
                let had = if before.active { Today::from(before) } else { Today::default() };
                prop_assert_eq!(effect, &compare(after, &had));
            }
        }
        prop_assert_eq!(what_if.planner().plan(), &world.plan);
        prop_assert_eq!(what_if.look(&[]).shifts, Shifts::default());
    }

    #[test]
    fn a_smallest_change_touches_so_many_others(world in world(), goal in goal()) {
        let what_if = WhatIf::new(world.plan.clone(), &world.people, &GuardInput::default()).unwrap();
        let before = computed(&world.plan, &world.people);
        for way in what_if.smallest_changes("P0", &goal).ways {
            let (mut plan, mut people) = (world.plan.clone(), world.people.clone());
            way.edits.iter().for_each(|edit| made(edit, &mut plan, &mut people));
            let shifts = shifts_anew(&before, &computed(&plan, &people), &[]);
            let others = shifts.people.iter().map(|shift| format!("P{}", shift.at)).filter(|name| name != "P0");
            prop_assert_eq!(way.others, others.clone().count(), "{:?}", &way.words);
            prop_assert_eq!(way.other_names, others.collect::<Vec<_>>());
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

proptest! {
    #[test]
    fn between_two_readings_capitals_and_the_spelling_of_an_accent_make_nobody_else(plan in plan(), before in memberships(), after in memberships(), capitals: bool) {
        let planner = Planner::new(plan).unwrap();
        let name = |text: &str| if capitals { text.to_uppercase() } else { text.to_owned() };
        let was = Person { user_name: "zo\u{eb}@whisker.co".into(), ..person(before.clone()) };
        let is = Person { user_name: name("zoe\u{308}@whisker.co"), ..person(after.clone()) };
        let plain = between(&planner, &[person(before)], &[person(after)]);
        let spelled = between(&planner, &[was], std::slice::from_ref(&is));
        prop_assert_eq!(plain.len(), spelled.len());
        for (plain, spelled) in plain.iter().zip(&spelled) {
            prop_assert_eq!(&plain.words, &spelled.words);
            prop_assert_eq!(&spelled.names, std::slice::from_ref(&is.user_name));
        }
    }
}
