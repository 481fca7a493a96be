use catflap_http::{Client, Policy, Secret};
use catflap_okta::{GroupId, Okta, OktaError, OrgUrl, PrivateKey, Scope, ServiceApp, SignInFault};
use serde_json::Value;

use crate::org::{CLIENT, Org, Rules};

const RSA: &str = include_str!("../keys/rsa.jwk.json");
pub const EC: &str = include_str!("../keys/ec.jwk.json");
const ALL: &str =
    "okta.apps.read okta.groups.read okta.users.read okta.logs.read okta.orgs.read okta.profileMappings.read";

/// An org that knows the public half of a key, and has granted every scope for reading.
pub fn rules(jwk: &str) -> Rules {
    let mut key: Value = serde_json::from_str(jwk).unwrap();
    for private in ["d", "p", "q", "dp", "dq", "qi"] {
        key.as_object_mut().unwrap().remove(private);
    }
    Rules { key, granted: ALL.split(' ').collect(), strict: true, dpop: false, life: 3600, revoked: 0 }
}

pub fn signed_in(org: &Org, jwk: &str) -> Okta {
    let key = PrivateKey::parse(&Secret::new(jwk.to_owned())).unwrap();
    let http = Client::new(Policy { max_attempts: 1, ..Policy::default() }).unwrap();
    Okta::with_service_app(http, OrgUrl::parse(org.server.origin()).unwrap(), ServiceApp::new(CLIENT, key))
}

async fn reads(okta: &Okta) -> Result<(), OktaError> {
    okta.groups().get(&GroupId::from("00g1")).await.map(|_| ())
}

#[tokio::test]
async fn a_service_app_signs_in_with_either_kind_of_key_and_keeps_its_token() {
    for jwk in [RSA, EC] {
        let org = Org::start(rules(jwk)).await;
        let okta = signed_in(&org, jwk);
        for _ in 0..3 {
            reads(&okta).await.unwrap();
        }
        reads(&okta.clone()).await.unwrap();
        org.is_content();
        let seen = org.seen.lock().unwrap();
        assert_eq!((seen.tokens, seen.calls), (1, 4));
        assert_eq!(seen.scopes, [ALL], "reading asks for nothing that could change anything");
    }
}

#[tokio::test]
async fn calls_in_parallel_fetch_one_token() {
    let org = Org::start(rules(EC)).await;
    let okta = signed_in(&org, EC);
    let (first, second, third) = tokio::join!(reads(&okta), reads(&okta), reads(&okta));
    assert!(first.is_ok() && second.is_ok() && third.is_ok());
    assert_eq!(org.seen.lock().unwrap().tokens, 1);
}

#[tokio::test]
async fn a_token_about_to_expire_is_not_used_again() {
    let org = Org::start(Rules { life: 30, ..rules(EC) }).await;
    let okta = signed_in(&org, EC);
    reads(&okta).await.unwrap();
    reads(&okta).await.unwrap();
    assert_eq!(org.seen.lock().unwrap().tokens, 2);
}

#[tokio::test]
async fn a_revoked_token_is_renewed_once() {
    let org = Org::start(Rules { revoked: 1, ..rules(EC) }).await;
    reads(&signed_in(&org, EC)).await.unwrap();
    assert_eq!(org.seen.lock().unwrap().tokens, 2);

    let org = Org::start(Rules { revoked: 9, ..rules(EC) }).await;
    let error = reads(&signed_in(&org, EC)).await.unwrap_err();
    assert!(matches!(error, OktaError::InvalidToken(_)), "{error:?}");
    assert_eq!(org.seen.lock().unwrap().tokens, 2, "no third one");
}

#[tokio::test]
async fn scopes_that_were_not_granted_are_found_and_do_without() {
    for strict in [true, false] {
        let granted = vec!["okta.apps.read", "okta.groups.read", "okta.groups.manage"];
        let org = Org::start(Rules { granted, strict, life: 30, ..rules(EC) }).await;
        let okta = signed_in(&org, EC);
        reads(&okta).await.unwrap();
        let reading = okta.scopes().await.unwrap().unwrap();
        assert_eq!(reading.granted, [Scope::AppsRead, Scope::GroupsRead, Scope::GroupsManage], "strict: {strict}");
        assert!(reading.missing.contains(&Scope::LogsRead) && reading.missing.contains(&Scope::AppsManage));
        let asked = org.seen.lock().unwrap().scopes.len();
        reads(&okta).await.unwrap();
        let seen = org.seen.lock().unwrap();
        assert_eq!(seen.scopes.len(), asked + 1, "what is known is not found out again");
        assert_eq!(seen.scopes.last().unwrap(), "okta.apps.read okta.groups.read");
    }
}

