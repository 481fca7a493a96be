use catflap_http::Credential;
use catflap_scim::{Group, Operation, User};
use serde_json::{Value, json};

use crate::client;
use crate::server::{Answer, Server};

async fn echoing() -> Server {
    Server::start(|asked| match asked.method.as_str() {
        "DELETE" | "PATCH" => Answer::new(204, "text/plain", ""),
        "POST" | "PUT" => {
            let mut body: Value = serde_json::from_str(&asked.body).unwrap();
            body["id"] = json!("17");
            Answer::scim(200, &body)
        }
        _ => Answer::scim(200, &json!({"totalResults": 0, "Resources": []})),
    })
    .await
}

#[tokio::test]
async fn a_look_up_is_asked_as_okta_asks() {
    let server = echoing().await;
    client(&server).find_users("userName", r#"a+b "c"@example.com"#).await.unwrap();
    let asked = &server.asked()[0];
    assert_eq!(
        asked.target,
        "/scim/v2/Users?filter=userName%20eq%20%22a%2Bb%20%5C%22c%5C%22%40example.com%22&startIndex=1&count=100"
    );
    assert_eq!(asked.query("filter").unwrap(), r#"userName eq "a+b \"c\"@example.com""#);
    assert_eq!(asked.header("authorization"), Some("Bearer marker-token-for-scim-3f9a"));
    assert_eq!(asked.header("accept"), Some("application/scim+json"));
}

#[tokio::test]
async fn an_id_can_not_leave_its_place_in_the_path() {
    let server = echoing().await;
    let _ = client(&server).user("../Groups/1?x#y").await;
    assert_eq!(server.asked()[0].target, "/scim/v2/Users/..%2FGroups%2F1%3Fx%23y");
}

#[tokio::test]
async fn writing_sends_scim_json_and_reads_what_came_back() {
    let server = echoing().await;
    let scim = client(&server);
    let created = scim.create(&User::new("ada@example.com")).await.unwrap().value;
    assert_eq!(created.id, "17");
    scim.replace("17", &Group::new("Developers")).await.unwrap();
    let off = Operation { op: "replace".into(), path: None, value: Some(json!({"active": false})) };
    assert!(scim.patch::<User>("17", &[off]).await.unwrap().value.is_none());
    scim.delete::<User>("17").await.unwrap();

    let asked = server.asked();
    let seen: Vec<_> = asked.iter().map(|a| (a.method.as_str(), a.target.as_str())).collect();
    assert_eq!(
        seen,
        [
            ("POST", "/scim/v2/Users"),
            ("PUT", "/scim/v2/Groups/17"),
            ("PATCH", "/scim/v2/Users/17"),
            ("DELETE", "/scim/v2/Users/17")
        ]
    );
    assert_eq!(asked[0].header("content-type"), Some("application/scim+json"));
    let patch: Value = serde_json::from_str(&asked[2].body).unwrap();
    assert_eq!(patch["Operations"], json!([{"op": "replace", "value": {"active": false}}]));
}

#[tokio::test]
async fn another_credential_can_be_tried_on_the_same_service_provider() {
    let server = echoing().await;
    client(&server).with_credential(Credential::None).users_page(1, 2).await.unwrap();
    assert_eq!(server.asked()[0].header("authorization"), None);
}
