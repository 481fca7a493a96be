//! Round trips to their end.

use std::sync::{Arc, Mutex};

use catflap_change::Journal as _;
use catflap_change::round_trip::{
    LegOutcome, RemainFate, Trip, TripError, TripEvent, TripGroup, TripPerson, TripRefusal, TripSettings, TripTools,
    TripUndo, look, plan, run,
};
use catflap_sandbox::faults::Pushes;
use catflap_sandbox::{Fault, OktaAction, Side, When};
use tokio_util::sync::CancellationToken;

use crate::bench::{Bench, clock, differences};
use crate::books::Books;

pub fn tools<'a>(bench: &'a Bench, books: &'a Books) -> TripTools<'a> {
    TripTools { okta: &bench.okta, scim: &bench.scim, journal: books, clock: clock() }
}

async fn go(bench: &Bench, settings: TripSettings) -> Trip {
    let books = Books::default();
    let trip = run(tools(bench, &books), settings, |_| {}, CancellationToken::new()).await.unwrap();
    let left: Vec<_> =
        books.left().unwrap().into_iter().map(|entry: catflap_change::Entry<TripUndo>| entry.what).collect();
    assert_eq!(trip.taken_back, left.is_empty(), "what is not proven stays in the journal: {left:?}");
    bench.sandbox.settled().await;
    trip
}

fn outcomes(trip: &Trip) -> Vec<(&str, LegOutcome)> {
    trip.legs.iter().map(|leg| (leg.id.as_str(), leg.outcome)).collect()
}

