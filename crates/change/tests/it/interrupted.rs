//! Cancelled, killed, cut off: at every call of the journal and at every write. Nothing is left in the end.

use std::time::Duration;

use catflap_change::Journal as _;
use catflap_change::round_trip::{LegOutcome, TripEvent, TripPerson, TripSettings, TripUndo, run, take_back};
use catflap_sandbox::{Fault, OktaAction, Side, When};
use tokio_util::sync::CancellationToken;

use crate::bench::{Bench, differences};
use crate::books::{At, Books, until_killed};
use crate::trips::tools;

/// Somebody who has the application directly goes, so that each kind of entry stands in the journal but one; and a
/// throwaway one, so that each does.
async fn bench_and_settings(throwaway: bool) -> (Bench, TripSettings) {
    let bench = Bench::ready().await;
    let mut settings = TripSettings { limit_ms: 700, ..bench.settings("7f3a") };
    if !throwaway {
        let (user, _) = bench.newcomer().await;
        bench.act(OktaAction::AssignPerson { user_id: user.to_string() }).await;
        settings.person = TripPerson::Named { user };
    }
    (bench, settings)
}

/// Takes back what the journal holds, as at the next start, and holds the world against what it was.
async fn afterwards(bench: &Bench, books: &Books, before: &serde_json::Value, what: &str) {
    bench.sandbox.settled().await;
    let books = books.reopened();
    let entries = books.left().unwrap();
    let back = take_back(tools(bench, &books), entries, Duration::from_millis(700), Duration::from_millis(10)).await;
    assert!(back.taken_back, "{what}: {back:#?}");
    assert!(books.is_empty(), "{what}");
    bench.sandbox.settled().await;
    // What Okta could not delete itself it keeps an image of, until the administrator retries the task.
    bench.act(OktaAction::RetryTasks).await;
    assert_eq!(differences(before, &bench.world()), Vec::<String>::new(), "{what}");
    assert_eq!(bench.left(), Vec::<String>::new(), "{what}");
}

/// How often a whole trip calls the journal.
async fn calls(throwaway: bool) -> usize {
    let (bench, settings) = bench_and_settings(throwaway).await;
    let books = Books::default();
    run(tools(&bench, &books), settings, |_| {}, CancellationToken::new()).await.unwrap();
    bench.sandbox.stop().await;
    books.calls()
}

#[tokio::test]
async fn killed_at_any_call_of_the_journal_the_next_start_takes_everything_back() {
    for throwaway in [true, false] {
        for at in 1..=calls(throwaway).await {
            for end in [At::EndsBefore, At::EndsAfter] {
                let (bench, settings) = bench_and_settings(throwaway).await;
                let before = bench.world();
                let books = Books::with(move |call| if call == at { end } else { At::Kept });
                let trip = run(tools(&bench, &books), settings, |_| {}, CancellationToken::new());
                assert!(until_killed(trip).await.is_none(), "{throwaway} {at}");
                afterwards(&bench, &books, &before, &format!("{throwaway} {at} {end:?}")).await;
                bench.sandbox.stop().await;
            }
        }
    }
}

#[tokio::test]
async fn a_journal_that_fails_at_any_call_ends_the_trip_and_nothing_is_left() {
    for at in 1..=calls(true).await {
        let (bench, settings) = bench_and_settings(true).await;
        let before = bench.world();
        let books = Books::with(move |call| if call == at { At::Fails } else { At::Kept });
        let trip = run(tools(&bench, &books), settings, |_| {}, CancellationToken::new()).await.unwrap();
        assert!(trip.legs.iter().any(|leg| leg.outcome == LegOutcome::Failed), "{at}");
        assert!(trip.taken_back, "{at}: {:#?}", trip.remains);
        afterwards(&bench, &books, &before, &format!("{at}")).await;
        bench.sandbox.stop().await;
    }
}

#[tokio::test]
async fn cancelled_in_any_leg_it_takes_back_what_it_wrote() {
    for throwaway in [true, false] {
        for at in 0..5 {
            let (bench, settings) = bench_and_settings(throwaway).await;
            let before = bench.world();
            let cancel = CancellationToken::new();
            let (token, begun) = (cancel.clone(), std::sync::atomic::AtomicUsize::new(0));
            let sink = move |event| {
                if matches!(event, TripEvent::Started { .. })
                    && begun.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == at
                {
                    token.cancel();
                }
            };
            let books = Books::default();
            let trip = run(tools(&bench, &books), settings, sink, cancel).await.unwrap();
            assert!(trip.taken_back && books.is_empty(), "{throwaway} {at}: {:#?}", trip.remains);
            // The last leg can't be cancelled.
            assert_eq!(trip.cancelled, throwaway || at < 4, "{throwaway} {at}");
            afterwards(&bench, &books, &before, &format!("{throwaway} {at}")).await;
            bench.sandbox.stop().await;
        }
    }
}

#[tokio::test]
async fn whichever_write_goes_wrong_nothing_is_left_in_the_end() {
    let okta = |method: &str, path: &str| When::of(Side::Okta, method, path);
    let status = |status: u16| Fault::Status { status, body: "{}".into() };
    let writes = [
        okta("POST", "/users"),
        okta("POST", "/groups"),
        okta("PUT", "/users/"),
        okta("POST", "/group-push"),
        okta("PATCH", "/group-push"),
        okta("DELETE", "/group-push"),
        okta("DELETE", "/groups"),
        okta("DELETE", "/users"),
        okta("POST", "/lifecycle"),
        When::of(Side::Scim, "DELETE", ""),
    ];
    for when in writes {
        // Refused, carried out without an answer, cut off, and a page of something in between.
        for fault in [status(500), status(403), Fault::EmptyBody, Fault::Drop, Fault::Html] {
            let (bench, settings) = bench_and_settings(true).await;
            let before = bench.world();
            bench.sandbox.faults().always(when.clone(), fault.clone());
            let books = Books::default();
            let settings = TripSettings { limit_ms: 150, ..settings };
            let trip = run(tools(&bench, &books), settings, |_| {}, CancellationToken::new()).await.unwrap();
            bench.sandbox.faults().clear();
            let what = format!("{when:?} {fault:?}: {:?}", trip.remains);
            let open: Vec<TripUndo> = books.left().unwrap().into_iter().map(|entry| entry.what).collect();
            assert_eq!(trip.taken_back, open.is_empty(), "{what}");
            bench.sandbox.settled().await;
            assert!(!trip.taken_back || bench.left().is_empty(), "it says that all is taken back: {what}");
            afterwards(&bench, &books, &before, &what).await;
            bench.sandbox.stop().await;
        }
    }
}

#[tokio::test]
async fn when_the_network_goes_at_any_call_of_the_journal_what_may_be_left_stays_in_it() {
    for at in 1..=calls(true).await {
        let (bench, settings) = bench_and_settings(true).await;
        let before = bench.world();
        let faults = bench.sandbox.faults();
        let books = Books::with(move |call| {
            if call == at {
                faults.always(When::any(Side::Okta), Fault::Drop);
                faults.always(When::any(Side::Scim), Fault::Drop);
            }
            At::Kept
        });
        let trip = run(tools(&bench, &books), settings, |_| {}, CancellationToken::new()).await.unwrap();
        assert!(!trip.taken_back && !trip.proven, "{at}");
        assert!(trip.remains.iter().all(|remain| remain.fate.is_well() == remain.closed), "{at}");
        assert!(!trip.next.is_empty(), "{at}");
        bench.sandbox.faults().clear();
        afterwards(&bench, &books, &before, &format!("{at}")).await;
        bench.sandbox.stop().await;
    }
}
