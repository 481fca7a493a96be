use std::collections::BTreeSet;

use catflap_okta::{AppId, GroupId, MappingId, UserId};

use super::*;
use crate::list::NamedGroup;
use crate::round_trip::facts::{GroupFacts, PersonFacts};
use crate::round_trip::undo::PersonNames;

fn settings() -> TripSettings {
    TripSettings::throwaway(AppId::new("0oa1"), "whisker.co", true, "7f3a")
}

fn facts() -> TripFacts {
    TripFacts {
        app_label: "ConfigCat".into(),
        app_active: true,
        missing: Vec::new(),
        person: None,
        group: None,
        user_name: "catflap-trip-7f3a@whisker.co".into(),
        taken: None,
        there: None,
    }
}

fn named(standing: Standing) -> (TripFacts, TripSettings) {
    let person = PersonFacts {
        id: UserId::new("00u1"),
        login: "ada@whisker.co".into(),
        status: "ACTIVE".into(),
        names: PersonNames::default(),
        standing,
    };
    let there = (standing == Standing::Directly).then_some(true);
    let facts = TripFacts { person: Some(person), user_name: "ada@whisker.co".into(), there, ..facts() };
    let settings = TripSettings { person: TripPerson::Named { user: UserId::new("00u1") }, ..settings() };
    (facts, settings)
}

#[test]
fn a_throwaway_trip_shows_every_write_and_how_it_is_taken_back() {
    let plan = plan(&facts(), &settings()).unwrap();
    let writes: Vec<&str> = plan.writes.iter().map(|write| write.request.as_str()).collect();
    assert_eq!(
        writes,
        [
            "POST /api/v1/users?activate=true",
            "POST /api/v1/apps/0oa1/users",
            "POST /api/v1/users/{user}",
            "POST /api/v1/groups",
            "PUT /api/v1/groups/{group}/users/{user}",
            "POST /api/v1/apps/0oa1/group-push/mappings",
            "DELETE /api/v1/apps/0oa1/users/{user}",
            "DELETE /Users/{id}",
        ]
    );
    let legs: BTreeSet<&str> = plan.legs.iter().map(|(id, _)| id.as_str()).collect();
    assert!(plan.writes.iter().all(|write| legs.contains(write.leg.as_str()) && !write.taken_back.is_empty()));
    assert!(plan.effects.iter().any(|effect| effect.contains("then deleted by Catflap")));
}

#[test]
fn nothing_is_planned_at_a_domain_that_nobody_confirmed() {
    let of = |domain: &str, confirmed| {
        let person = TripPerson::Throwaway { domain: domain.into(), confirmed };
        plan(&facts(), &TripSettings { person, ..settings() }).unwrap_err()
    };
    assert_eq!(of("whisker.co", false), TripRefusal::DomainNotConfirmed { domain: "whisker.co".into() });
    assert_eq!(of("whisker", true), TripRefusal::NotADomain { domain: "whisker".into() });
    let unnamed = TripSettings { run_id: "X".into(), ..settings() };
    assert_eq!(plan(&facts(), &unnamed), Err(TripRefusal::BadRunId));
}

#[test]
fn somebody_who_has_the_application_by_a_group_is_refused() {
    let (facts, settings) = named(Standing::ByGroup);
    assert_eq!(plan(&facts, &settings), Err(TripRefusal::HasAppByGroup { login: "ada@whisker.co".into() }));
}

#[test]
fn somebody_assigned_directly_is_not_assigned_again_and_gets_everything_back() {
    let (facts, settings) = named(Standing::Directly);
    let plan = plan(&facts, &settings).unwrap();
    assert!(plan.writes.iter().all(|write| write.leg != "assign" && write.request != "DELETE /Users/{id}"));
    assert!(plan.cautions.iter().any(|caution| caution.contains("loses ConfigCat for the time")));
    let unassign = plan.writes.iter().find(|write| write.leg == "unassign").unwrap();
    assert!(unassign.taken_back.starts_with("Assigned again"));
}

#[test]
fn a_trip_that_would_not_leave_things_as_they_were_is_refused() {
    let (mut facts, settings) = named(Standing::NoApp);
    facts.there = Some(true);
    assert!(matches!(plan(&facts, &settings), Err(TripRefusal::ActiveWithoutApp { .. })));
    facts.there = Some(false);
    assert!(plan(&facts, &settings).is_ok());
    facts.person.as_mut().unwrap().status = "SUSPENDED".into();
    assert!(matches!(plan(&facts, &settings), Err(TripRefusal::PersonNotActive { .. })));
}

#[test]
fn a_named_group_has_to_be_pushed_and_without_the_person() {
    let (mut facts, mut settings) = named(Standing::NoApp);
    settings.group = TripGroup::Named { group: GroupId::new("00g1") };
    let good = GroupFacts {
        group: NamedGroup { id: GroupId::new("00g1"), name: "Developers".into() },
        assigned: false,
        mapping: Some((MappingId::new("gPm1"), "ACTIVE".into())),
        holds_person: false,
    };
    let mut with = |group: GroupFacts| {
        facts.group = Some(group);
        plan(&facts, &settings).map(|plan| plan.writes.len())
    };
    assert_eq!(with(good.clone()), Ok(5));
    assert!(matches!(with(GroupFacts { assigned: true, ..good.clone() }), Err(TripRefusal::GroupAssigned { .. })));
    assert!(matches!(with(GroupFacts { mapping: None, ..good.clone() }), Err(TripRefusal::GroupNotPushed { .. })));
    assert!(matches!(with(GroupFacts { holds_person: true, ..good }), Err(TripRefusal::AlreadyMember { .. })));
}
