//! Faults on demand.

use std::time::Duration;

use catflap_sandbox::{Fault, Side, When};

use crate::support::{Practice, ask};

#[tokio::test]
async fn every_fault_looks_as_it_does_in_the_field() {
    let practice = Practice::ready().await;
    let faults = practice.sandbox.faults();
    let scim = || When::any(Side::Scim);

    faults.next(1, scim(), Fault::Status { status: 503, body: "{\"oops\":1}".into() });
    assert_eq!(practice.scim("GET", "/Users", None).await.status, 503);
    assert_eq!(practice.scim("GET", "/Users", None).await.status, 200, "only the next one is struck");

    faults.next(1, scim(), Fault::Html);
    assert!(practice.scim("GET", "/Users", None).await.header("content-type").starts_with("text/html"));
    faults.next(1, scim(), Fault::RateLimited { retry_after: 7 });
    let limited = practice.scim("GET", "/Users", None).await;
    assert_eq!((limited.status, limited.header("retry-after")), (429, "7"));

    faults.next(1, scim(), Fault::WrongTotals(5));
    let wrong = practice.scim("GET", "/Users?count=10", None).await.body;
    assert_eq!((wrong["totalResults"].as_i64(), wrong["itemsPerPage"].as_i64()), (Some(45), Some(10)));
    faults.next(1, scim(), Fault::NumbersAsText);
    assert_eq!(practice.scim("GET", "/Users", None).await.body["totalResults"], "40");

    faults.next(1, scim(), Fault::AnyToken);
    let open = ask(practice.client.get(format!("{}/Users", practice.at().scim_url)).bearer_auth("any")).await;
    assert_eq!(open.status, 200);

    faults.next(1, When::of(Side::Scim, "GET", "/Groups"), Fault::Delay(Duration::from_millis(1)));
    assert_eq!(practice.scim("GET", "/Groups", None).await.status, 200);
}

#[tokio::test]
async fn a_dropped_connection_and_a_silent_server_are_errors_of_the_transport() {
    let practice = Practice::new().await;
    let at = practice.at();
    let get = || practice.client.get(format!("{}/Users", at.scim_url)).bearer_auth(&at.scim_token);
    practice.sandbox.faults().always(When::any(Side::Scim), Fault::Drop);
    assert!(get().send().await.is_err());
    practice.sandbox.faults().clear();
    practice.sandbox.faults().next(1, When::any(Side::Scim), Fault::Silence);
    let error = get().timeout(Duration::from_millis(200)).send().await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(get().send().await.unwrap().status().as_u16(), 200);
}

#[tokio::test]
async fn an_empty_answer_to_a_create_is_named_as_okta_names_it() {
    let practice = Practice::new().await;
    practice.provisioning().await;
    practice.sandbox.faults().next(1, When::of(Side::Scim, "POST", "/Users"), Fault::EmptyBody);
    practice.assign("All Product").await;
    let tasks = practice.sandbox.view().okta.tasks;
    assert_eq!(tasks.len(), 1);
    assert!(tasks[0].message.ends_with("Create new user returned empty user"), "{}", tasks[0].message);
}
