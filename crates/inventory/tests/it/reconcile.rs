use std::collections::BTreeSet;

use catflap_inventory::{
    GhostCause, Group, GroupState, Inventory, LogFailure, Member, OktaPerson, OktaSide, PersonState, PushGroup, Sight,
    Sources, State, User, reconcile, reconcile_groups, verdict,
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

fn user(id: &str, user_name: &str) -> User {
    User {
        id: id.into(),
        user_name: user_name.into(),
        display_name: None,
        email: None,
        active: true,
        external_id: None,
        groups: vec![],
    }
}

fn person(id: &str, login: &str) -> OktaPerson {
    OktaPerson { id: id.into(), login: login.into(), email: Some(login.into()), ..OktaPerson::default() }
}

fn member(id: &str, email: &str) -> Member {
    Member { id: id.into(), email: email.into(), ..Member::default() }
}

fn sources<'a>(synced: &'a Inventory, okta: Option<&'a OktaSide>, members: Option<&'a [Member]>) -> Sources<'a> {
    Sources { synced, okta, members, verified_domains: None, without_permission: None }
}

fn one(user: Option<User>, person: Option<OktaPerson>) -> PersonState {
    let (synced, _) = Inventory::link(user.into_iter().collect(), vec![]);
    let side = OktaSide { people: person.into_iter().collect(), ..OktaSide::default() };
    let mut states = reconcile(&sources(&synced, Some(&side), None));
    assert_eq!(states.len(), 1, "{states:?}");
    states.remove(0)
}

#[test]
fn a_person_on_both_sides_is_in_sync_whatever_the_capitals() {
    let state = one(Some(user("1", "Ana@Whisker.co")), Some(person("00a", " ana@whisker.co ")));
    assert_eq!(state.state, State::InSync);
    assert_eq!((state.okta, state.synced, state.configcat), (Sight::There, Sight::There, Sight::Unseen));
}

#[test]
fn the_id_that_okta_holds_links_before_names_do_and_the_names_then_differ() {
    let mut okta = person("00a", "o.said@whisker.co");
    okta.external_id = Some("1".into());
    let state = one(Some(user("1", "omar.said@whisker.co")), Some(okta));
    assert_eq!((state.state, state.synced), (State::Differs, Sight::Differs));
    assert_eq!(state.reason, "Okta has the e-mail address o.said@whisker.co; here it is omar.said@whisker.co.");
}

#[test]
fn a_user_name_that_is_not_the_address_is_told_where_no_other_address_is_kept() {
    let mut okta = person("00a", "omar.said@whisker.co");
    okta.user_name = Some("osaid@corp.example".into());
    let state = one(Some(user("1", "osaid@corp.example")), Some(okta.clone()));
    assert_eq!(
        (state.state, state.reason.as_str()),
        (
            State::Differs,
            "Okta has the e-mail address omar.said@whisker.co, but sends osaid@corp.example as the user name, which ConfigCat takes for it."
        )
    );
    let kept = User { email: Some("omar.said@whisker.co".into()), ..user("1", "osaid@corp.example") };
    assert_eq!(one(Some(kept), Some(okta)).state, State::InSync);
}

#[test]
fn an_address_that_differs_by_its_tag_alone_is_linked_last_and_told() {
    let state = one(Some(user("1", "ana+flags@whisker.co")), Some(person("00a", "ana@whisker.co")));
    assert_eq!(state.state, State::Differs);
    assert_eq!(state.reason, "Okta has the e-mail address ana@whisker.co; here it is ana+flags@whisker.co.");

    let (synced, _) = Inventory::link(vec![user("1", "ana+flags@whisker.co"), user("2", "ana@whisker.co")], vec![]);
    let side = OktaSide { people: vec![person("00a", "ana@whisker.co")], ..OktaSide::default() };
    let states: Vec<State> = reconcile(&sources(&synced, Some(&side), None)).iter().map(|p| p.state).collect();
    assert_eq!(states, [State::Ghost, State::InSync], "whoever has the very address goes first");
}

