//! Why somebody gets in, or not.

use catflap_inventory::{
    Chain, ChainPart, Group, Inventory, LinkState, Member, OktaPerson, OktaSide, PushGroup, Sources, User, chain,
    chain_outside, reconcile,
};
use proptest::prelude::*;

#[derive(Debug, Clone)]
struct World {
    users: Vec<User>,
    groups: Vec<Group>,
    okta: Option<OktaSide>,
    members: Option<Vec<Member>>,
}

/// Ana, for whom every link holds.
fn healthy() -> World {
    World {
        users: vec![User {
            id: "1".into(),
            user_name: "ana@whisker.co".into(),
            display_name: Some("Ana".into()),
            email: None,
            active: true,
            external_id: Some("00a".into()),
            groups: vec![],
        }],
        groups: vec![Group { id: "g".into(), display_name: "Readers".into(), members: vec!["1".into()] }],
        okta: Some(OktaSide {
            people: vec![OktaPerson {
                id: "00a".into(),
                login: "ana@whisker.co".into(),
                user_name: Some("ana@whisker.co".into()),
                status: Some("ACTIVE".into()),
                assigned_by: vec!["Everyone".into()],
                external_id: Some("1".into()),
                ..OktaPerson::default()
            }],
            push_groups: vec![PushGroup {
                source_group_id: "00g".into(),
                name: "Readers".into(),
                status: "ACTIVE".into(),
                members: Some(vec!["00a".into()]),
                ..PushGroup::default()
            }],
            ..OktaSide::default()
        }),
        members: Some(vec![Member {
            id: "m".into(),
            email: "ana@whisker.co".into(),
            permissions: vec![("Shop".into(), "Readers".into())],
            ..Member::default()
        }]),
    }
}

const GIVEN: &str = "Shop / Readers, by “Readers”";

fn why(world: &World, plan: Option<&[&str]>) -> Chain {
    let (synced, _) = Inventory::link(world.users.clone(), world.groups.clone());
    let members = world.members.as_deref();
    let sources = Sources {
        synced: &synced,
        okta: world.okta.as_ref(),
        members,
        verified_domains: None,
        without_permission: None,
    };
    let plan: Option<Vec<String>> = plan.map(|given| given.iter().map(ToString::to_string).collect());
    let states = reconcile(&sources);
    chain(&sources, &states[0], plan.as_deref())
}

fn changed(change: impl FnOnce(&mut World)) -> World {
    let mut world = healthy();
    change(&mut world);
    world
}

fn ana(world: &mut World) -> &mut OktaPerson {
    &mut world.okta.as_mut().unwrap().people[0]
}

#[test]
fn where_every_link_holds_the_answer_is_what_she_may_do() {
    let chain = why(&healthy(), Some(&[GIVEN]));
    assert!(chain.links.iter().all(|link| link.state == LinkState::There && link.fix.is_empty()), "{chain:#?}");
    assert_eq!((chain.broken, chain.gets_in), (None, Some(true)));
    assert_eq!(chain.answer, "Ana gets in. Today: Shop / Readers. The plan gives Shop / Readers, by “Readers”.");
    assert_eq!(chain.links[1].proof, "By the group “Everyone”.");
}

