//! Why somebody gets in, or not.

use catflap_inventory::{
    Chain, ChainPart, Group, Inventory, LinkState, Member, OktaPerson, OktaSide, PushGroup, Sources, User, chain,
    reconcile,
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
        members: Some(vec![Member { id: "m".into(), email: "ana@whisker.co".into(), ..Member::default() }]),
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
    assert_eq!(chain.answer, "Ana gets in: Shop / Readers, by “Readers”.");
    assert_eq!(chain.links[1].proof, "By the group “Everyone”.");
}

#[test]
fn each_link_can_be_the_first_broken_one() {
    let cases: [(World, ChainPart, &str); 7] = [
        (changed(|world| ana(world).status = Some("SUSPENDED".into())), ChainPart::OktaUser, "suspended"),
        (changed(|world| world.okta.as_mut().unwrap().people.clear()), ChainPart::Assignment, "Not assigned"),
        (changed(|world| ana(world).error = Some("Matching user not found".into())), ChainPart::Push, "Matching user"),
        (changed(|world| world.users[0].active = false), ChainPart::ScimUser, "inactive"),
        (changed(|world| world.groups[0].members.clear()), ChainPart::Groups, "In “Readers” in Okta"),
        (changed(|world| world.members = Some(vec![])), ChainPart::Member, "No ConfigCat account"),
        (healthy(), ChainPart::Permission, "The plan gives this person nothing."),
    ];
    for (world, part, proof) in cases {
        let plan: &[&str] = if part == ChainPart::Permission { &[] } else { &[GIVEN] };
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

    let mut unmanaged = changed(|world| {
        world.users.clear();
        world.groups.clear();
        world.okta.as_mut().unwrap().people.clear();
    });
    unmanaged.members.as_mut().unwrap()[0].permissions = vec![("Shop".into(), "Admins".into())];
    let chain = why(&unmanaged, None);
    assert_eq!(chain.gets_in, Some(true));
    assert_eq!(chain.links[6].proof, "Today: Shop / Admins.");
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