#[tokio::test]
async fn where_only_managing_was_granted_reading_goes_by_it() {
    for strict in [true, false] {
        let org =
            Org::start(Rules { granted: vec!["okta.groups.manage", "okta.apps.read"], strict, ..rules(EC) }).await;
        reads(&signed_in(&org, EC)).await.unwrap();
        let seen = org.seen.lock().unwrap();
        let mut last: Vec<&str> = seen.scopes.last().unwrap().split(' ').collect();
        last.sort_unstable();
        assert_eq!(last, ["okta.apps.read", "okta.groups.manage"], "strict: {strict}");
    }
}

#[tokio::test]
async fn changing_asks_for_more_and_reading_stays_with_less() {
    let mut all = rules(EC);
    all.granted.extend(["okta.apps.manage", "okta.groups.manage", "okta.users.manage"]);
    let org = Org::start(all).await;
    let okta = signed_in(&org, EC);
    reads(&okta).await.unwrap();
    okta.groups().create("Readers", None).await.unwrap();
    reads(&okta).await.unwrap();
    let seen = org.seen.lock().unwrap();
    assert_eq!(seen.scopes[0], ALL);
    assert_eq!(seen.scopes[1], format!("{ALL} okta.apps.manage okta.groups.manage okta.users.manage"));
    assert_eq!(seen.tokens, 2);
}

#[tokio::test]
async fn a_key_of_another_app_and_an_app_without_scopes_are_told_apart_and_nothing_secret_is_shown() {
    let org = Org::start(rules(RSA)).await;
    let mut other: Value = serde_json::from_str(EC).unwrap();
    other["kid"] = "rfc7515-a2".into();
    let stranger = reads(&signed_in(&org, &other.to_string())).await.unwrap_err();
    let refusal = stranger.refusal().unwrap();
    assert!(matches!(stranger, OktaError::InvalidToken(_)), "{stranger:?}");
    assert_eq!((refusal.status, refusal.sign_in_fault()), (401, Some(SignInFault::ClientRefused)));

    let org = Org::start(Rules { granted: vec![], ..rules(EC) }).await;
    let poor = reads(&signed_in(&org, EC)).await.unwrap_err();
    assert!(matches!(poor, OktaError::NoPermission(_)), "{poor:?}");
    assert_eq!(poor.refusal().unwrap().sign_in_fault(), Some(SignInFault::ScopeNotGranted));

    let sent = stranger.exchange().request_body.clone().unwrap();
    assert!(sent.contains("client_assertion=••••"), "{sent}");
    for error in [stranger, poor] {
        let shown = format!("{error:?} {}", serde_json::to_string(error.exchange()).unwrap());
        assert!(!shown.contains("eyJ"), "an assertion is shown in {shown}");
    }
}

#[tokio::test]
async fn dpop_is_used_where_the_org_demands_it_and_a_nonce_is_given_back() {
    let org = Org::start(Rules { dpop: true, ..rules(RSA) }).await;
    let okta = signed_in(&org, RSA);
    reads(&okta).await.unwrap();
    let list = okta.groups().members(&GroupId::from("00g1")).next().await;
    assert!(matches!(list, Err(OktaError::Parse { .. })), "the query is no part of what is proven: {list:?}");
    org.is_content();
    let seen = org.seen.lock().unwrap();
    assert_eq!((seen.tokens, seen.calls), (1, 2));
}

#[tokio::test]
async fn a_token_bound_by_dpop_is_renewed_like_any_other() {
    let org = Org::start(Rules { dpop: true, revoked: 1, ..rules(EC) }).await;
    reads(&signed_in(&org, EC)).await.unwrap();
    org.is_content();
    assert_eq!(org.seen.lock().unwrap().tokens, 2);
}
