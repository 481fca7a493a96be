//! The client against the practice Okta, which nobody built after it.

use catflap_http::{Client, Policy, Secret};
use catflap_okta::model::{Area, Identity, Permission};
use catflap_okta::{AppId, GroupQuery, Okta, OktaError, OrgUrl, PrivateKey, Scope, ServiceApp};
use catflap_sandbox::{OktaAction, Options, Sandbox};

async fn org(scopes: &[&str], dpop: bool) -> (Sandbox, Okta) {
    let sandbox = Sandbox::start(Options { ready: true, ..Options::default() }).await.unwrap();
    let action = OktaAction::CreateServiceApp {
        label: "Catflap".to_owned(),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        dpop,
        public_key: None,
    };
    sandbox.okta(action).await;
    let client = sandbox.view().okta.service_apps[0].client_id.clone();
    let key = PrivateKey::parse(&Secret::new(sandbox.service_app_key(&client).unwrap())).unwrap();
    let http = Client::new(Policy::default()).unwrap();
    let org = OrgUrl::parse(&sandbox.endpoints().okta_org).unwrap();
    (sandbox, Okta::with_service_app(http, org, ServiceApp::new(&client, key)))
}

#[tokio::test]
async fn a_service_app_reads_and_changes_with_and_without_dpop() {
    let all = [Scope::READ.as_slice(), Scope::WRITE.as_slice()].concat();
    let all: Vec<&str> = all.iter().map(Scope::as_str).collect();
    for dpop in [false, true] {
        let (_sandbox, okta) = org(&all, dpop).await;
        assert!(!okta.groups().list(&GroupQuery::default()).all().await.unwrap().is_empty(), "DPoP: {dpop}");
        let made = okta.groups().create("Catflap", None).await.unwrap();
        okta.groups().delete(&made.id).await.unwrap();
    }
}

#[tokio::test]
async fn a_service_app_with_few_scopes_tells_what_it_can_not_see() {
    let (sandbox, okta) = org(&["okta.apps.read", "okta.groups.read"], true).await;
    let app = AppId::new(sandbox.endpoints().okta_app_id.unwrap());
    let described = okta.describe_credential(Some(&app)).await.unwrap();
    let Identity::ServiceApp { scopes, .. } = &described.identity else { panic!("{:?}", described.identity) };
    assert_eq!(scopes.granted, [Scope::AppsRead, Scope::GroupsRead]);
    for sight in &described.sees {
        let granted = sight.area.scopes().iter().all(|scope| scopes.granted.contains(scope));
        assert_eq!(sight.answer == Permission::Allowed, granted, "{sight:?}");
    }
    let logs = described.sees.iter().find(|sight| sight.area == Area::Logs).unwrap();
    assert!(matches!(&logs.answer, Permission::Refused { why, .. } if why.contains("required scopes")), "{logs:?}");
    let error = okta.groups().create("Catflap", None).await.unwrap_err();
    assert!(matches!(error, OktaError::NoPermission(_)), "{error:?}");
}