#[test]
fn an_assigned_person_waits_until_pushed_and_is_missing_when_okta_holds_an_id() {
    let mut okta = person("00a", "mina@whisker.co");
    assert_eq!(one(None, Some(okta.clone())).state, State::Waiting);
    okta.external_id = Some("gone".into());
    let state = one(None, Some(okta));
    assert_eq!((state.state, state.synced), (State::Missing, Sight::NotThere));
}

#[test]
fn a_failure_of_the_log_is_quoted_and_the_newest_counts() {
    let (synced, _) = Inventory::link(vec![user("1", "ana@whisker.co")], vec![]);
    let failure = |reason: &str, at: &str| LogFailure {
        user_id: None,
        user_name: Some("ANA@whisker.co".into()),
        reason: reason.into(),
        at: at.into(),
    };
    let side = OktaSide {
        people: vec![person("00a", "ana@whisker.co")],
        log_failures: vec![
            failure("Matching user not found", "2026-11-03T13:58:00Z"),
            failure("older", "2026-11-02T13:58:00Z"),
        ],
        ..OktaSide::default()
    };
    let states = reconcile(&sources(&synced, Some(&side), None));
    assert_eq!((states[0].state, states[0].okta), (State::Failed, Sight::Failed));
    assert_eq!(states[0].reason, "Okta: “Matching user not found”");
}

#[test]
fn who_left_okta_and_is_active_here_is_a_ghost_with_its_cause() {
    assert_eq!(one(Some(user("1", "ana@whisker.co")), None).state, State::Ghost);
    let mut suspended = person("00a", "ana@whisker.co");
    suspended.status = Some("SUSPENDED".into());
    let state = one(Some(user("1", "ana@whisker.co")), Some(suspended.clone()));
    assert_eq!(state.state, State::Ghost);
    assert!(state.reason.starts_with("Suspended in Okta"), "{}", state.reason);
    let mut gone = user("1", "ana@whisker.co");
    gone.active = false;
    assert_eq!(one(Some(gone.clone()), Some(suspended)).state, State::Inactive);
    assert_eq!(one(Some(gone), None).state, State::Inactive);
}

fn ghost(person: Option<OktaPerson>, deactivates_users: Option<bool>, failed: bool) -> (GhostCause, String) {
    let (synced, _) = Inventory::link(vec![user("1", "ana@whisker.co")], vec![]);
    let failure = LogFailure {
        user_id: None,
        user_name: Some("ana@whisker.co".into()),
        reason: "Matching user not found".into(),
        at: "2026-11-03T13:58:00Z".into(),
    };
    let side = OktaSide {
        people: person.into_iter().collect(),
        log_failures: failed.then_some(failure).into_iter().collect(),
        deactivates_users,
        ..OktaSide::default()
    };
    let state = reconcile(&sources(&synced, Some(&side), None)).remove(0);
    assert_eq!(state.state, State::Ghost);
    (state.ghost.unwrap(), state.reason)
}

#[test]
fn each_ghost_has_its_cause_where_it_can_be_seen() {
    let with = |status: &str| Some(OktaPerson { status: Some(status.into()), ..person("00a", "ana@whisker.co") });
    assert_eq!(ghost(with("SUSPENDED"), Some(false), true).0, GhostCause::SuspendedOnly);
    assert_eq!(ghost(with("DEPROVISIONED"), Some(false), true).0, GhostCause::DeactivateUsersOff);
    assert_eq!(ghost(None, Some(false), false).0, GhostCause::DeactivateUsersOff);
    let (cause, reason) = ghost(with("DEPROVISIONED"), Some(true), true);
    assert_eq!(cause, GhostCause::PushFailed);
    assert!(reason.ends_with("Okta: “Matching user not found”."), "{reason}");
    assert_eq!(ghost(None, None, true).0, GhostCause::PushFailed, "the log names who is not assigned any more");
    assert_eq!(ghost(None, Some(true), false).0, GhostCause::Unknown);
    assert_eq!(ghost(with("DEPROVISIONED"), None, false).0, GhostCause::Unknown);
}

