use catflap_okta::{AppId, MappingId, UserId};
use proptest::prelude::*;

use super::*;
use crate::list::model::NamedPerson;
use crate::list::seen::SeenApp;

fn person(number: usize) -> NamedPerson {
    NamedPerson {
        id: UserId::new(format!("00u{number}")),
        name: format!("Person {number}"),
        login: format!("p{number}@whisker.co"),
    }
}

fn group_id(number: usize) -> GroupId {
    GroupId::new(format!("00g{number}"))
}

fn seen(groups: &[(&str, usize)]) -> Seen {
    Seen {
        org: "https://whisker.okta.com".into(),
        app: Some(SeenApp {
            id: AppId::new("0oa1"),
            label: "ConfigCat".into(),
            active: true,
            creates_users: true,
            pushes_groups: true,
        }),
        groups: groups
            .iter()
            .enumerate()
            .map(|(at, (name, people))| {
                let members = Some((0..*people).map(person).collect());
                (group_id(at), SeenGroup { name: (*name).to_owned(), description: String::new(), members })
            })
            .collect(),
        ..Seen::default()
    }
}

fn lines(list: &ChangeList) -> Vec<(LineState, &str)> {
    list.lines.iter().map(|line| (line.state, line.title.as_str())).collect()
}

#[test]
fn a_push_group_beside_an_assigned_one_is_shown_person_by_person() {
    let mut seen = seen(&[("Developers", 2)]);
    seen.assigned = vec![group_id(0)];
    let wish = Wish::PushBeside { groups: vec![group_id(0)], scheme: NameScheme::default() };
    let list = plan(&seen, &[wish], "7f3a");
    assert_eq!(
        lines(&list),
        [
            (LineState::Planned, "Create the group “Developers (push)” beside “Developers”"),
            (LineState::Planned, "Add Person 0 to “Developers (push)”"),
            (LineState::Planned, "Add Person 1 to “Developers (push)”"),
            (LineState::Planned, "Push “Developers (push)”"),
        ]
    );
    assert_eq!(list.lines[1].sends, "PUT /api/v1/groups/{id}/users/00u0");
    assert_eq!(
        list.lines[3].body.as_deref(),
        Some(r#"{"sourceGroupId":"{id}","status":"ACTIVE","targetGroupName":"Developers (push)"}"#)
    );
    assert_eq!(list.cautions, Vec::<String>::new());
    assert_eq!(list.headline(), "4 changes.");
}

#[test]
fn the_same_group_is_never_assigned_and_pushed() {
    let seen = seen(&[("Developers", 1)]);
    let (assign, push) = (Wish::Assign { groups: vec![group_id(0)] }, Wish::Push { groups: vec![group_id(0)] });
    for wishes in [[assign.clone(), push.clone()], [push, assign]] {
        let list = plan(&seen, &wishes, "7f3a");
        assert_eq!(
            list.lines.iter().map(|line| line.state).collect::<Vec<_>>(),
            [LineState::Planned, LineState::Blocked]
        );
        let trouble = list.lines[1].trouble.as_ref().unwrap();
        assert!(trouble.why.contains("out of step"), "{trouble:?}");
        assert_eq!(list.lines[1].sends, "", "what is not sent is not shown as sent");
    }
}

#[test]
fn a_group_of_that_name_that_catflap_did_not_make_is_left_alone() {
    for name in ["Developers (push)", "developers (PUSH)"] {
        let seen = seen(&[("Developers", 1), (name, 5)]);
        let wish = Wish::PushBeside { groups: vec![group_id(0)], scheme: NameScheme::default() };
        let list = plan(&seen, &[wish], "7f3a");
        assert_eq!(list.lines.len(), 1, "{name}");
        assert!(list.lines[0].trouble.as_ref().unwrap().what.contains("Catflap did not make it"));
    }
}

#[test]
fn a_group_in_error_is_mended_by_retrying_or_by_linking_anew() {
    let mut seen = seen(&[("Developers", 1)]);
    seen.mappings = vec![SeenMapping {
        id: MappingId::new("gPm1"),
        group: group_id(0),
        status: "ERROR".into(),
        error: Some("gone".into()),
    }];
    let of = |way| plan(&seen, &[Wish::Mend { group: group_id(0), way }], "7f3a");
    let (retry, relink) = (of(MendWay::Retry), of(MendWay::Relink));
    let titles = |list: &ChangeList| list.lines.iter().map(|line| line.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&retry), ["Stop pushing “Developers”", "Start pushing “Developers”"]);
    assert_eq!(titles(&relink), ["Stop pushing “Developers”", "Unlink “Developers”", "Push “Developers”"]);
    assert_eq!(retry.lines[0].detail, "Okta says: “gone”");
    assert_eq!(relink.lines[1].sends, "DELETE /api/v1/apps/0oa1/group-push/mappings/gPm1?deleteTargetGroup=false");
}

