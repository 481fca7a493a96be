use catflap_inventory::{Group, Inventory, User};
use proptest::prelude::*;

use super::*;
use crate::preflight::{Gravity, GroupLimits, IntakeGroup, IntakePerson, Rates, WindowTold};

fn person(name: &str) -> IntakePerson {
    IntakePerson {
        id: format!("00u-{name}"),
        status: "ACTIVE".into(),
        login: format!("{name}@whisker.co"),
        email: format!("{name}@whisker.co"),
        first_name: name.into(),
        last_name: "Smith".into(),
        display_name: None,
    }
}

fn group(name: &str, role: IntakeRole, members: Vec<IntakePerson>) -> IntakeGroup {
    IntakeGroup { id: format!("00g-{name}"), name: name.into(), role, members }
}

fn synced(user_name: &str, active: bool, external_id: Option<&str>) -> User {
    User {
        id: format!("scim-{user_name}"),
        user_name: user_name.into(),
        display_name: None,
        email: None,
        active,
        external_id: external_id.map(str::to_owned),
        groups: Vec::new(),
    }
}

fn intake(groups: Vec<IntakeGroup>) -> Intake<'static> {
    Intake { groups, user_name_template: "${source.email}".into(), ..Intake::default() }
}

fn kinds(flight: &Preflight) -> Vec<ConcernKind> {
    flight.concerns.iter().map(|concern| concern.kind).collect()
}

/// One person with one mistake: exactly the concerns that are expected.
fn only(spoil: impl Fn(&mut IntakePerson)) -> Vec<ConcernKind> {
    let mut ada = person("ada");
    spoil(&mut ada);
    kinds(&preflight(&intake(vec![group("A", IntakeRole::Assign, vec![ada, person("bob")])])))
}

#[test]
fn people_in_order_raise_no_concern() {
    let empty = Inventory::default();
    let mut intake = intake(vec![group("A", IntakeRole::Assign, vec![person("ada"), person("bob")])]);
    intake.synced = Some(&empty);
    intake.verified_domains = Some(vec!["Whisker.co".into()]);
    let flight = preflight(&intake);
    assert_eq!(flight.concerns, []);
    assert_eq!(flight.headline, "2 people would come.");
    assert_eq!(flight.comers.iter().map(|comer| comer.coming).collect::<Vec<_>>(), [Coming::New, Coming::New]);
    assert_eq!(flight.requests, 4, "a look-up and a creation each");
}

#[test]
fn each_mistake_of_a_person_raises_its_concern_and_no_other() {
    assert_eq!(only(|ada| ada.email = "bob@whisker.co".into()), [ConcernKind::UserNameTwins]);
    assert_eq!(only(|ada| ada.email = "BOB@whisker.co".into()), [ConcernKind::UserNameTwins], "in another case");
    assert_eq!(only(|ada| ada.email = String::new()), [ConcernKind::NoAddress]);
    assert_eq!(only(|ada| ada.email = "ada".into()), [ConcernKind::NoAddress]);
    assert_eq!(only(|ada| ada.first_name = "A\u{7}da".into()), [ConcernKind::ControlCharacter]);
    assert_eq!(only(|ada| ada.last_name = "Smith ".into()), [ConcernKind::Blank]);
    assert_eq!(only(|ada| ada.last_name = String::new()), [ConcernKind::NoName]);
    assert_eq!(only(|ada| ada.status = "STAGED".into()), [ConcernKind::Status]);
    assert_eq!(only(|ada| ada.status = "SUSPENDED".into()), [ConcernKind::Suspended]);
}

#[test]
fn a_template_other_than_the_address_is_told_and_one_that_cant_be_followed_too() {
    let mut intake = intake(vec![group("A", IntakeRole::Assign, vec![person("ada")])]);
    intake.user_name_template = "${fn:substringBefore(source.login, \"@\")}".into();
    let flight = preflight(&intake);
    assert_eq!(kinds(&flight), [ConcernKind::UserNameIsNotEmail]);
    assert_eq!(flight.comers[0].user_name.as_deref(), Some("ada"));
    intake.user_name_template = "${source.employeeNumber}".into();
    let flight = preflight(&intake);
    assert_eq!(kinds(&flight), [ConcernKind::Template]);
    assert_eq!(flight.comers[0].user_name, None);
}

#[test]
fn twins_by_address_are_told_where_the_user_name_is_another() {
    let (mut ada, mut bob) = (person("ada"), person("bob"));
    ada.email = "team@whisker.co".into();
    bob.email = "Team@whisker.co".into();
    let mut intake = intake(vec![group("A", IntakeRole::Assign, vec![ada, bob])]);
    intake.user_name_template = "${source.login}".into();
    let flight = preflight(&intake);
    assert_eq!(kinds(&flight), [ConcernKind::EmailTwins, ConcernKind::UserNameIsNotEmail]);
    assert_eq!(flight.concerns[0].title, "2 people share an e-mail address with another");
}