#[test]
fn two_synced_users_of_one_address_are_both_named() {
    let mut twin = user("2", "a.costa@whisker.co");
    twin.email = Some("ANA@whisker.co".into());
    let (synced, _) = Inventory::link(vec![user("1", "Ana@Whisker.co"), twin, user("3", "ben@whisker.co")], vec![]);
    let side = OktaSide {
        people: vec![person("00a", "ana@whisker.co"), person("00b", "ben@whisker.co")],
        ..OktaSide::default()
    };
    let states = reconcile(&sources(&synced, Some(&side), None));
    let found: Vec<State> = states.iter().map(|state| state.state).collect();
    assert_eq!(found, [State::Duplicate, State::Duplicate, State::InSync]);
    assert_eq!(
        states[0].reason, "One address with a.costa@whisker.co (id 2): ConfigCat has one account for it.",
        "nothing else is amiss with the one that Okta knows"
    );
    assert!(states[1].reason.contains("Ana@Whisker.co (id 1)") && states[1].reason.contains("Not assigned"));
    assert_eq!(states[1].ghost, None);
}

#[test]
fn many_of_one_address_are_counted_and_not_all_named() {
    let users =
        (0..30).map(|at| User { email: Some("all@whisker.co".into()), ..user(&at.to_string(), &format!("u{at}")) });
    let (synced, _) = Inventory::link(users.collect(), vec![]);
    let states = reconcile(&sources(&synced, None, None));
    assert_eq!(
        states[29].reason,
        "One address with u0 (id 0), u1 (id 1), u2 (id 2), 26 more: ConfigCat has one account for it."
    );
}

#[test]
fn who_lacks_a_permission_is_told_by_the_plan_alone() {
    let (synced, _) = Inventory::link(vec![user("1", "ana@whisker.co")], vec![]);
    let members = [member("m1", "ana@whisker.co"), member("m2", "ivo@whisker.co")];
    let today = sources(&synced, None, Some(&members));
    let states = reconcile(&today);
    assert_eq!(states[0].state, State::Unknown, "without a plan nobody knows who is meant to get anything");
    assert!(states[1].reason.ends_with("It may do nothing."), "{}", states[1].reason);
    let nothing = BTreeSet::from(["1".to_owned()]);
    let planned = Sources { without_permission: Some(&nothing), ..today };
    assert_eq!(reconcile(&planned)[0].state, State::NoPermission);
}

#[test]
fn an_unverified_domain_and_an_empty_plan_are_told_even_without_okta() {
    let (synced, _) = Inventory::link(
        vec![user("1", "tess@catnip.dev"), user("2", "ana@whisker.co"), user("3", "b@whisker.co")],
        vec![],
    );
    let domains = ["Whisker.co".to_owned()];
    let nothing = BTreeSet::from(["2".to_owned()]);
    let sources = Sources {
        synced: &synced,
        okta: None,
        members: None,
        verified_domains: Some(&domains),
        without_permission: Some(&nothing),
    };
    let states: Vec<State> = reconcile(&sources).iter().map(|person| person.state).collect();
    assert_eq!(states, [State::DomainUnverified, State::NoPermission, State::Unknown]);
}

#[test]
fn a_member_without_a_synced_user_is_not_managed() {
    let (synced, _) = Inventory::link(vec![user("1", "ana@whisker.co")], vec![]);
    let members = [member("m1", "ANA@whisker.co"), member("m2", "ivo@whisker.co")];
    let states = reconcile(&sources(&synced, None, Some(&members)));
    assert_eq!(states[0].member_id.as_deref(), Some("m1"));
    assert_eq!((states[1].state, states[1].configcat), (State::NotManaged, Sight::There));
}

