//! The SCIM endpoint, by RFC 7644.

use serde_json::{Value, json};

use crate::support::{Practice, ask};

const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

fn user(name: &str) -> Value {
    json!({
        "schemas": [USER], "userName": name, "displayName": name.split('@').next(), "active": true,
        "name": {"givenName": "A", "familyName": "B"}, "emails": [{"value": name, "type": "work", "primary": true}],
    })
}

async fn with_users(names: &[&str]) -> (Practice, Vec<String>) {
    let practice = Practice::new().await;
    let mut ids = Vec::new();
    for name in names {
        let made = practice.scim("POST", "/Users", Some(user(name))).await;
        assert_eq!(made.status, 201, "{}", made.text);
        ids.push(made.body["id"].as_str().unwrap().to_owned());
    }
    (practice, ids)
}

fn patch(operations: &Value) -> Value {
    json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations})
}

#[tokio::test]
async fn a_user_is_created_read_replaced_and_deleted() {
    let practice = Practice::new().await;
    let made = practice.scim("POST", "/Users", Some(user("Zoë@whisker.co"))).await;
    assert_eq!(made.status, 201);
    assert_eq!(made.header("content-type"), "application/scim+json");
    assert_eq!(made.header("location"), made.body["meta"]["location"]);
    assert!(!made.header("x-rate-limit-remaining").is_empty() && !made.header("x-rate-limit-reset").is_empty());
    let path = format!("/Users/{}", made.body["id"].as_str().unwrap());

    let again = practice.scim("POST", "/Users", Some(user("ZOË@WHISKER.CO"))).await;
    assert_eq!((again.status, &again.body["scimType"]), (409, &json!("uniqueness")), "case does not tell users apart");

    let replaced = practice.scim("PUT", &path, Some(json!({"userName": "zoe@whisker.co", "active": false}))).await;
    assert_eq!((replaced.status, &replaced.body["active"]), (200, &json!(false)));
    assert_eq!(replaced.body.get("name"), None, "a replace drops what is not sent");
    assert_eq!(practice.scim("GET", &path, None).await.body, replaced.body);

    assert_eq!(practice.scim("DELETE", &path, None).await.status, 204);
    let gone = practice.scim("GET", &path, None).await;
    assert_eq!((gone.status, &gone.body["status"]), (404, &json!("404")));
    assert_eq!(gone.body["schemas"][0], "urn:ietf:params:scim:api:messages:2.0:Error");
}

#[tokio::test]
async fn wrong_bodies_are_refused_with_a_reason() {
    let practice = Practice::new().await;
    for (body, kind) in [
        (json!({"displayName": "x"}), "invalidValue"),
        (json!({"userName": "x@y.z", "active": "yes"}), "invalidValue"),
        (json!([1]), "invalidSyntax"),
    ] {
        let answer = practice.scim("POST", "/Users", Some(body)).await;
        assert_eq!((answer.status, &answer.body["scimType"]), (400, &json!(kind)), "{}", answer.text);
    }
    let member = json!({"displayName": "G", "members": [{"value": "nobody"}]});
    assert_eq!(practice.scim("POST", "/Groups", Some(member)).await.body["scimType"], "invalidValue");
    assert_eq!(practice.scim("POST", "/Schemas", None).await.status, 405);
    assert_eq!(practice.scim("GET", "/Nothing", None).await.status, 404);
}

#[tokio::test]
async fn only_the_token_of_now_opens_the_endpoint() {
    let practice = Practice::new().await;
    let at = practice.at();
    let url = format!("{}/Users", at.scim_url);
    let none = ask(practice.client.get(&url)).await;
    assert_eq!(none.status, 401);
    assert!(none.header("www-authenticate").starts_with("Bearer"));
    assert_eq!(none.body["status"], "401");
    for wrong in ["wrong".to_owned(), format!("Bearer {}", at.scim_token), at.okta_token.clone()] {
        assert_eq!(ask(practice.client.get(&url).bearer_auth(wrong)).await.status, 401);
    }
    let other = url.replace(at.scim_url.rsplit('/').next().unwrap(), "00000000-0000-7000-8000-000000000000");
    assert_eq!(ask(practice.client.get(other).bearer_auth(&at.scim_token)).await.status, 404);

    practice.configcat(catflap_sandbox::ConfigCatAction::GenerateToken).await;
    assert_eq!(
        ask(practice.client.get(&url).bearer_auth(&at.scim_token)).await.status,
        401,
        "the old token has stopped"
    );
    assert_eq!(practice.scim("GET", "/Users", None).await.status, 200);
}