#[test]
fn each_link_can_be_the_first_broken_one() {
    let may_nothing = changed(|world| world.members.as_mut().unwrap()[0].permissions.clear());
    let cases: [(World, ChainPart, &str); 8] = [
        (changed(|world| ana(world).status = Some("SUSPENDED".into())), ChainPart::OktaUser, "suspended"),
        (changed(|world| world.okta.as_mut().unwrap().people.clear()), ChainPart::Assignment, "Not assigned"),
        (changed(|world| ana(world).error = Some("Matching user not found".into())), ChainPart::Push, "Matching user"),
        (changed(|world| world.users[0].active = false), ChainPart::ScimUser, "inactive"),
        (changed(|world| world.groups[0].members.clear()), ChainPart::Groups, "In “Readers” in Okta"),
        (changed(|world| world.members = Some(vec![])), ChainPart::Member, "No ConfigCat account"),
        (may_nothing.clone(), ChainPart::Permission, "The plan gives this person nothing."),
        (may_nothing, ChainPart::Permission, "but the account may do nothing today"),
    ];
    for (world, part, proof) in cases {
        let plan: &[&str] = if proof.ends_with("nothing.") { &[] } else { &[GIVEN] };
        let chain = why(&world, Some(plan));
        assert_eq!(chain.broken, Some(part), "{chain:#?}");
        let link = chain.links.iter().find(|link| link.part == part).unwrap();
        assert!(link.proof.contains(proof) && !link.fix.is_empty(), "{link:?}");
        assert!(chain.answer.contains(&link.proof), "{}", chain.answer);
    }
}

#[test]
fn who_gets_in_though_a_link_is_broken_is_said_to() {
    let ghost = why(&changed(|world| world.okta.as_mut().unwrap().people.clear()), Some(&[GIVEN]));
    assert_eq!((ghost.broken, ghost.gets_in), (Some(ChainPart::Assignment), Some(true)));
    assert!(ghost.answer.starts_with("Ana gets in all the same"), "{}", ghost.answer);

    let unmanaged = changed(|world| {
        world.users.clear();
        world.groups.clear();
        world.okta.as_mut().unwrap().people.clear();
    });
    let chain = why(&unmanaged, None);
    assert_eq!(chain.gets_in, Some(true));
    assert_eq!(chain.links[6].proof, "Today: Shop / Readers.");
}

#[test]
fn an_inactive_user_does_not_get_in_whatever_the_plan_gives() {
    let chain = why(&changed(|world| world.users[0].active = false), Some(&[GIVEN]));
    assert_eq!(chain.gets_in, Some(false));
    assert!(chain.answer.starts_with("Ana can’t get in. SCIM user:"), "{}", chain.answer);
}

#[test]
fn another_user_name_in_okta_breaks_the_link_to_the_synced_user() {
    let chain = why(&changed(|world| ana(world).user_name = Some("a.costa@whisker.co".into())), Some(&[GIVEN]));
    assert_eq!(chain.broken, Some(ChainPart::ScimUser));
}

#[test]
fn what_she_may_today_counts_and_what_starting_would_take_is_said_beside_it() {
    let chain = why(&healthy(), Some(&[]));
    assert_eq!((chain.broken, chain.gets_in), (None, Some(true)));
    assert!(chain.answer.ends_with("once provisioning is started, that is lost."), "{}", chain.answer);
}

#[test]
fn who_is_locked_out_or_was_never_activated_is_stopped_in_okta() {
    for (status, proof) in [("LOCKED_OUT", "locked out"), ("STAGED", "never activated")] {
        let chain = why(&changed(|world| ana(world).status = Some(status.into())), Some(&[GIVEN]));
        assert_eq!(chain.broken, Some(ChainPart::OktaUser));
        assert!(chain.links[0].proof.contains(proof), "{}", chain.links[0].proof);
    }
}

#[test]
fn a_fix_names_the_group_that_the_assignment_comes_from() {
    let missing = changed(|world| {
        world.users.clear();
        world.groups.clear();
        world.members = Some(vec![]);
    });
    let chain = why(&missing, None);
    assert_eq!(chain.broken, Some(ChainPart::ScimUser));
    assert!(chain.links[3].fix.starts_with("Take the person out of “Everyone” in Okta"), "{}", chain.links[3].fix);
    let inactive = why(&changed(|world| world.users[0].active = false), None);
    assert!(inactive.links[3].fix.ends_with("Okta then sets the user active."), "{}", inactive.links[3].fix);
}