#[test]
fn the_verdict_counts_what_is_in_sync_and_what_needs_a_look() {
    let (synced, _) = Inventory::link(vec![user("1", "ana@whisker.co"), user("2", "ben@whisker.co")], vec![]);
    let side = OktaSide { people: vec![person("00a", "ana@whisker.co")], ..OktaSide::default() };
    let with_okta = sources(&synced, Some(&side), None);
    let found = verdict(&reconcile(&with_okta), &with_okta);
    let detail = "1 needs a look: 1 should not be active any more.";
    assert_eq!((found.sentence.as_str(), found.detail.as_str()), ("1 of 2 is in sync.", detail));
    let without = sources(&synced, None, None);
    assert_eq!(verdict(&reconcile(&without), &without).sentence, "2 people are synced.");
}

fn name() -> impl Strategy<Value = String> {
    (0..6u8, any::<bool>()).prop_map(|(at, capitals)| {
        let name = format!("p{at}@whisker.co");
        if capitals { name.to_uppercase() } else { name }
    })
}

fn small_id(prefix: &'static str) -> impl Strategy<Value = Option<String>> {
    prop::option::of((0..8usize).prop_map(move |at| format!("{prefix}{at}")))
}

prop_compose! {
    fn users()(rows in prop::collection::vec((name(), prop::option::of(name()), any::<bool>(), small_id("o")), 0..8)) -> Vec<User> {
        rows.into_iter().enumerate().map(|(at, (user_name, email, active, external_id))| User {
            id: format!("u{at}"), user_name, display_name: None, email, active, external_id, groups: vec![],
        }).collect()
    }
}

prop_compose! {
    fn people()(rows in prop::collection::vec((name(), prop::option::of(name()), small_id("u"), any::<bool>()), 0..8)) -> Vec<OktaPerson> {
        rows.into_iter().enumerate().map(|(at, (login, email, external_id, failed))| OktaPerson {
            id: format!("o{at}"), login, email, external_id, error: failed.then(|| "no".into()), ..OktaPerson::default()
        }).collect()
    }
}

prop_compose! {
    fn members()(emails in prop::collection::vec(name(), 0..8)) -> Vec<Member> {
        emails.into_iter().enumerate().map(|(at, email)| member(&format!("m{at}"), &email)).collect()
    }
}

proptest! {
    #[test]
    fn everybody_in_any_source_appears_exactly_once(users in users(), people in people(), members in members()) {
        let (synced, _) = Inventory::link(users, vec![]);
        let side = OktaSide { people, ..OktaSide::default() };
        let states = reconcile(&sources(&synced, Some(&side), Some(&members)));
        let ids = |of: fn(&PersonState) -> &Option<String>| {
            let mut ids: Vec<&str> = states.iter().filter_map(|state| of(state).as_deref()).collect();
            ids.sort_unstable();
            ids
        };
        prop_assert_eq!(ids(|state| &state.user_id), synced.users.iter().map(|user| user.id.as_str()).collect::<Vec<_>>());
        prop_assert_eq!(ids(|state| &state.okta_id), side.people.iter().map(|person| person.id.as_str()).collect::<Vec<_>>());
        prop_assert_eq!(ids(|state| &state.member_id), members.iter().map(|member| member.id.as_str()).collect::<Vec<_>>());
        let keys: BTreeSet<&str> = states.iter().map(|state| state.key.as_str()).collect();
        prop_assert_eq!(keys.len(), states.len(), "keys are unique");
    }

    #[test]
    fn without_a_source_nothing_is_claimed_about_it(users in users(), people in people(), members in members()) {
        let (synced, _) = Inventory::link(users, vec![]);
        let side = OktaSide { people, ..OktaSide::default() };
        for state in reconcile(&sources(&synced, None, Some(&members))) {
            prop_assert_eq!(state.okta, Sight::Unseen);
            prop_assert!(!matches!(state.state, State::InSync | State::Ghost | State::Waiting | State::Missing | State::Failed));
        }
        for state in reconcile(&sources(&synced, Some(&side), None)) {
            prop_assert_eq!(state.configcat, Sight::Unseen);
            prop_assert!(state.state != State::NotManaged);
        }
    }

    #[test]
    fn linking_does_not_depend_on_the_order_in_okta_when_ids_are_held(count in 0..8usize, turn in 0..8usize) {
        let users: Vec<User> = (0..count).map(|at| user(&format!("u{at}"), &format!("old{at}@whisker.co"))).collect();
        let mut people: Vec<OktaPerson> = (0..count).map(|at| OktaPerson {
            external_id: Some(format!("u{at}")), ..person(&format!("o{at}"), &format!("old{}@whisker.co", count - 1 - at))
        }).collect();
        if count > 0 { people.rotate_left(turn % count); }
        let (synced, _) = Inventory::link(users, vec![]);
        let side = OktaSide { people, ..OktaSide::default() };
        for state in reconcile(&sources(&synced, Some(&side), None)) {
            prop_assert_eq!(state.user_id.unwrap()[1..].to_owned(), state.okta_id.unwrap()[1..].to_owned());
        }
    }
}