#[tokio::test]
async fn lists_are_filtered_and_paged() {
    let names: Vec<String> = (0..7).map(|n| format!("user{n}@whisker.co")).collect();
    let (practice, ids) = with_users(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let page = practice.scim("GET", "/Users?startIndex=3&count=2", None).await.body;
    assert_eq!((&page["totalResults"], &page["startIndex"], &page["itemsPerPage"]), (&json!(7), &json!(3), &json!(2)));
    assert_eq!(page["Resources"][0]["id"], ids[2].as_str(), "the order is that of creation");
    let none = practice.scim("GET", "/Users?count=0", None).await.body;
    assert_eq!((&none["totalResults"], &none["Resources"]), (&json!(7), &json!([])));
    let past = practice.scim("GET", "/Users?startIndex=100", None).await.body;
    assert_eq!((&past["totalResults"], &past["itemsPerPage"]), (&json!(7), &json!(0)));
    assert_eq!(practice.scim("GET", "/Users?count=many", None).await.status, 400);
    let search = json!({"filter": "userName co \"user\"", "startIndex": 3, "count": 2});
    assert_eq!(practice.scim("POST", "/Users/.search", Some(search)).await.body, page, "a search by POST is the same");

    for (filter, hits) in [
        ("userName eq \"USER3@whisker.co\"", 1),
        ("userName eq \"nobody\"", 0),
        ("userName sw \"user\" and not (emails.value co \"user1\" or userName co \"user2\")", 5),
        ("emails[type eq \"work\" and value eq \"user4@whisker.co\"]", 1),
        ("externalId pr", 0),
        ("active eq true", 7),
        ("meta.created gt \"2000-01-01T00:00:00Z\"", 7),
    ] {
        let encoded: String = url::form_urlencoded::byte_serialize(filter.as_bytes()).collect();
        let found = practice.scim("GET", &format!("/Users?filter={encoded}"), None).await;
        assert_eq!(found.body["totalResults"], hits, "{filter}: {}", found.text);
    }
    let bad = practice.scim("GET", "/Users?filter=userName%20is%20x", None).await;
    assert_eq!((bad.status, &bad.body["scimType"]), (400, &json!("invalidFilter")));

    let few = practice.scim("GET", "/Users?attributes=userName,emails.value&count=1", None).await;
    let keys: Vec<&String> = few.body["Resources"][0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["emails", "id", "meta", "schemas", "userName"]);
    assert_eq!(few.body["Resources"][0]["emails"][0], json!({"value": "user0@whisker.co"}));
    let but = practice.scim("GET", &format!("/Users/{}?excludedAttributes=emails", ids[0]), None).await;
    assert!(but.body.get("emails").is_none() && but.body.get("userName").is_some());
}

#[tokio::test]
async fn users_are_patched_in_every_form() {
    let (practice, ids) = with_users(&["a@whisker.co"]).await;
    let path = format!("/Users/{}", ids[0]);
    let pathless = json!([{"op": "replace", "value": {"active": false, "name.familyName": "C"}}]);
    let off = practice.scim("PATCH", &path, Some(patch(&pathless))).await;
    assert_eq!((off.status, &off.body["active"], &off.body["name"]["familyName"]), (200, &json!(false), &json!("C")));
    assert_eq!(off.body["name"]["givenName"], "A", "what is not named stays");

    let with_paths = json!([
        {"op": "Add", "path": "externalId", "value": "ext"},
        {"op": "replace", "path": "emails[type eq \"work\"].value", "value": "b@whisker.co"},
        {"op": "remove", "path": "name.givenName"},
        {"op": "add", "path": "emails", "value": [{"value": "home@x.example", "type": "home"}]},
    ]);
    let done = practice.scim("PATCH", &path, Some(patch(&with_paths))).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!(done.body["emails"][0]["value"], "b@whisker.co");
    assert_eq!(done.body["emails"].as_array().unwrap().len(), 2);
    assert_eq!((&done.body["externalId"], done.body["name"].get("givenName")), (&json!("ext"), None));

    for (operation, status, kind) in [
        (json!({"op": "remove"}), 400, "noTarget"),
        (json!({"op": "replace", "path": "nothing", "value": 1}), 400, "invalidPath"),
        (json!({"op": "replace", "path": "name..x", "value": 1}), 400, "invalidPath"),
        (json!({"op": "replace", "path": "id", "value": "x"}), 400, "mutability"),
        (json!({"op": "replace", "path": "emails[type eq \"fax\"].value", "value": "x"}), 400, "noTarget"),
        (json!({"op": "replace", "path": "emails[type is]", "value": {}}), 400, "invalidFilter"),
        (json!({"op": "replace", "path": "active", "value": "no"}), 400, "invalidValue"),
        (json!({"op": "turn", "path": "active"}), 400, "invalidSyntax"),
    ] {
        let answer = practice.scim("PATCH", &path, Some(patch(&json!([operation])))).await;
        assert_eq!((answer.status, &answer.body["scimType"]), (status, &json!(kind)), "{operation}: {}", answer.text);
    }
    assert_eq!(practice.scim("GET", &path, None).await.body, done.body, "a refused patch changes nothing");
}

#[tokio::test]
async fn members_come_and_go_by_put_and_patch() {
    let (practice, ids) = with_users(&["a@whisker.co", "b@whisker.co", "c@whisker.co"]).await;
    let group = json!({"schemas": [GROUP], "displayName": "G", "members": [{"value": ids[0]}]});
    let made = practice.scim("POST", "/Groups", Some(group.clone())).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(practice.scim("POST", "/Groups", Some(group)).await.status, 409);
    let path = format!("/Groups/{}", made.body["id"].as_str().unwrap());
    let add = json!([{"op": "add", "path": "members", "value": [{"value": ids[1]}, {"value": ids[0]}]}]);
    assert_eq!(practice.scim("PATCH", &path, Some(patch(&add))).await.body["members"].as_array().unwrap().len(), 2);
    let remove = json!([{"op": "remove", "path": format!("members[value eq \"{}\"]", ids[0])}]);
    let left = practice.scim("PATCH", &path, Some(patch(&remove))).await.body;
    assert_eq!(left["members"][0]["value"], ids[1].as_str());
    let replace = json!([{"op": "replace", "value": {"id": "ignored", "displayName": "H"}}]);
    assert_eq!(practice.scim("PATCH", &path, Some(patch(&replace))).await.body["displayName"], "H");
    let put = json!({"displayName": "H", "members": [{"value": ids[2], "display": "c"}]});
    assert_eq!(practice.scim("PUT", &path, Some(put)).await.status, 200);
    let user = practice.scim("GET", &format!("/Users/{}", ids[2]), None).await.body;
    assert_eq!(user["groups"][0]["display"], "H", "a user tells its groups");
    practice.scim("DELETE", &format!("/Users/{}", ids[2]), None).await;
    assert_eq!(practice.scim("GET", &path, None).await.body["members"], json!([]));
    assert_eq!(practice.scim("DELETE", &path, None).await.status, 204);
}

#[tokio::test]
async fn the_service_describes_itself() {
    let practice = Practice::new().await;
    let config = practice.scim("GET", "/ServiceProviderConfig", None).await.body;
    assert_eq!((&config["patch"]["supported"], &config["bulk"]["supported"]), (&json!(true), &json!(false)));
    assert_eq!(practice.scim("GET", "/ResourceTypes", None).await.body["totalResults"], 2);
    assert_eq!(practice.scim("GET", "/ResourceTypes/User", None).await.body["schema"], USER);
    let schema = practice.scim("GET", &format!("/Schemas/{GROUP}"), None).await.body;
    assert_eq!(schema["attributes"][0]["name"], "displayName");
    assert_eq!(practice.scim("GET", "/Schemas?filter=id%20pr", None).await.status, 403);
}
