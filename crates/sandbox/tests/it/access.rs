//! Rights of API tokens, and rate limits.

use catflap_sandbox::{OktaAction, OktaLimit, OktaRights};
use serde_json::json;

use crate::support::{Practice, ask};

async fn may(practice: &Practice, rights: OktaRights) {
    practice.okta(OktaAction::SetApiToken { rights }).await;
}

#[tokio::test]
async fn a_token_has_the_rights_of_its_administrator() {
    let practice = Practice::tidy().await;
    let app = practice.app_path();
    let group = format!("{app}/groups/{}", practice.group("All Engineers"));

    may(&practice, OktaRights::ReadOnlyAdmin).await;
    for path in ["/api/v1/apps", "/api/v1/groups", "/api/v1/users/me", "/api/v1/logs"] {
        assert_eq!(practice.okta_api("GET", path, None).await.status, 200, "{path}");
    }
    let robin = practice.person("robin.ashworth@whisker.co");
    let roles = format!("/api/v1/users/{robin}/roles");
    assert_eq!(practice.okta_api("GET", &roles, None).await.body[0]["type"], "READ_ONLY_ADMIN");
    let refused = practice.okta_api("PUT", &group, Some(json!({}))).await;
    assert_eq!((refused.status, &refused.body["errorCode"]), (403, &json!("E0000006")));
    assert_eq!(refused.body["errorSummary"], "You do not have permission to perform the requested action");

    may(&practice, OktaRights::AppAdminWithoutGroups).await;
    assert_eq!(practice.okta_api("PUT", &group, Some(json!({}))).await.status, 200);
    assert_eq!(practice.okta_api("GET", "/api/v1/users/me", None).await.status, 200, "one may always ask who one is");
    for path in [roles, "/api/v1/groups".to_owned(), "/api/v1/users".to_owned(), format!("{app}/group-push/mappings")] {
        assert_eq!(practice.okta_api("GET", &path, None).await.status, 403, "{path}");
    }

    may(&practice, OktaRights::Revoked).await;
    let revoked = practice.okta_api("GET", "/api/v1/org", None).await;
    assert_eq!((revoked.status, &revoked.body["errorCode"]), (401, &json!("E0000011")));
    may(&practice, OktaRights::SuperAdmin).await;
    assert_eq!(practice.okta_api("GET", "/api/v1/org", None).await.status, 200);
}

#[tokio::test]
async fn each_group_of_endpoints_has_a_budget_of_its_own() {
    let practice = Practice::new().await;
    practice.sandbox.set_okta_limit(OktaLimit::Logs, 2);
    let usual = practice.okta_api("GET", "/api/v1/apps", None).await;
    assert_eq!((usual.header("x-rate-limit-limit"), usual.header("x-rate-limit-remaining")), ("100", "99"));
    let mut statuses = Vec::new();
    // Five in a row cross the turn of a minute at most once.
    for _ in 0..5 {
        let answer = practice.okta_api("GET", "/api/v1/logs?limit=1", None).await;
        assert_eq!(answer.header("x-rate-limit-limit"), "2");
        statuses.push(answer.status);
    }
    assert!(statuses.starts_with(&[200]) && statuses.contains(&429), "{statuses:?}");
    practice.sandbox.set_okta_limit(OktaLimit::Logs, 0);
    let over = practice.okta_api("GET", "/api/v1/logs", None).await;
    assert_eq!((over.status, &over.body["errorCode"]), (429, &json!("E0000047")));
    assert_eq!(over.header("x-rate-limit-remaining"), "0");
    let reset: i64 = over.header("x-rate-limit-reset").parse().unwrap();
    assert_eq!(reset % 60, 0, "epoch seconds, at a full minute");
    assert_eq!(practice.okta_api("GET", "/api/v1/apps", None).await.status, 200, "the others go on");
    let known = ask(practice.client.get(format!("{}/.well-known/okta-organization", practice.at().okta_org))).await;
    assert_eq!(known.status, 200);
}