/// A person of their own in any of the sources: whether synced, assigned, a member; how Okta links them and what it says.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each stands for a source of its own")]
struct Someone {
    synced: Option<bool>,
    assigned: bool,
    member: bool,
    external_id: bool,
    status: &'static str,
    failed: bool,
}

fn someone() -> impl Strategy<Value = Someone> {
    let status = prop::sample::select(vec!["ACTIVE", "SUSPENDED", "DEPROVISIONED"]);
    (prop::option::of(any::<bool>()), any::<bool>(), any::<bool>(), any::<bool>(), status, any::<bool>()).prop_map(
        |(synced, assigned, member, external_id, status, failed)| Someone {
            synced,
            assigned,
            member,
            external_id,
            status,
            failed,
        },
    )
}

fn turned<T: Clone>(list: &[T], by: usize) -> Vec<T> {
    let mut list: Vec<T> = list.iter().rev().cloned().collect();
    if !list.is_empty() {
        let by = by % list.len();
        list.rotate_left(by);
    }
    list
}

proptest! {
    #[test]
    fn the_order_of_any_source_decides_nothing(everybody in prop::collection::vec(someone(), 0..8), by in 0..8usize) {
        let name = |at: usize| format!("p{at}@whisker.co");
        let each = || everybody.iter().enumerate();
        let users: Vec<User> = each().filter_map(|(at, one)| Some(User {
            active: one.synced?, ..user(&format!("u{at}"), &name(at))
        })).collect();
        let people: Vec<OktaPerson> = each().filter(|(_, one)| one.assigned).map(|(at, one)| OktaPerson {
            external_id: one.external_id.then(|| format!("u{at}")),
            status: Some(one.status.into()),
            error: one.failed.then(|| "no".into()),
            ..person(&format!("o{at}"), &name(at))
        }).collect();
        let members: Vec<Member> = each().filter(|(_, one)| one.member)
            .map(|(at, _)| member(&format!("m{at}"), &name(at))).collect();
        let look = |users: Vec<User>, people: Vec<OktaPerson>, members: Vec<Member>| {
            let (synced, _) = Inventory::link(users, vec![]);
            let side = OktaSide { people, ..OktaSide::default() };
            let mut states = reconcile(&sources(&synced, Some(&side), Some(&members)));
            states.sort_by(|a, b| a.key.cmp(&b.key));
            states
        };
        let plain = look(users.clone(), people.clone(), members.clone());
        prop_assert_eq!(look(turned(&users, by), turned(&people, by + 1), turned(&members, by + 2)), plain);
    }

    #[test]
    fn being_a_duplicate_is_mutual(users in users(), people in people()) {
        let (synced, _) = Inventory::link(users, vec![]);
        let side = OktaSide { people, ..OktaSide::default() };
        let states = reconcile(&sources(&synced, Some(&side), None));
        let addresses = |at: usize| -> BTreeSet<String> {
            let user = &synced.users[at];
            [Some(user.user_name.as_str()), user.address()].into_iter().flatten().map(str::to_lowercase).collect()
        };
        for (at, state) in states.iter().enumerate().take(synced.users.len()) {
            let shares = (0..synced.users.len()).any(|other| other != at && !addresses(at).is_disjoint(&addresses(other)));
            prop_assert_eq!(state.state == State::Duplicate, shares);
        }
    }

    #[test]
    fn exchanging_the_sides_of_a_group_exchanges_missing_and_extra(a in prop::collection::btree_set(0..8u8, 0..8), b in prop::collection::btree_set(0..8u8, 0..8)) {
        let look = |in_okta: &BTreeSet<u8>, here: &BTreeSet<u8>| -> GroupState {
            let ids = |of: &BTreeSet<u8>, letter: &str| of.iter().map(|at| format!("{letter}{at}")).collect::<Vec<_>>();
            let users = (0..8).map(|at| user(&format!("u{at}"), &format!("p{at}@whisker.co"))).collect();
            let group = Group { id: "g".into(), display_name: "Readers".into(), members: ids(here, "u") };
            let (synced, _) = Inventory::link(users, vec![group]);
            let push = PushGroup { name: "Readers".into(), status: "ACTIVE".into(), members: Some(ids(in_okta, "o")), ..PushGroup::default() };
            let side = OktaSide {
                people: (0..8).map(|at| person(&format!("o{at}"), &format!("p{at}@whisker.co"))).collect(),
                push_groups: vec![push],
                ..OktaSide::default()
            };
            reconcile_groups(&sources(&synced, Some(&side), None)).remove(0)
        };
        let named = |differences: &[catflap_inventory::MemberDifference]| -> BTreeSet<Option<String>> {
            differences.iter().map(|difference| difference.user_id.clone()).collect()
        };
        let (there, back) = (look(&a, &b), look(&b, &a));
        prop_assert_eq!(named(&there.missing), named(&back.extra));
        prop_assert_eq!(named(&there.extra), named(&back.missing));
        prop_assert_eq!(there.missing.len(), a.difference(&b).count());
        prop_assert_eq!(there.state == State::InSync, a == b);
    }
}

