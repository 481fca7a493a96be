//! Against the practice servers and their faults.

use std::time::Duration;

use catflap_check::rehearsal::{self, Fate, Journal as _, RehearsalError};
use catflap_check::{Target, Verdict};
use catflap_sandbox::{Fault, Options, Sandbox, Side, When};
use tokio_util::sync::CancellationToken;

use super::{Books, all_gone, off, rehearse, row, settings};

pub async fn sandbox() -> Sandbox {
    Sandbox::start(Options { ready: true, push_pause: Duration::ZERO, ..Options::default() }).await.unwrap()
}

pub fn practice(sandbox: &Sandbox) -> Target {
    let at = sandbox.endpoints();
    super::target(&at.scim_url, &at.scim_token)
}

/// Everything in the practice ConfigCat whose name a rehearsal gave, wherever it stands in the world.
pub fn left_in(sandbox: &Sandbox) -> usize {
    let world = &sandbox.save()["world"];
    let of = |kind: &str| {
        world["configcat"][kind]
            .as_object()
            .unwrap()
            .values()
            .map(|one| one.to_string().to_lowercase())
            .filter(|text| text.contains("catflap"))
            .count()
    };
    of("users") + of("groups")
}

#[tokio::test]
async fn the_practice_servers_keep_everything_and_are_left_as_they_were() {
    let sandbox = sandbox().await;
    let people = sandbox.save()["world"]["configcat"]["users"].as_object().unwrap().len();
    let books = Books::default();
    let rehearsal = rehearse(practice(&sandbox), &books).await;
    assert_eq!(off(&rehearsal), []);
    assert_eq!(rehearsal.verdict, Verdict::Pass);
    assert_eq!(rehearsal.headline, "This service provider keeps everything that Okta sends.");
    assert_eq!(rehearsal.advice, "Everything written was taken back.");
    assert_eq!(
        rehearsal.proof,
        "3 things were written: catflap-rehearsal-7f3a@whisker.co, catflap-rehearsal-7f3a-2@whisker.co and Catflap rehearsal 7f3a. All are gone: looked up again by name and by id."
    );
    assert!(all_gone(&rehearsal) && books.open().unwrap().is_empty());
    assert_eq!(books.opened(), 4, "the second create of the same person stands in the journal too");
    assert_eq!(left_in(&sandbox), 0);
    assert_eq!(sandbox.save()["world"]["configcat"]["users"].as_object().unwrap().len(), people);
    assert_eq!(row(&rehearsal, "create-person-again").got, "409 uniqueness");
    assert_eq!(row(&rehearsal, "deactivate-person").got, "200, inactive");
    assert_eq!(row(&rehearsal, "nothing-left").got, "0 of 3 left");
}

#[tokio::test]
async fn what_is_written_is_exactly_what_was_shown_before() {
    let sandbox = sandbox().await;
    let before = sandbox.seen().len();
    rehearse(practice(&sandbox), &Books::default()).await;
    let written: Vec<String> = sandbox
        .seen()
        .into_iter()
        .skip(before)
        .filter(|seen| seen.side == Side::Scim && seen.method != "GET")
        .map(|seen| {
            let mut parts = seen.target.splitn(3, '/').skip(1);
            let endpoint = parts.next().unwrap().to_owned();
            format!("{} /{endpoint}{}", seen.method, if parts.next().is_some() { "/{id}" } else { "" })
        })
        .collect();
    let planned: Vec<String> = rehearsal::plan("whisker.co", "7f3a").into_iter().map(|write| write.request).collect();
    assert_eq!(written, planned);
}

#[tokio::test]
async fn nothing_is_sent_to_a_domain_that_nobody_confirmed() {
    let sandbox = sandbox().await;
    let before = sandbox.seen().len();
    let unconfirmed = rehearsal::Settings { confirmed: false, ..settings() };
    let books = Books::default();
    let refused =
        rehearsal::run(practice(&sandbox), unconfirmed, &books, |_| {}, CancellationToken::new()).await.unwrap_err();
    assert_eq!(refused, RehearsalError::DomainNotConfirmed { domain: "whisker.co".into() });
    assert_eq!((sandbox.seen().len(), books.opened()), (before, 0));
}

