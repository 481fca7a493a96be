//! Profiles: kept apart, deleted whole.

use catflap_app::wire::ProblemCode;
use serde_json::json;

use crate::bench::{open, status};

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_has_no_profile_and_offers_both_ways() {
    let bench = open();
    bench.app.begin(false).await.unwrap();
    let boot = bench.call("boot", json!({})).await;
    assert_eq!((&boot["open"], &boot["profiles"]), (&json!(null), &json!([])));
    assert_eq!(bench.fail("guide", json!({})).await.code, ProblemCode::NoProfile);
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_belongs_to_its_profile() {
    let bench = open();
    let first = bench.call("profile_create", json!({"name": "Acme"})).await["profile"]["id"].clone();
    bench.call("guide_tick", json!({"step": "choose-saml", "ticked": true})).await;
    bench.call("profile_create", json!({"name": "Globex"})).await;
    assert_eq!(status(&bench.call("guide_progress", json!({})).await, "choose-saml"), "open");
    bench.call("profile_open", json!({"id": first})).await;
    assert_eq!(status(&bench.call("guide_progress", json!({})).await, "choose-saml"), "ticked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_profile_is_gone_and_its_name_free() {
    let bench = open();
    let id = bench.call("profile_create", json!({"name": "Acme"})).await["profile"]["id"].clone();
    bench.call("scim_save", json!({"url": "https://scim-api.configcat.com/v2/3f0c0c5e-0000-4000-8000-000000000000", "token": "marker-token-0123456789"})).await;
    let boot = bench.call("profile_delete", json!({"id": id})).await;
    assert_eq!((&boot["open"], &boot["profiles"]), (&json!(null), &json!([])));
    assert_eq!(bench.fail("profile_open", json!({"id": id})).await.code, ProblemCode::ProfileGone);
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_acts_are_refused_outside_of_practice() {
    let bench = open();
    bench.call("profile_create", json!({"name": "Acme"})).await;
    assert_eq!(bench.fail("practice_view", json!({})).await.code, ProblemCode::NotPractice);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_profile_opens_pages_in_the_browser_and_practice_in_a_panel() {
    let bench = open();
    bench.call("profile_create", json!({"name": "Acme"})).await;
    let opened = bench.call("guide_open", json!({"page": "configcat_scim"})).await;
    assert_eq!(opened["kind"], "browser");
    assert_eq!(bench.desktop.0.lock().unwrap().opened, ["https://app.configcat.com/organization/authentication"]);
    bench.call("practice_open", json!({})).await;
    let opened = bench.call("guide_open", json!({"page": "okta_provisioning"})).await;
    assert_eq!(opened, json!({"kind": "panel", "page": "okta_provisioning"}));
    assert_eq!(bench.desktop.0.lock().unwrap().opened.len(), 1, "practice opens nothing outside");
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_takes_no_address_outside_of_this_computer() {
    let bench = open();
    bench.call("practice_open", json!({})).await;
    let url = "https://scim-api.configcat.com/v2/3f0c0c5e-0000-4000-8000-000000000000";
    let problem = bench.fail("scim_save", json!({"url": url, "token": "a-real-token-0123456789"})).await;
    assert_eq!(problem.code, ProblemCode::UrlUnusable);
    let problem = bench
        .fail(
            "okta_save",
            json!({"org_url": "https://acme.okta.com", "token": "00a-real-token", "client_id": "", "private_key": ""}),
        )
        .await;
    assert_eq!(problem.code, ProblemCode::UrlUnusable);
}