#[tokio::test]
async fn a_throwaway_person_goes_there_and_back_and_nothing_is_left() {
    let bench = Bench::ready().await;
    let before = bench.world();
    let settings = bench.settings("7f3a");
    let shown = plan(&look(&bench.okta, &bench.scim, &settings).await.unwrap(), &settings).unwrap();
    let from = bench.sandbox.seen().len();
    let trip = go(&bench, settings).await;
    assert!(trip.proven && trip.taken_back && !trip.cancelled, "{trip:#?}");
    assert_eq!(trip.headline, "What Okta sends arrives in ConfigCat.");
    let arrived: Vec<&str> =
        trip.legs.iter().filter(|leg| leg.outcome == LegOutcome::Arrived).map(|leg| leg.id.as_str()).collect();
    assert_eq!(arrived, ["create-person", "assign", "change-name", "push-group", "unassign", "take-back"]);
    assert!(trip.legs[1..5].iter().all(|leg| leg.took_ms.is_some() && leg.evidence.is_some()));
    let events: Vec<&str> = trip.legs[1].events.iter().map(|event| event.event_type.as_str()).collect();
    assert!(events.contains(&"application.provision.user.push"), "{events:?}");
    assert_eq!(bench.left(), Vec::<String>::new());
    assert_eq!(differences(&before, &bench.world()), Vec::<String>::new(), "the world is as it was");
    assert!(bench.sandbox.view().okta.tasks.is_empty(), "nothing failed, not even afterwards");

    // Every write that was shown was sent, in that order; what takes back comes after.
    let sent = bench.writes(from);
    let mut shown = shown.writes.iter().filter(|write| write.leg != "take-back");
    let pattern = |request: &str| request.split('{').next().unwrap().to_owned();
    let mut next = shown.next();
    for write in &sent {
        if next.is_some_and(|wanted| write.starts_with(&pattern(&wanted.request))) {
            next = shown.next();
        }
    }
    assert!(next.is_none(), "{next:?} was shown and not sent: {sent:#?}");
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn the_deactivated_user_stays_when_it_is_not_to_be_deleted() {
    let bench = Bench::ready().await;
    let settings = TripSettings { delete_in_configcat: false, ..bench.settings("7f3a") };
    // Spawned, as the app does it.
    let going = tokio::spawn(async move {
        let trip = go(&bench, settings).await;
        (bench, trip)
    });
    let (bench, trip) = going.await.unwrap();
    assert!(trip.proven && trip.taken_back, "{trip:#?}");
    assert!(trip.remains.iter().any(|remain| remain.fate == RemainFate::Stays));
    let users = bench.scim.find_users("userName", "catflap-trip-7f3a@whisker.co").await.unwrap().value.resources;
    assert_eq!(users.iter().map(|user| user.active).collect::<Vec<_>>(), [Some(false)]);
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn somebody_who_has_the_application_directly_gets_everything_back() {
    let bench = Bench::ready().await;
    let (user, login) = bench.newcomer().await;
    bench.act(OktaAction::AssignPerson { user_id: user.to_string() }).await;
    let before = bench.world();
    let settings = TripSettings { person: TripPerson::Named { user: user.clone() }, ..bench.settings("7f3a") };
    let trip = go(&bench, settings).await;
    assert_eq!(trip.person, login);
    assert_eq!(
        outcomes(&trip),
        [
            ("assign", LegOutcome::AlreadySo),
            ("change-name", LegOutcome::Arrived),
            ("push-group", LegOutcome::Arrived),
            ("unassign", LegOutcome::Arrived),
            ("take-back", LegOutcome::Arrived),
        ]
    );
    assert!(trip.taken_back, "{:#?}", trip.remains);
    assert_eq!(differences(&before, &bench.world()), Vec::<String>::new());
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn a_named_person_goes_through_a_named_group_and_both_are_as_before() {
    let bench = Bench::ready().await;
    let pushed = bench.sandbox.view().okta.app.unwrap().push_groups[0].clone();
    let (user, _) = bench.newcomer().await;
    let before = bench.world();
    let settings = TripSettings {
        person: TripPerson::Named { user: user.clone() },
        group: TripGroup::Named { group: catflap_okta::GroupId::new(pushed.group_id) },
        ..bench.settings("7f3a")
    };
    let trip = go(&bench, settings).await;
    assert!(trip.proven && trip.taken_back, "{trip:#?}");
    assert_eq!(differences(&before, &bench.world()), Vec::<String>::new());
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn somebody_who_has_the_application_by_a_group_is_refused_before_anything_is_written() {
    let bench = Bench::ready().await;
    let (user, login) = bench.by_group();
    let from = bench.sandbox.seen().len();
    let settings = TripSettings { person: TripPerson::Named { user }, ..bench.settings("7f3a") };
    let books = Books::default();
    let refused = run(tools(&bench, &books), settings, |_| {}, CancellationToken::new()).await.unwrap_err();
    assert!(matches!(refused, TripError::Refused(TripRefusal::HasAppByGroup { login: told }) if told == login));
    assert_eq!((bench.writes(from), books.calls()), (Vec::new(), 0));
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn a_push_that_fails_is_told_with_oktas_own_reason_and_taken_back() {
    let bench = Bench::ready().await;
    bench.sandbox.faults().always(
        When::of(Side::Scim, "POST", "/Users"),
        Fault::Status { status: 500, body: r#"{"detail":"no room"}"#.into() },
    );
    let trip = go(&bench, bench.settings("7f3a")).await;
    let assign = &trip.legs[1];
    assert_eq!(assign.outcome, LegOutcome::NotArrived);
    assert!(assign.reason.as_ref().is_some_and(|reason| reason.contains("Error while creating user")), "{assign:#?}");
    assert!(!assign.why.is_empty() && !assign.next.is_empty());
    assert!(trip.legs[2..5].iter().all(|leg| leg.outcome == LegOutcome::Skipped));
    assert_eq!(trip.headline, "“Assign the person” did not arrive.");
    assert!(trip.taken_back && bench.left().is_empty(), "{:?}", bench.left());
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn what_never_comes_is_waited_for_no_longer_than_was_said() {
    let bench = Bench::ready().await;
    bench.sandbox.faults().pushes(Pushes::Never);
    let events = Arc::new(Mutex::new(Vec::new()));
    let hears = Arc::clone(&events);
    let books = Books::default();
    let settings = TripSettings { limit_ms: 200, ..bench.settings("7f3a") };
    let sink = move |event| hears.lock().unwrap().push(event);
    let trip = run(tools(&bench, &books), settings, sink, CancellationToken::new()).await.unwrap();
    assert_eq!(trip.legs[1].outcome, LegOutcome::NotArrived);
    assert!(trip.legs[1].saw.starts_with("Nobody of this user name is in ConfigCat yet."), "{}", trip.legs[1].saw);
    assert!(
        events.lock().unwrap().iter().any(|event| matches!(event, TripEvent::Waiting { id, .. } if id == "assign"))
    );
    assert!(trip.taken_back && bench.left().is_empty());
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn each_leg_that_does_not_arrive_is_told_from_the_others() {
    for (when, leg) in
        [(When::of(Side::Scim, "PUT", "/Users"), "change-name"), (When::of(Side::Scim, "PUT", "/Groups"), "push-group")]
    {
        let bench = Bench::ready().await;
        bench.sandbox.faults().always(when, Fault::Status { status: 500, body: "{}".into() });
        let settings = TripSettings { limit_ms: 400, ..bench.settings("7f3a") };
        let trip = go(&bench, settings).await;
        let first = trip.legs.iter().find(|leg| leg.outcome != LegOutcome::Arrived).unwrap();
        assert_eq!((first.id.as_str(), first.outcome), (leg, LegOutcome::NotArrived), "{:#?}", outcomes(&trip));
        assert!(!trip.proven);
        // The deactivation may be what fails; the throwaway user is deleted all the same.
        assert!(trip.taken_back && bench.left().is_empty(), "{leg}: {:?} {:#?}", bench.left(), trip.remains);
        bench.sandbox.stop().await;
    }
}