#[tokio::test]
async fn whatever_goes_wrong_nothing_is_left_in_the_end() {
    let scim = |method: &str, path: &str| When::of(Side::Scim, method, path);
    let status = |status: u16| Fault::Status { status, body: "{}".into() };
    let faults: Vec<(When, Fault)> = vec![
        (scim("POST", "/Users"), status(500)),
        (scim("POST", "/Users"), status(502)),
        (scim("POST", "/Users"), Fault::EmptyBody),
        (scim("POST", "/Users"), Fault::Drop),
        (scim("POST", "/Users"), Fault::Html),
        (scim("POST", "/Groups"), Fault::EmptyBody),
        (scim("POST", "/Groups"), Fault::Drop),
        (scim("POST", "/Groups"), status(403)),
        (scim("PUT", "/Users"), status(405)),
        (scim("PUT", "/Users"), Fault::Drop),
        (scim("PUT", "/Groups"), status(500)),
        (scim("PUT", "/Groups"), Fault::Drop),
        (scim("PATCH", ""), status(501)),
        (scim("PATCH", ""), Fault::Drop),
        (scim("DELETE", "/Groups"), status(405)),
        (scim("DELETE", "/Users"), status(403)),
        (scim("DELETE", ""), Fault::Drop),
        (scim("GET", "/Users"), Fault::Html),
        (scim("GET", "/Groups"), status(401)),
        (scim("GET", ""), Fault::WrongTotals(7)),
        (scim("GET", ""), Fault::NumbersAsText),
    ];
    let sandbox = sandbox().await;
    for (number, (when, fault)) in faults.into_iter().enumerate() {
        sandbox.faults().always(when.clone(), fault.clone());
        let books = Books::default();
        let settings = rehearsal::Settings { run_id: format!("run{number}"), ..settings() };
        let held =
            rehearsal::run(practice(&sandbox), settings, &books, |_| {}, CancellationToken::new()).await.unwrap();
        sandbox.faults().clear();
        let what = format!("{when:?} {fault:?}: {:?}", off(&held));
        assert_eq!(held.rows.len(), 28, "{what}");
        let gone = held.written.iter().all(|one| one.fate == Fate::Gone);
        assert_eq!(gone, books.open().unwrap().is_empty(), "what is not proven gone stays open: {what}");
        assert!(!gone || left_in(&sandbox) == 0, "it says that all is gone, and it is not: {what}");
        let back = rehearsal::take_back(practice(&sandbox), books.open().unwrap(), &books).await.unwrap();
        assert!(back.all_gone && books.open().unwrap().is_empty(), "{what}: {back:?}");
        assert_eq!(left_in(&sandbox), 0, "{what}");
    }
}

#[tokio::test]
async fn a_rate_limit_is_waited_for_and_told() {
    let sandbox = sandbox().await;
    sandbox.faults().next(1, When::of(Side::Scim, "POST", "/Users"), Fault::RateLimited { retry_after: 0 });
    let events = super::Events::default();
    let hears = events.clone();
    let books = Books::default();
    let held = rehearsal::run(
        practice(&sandbox),
        settings(),
        &books,
        move |event| hears.lock().unwrap().push(event),
        CancellationToken::new(),
    )
    .await
    .unwrap();
    assert_eq!(off(&held), []);
    assert_eq!(books.opened(), 4, "the same create is sent again, not another one");
    let waits = events
        .lock()
        .unwrap()
        .iter()
        .filter(|e| matches!(e, rehearsal::RehearsalEvent::Waiting { id, seconds: 0 } if id == "create-person"))
        .count();
    assert_eq!(waits, 1);
}

#[tokio::test]
async fn nothing_is_written_when_the_token_is_refused() {
    let sandbox = sandbox().await;
    let books = Books::default();
    let held = rehearse(super::target(&sandbox.endpoints().scim_url, "another-token-0001"), &books).await;
    assert_eq!((held.verdict, books.opened()), (Verdict::Fail, 0));
    assert_eq!(held.headline, "The rehearsal could not go on: the token is not accepted.");
    assert!(held.rows[1..27].iter().all(|row| row.verdict == Verdict::Skip));
    assert_eq!((held.proof.as_str(), held.looked_up_at), ("Nothing was written.", None));
}
