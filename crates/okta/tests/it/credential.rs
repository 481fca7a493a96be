use catflap_okta::model::{Area, Change, CredentialDescription, Identity, Permission, RoleType};
use catflap_okta::{AppId, OktaError, Scope};

use crate::oauth::{EC, rules, signed_in};
use crate::okta;
use crate::org::{Org, Rules};
use crate::server::{Answer, Server};

/// As a real org answers (recorded by Okta's Python client 3.4.6 for its tests, `test_application_features_it`).
const OFF: &str = r#"{"errorCode":"E0000001","errorSummary":"Api validation failed: feature","errorLink":"E0000001",
    "errorId":"oae8d0KyA2kTtSTbfd7M1Bu9Q","errorCauses":[{"errorSummary":"Provisioning is not supported."}]}"#;
const NO: &str =
    r#"{"errorCode":"E0000006","errorSummary":"You do not have permission to perform the requested action"}"#;

/// An org in which an administrator with this role may see everything but profile mappings.
async fn org(role: &'static str) -> Server {
    Server::answering(move |asked| {
        let path = asked.line.trim_start_matches("GET ");
        let json = |text: &str| Answer::text(200, text).with("content-type", "application/json");
        match path.split('?').next().unwrap() {
            "/api/v1/users/me" => json(r#"{"id":"00u1","profile":{"login":"ada@acme.example"}}"#),
            "/api/v1/users/00u1/roles" if role.is_empty() => Answer::text(403, NO),
            "/api/v1/users/00u1/roles" => json(&format!(r#"[{{"id":"ra1","type":"{role}","label":"Role"}}]"#)),
            "/api/v1/apps/0oa1/features" => Answer::text(400, OFF),
            "/api/v1/mappings" => Answer::text(403, NO),
            _ => json("[]"),
        }
    })
    .await
}

fn answer(described: &CredentialDescription, area: Area) -> &Permission {
    &described.sees.iter().find(|sight| sight.area == area).unwrap().answer
}

fn may(described: &CredentialDescription, change: Change) -> &Permission {
    &described.changes.iter().find(|right| right.change == change).unwrap().answer
}

#[tokio::test]
async fn an_api_token_is_its_administrator_and_what_it_can_not_see_is_told() {
    let server = org("READ_ONLY_ADMIN").await;
    let described = okta(&server).describe_credential(Some(&AppId::from("0oa1"))).await.unwrap();
    let Identity::ApiToken { owner: Some(owner), roles: Some(roles) } = &described.identity else {
        panic!("{:?}", described.identity)
    };
    assert_eq!(owner.profile.login.as_deref(), Some("ada@acme.example"));
    assert_eq!(roles[0].kind, RoleType::ReadOnly);
    assert_eq!(described.sees.iter().map(|sight| sight.area).collect::<Vec<_>>(), Area::ALL);
    assert_eq!(answer(&described, Area::Apps), &Permission::Allowed);
    assert_eq!(answer(&described, Area::Features), &Permission::Allowed, "off is not unseen");
    let Permission::Refused { code, why } = answer(&described, Area::ProfileMappings) else { panic!("{described:?}") };
    assert_eq!(
        (code.as_str(), why.as_str()),
        ("E0000006", "You do not have permission to perform the requested action")
    );
    for change in Change::ALL {
        assert!(matches!(may(&described, change), Permission::Refused { .. }), "{change:?}");
    }
}

#[tokio::test]
async fn what_a_role_does_not_settle_is_said_to_be_unknown() {
    let described = okta(&org("SUPER_ADMIN").await).describe_credential(None).await.unwrap();
    assert!(matches!(answer(&described, Area::PushGroups), Permission::Unknown { .. }), "no application is chosen");
    assert_eq!(may(&described, Change::Users), &Permission::Allowed);
    let described = okta(&org("APP_ADMIN").await).describe_credential(None).await.unwrap();
    assert_eq!(may(&described, Change::Apps), &Permission::Allowed);
    assert!(matches!(may(&described, Change::Groups), Permission::Unknown { .. }));
    let described = okta(&org("").await).describe_credential(None).await.unwrap();
    assert!(matches!(&described.identity, Identity::ApiToken { roles: None, .. }));
    assert!(matches!(may(&described, Change::Apps), Permission::Unknown { .. }));
}

#[tokio::test]
async fn a_token_that_is_not_accepted_is_not_described() {
    let server =
        Server::answering(|_| Answer::text(401, r#"{"errorCode":"E0000011","errorSummary":"Invalid token provided"}"#))
            .await;
    let error = okta(&server).describe_credential(None).await.unwrap_err();
    assert!(matches!(error, OktaError::InvalidToken(_)), "{error:?}");
}

#[tokio::test]
async fn a_service_app_is_its_client_id_and_its_scopes() {
    let org = Org::start(Rules { granted: vec!["okta.apps.read", "okta.groups.manage"], ..rules(EC) }).await;
    let described = signed_in(&org, EC).describe_credential(None).await.unwrap();
    let Identity::ServiceApp { client_id, scopes } = &described.identity else { panic!("{:?}", described.identity) };
    assert_eq!(client_id, crate::org::CLIENT);
    assert_eq!(scopes.granted, [Scope::AppsRead, Scope::GroupsManage]);
    assert!(matches!(answer(&described, Area::Logs), Permission::Refused { .. }));
    assert!(
        matches!(may(&described, Change::Apps), Permission::Refused { why, .. } if why.contains("okta.apps.manage"))
    );
    assert!(matches!(may(&described, Change::Groups), Permission::Unknown { .. }), "its role decides too");
}
