//! `catflap-cli okta verify`.

use catflap_sandbox::panel::OktaAction;
use catflap_sandbox::{Options, Sandbox};
use serde_json::Value;

use crate::shell::{Ended, command, ended};

const NAMES: (&str, &str) = ("CATFLAP_TEST_OKTA", "CATFLAP_TEST_SCIM");

async fn finished() -> Sandbox {
    Sandbox::start(Options { ready: true, ..Options::default() }).await.unwrap()
}

/// Runs `okta verify` at the practice org, with what both sides show.
async fn verify(sandbox: &Sandbox, more: &[&str]) -> Ended {
    let at = sandbox.endpoints();
    let arguments = ["okta", "verify", "--org", &at.okta_org, "--token-env", NAMES.0];
    let scim = ["--scim-url", &at.scim_url, "--scim-token-env", NAMES.1];
    let mut command = command(&[&arguments[..], &scim[..], more].concat());
    command.env(NAMES.0, &at.okta_token).env(NAMES.1, &at.scim_token);
    let run = ended(command.spawn().unwrap(), &at.okta_token).await;
    assert!(!run.out.contains(&at.scim_token) && !run.err.contains(&at.scim_token), "{run:?}");
    run
}

fn verdicts<'a>(report: &'a Value, wanted: &str) -> Vec<&'a str> {
    let checks = report["checks"].as_array().unwrap().iter();
    checks.filter(|check| check["verdict"] == wanted).map(|check| check["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_finished_org_is_proven_and_what_nobody_can_see_is_skipped() {
    let sandbox = finished().await;
    let report = verify(&sandbox, &["--format", "json"]).await.with(0).json();
    assert_eq!(verdicts(&report, "fail"), Vec::<&str>::new(), "{report:#}");
    for step in ["name-app", "connector-settings", "to-app", "separate-groups", "push-status", "arrived"] {
        assert!(verdicts(&report, "pass").contains(&step), "{step}: {report:#}");
    }
    assert_eq!(verdicts(&report, "skip"), ["saml-addresses", "idp-metadata"]);
    assert_eq!(report["app_label"], "ConfigCat");
}

#[tokio::test]
async fn a_wrong_step_fails_the_run_and_says_what_to_do() {
    let sandbox = finished().await;
    let to_app =
        catflap_sandbox::panel::OktaToApp { deactivate_users: false, ..sandbox.view().okta.app.unwrap().to_app };
    assert!(sandbox.okta(OktaAction::SetToApp { to_app }).await.ok);
    let run = verify(&sandbox, &[]).await.with(1);
    assert!(run.out.starts_with("1 step is wrong."), "{}", run.out);
    assert!(run.out.contains("FAIL  3.4") && run.out.contains("Deactivate Users is not ticked"), "{}", run.out);
    let junit = verify(&sandbox, &["--format", "junit"]).await.with(1).out;
    assert!(junit.contains("name=\"to-app\"") && junit.contains("failures=\"1\""), "{junit}");
}

#[tokio::test]
async fn what_can_not_be_verified_at_all_is_no_good_run() {
    let sandbox = finished().await;
    verify(&sandbox, &["--app", "0oaNobody"]).await.problem(3, "not-there");
    let at = sandbox.endpoints();
    let mut wrong = command(&["okta", "verify", "--org", &at.okta_org, "--token-env", NAMES.0]);
    wrong.env(NAMES.0, "00wrong-token-of-nobody");
    ended(wrong.spawn().unwrap(), "00wrong-token-of-nobody").await.problem(3, "credential-refused");
    let none = command(&["okta", "verify", "--org", &at.okta_org]).spawn().unwrap();
    ended(none, "-").await.problem(2, "secret-unusable");
}
