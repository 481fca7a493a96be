//! The SCIM connection: entered, cleaned, checked.

use catflap_app::check::Verdict;
use catflap_app::wire::{Event, ProblemCode};
use serde_json::json;

use crate::bench::open;

async fn verdict(bench: &crate::bench::Bench) -> (String, Vec<String>) {
    let Event::CheckEnded { report, .. } = bench.job("check_start").await else { panic!("another job ended") };
    let failed = report.findings.iter().filter(|finding| finding.verdict == Verdict::Fail);
    let word = serde_json::to_value(report.verdict).unwrap();
    (word.as_str().unwrap().to_owned(), failed.map(|finding| finding.id.clone()).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_practice_endpoint_passes_its_check() {
    let bench = open();
    bench.call("practice_open", json!({})).await;
    let (verdict, failed) = verdict(&bench).await;
    assert_eq!((verdict.as_str(), failed), ("pass", vec![]));
    let last = bench.call("check_last", json!({})).await;
    assert_eq!(last["report"]["verdict"], "pass", "the run is kept");
    let support = bench.call("check_support", json!({})).await;
    assert!(support["text"].as_str().unwrap().starts_with('#'), "Markdown");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_is_named_and_the_right_one_cures_it() {
    let bench = open();
    bench.call("practice_open", json!({})).await;
    let url = bench.call("practice_view", json!({})).await["configcat"]["scim_url"].clone();
    bench.call("scim_save", json!({"url": url, "token": "not-the-token-of-this-organization"})).await;
    let (wrong, failed) = verdict(&bench).await;
    assert_eq!(wrong, "fail");
    assert!(failed.contains(&"token-accepted".to_owned()), "{failed:?}");
    let connection = bench.call("boot", json!({})).await["open"]["connections"]["scim"].clone();
    assert_eq!(connection["status"], "failing", "the check's word is the connection's: {connection}");

    let token = crate::journey::token(&bench).await;
    // As it comes from a mail: quoted, with the header's word before it and a line break behind it.
    let pasted = format!(" \"Bearer {token}\"\n");
    let saved =
        bench.call("scim_save", json!({"url": format!("{}/Users/ ", url.as_str().unwrap()), "token": pasted})).await;
    assert!(saved["cleaned"].as_array().unwrap().len() >= 3, "what was cleaned is said: {saved}");
    assert!(!saved.to_string().contains(&token), "the token does not come back");
    assert_eq!(verdict(&bench).await.0, "pass");
    assert_eq!(bench.call("boot", json!({})).await["open"]["connections"]["scim"]["status"], "live");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_regenerated_token_ends_the_old_one() {
    let bench = open();
    bench.call("practice_open", json!({})).await;
    bench.configcat(json!({"kind": "generate_token"})).await;
    let (verdict, failed) = verdict(&bench).await;
    assert_eq!(verdict, "fail");
    assert!(failed.contains(&"token-accepted".to_owned()), "{failed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_used_is_refused_with_a_remedy_and_nothing_is_kept() {
    let bench = open();
    bench.call("profile_create", json!({"name": "Acme"})).await;
    for (url, code) in [
        ("http://scim-api.configcat.com/v2/x", ProblemCode::UrlUnusable),
        ("https://app.configcat.com/organization/authentication", ProblemCode::UrlUnusable),
        ("", ProblemCode::UrlUnusable),
    ] {
        let problem = bench.fail("scim_save", json!({"url": url, "token": "t0ken-t0ken-t0ken"})).await;
        assert_eq!(problem.code, code, "{url}");
        assert!(!problem.remedy.is_empty() && !problem.message.is_empty());
    }
    let problem = bench.fail("scim_save", json!({"url": "https://scim-api.configcat.com/v2/x", "token": " "})).await;
    assert_eq!(problem.code, ProblemCode::SecretUnusable);
    assert_eq!(bench.fail("check_start", json!({})).await.code, ProblemCode::NotConnected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_okta_token_is_refused_before_it_is_kept() {
    let bench = open();
    bench.call("practice_open", json!({})).await;
    let before = bench.call("boot", json!({})).await["open"]["connections"]["okta"].clone();
    let problem =
        bench.fail("okta_save", json!({"org_url": before["address"], "token": "00wrong-token-of-nobody", "client_id": "", "private_key": ""})).await;
    assert_eq!(problem.code, ProblemCode::CredentialRefused, "{problem:?}");
    let after = bench.call("boot", json!({})).await["open"]["connections"]["okta"].clone();
    assert_eq!(before["secret"], after["secret"]);
}
