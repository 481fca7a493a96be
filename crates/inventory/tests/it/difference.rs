//! What changed between two inventories.

use catflap_inventory::{Difference, Group, Inventory, User, alarm};
use proptest::prelude::*;

fn user(id: &str) -> User {
    User {
        id: id.into(),
        user_name: format!("{id}@whisker.co"),
        display_name: None,
        email: None,
        active: true,
        external_id: None,
        groups: vec![],
    }
}

fn group(id: &str, members: &[&str]) -> Group {
    Group { id: id.into(), display_name: id.to_uppercase(), members: members.iter().map(|&m| m.to_owned()).collect() }
}

fn inventory(users: Vec<User>, groups: Vec<Group>) -> Inventory {
    Inventory::link(users, groups).0
}

/// Users and groups in the order of their ids.
fn in_order(inventory: &Inventory) -> Inventory {
    Difference::default().apply(inventory)
}

#[test]
fn a_difference_reads_like_what_happened() {
    let before = inventory(
        vec![user("ana"), user("ben"), user("cleo"), user("dora"), user("eve")],
        vec![group("readers", &["ana", "ben", "cleo"]), group("developers", &["dora"]), group("old", &["dora"])],
    );
    let mut eve = user("eve");
    eve.active = false;
    let mut ben = user("ben");
    ben.user_name = "benjamin@whisker.co".into();
    let mut developers = group("developers", &["dora", "ana"]);
    developers.display_name = "Builders".into();
    let after = inventory(
        vec![user("ana"), ben, user("dora"), eve, user("finn"), user("gus")],
        vec![group("readers", &["ben", "finn"]), developers, group("new", &[])],
    );
    let difference = Difference::between(&before, &after);
    let lines: Vec<String> =
        difference.lines().into_iter().map(|line| format!("{}: {}", line.words, line.names.join(" "))).collect();
    assert_eq!(
        lines,
        [
            "2 joined: finn@whisker.co gus@whisker.co",
            "1 left: cleo@whisker.co",
            "1 was switched off: eve@whisker.co",
            "1 has another address: benjamin@whisker.co",
            "1 moved from READERS to Builders: ana@whisker.co",
            "the group NEW is new: NEW",
            "the group OLD is gone: OLD",
            "the group DEVELOPERS is called Builders now: Builders",
        ]
    );
    assert!(difference.sentence().starts_with("2 joined, 1 left, 1 was switched off"));
    assert_eq!(Difference::between(&after, &after).sentence(), "Nothing changed");
}

#[test]
fn of_many_different_moves_the_largest_are_named_and_the_rest_counted() {
    let people: Vec<String> = (0..7).map(|at| format!("u{at}")).collect();
    let users = || people.iter().map(|id| user(id)).collect::<Vec<_>>();
    let groups = |full: bool| {
        let of = |at: usize| if full { vec![people[at].as_str()] } else { vec![] };
        let one = |at: usize| group(&format!("g{at}"), &of(at));
        let both = group("both", &if full { vec![people[5].as_str(), people[6].as_str()] } else { vec![] });
        (0..5).map(one).chain([both]).collect::<Vec<_>>()
    };
    let moved = Difference::between(&inventory(users(), groups(false)), &inventory(users(), groups(true)));
    assert_eq!(moved.sentence(), "2 came into BOTH, 1 came into G0, 1 came into G1, 3 moved otherwise");
    assert_eq!(moved.lines().len(), 6, "the lines have all of them");
}

#[test]
fn losing_many_at_once_is_alarming_and_a_few_are_not() {
    let all: Vec<String> = (0..100).map(|at| format!("u{at:03}")).collect();
    let whole = |count: usize| {
        let kept: Vec<&str> = all[..count].iter().map(String::as_str).collect();
        inventory(kept.iter().map(|id| user(id)).collect(), vec![group("all", &kept)])
    };
    let lost = |count: usize| alarm(&whole(100), &Difference::between(&whole(100), &whole(100 - count)));
    assert_eq!(lost(9), None, "one in eleven");
    let ten = lost(10).unwrap();
    assert_eq!((ten.people, ten.of_people), (10, 100));
    assert!(ten.words.starts_with("10 of 100 active people"), "{}", ten.words);
    assert_eq!(alarm(&whole(4), &Difference::between(&whole(4), &whole(0))), None, "four are few");

    let emptied = inventory(all.iter().map(|id| user(id)).collect(), vec![group("all", &[])]);
    let memberships = alarm(&whole(100), &Difference::between(&whole(100), &emptied)).unwrap();
    assert!(memberships.words.starts_with("100 of 100 memberships"), "{}", memberships.words);
}

prop_compose! {
    fn any_user(id: u8)(active: bool, name in 0u8..3, email in prop::option::of(0u8..2)) -> User {
        User {
            active,
            display_name: (name > 0).then(|| format!("name {name}")),
            email: email.map(|at| format!("{at}@whisker.co")),
            ..user(&format!("u{id:02}"))
        }
    }
}

fn any_inventory() -> impl Strategy<Value = Inventory> {
    let users = prop::collection::btree_set(0u8..12, 0..12)
        .prop_flat_map(|ids| ids.into_iter().map(any_user).collect::<Vec<_>>());
    let groups = prop::collection::btree_map(0u8..5, (0u8..2, prop::collection::btree_set(0u8..12, 0..8)), 0..5);
    (users, groups).prop_map(|(users, groups)| {
        let groups = groups
            .into_iter()
            .map(|(id, (name, members))| Group {
                id: format!("g{id}"),
                display_name: format!("Group {id}.{name}"),
                members: members.into_iter().map(|member| format!("u{member:02}")).collect(),
            })
            .collect();
        Inventory::link(users, groups).0
    })
}

proptest! {
    #[test]
    fn a_difference_applied_to_the_earlier_gives_the_later(a in any_inventory(), b in any_inventory()) {
        prop_assert_eq!(Difference::between(&a, &b).apply(&a), in_order(&b));
    }

    #[test]
    fn reversed_it_leads_back(a in any_inventory(), b in any_inventory()) {
        let there = Difference::between(&a, &b);
        prop_assert_eq!(there.clone().reversed().apply(&b), in_order(&a));
        prop_assert_eq!(there.clone().reversed().reversed(), there);
    }

    #[test]
    fn nothing_changed_exactly_when_both_are_the_same(a in any_inventory(), b in any_inventory()) {
        prop_assert!(Difference::between(&a, &a).is_nothing());
        prop_assert_eq!(Difference::between(&a, &b).is_nothing(), in_order(&a) == in_order(&b));
        prop_assert_eq!(Difference::between(&a, &b).is_nothing(), Difference::between(&a, &b).lines().is_empty());
    }
}
