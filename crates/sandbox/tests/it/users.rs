//! People, groups and assignments by Okta's API.

use serde_json::{Value, json};

use crate::support::Practice;

fn person(name: &str) -> Value {
    let email = format!("{}@whisker.co", name.to_lowercase());
    json!({"profile": {"firstName": name, "lastName": "Test", "email": email, "login": email}})
}

async fn create(practice: &Practice, name: &str, query: &str) -> (String, String) {
    let made = practice.okta_api("POST", &format!("/api/v1/users{query}"), Some(person(name))).await;
    assert_eq!(made.status, 200, "{}", made.text);
    (made.body["id"].as_str().unwrap().to_owned(), made.body["status"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn people_are_created_changed_and_taken_away_in_oktas_order() {
    let practice = Practice::new().await;
    let (id, status) = create(&practice, "Tamsin", "?activate=true").await;
    assert_eq!(status, "PROVISIONED", "activated, without a password");
    let twice = practice.okta_api("POST", "/api/v1/users", Some(person("Tamsin"))).await;
    assert_eq!((twice.status, &twice.body["errorCode"]), (400, &json!("E0000001")));
    assert!(twice.body["errorCauses"][0]["errorSummary"].as_str().unwrap().starts_with("login: "));

    let path = format!("/api/v1/users/{id}");
    let part = json!({"profile": {"lastName": "Changed", "displayName": "Tam"}});
    let changed = practice.okta_api("POST", &path, Some(part)).await.body;
    assert_eq!(
        (&changed["profile"]["firstName"], &changed["profile"]["displayName"]),
        (&json!("Tamsin"), &json!("Tam")),
        "what is not named stays"
    );
    let whole = json!({"profile": {"firstName": "Tamsin"}});
    assert_eq!(practice.okta_api("PUT", &path, Some(whole)).await.status, 400, "a replacement names everything");

    let found = practice.okta_all("/api/v1/users?search=profile.email%20eq%20%22TAMSIN@whisker.co%22").await;
    assert_eq!(found[0]["id"], json!(id));
    assert_eq!(practice.okta_all("/api/v1/users?q=tams").await.len(), 1);
    assert_eq!(practice.okta_all("/api/v1/users?limit=7").await.len(), 41);
    assert_eq!(practice.okta_api("GET", "/api/v1/users?limit=201", None).await.status, 400);

    assert_eq!(practice.okta_api("POST", &format!("{path}/lifecycle/unsuspend"), None).await.status, 400);
    assert_eq!(practice.okta_api("POST", &format!("{path}/lifecycle/deactivate"), None).await.status, 200);
    assert!(practice.okta_all("/api/v1/users?q=tams").await.is_empty(), "the deactivated are left out");
    assert_eq!(practice.okta_all("/api/v1/users?filter=status%20eq%20%22DEPROVISIONED%22").await.len(), 1);
    assert_eq!(practice.okta_api("DELETE", &path, None).await.status, 204);
    assert_eq!(practice.okta_api("GET", &path, None).await.status, 404);
}

#[tokio::test]
async fn the_first_delete_deactivates() {
    let practice = Practice::new().await;
    let (id, status) = create(&practice, "Odd", "?activate=false").await;
    assert_eq!(status, "STAGED");
    let path = format!("/api/v1/users/{id}");
    assert_eq!(practice.okta_api("DELETE", &path, None).await.status, 204);
    assert_eq!(practice.okta_api("GET", &path, None).await.body["status"], "DEPROVISIONED");
    assert_eq!(practice.okta_api("DELETE", &path, None).await.status, 204);
    assert_eq!(practice.okta_api("GET", &path, None).await.status, 404);
}

#[tokio::test]
async fn staged_people_are_pushed_once_they_are_activated() {
    let practice = Practice::new().await;
    practice.provisioning().await;
    let (id, _) = create(&practice, "Stage", "?activate=false").await;
    let users = format!("{}/users", practice.app_path());
    let assigned = practice.okta_api("POST", &users, Some(json!({"id": id, "scope": "USER"}))).await;
    assert_eq!((assigned.status, &assigned.body["status"]), (200, &json!("STAGED")));
    practice.sandbox.settled().await;
    assert!(practice.synced().await.is_empty());
    practice.okta_api("POST", &format!("/api/v1/users/{id}/lifecycle/activate?sendEmail=false"), None).await;
    practice.sandbox.settled().await;
    assert_eq!(practice.synced().await.len(), 1);
}

#[tokio::test]
async fn whom_a_group_brings_cannot_be_unassigned_alone() {
    let practice = Practice::tidy().await;
    let users = format!("{}/users", practice.app_path());
    let id = practice.person("robin.ashworth@whisker.co");
    let one = format!("{users}/{id}");
    let read = practice.okta_api("GET", &format!("{one}?expand=user"), None).await.body;
    assert_eq!((&read["scope"], &read["_embedded"]["user"]["id"]), (&json!("GROUP"), &json!(id)));
    assert_eq!(practice.okta_api("DELETE", &one, None).await.status, 400);
    let own = practice.okta_api("POST", &users, Some(json!({"id": id, "scope": "USER"}))).await;
    assert_eq!((&own.body["scope"], &own.body["externalId"]), (&json!("USER"), &read["externalId"]));
    assert_eq!(practice.okta_api("DELETE", &one, None).await.status, 204, "their own assignment goes");
    assert_eq!(practice.okta_api("GET", &one, None).await.body["scope"], "GROUP", "the group's stays");
    assert_eq!(practice.okta_api("DELETE", &format!("{users}/none"), None).await.status, 404);
}

#[tokio::test]
async fn groups_are_read_renamed_and_deleted_with_what_hangs_on_them() {
    let practice = Practice::tidy().await;
    let id = practice.group("ConfigCat Owners");
    let path = format!("/api/v1/groups/{id}");
    let profile = json!({"profile": {"name": "Cat Owners", "description": "x"}});
    assert_eq!(practice.okta_api("PUT", &path, Some(profile)).await.body["profile"]["name"], "Cat Owners");
    let user = practice.person("john.carter@whisker.co");
    assert_eq!(practice.okta_api("DELETE", &format!("{path}/users/{user}"), None).await.status, 204);
    practice.sandbox.settled().await;
    let removed = practice.events("group.user_membership.remove").await;
    let kinds: Vec<&Value> = removed[0]["target"].as_array().unwrap().iter().map(|target| &target["type"]).collect();
    assert_eq!(kinds, ["User", "UserGroup"]);

    let mappings = format!("{}/group-push/mappings?sourceGroupId={id}", practice.app_path());
    let mapping = practice.okta_all(&mappings).await.remove(0);
    let target = format!("/api/v1/groups/{}", mapping["targetGroupId"].as_str().unwrap());
    let read = practice.okta_api("GET", &target, None).await.body;
    assert_eq!((&read["type"], &read["profile"]["name"]), (&json!("APP_GROUP"), &json!("ConfigCat Owners")));
    let there = practice.members_of("ConfigCat%20Owners").await.unwrap();
    assert_eq!(practice.okta_all(&format!("{target}/users")).await.len(), there);
    assert_eq!(practice.okta_api("DELETE", &path, None).await.status, 204);
    assert!(practice.okta_all(&mappings).await.is_empty());
    assert!(practice.members_of("ConfigCat%20Owners").await.is_some(), "the group in the target app stays");
}

#[tokio::test]
async fn an_unlinked_group_is_linked_again_by_its_id() {
    let practice = Practice::tidy().await;
    let source = practice.group("ConfigCat Readers");
    let mappings = format!("{}/group-push/mappings", practice.app_path());
    let mapping = practice.okta_all(&format!("{mappings}?sourceGroupId={source}")).await.remove(0);
    let one = format!("{mappings}/{}", mapping["id"].as_str().unwrap());
    practice.okta_api("PATCH", &one, Some(json!({"status": "INACTIVE"}))).await;
    assert_eq!(practice.okta_api("DELETE", &format!("{one}?deleteTargetGroup=false"), None).await.status, 204);
    let nowhere = json!({"sourceGroupId": source, "targetGroupId": "00gNowhere", "status": "ACTIVE"});
    assert_eq!(practice.okta_api("POST", &mappings, Some(nowhere)).await.status, 400);
    let again = json!({"sourceGroupId": source, "targetGroupId": mapping["targetGroupId"], "status": "ACTIVE"});
    let linked = practice.okta_api("POST", &mappings, Some(again)).await;
    assert_eq!((linked.status, &linked.body["targetGroupId"]), (201, &mapping["targetGroupId"]), "{}", linked.text);
    practice.sandbox.settled().await;
    let groups = practice.scim("GET", "/Groups", None).await.body;
    assert_eq!(groups["totalResults"], 4, "no second group was made");
}

#[tokio::test]
async fn an_application_is_deactivated_and_activated() {
    let practice = Practice::tidy().await;
    let app = practice.app_path();
    assert_eq!(practice.okta_api("POST", &format!("{app}/lifecycle/deactivate"), None).await.status, 200);
    assert_eq!(practice.okta_api("GET", &app, None).await.body["status"], "INACTIVE");
    practice.okta_api("POST", &format!("{app}/lifecycle/activate"), None).await;
    assert_eq!(practice.okta_api("GET", &app, None).await.body["status"], "ACTIVE");
}
