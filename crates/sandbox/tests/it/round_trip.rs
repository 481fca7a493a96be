//! Assign, change, put into a push group, unassign: by API, seen at ConfigCat, with Okta's events.

use std::time::Duration;

use catflap_sandbox::{Pushes, Side};
use serde_json::{Value, json};

use crate::support::Practice;

async fn throwaway(practice: &Practice) -> String {
    let profile = json!({"firstName": "Round", "lastName": "Trip", "email": "round.trip@whisker.co", "login": "round.trip@whisker.co"});
    let made = practice.okta_api("POST", "/api/v1/users?activate=true", Some(json!({"profile": profile}))).await;
    made.body["id"].as_str().unwrap().to_owned()
}

async fn there(practice: &Practice) -> Value {
    let path = "/Users?filter=userName%20eq%20%22round.trip@whisker.co%22";
    practice.scim("GET", path, None).await.body["Resources"][0].clone()
}

/// The newest event of a type is about this person or group.
async fn told(practice: &Practice, kind: &str, target: (&str, &str)) {
    let events = practice.events(kind).await;
    let event = events.last().unwrap_or_else(|| panic!("no event {kind}"));
    assert_eq!(event["outcome"]["result"], "SUCCESS", "{event}");
    let targets: Vec<(&str, &str)> = event["target"]
        .as_array()
        .unwrap()
        .iter()
        .map(|target| (target["type"].as_str().unwrap(), target["id"].as_str().unwrap()))
        .collect();
    let app = practice.at().okta_app_id.unwrap();
    assert_eq!(targets, [("AppInstance", app.as_str()), target], "{kind}");
}

#[tokio::test]
async fn every_leg_arrives_and_leaves_its_event() {
    let practice = Practice::tidy().await;
    let id = throwaway(&practice).await;
    let user = format!("{}/users/{id}", practice.app_path());
    let users = format!("{}/users", practice.app_path());
    let assigned = practice.okta_api("POST", &users, Some(json!({"id": id, "scope": "USER"}))).await;
    assert_eq!((assigned.status, &assigned.body["externalId"]), (200, &Value::Null));
    practice.sandbox.settled().await;
    let arrived = there(&practice).await;
    assert_eq!((&arrived["active"], &arrived["externalId"]), (&json!(true), &json!(id)));
    assert_eq!(practice.okta_api("GET", &user, None).await.body["externalId"], arrived["id"]);
    told(&practice, "application.provision.user.push", ("User", &id)).await;

    let change = json!({"profile": {"lastName": "Tripped"}});
    practice.okta_api("POST", &format!("/api/v1/users/{id}"), Some(change)).await;
    practice.sandbox.settled().await;
    assert_eq!(there(&practice).await["displayName"], "Round Tripped");
    told(&practice, "application.provision.user.push_profile", ("User", &id)).await;

    let group = practice.group("ConfigCat Readers");
    let before = practice.members_of("ConfigCat%20Readers").await.unwrap();
    practice.okta_api("PUT", &format!("/api/v1/groups/{group}/users/{id}"), None).await;
    practice.sandbox.settled().await;
    assert_eq!(practice.members_of("ConfigCat%20Readers").await, Some(before + 1));
    told(&practice, "application.provision.group_push.push_memberships", ("UserGroup", &group)).await;

    assert_eq!(practice.okta_api("DELETE", &user, None).await.status, 204);
    practice.sandbox.settled().await;
    assert_eq!(there(&practice).await["active"], false);
    assert_eq!(practice.members_of("ConfigCat%20Readers").await, Some(before));
    told(&practice, "application.provision.user.deactivate", ("User", &id)).await;

    let pushes: Vec<_> = practice.sandbox.seen().into_iter().filter(|request| request.side == Side::Scim).collect();
    assert!(pushes.iter().all(|request| !matches!(request.method.as_str(), "DELETE" | "PATCH")), "custom apps PUT");
}

#[tokio::test]
async fn a_person_who_is_deleted_at_once_is_deactivated_all_the_same() {
    let practice = Practice::tidy().await;
    let id = throwaway(&practice).await;
    let users = format!("{}/users", practice.app_path());
    practice.okta_api("POST", &users, Some(json!({"id": id, "scope": "USER"}))).await;
    practice.sandbox.settled().await;
    let person = format!("/api/v1/users/{id}");
    for _ in 0..2 {
        assert_eq!(practice.okta_api("DELETE", &person, None).await.status, 204);
    }
    practice.sandbox.settled().await;
    assert_eq!(there(&practice).await["active"], false);
}

#[tokio::test]
async fn pushes_can_be_late_or_never_come() {
    let practice = Practice::tidy().await;
    let faults = practice.sandbox.faults();
    let users = format!("{}/users", practice.app_path());
    let id = throwaway(&practice).await;
    faults.pushes(Pushes::Never);
    practice.okta_api("POST", &users, Some(json!({"id": id, "scope": "USER"}))).await;
    practice.sandbox.settled().await;
    assert_eq!(there(&practice).await, Value::Null);
    let waiting = practice.okta_api("GET", &format!("{users}/{id}"), None).await.body;
    assert_eq!((&waiting["status"], &waiting["externalId"]), (&json!("STAGED"), &Value::Null));

    faults.pushes(Pushes::Late(Duration::from_secs(3600)));
    practice.okta(catflap_sandbox::OktaAction::ProvisionUser { user_id: id.clone() }).await;
    assert_eq!(there(&practice).await, Value::Null, "an hour is not over");
    assert_eq!(practice.sandbox.view().okta.waiting, 1);
    faults.pushes(Pushes::InTime);
    practice.sandbox.settled().await;
    assert_eq!(there(&practice).await["active"], true, "who waited comes at once");
}