/// One address, written in some way: capitals, spaces around it, an accent as one character or as two.
fn spelled(name: &str, capitals: bool, spaces: bool, composed: bool) -> String {
    let name = if capitals { name.to_uppercase() } else { name.to_owned() };
    let name: String = if composed { name.nfc().collect() } else { name.nfd().collect() };
    if spaces { format!(" {name} ") } else { name }
}

const LOCAL: [&str; 6] = ["ana", "zoë", "émile", "ångström", "ñandú", "o’neill"];

type Spelling = (bool, bool, bool);

proptest! {
    #[test]
    fn how_an_address_is_spelled_decides_nothing(
        spellings in prop::collection::vec(any::<(Spelling, Spelling, Spelling)>(), 0..LOCAL.len()),
        by in 0..8usize,
    ) {
        let name = |at: usize, (capitals, spaces, composed): Spelling| {
            spelled(&format!("{}@whisker.co", LOCAL[at]), capitals, spaces, composed)
        };
        let each = || spellings.iter().enumerate();
        let users: Vec<User> = each().map(|(at, (one, _, _))| user(&format!("u{at}"), &name(at, *one))).collect();
        let people: Vec<OktaPerson> = each().map(|(at, (_, two, _))| OktaPerson {
            user_name: Some(name(at, *two)), ..person(&format!("o{at}"), &name(at, *two))
        }).collect();
        let members: Vec<Member> = each().map(|(at, (_, _, three))| member(&format!("m{at}"), &name(at, *three))).collect();
        let (synced, _) = Inventory::link(users, vec![]);
        let side = OktaSide { people: turned(&people, by), ..OktaSide::default() };
        let members = turned(&members, by + 1);
        let states = reconcile(&sources(&synced, Some(&side), Some(&members)));
        prop_assert_eq!(states.len(), spellings.len());
        for (at, state) in states.iter().enumerate() {
            prop_assert_eq!((state.state, state.reason.as_str()), (State::InSync, ""));
            prop_assert_eq!(state.okta_id.clone(), Some(format!("o{at}")));
            prop_assert_eq!(state.member_id.clone(), Some(format!("m{at}")));
        }
    }

    /// Each of some people has a tag in Okta, here, in both or in neither; tags differ.
    #[test]
    fn a_tag_links_only_whom_nothing_else_links(
        here in prop::collection::btree_set(prop::option::of(0..3u8), 0..4),
        there in prop::collection::btree_set(prop::option::of(0..3u8), 0..4),
    ) {
        let name = |tag: &Option<u8>| tag.map_or_else(|| "ana@whisker.co".to_owned(), |tag| format!("ana+{tag}@whisker.co"));
        let users = here.iter().map(|tag| user(&format!("u{tag:?}"), &name(tag))).collect();
        let people: Vec<OktaPerson> = there.iter().map(|tag| person(&format!("o{tag:?}"), &name(tag))).collect();
        let (synced, _) = Inventory::link(users, vec![]);
        let side = OktaSide { people, ..OktaSide::default() };
        let states = reconcile(&sources(&synced, Some(&side), None));
        let both = here.intersection(&there).count();
        let in_sync: Vec<_> = states.iter().filter(|state| state.state == State::InSync).collect();
        prop_assert_eq!(in_sync.len(), both, "the very address is linked");
        for state in &in_sync {
            prop_assert_eq!(&state.user_id.as_ref().unwrap()[1..], &state.okta_id.as_ref().unwrap()[1..]);
        }
        // of those left over, one pair is taken for the same person, and told to differ
        let differ = states.iter().filter(|state| state.state == State::Differs).count();
        prop_assert_eq!(differ, usize::from(here.len() > both && there.len() > both));
        prop_assert!(states.iter().all(|state| state.state != State::Duplicate), "a tag makes another address");
    }

    #[test]
    fn doubles_are_named_whatever_the_spelling(one: Spelling, other: Spelling, at in 0..LOCAL.len(), as_email: bool) {
        let name = |(capitals, spaces, composed): Spelling| {
            spelled(&format!("{}@whisker.co", LOCAL[at]), capitals, spaces, composed)
        };
        let mut twin = user("2", if as_email { "other@whisker.co" } else { "" });
        if as_email { twin.email = Some(name(other)); } else { twin.user_name = name(other); }
        let (synced, _) = Inventory::link(vec![user("1", &name(one)), twin, user("3", "ben@whisker.co")], vec![]);
        let states = reconcile(&sources(&synced, None, None));
        prop_assert_eq!(
            states.iter().map(|state| state.state).collect::<Vec<_>>(),
            [State::Duplicate, State::Duplicate, State::Unknown]
        );
        prop_assert!(states[0].reason.contains("(id 2)") && states[1].reason.contains("(id 1)"));
    }

    #[test]
    fn who_is_suspended_is_a_ghost_of_that_cause_or_inactive(active: bool, failed: bool, deactivates in prop::option::of(any::<bool>()), in_app: bool) {
        let mut okta = person("00a", "ana@whisker.co");
        let status = if in_app { &mut okta.app_status } else { &mut okta.status };
        *status = Some("SUSPENDED".into());
        okta.error = failed.then(|| "no".to_owned());
        let (synced, _) = Inventory::link(vec![User { active, ..user("1", "ana@whisker.co") }], vec![]);
        let side = OktaSide { people: vec![okta], deactivates_users: deactivates, ..OktaSide::default() };
        let state = reconcile(&sources(&synced, Some(&side), None)).remove(0);
        prop_assert!(state.reason.starts_with("Suspended in Okta"), "{}", state.reason);
        prop_assert_eq!(state.ghost, active.then_some(GhostCause::SuspendedOnly));
        prop_assert_eq!(state.state, if active { State::Ghost } else { State::Inactive });
    }
}