#[test]
fn who_is_synced_already_is_told_from_who_is_new() {
    let (inventory, _) = Inventory::link(
        vec![
            synced("ada@whisker.co", true, Some("00u-ada")),
            synced("BOB@whisker.co", true, Some("00u-bob")),
            synced("cleo@whisker.co", false, Some("00u-cleo")),
            synced("dan@whisker.co", true, None),
        ],
        vec![],
    );
    let people = ["ada", "bob", "cleo", "dan", "eve", "fay"].map(person).to_vec();
    let mut intake = intake(vec![group("A", IntakeRole::Assign, people)]);
    intake.synced = Some(&inventory);
    intake.app_users = vec![("00u-fay".into(), Some("scim-fay".into())), ("00u-eve".into(), None)];
    let flight = preflight(&intake);
    let coming: Vec<(&str, Coming)> = flight.comers.iter().map(|comer| (comer.name.as_str(), comer.coming)).collect();
    assert_eq!(
        coming,
        [
            ("ada Smith", Coming::Linked),
            ("bob Smith", Coming::Linked),
            ("cleo Smith", Coming::Linked),
            ("dan Smith", Coming::Linked),
            ("eve Smith", Coming::New),
            ("fay Smith", Coming::AlreadyThere),
        ]
    );
    assert_eq!(kinds(&flight), [ConcernKind::MadeByOthers, ConcernKind::Inactive, ConcernKind::OtherCase]);
    assert_eq!(flight.requests, 4 * 3 + 2);
    let about: Vec<&str> = flight.concerns.iter().map(|concern| concern.people[0].as_str()).collect();
    assert_eq!(about, ["00u-dan", "00u-cleo", "00u-bob"]);
}

#[test]
fn an_unverified_domain_is_told_only_when_the_verified_ones_are_known() {
    let mut intake = intake(vec![group("A", IntakeRole::Assign, vec![person("ada")])]);
    assert_eq!(kinds(&preflight(&intake)), []);
    intake.verified_domains = Some(vec!["tail.co".into()]);
    let flight = preflight(&intake);
    assert_eq!(kinds(&flight), [ConcernKind::Domain]);
    assert_eq!(flight.concerns[0].next, "Verify whisker.co in ConfigCat first.");
}

#[test]
fn groups_raise_their_concerns() {
    let (inventory, _) =
        Inventory::link(vec![], vec![Group { id: "g1".into(), display_name: "developers".into(), members: vec![] }]);
    let mut intake = intake(vec![
        group("Everyone", IntakeRole::Assign, vec![person("ada")]),
        group("Developers", IntakeRole::Push, vec![person("ada"), person("bob")]),
        group("Nobody", IntakeRole::Push, vec![]),
    ]);
    intake.synced = Some(&inventory);
    let flight = preflight(&intake);
    assert_eq!(kinds(&flight), [ConcernKind::GroupExists, ConcernKind::NotAssigned, ConcernKind::Empty]);
    assert_eq!(flight.concerns[1].people, ["00u-bob"]);
    intake.assigned = vec!["00g-Developers".into()];
    let flight = preflight(&intake);
    assert_eq!(
        (flight.concerns[0].kind, flight.headline.as_str()),
        (ConcernKind::BothRoles, "This must not be done like this.")
    );
}

#[test]
fn limits_and_times_are_derived_or_said_to_be_unknown() {
    let (inventory, _) = Inventory::link(vec![synced("old@whisker.co", true, None)], vec![]);
    let people: Vec<_> = (0..50).map(|number| person(&format!("p{number}"))).collect();
    let mut intake = intake(vec![group("A", IntakeRole::Assign, people)]);
    let flight = preflight(&intake);
    assert_eq!((flight.time.seconds, flight.time.waves), (None, None));
    assert!(flight.time.words.contains("can’t be known"), "{}", flight.time.words);
    assert_eq!(flight.limits[0].after, None);

    intake.synced = Some(&inventory);
    intake.limits = GroupLimits { synced_users: 50, ..GroupLimits::default() };
    intake.rates = Rates { answer_ms: Some(200), scim: Some(WindowTold { remaining: 40, seconds: 60 }) };
    let flight = preflight(&intake);
    assert_eq!(flight.requests, 100);
    assert_eq!((flight.time.waves, flight.time.people_a_wave), (Some(3), Some(17)));
    assert_eq!(flight.time.seconds, Some(120), "two windows are waited for, longer than the sending takes");
    assert_eq!(flight.limits[0].after, Some(51));
    assert_eq!((flight.concerns[0].kind, flight.concerns[0].gravity), (ConcernKind::Limit, Gravity::Stop));
    assert!(!flight.time.assumptions.is_empty());
}

proptest! {
    #[test]
    fn everybody_in_the_groups_is_counted_once_and_failing_ones_are_named(
        names in prop::collection::vec("[a-c]{1,2}", 0..8), twice in any::<bool>(),
    ) {
        let people: Vec<IntakePerson> = names.iter().map(|name| person(name)).collect();
        let mut groups = vec![group("A", IntakeRole::Assign, people.clone())];
        if twice {
            groups.push(group("B", IntakeRole::Assign, people));
        }
        let flight = preflight(&intake(groups));
        let unique: std::collections::BTreeSet<&String> = names.iter().collect();
        prop_assert_eq!(flight.comers.len(), unique.len());
        for comer in flight.comers.iter().filter(|comer| comer.fails) {
            prop_assert!(flight.concerns.iter().any(|concern| concern.gravity <= Gravity::Fail && concern.people.contains(&comer.id)));
        }
    }
}
