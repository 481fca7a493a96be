//! The Public Management API, by its description.

use reqwest::Method;
use serde_json::json;

use crate::support::{Practice, ask};

#[tokio::test]
async fn it_tells_who_is_there_and_what_they_may_do() {
    let practice = Practice::new().await;
    let me = practice.management("/v1/me").await;
    assert_eq!(me.body, json!({"email": "robin.ashworth@whisker.co", "fullName": "Robin Ashworth"}));
    assert!(!me.header("x-rate-limit-remaining").is_empty());
    let products = practice.management("/v1/products").await.body;
    assert_eq!((&products[0]["name"], &products[1]["name"]), (&json!("FurBall Finder"), &json!("WhiskerShop")));
    let product = products[0]["productId"].as_str().unwrap();
    let groups = practice.management(&format!("/v1/products/{product}/permissions")).await.body;
    let names: Vec<&str> = groups.as_array().unwrap().iter().map(|group| group["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Admins", "Developers", "Product owners", "Readers"]);
    assert_eq!((&groups[0]["canManageMembers"], &groups[3]["canManageMembers"]), (&json!(true), &json!(false)));
    let one = practice.management(&format!("/v1/permissions/{}", groups[0]["permissionGroupId"])).await.body;
    assert_eq!(one, groups[0]);
    assert!(!practice.management(&format!("/v1/products/{product}/members")).await.body.as_array().unwrap().is_empty());

    let organization = practice.management("/v1/organizations").await.body[0]["organizationId"].clone();
    let organization = organization.as_str().unwrap();
    let members = practice.management(&format!("/v2/organizations/{organization}/members")).await.body;
    assert_eq!(members["admins"][0]["email"], "robin.ashworth@whisker.co");
    assert_eq!(members["members"].as_array().unwrap().len(), 11);
    let invited = practice.management(&format!("/v1/organizations/{organization}/invitations")).await.body;
    assert_eq!(
        (invited[0]["productName"].clone(), invited[0]["expired"].clone()),
        (json!("WhiskerShop"), json!(false))
    );

    for (path, status) in [
        ("/v1/products/none/permissions".to_owned(), 404),
        ("/v1/permissions/none".to_owned(), 400),
        (format!("/v1/organizations/{organization}/auditlogs?fromUtcDateTime=2020-01-01T00:00:00Z"), 400),
        (format!("/v1/organizations/{organization}/auditlogs"), 200),
    ] {
        assert_eq!(practice.management(&path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_refused() {
    let practice = Practice::new().await;
    let at = practice.at();
    let url = format!("{}/v1/me", at.configcat_api);
    let answer = ask(practice.client.get(&url).basic_auth(&at.configcat_user, Some("wrong"))).await;
    assert_eq!(answer.status, 401);
    assert!(answer.header("www-authenticate").starts_with("Basic"));
}

#[tokio::test]
async fn members_change_by_hand_until_provisioning_manages_them() {
    let practice = Practice::ready().await;
    let at = practice.at();
    let organization = practice.management("/v1/organizations").await.body[0]["organizationId"].clone();
    let base = format!("{}/v1/organizations/{}/members", at.configcat_api, organization.as_str().unwrap());
    let change = |method: Method, user: &str| {
        let request = practice.client.request(method, format!("{base}/{user}"));
        request.basic_auth(&at.configcat_user, Some(&at.configcat_password)).json(&json!({"isBillingManager": true}))
    };
    let unmanaged = practice.sandbox.view().configcat.unmanaged[0].user_id.clone();
    assert_eq!(ask(change(Method::POST, &unmanaged)).await.status, 200);
    assert!(practice.sandbox.view().configcat.unmanaged[0].today.contains("Billing Manager"));
    assert_eq!(ask(change(Method::DELETE, &unmanaged)).await.status, 204);
    assert_eq!(ask(change(Method::DELETE, &unmanaged)).await.status, 404);

    let path = format!("/v2/organizations/{}/members", organization.as_str().unwrap());
    let managed = practice.management(&path).await.body["admins"][0]["userId"].clone();
    assert_eq!(ask(change(Method::POST, managed.as_str().unwrap())).await.status, 400);
}