#[test]
fn only_the_switches_that_stand_otherwise_are_sent() {
    let mut seen = seen(&[]);
    let now = ToAppSwitches { create: Some(true), update: Some(false), deactivate: Some(false), password: Some(false) };
    seen.to_app = ToAppSight::Seen(now);
    let list = plan(&seen, &[Wish::ToApp { switches: ToAppSwitches::of_the_guide() }], "7f3a");
    assert_eq!(list.lines[0].title, "Switch on Update User Attributes, Deactivate Users");
    assert_eq!(
        list.lines[0].body.as_deref(),
        Some(r#"{"update":{"lifecycleDeactivate":{"status":"ENABLED"},"profile":{"status":"ENABLED"}}}"#)
    );
    seen.to_app = ToAppSight::Unseen;
    let list = plan(&seen, &[Wish::ToApp { switches: ToAppSwitches::of_the_guide() }], "7f3a");
    assert_eq!(list.lines[0].state, LineState::Blocked);
}

#[test]
fn whoever_is_assigned_before_provisioning_is_complete_is_cautioned_about() {
    let mut seen = seen(&[("Developers", 1)]);
    seen.app.as_mut().unwrap().creates_users = false;
    let assign = Wish::Assign { groups: vec![group_id(0)] };
    let list = plan(&seen, std::slice::from_ref(&assign), "7f3a");
    assert!(list.cautions[0].contains("does not push by itself"), "{:?}", list.cautions);
    seen.app = None;
    assert_eq!(plan(&seen, &[assign], "7f3a").lines[0].state, LineState::Blocked);
}

#[test]
fn an_application_that_is_there_is_not_made_again() {
    let wish = NewSamlApp::new("ConfigCat", "urn:a", "https://acs");
    let mut seen = Seen { app: None, ..seen(&[]) };
    let of = |seen: &Seen| plan(seen, &[Wish::CreateApp { app: wish.clone() }], "7f3a");
    assert_eq!(of(&seen).lines[0].state, LineState::Planned);
    let there = |audience: &str| crate::list::SeenSaml {
        id: AppId::new("0oa9"),
        label: "ConfigCat".into(),
        audience: audience.into(),
        acs_url: "https://acs".into(),
    };
    seen.saml_apps = vec![there("urn:other")];
    let list = of(&seen);
    assert_eq!((list.lines[0].state, list.cautions.len()), (LineState::Planned, 1));
    seen.saml_apps.push(there("urn:a"));
    let list = of(&seen);
    assert_eq!((list.lines[0].state, list.lines[0].made.as_deref()), (LineState::AlreadySo, Some("0oa9")));
}

/// Does what a line says, the way [`super::super::apply`] does: what is already so is left alone.
fn carry_out(seen: &mut Seen, line: &ChangeLine) {
    if line.state != LineState::Planned {
        return;
    }
    let id = |target: &ChangeTarget| match target {
        ChangeTarget::Known { group } => group.id.clone(),
        ChangeTarget::Made { name, .. } => GroupId::new(format!("made-{name}")),
    };
    match &line.change {
        Change::AssignGroup { group } if !seen.assigned.contains(&group.id) => seen.assigned.push(group.id.clone()),
        Change::CreateGroup { name, beside } => {
            let made = SeenGroup { name: name.clone(), description: mark(beside), members: Some(Vec::new()) };
            seen.groups.entry(GroupId::new(format!("made-{name}"))).or_insert(made);
        }
        Change::AddMember { target, person } => {
            let members = seen.groups.get_mut(&id(target)).and_then(|group| group.members.as_mut()).unwrap();
            if !members.contains(person) {
                members.push(person.clone());
            }
        }
        Change::PushGroup { target } => {
            let group = id(target);
            if seen.mapping(&group).is_none() {
                let id = MappingId::new(format!("new-{group}"));
                seen.mappings.push(SeenMapping { id, group, status: "ACTIVE".into(), error: None });
            }
        }
        Change::StopPush { mapping, .. } => set(seen, mapping, "ERROR", "INACTIVE"),
        Change::StartPush { mapping, .. } => set(seen, mapping, "INACTIVE", "ACTIVE"),
        Change::Unlink { mapping, .. } => {
            seen.mappings.retain(|one| one.id != *mapping || one.status == "ACTIVE");
        }
        Change::SetToApp { switches } => {
            if let ToAppSight::Seen(now) = &seen.to_app {
                seen.to_app = ToAppSight::Seen(switches.over(now));
            }
        }
        Change::AssignGroup { .. } | Change::CreateApp { .. } => {}
    }
}

fn set(seen: &mut Seen, mapping: &MappingId, from: &str, to: &str) {
    for one in seen.mappings.iter_mut().filter(|one| one.id == *mapping && one.status == from) {
        to.clone_into(&mut one.status);
        one.error = None;
    }
}

/// What matters of a state: ids of mappings differ between ways to the same end.
#[derive(Debug, PartialEq)]
struct State {
    assigned: BTreeSet<GroupId>,
    pushed: BTreeSet<(GroupId, String)>,
    members: BTreeMap<String, BTreeSet<NamedPerson>>,
    to_app: ToAppSight,
}

fn state(seen: &Seen) -> State {
    let members = |group: &SeenGroup| group.members.iter().flatten().cloned().collect();
    State {
        assigned: seen.assigned.iter().cloned().collect(),
        pushed: seen.mappings.iter().map(|one| (one.group.clone(), one.status.clone())).collect(),
        members: seen.groups.values().map(|group| (group.name.clone(), members(group))).collect(),
        to_app: seen.to_app.clone(),
    }
}

fn worlds() -> impl Strategy<Value = Seen> {
    let group = (prop::collection::vec(0..6_usize, 0..4), 0..3_u8, prop::option::of(0..3_u8));
    let switch = prop::option::of(any::<bool>());
    (prop::collection::vec(group, 1..5), prop::collection::vec(switch, 4)).prop_map(|(groups, switches)| {
        let mut seen = seen(&[]);
        for (at, (members, assigned, mapped)) in groups.into_iter().enumerate() {
            let members: BTreeSet<usize> = members.into_iter().collect();
            let group = SeenGroup {
                name: format!("Group {at}"),
                description: String::new(),
                members: Some(members.into_iter().map(person).collect()),
            };
            seen.groups.insert(group_id(at), group);
            match (assigned, mapped) {
                (0, _) => seen.assigned.push(group_id(at)),
                (_, Some(status)) => seen.mappings.push(SeenMapping {
                    id: MappingId::new(format!("gPm{at}")),
                    group: group_id(at),
                    status: ["ACTIVE", "INACTIVE", "ERROR"][usize::from(status)].into(),
                    error: None,
                }),
                _ => {}
            }
        }
        seen.to_app = ToAppSight::Seen(ToAppSwitches {
            create: switches[0],
            update: switches[1],
            deactivate: switches[2],
            password: switches[3],
        });
        seen
    })
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let groups = || prop::collection::vec((0..5_usize).prop_map(group_id), 1..3);
    let wish = prop_oneof![
        groups().prop_map(|groups| Wish::Assign { groups }),
        groups().prop_map(|groups| Wish::Push { groups }),
        (groups(), prop_oneof![Just("{name} (push)"), Just("p-{name}"), Just("{name}")])
            .prop_map(|(groups, scheme)| Wish::PushBeside { groups, scheme: NameScheme(scheme.into()) }),
        ((0..5_usize).prop_map(group_id), prop_oneof![Just(MendWay::Retry), Just(MendWay::Relink)])
            .prop_map(|(group, way)| Wish::Mend { group, way }),
        Just(Wish::ToApp { switches: ToAppSwitches::of_the_guide() }),
    ];
    prop::collection::vec(wish, 1..5)
}

proptest! {
    #[test]
    fn planning_after_a_full_run_finds_nothing_to_do(seen in worlds(), wishes in wishes()) {
        let mut now = seen;
        let list = plan(&now, &wishes, "7f3a");
        list.lines.iter().for_each(|line| carry_out(&mut now, line));
        let again = plan(&now, &wishes, "7f3b");
        prop_assert_eq!(again.count(LineState::Planned), 0, "{:#?}", lines(&again));
    }

    #[test]
    fn a_list_interrupted_at_any_line_and_gone_on_with_or_planned_anew_ends_in_the_same_state(
        seen in worlds(), wishes in wishes(), cut in 0..40_usize,
    ) {
        let list = plan(&seen, &wishes, "7f3a");
        let mut straight = seen.clone();
        list.lines.iter().for_each(|line| carry_out(&mut straight, line));

        let mut cut_off = seen.clone();
        list.lines.iter().take(cut).for_each(|line| carry_out(&mut cut_off, line));
        let mut gone_on = cut_off.clone();
        // The last line that was begun is begun again: nobody knows how it ended.
        list.lines.iter().skip(cut.saturating_sub(1)).for_each(|line| carry_out(&mut gone_on, line));
        prop_assert_eq!(state(&gone_on), state(&straight));

        let mut anew = cut_off;
        plan(&anew.clone(), &wishes, "7f3b").lines.iter().for_each(|line| carry_out(&mut anew, line));
        prop_assert_eq!(state(&anew), state(&straight));
    }

    #[test]
    fn no_list_brings_a_group_into_both_roles(seen in worlds(), wishes in wishes()) {
        let mut now = seen;
        plan(&now.clone(), &wishes, "7f3a").lines.iter().for_each(|line| carry_out(&mut now, line));
        let pushed: BTreeSet<&GroupId> = now.mappings.iter().map(|one| &one.group).collect();
        prop_assert!(now.assigned.iter().all(|group| !pushed.contains(group)));
    }

    #[test]
    fn lines_are_numbered_and_speak_only_of_lines_before_them(seen in worlds(), wishes in wishes()) {
        let list = plan(&seen, &wishes, "7f3a");
        for (at, line) in list.lines.iter().enumerate() {
            prop_assert_eq!(usize::try_from(line.number).unwrap(), at + 1);
            prop_assert_eq!(line.state == LineState::Planned, !line.sends.is_empty());
            prop_assert_eq!(line.state == LineState::Blocked, line.trouble.is_some());
            if let Change::AddMember { target: ChangeTarget::Made { line: made, .. }, .. }
            | Change::PushGroup { target: ChangeTarget::Made { line: made, .. } } = &line.change
            {
                let before = &list.lines[usize::try_from(*made).unwrap() - 1];
                let creates = matches!(before.change, Change::CreateGroup { .. });
                prop_assert!(creates && *made < line.number);
            }
        }
    }
}