#[test]
fn who_is_in_the_directory_alone_is_stopped_at_the_assignment_unless_deactivated() {
    let world = healthy();
    let (synced, _) = Inventory::link(world.users.clone(), world.groups.clone());
    let sources = Sources {
        synced: &synced,
        okta: world.okta.as_ref(),
        members: world.members.as_deref(),
        verified_domains: None,
        without_permission: None,
    };
    let mut ben = OktaPerson {
        id: "00b".into(),
        login: "ben@whisker.co".into(),
        status: Some("ACTIVE".into()),
        ..OktaPerson::default()
    };
    let chain = chain_outside(&sources, &ben);
    assert_eq!((chain.broken, chain.gets_in), (Some(ChainPart::Assignment), Some(false)));
    assert_eq!(chain.answer, "ben@whisker.co can’t get in. Assignment: Not assigned to the application in Okta.");
    ben.status = Some("DEPROVISIONED".into());
    assert_eq!(chain_outside(&sources, &ben).broken, Some(ChainPart::OktaUser));
    ben.login = "ANA@whisker.co".into();
    assert_eq!(chain_outside(&sources, &ben).gets_in, Some(true), "an account of that address is theirs");
}

#[test]
fn what_is_not_connected_is_unseen_and_the_answer_says_so() {
    let chain = why(&World { okta: None, members: None, ..healthy() }, None);
    let unseen = |part: ChainPart| chain.links.iter().any(|link| link.part == part && link.state == LinkState::Unseen);
    assert!([ChainPart::OktaUser, ChainPart::Assignment, ChainPart::Push, ChainPart::Member].into_iter().all(unseen));
    assert_eq!((chain.broken, chain.gets_in), (None, None));
    assert_eq!(chain.answer, "Whether Ana gets in can’t be seen: 5 of 7 links are unseen.");
}

proptest! {
    #[test]
    fn the_lit_link_is_the_first_broken_one_and_only_links_that_hold_need_no_fix(
        okta in any::<bool>(), assigned in any::<bool>(), members in any::<bool>(), active in any::<bool>(),
        failed in any::<bool>(), grouped in any::<bool>(), planned in prop::option::of(any::<bool>()),
    ) {
        let world = changed(|world| {
            ana(world).error = failed.then(|| "no".into());
            if !assigned { world.okta.as_mut().unwrap().people.clear(); }
            if !okta { world.okta = None; }
            if !members { world.members = None; }
            world.users[0].active = active;
            if !grouped { world.groups[0].members.clear(); }
        });
        let plan: Option<&[&str]> = planned.map(|gives| if gives { &[GIVEN][..] } else { &[] });
        let chain = why(&world, plan);
        let parts: Vec<ChainPart> = chain.links.iter().map(|link| link.part).collect();
        prop_assert!(parts.is_sorted() && parts.len() == 7);
        let first = chain.links.iter().find(|link| link.state == LinkState::Broken).map(|link| link.part);
        prop_assert_eq!(chain.broken, first);
        for link in &chain.links {
            prop_assert_eq!(link.fix.is_empty(), link.state == LinkState::There);
            if !okta && link.part < ChainPart::ScimUser { prop_assert_eq!(link.state, LinkState::Unseen); }
        }
        if !active { prop_assert_eq!(chain.gets_in, Some(false)); }
        if !members && active { prop_assert_eq!(chain.gets_in, None); }
    }
}

#[test]
fn who_should_be_out_is_told_how_to_be_kept_out() {
    let suspended = changed(|world| ana(world).status = Some("SUSPENDED".into()));
    let found = why(&suspended, Some(&["Shop / Readers"]));
    let first = found.links.iter().find(|link| Some(link.part) == found.broken).unwrap();
    assert_eq!(first.part, ChainPart::OktaUser);
    assert!(first.fix.starts_with("Should they be out: deactivate the person"), "{}", first.fix);

    let unassigned = changed(|world| world.okta.as_mut().unwrap().people.clear());
    let found = why(&unassigned, Some(&["Shop / Readers"]));
    let first = found.links.iter().find(|link| Some(link.part) == found.broken).unwrap();
    assert!(first.fix.contains("take the assignment away"), "{}", first.fix);
}
