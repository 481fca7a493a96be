//! Each way in which Okta and ConfigCat can differ, made on the practice servers and told by the application.

use catflap_http::{Client, Policy, Secret, Url};
use catflap_sandbox::{Options, Sandbox};
use serde_json::{Value, json};

use crate::bench::{Bench, open, ready};

/// Okta's id of a person of the practice org.
async fn okta_id(bench: &Bench, name: &str) -> Value {
    let view = bench.call("practice_view", json!({})).await;
    let people = view["okta"]["people"].as_array().unwrap();
    people.iter().find(|person| person["name"] == name).unwrap_or_else(|| panic!("no {name}"))["id"].clone()
}

async fn chain(bench: &Bench, person: &Value) -> Value {
    bench.call("person", json!({"key": person["key"]})).await["chain"].clone()
}

fn link<'a>(chain: &'a Value, part: &str) -> &'a Value {
    chain["links"].as_array().unwrap().iter().find(|link| link["part"] == part).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_while_deactivate_users_is_off_is_a_ghost_of_that_cause() {
    let (_folder, bench) = ready().await;
    bench.mistake("deactivate-users-off").await;
    let user_id = okta_id(&bench, "Robin Ashworth").await;
    bench.okta(json!({"kind": "directory", "act": {"kind": "deactivate", "user_id": user_id}})).await;
    bench.pushed().await;
    let robin = bench.read_one("robin ashworth").await;
    assert_eq!((&robin["state"], &robin["ghost"]), (&json!("ghost"), &json!("deactivate_users_off")), "{robin}");
    let reason = robin["reason"].as_str().unwrap();
    assert!(
        reason.starts_with("Deactivated in Okta") && reason.contains("`Deactivate Users` is not ticked"),
        "{reason}"
    );
    let chain = chain(&bench, &robin).await;
    assert_eq!(chain["broken"], "okta_user", "{chain}");
    assert_eq!(link(&chain, "assignment")["state"], "broken", "{chain}");
    // His groups were pushed without him, so that the account that is left over may do nothing.
    assert_eq!((&chain["gets_in"], &link(&chain, "scim_user")["state"]), (&json!(false), &json!("there")), "{chain}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_taken_out_of_the_assignment_is_told_from_who_was_deactivated() {
    let (_folder, bench) = ready().await;
    bench.mistake("deactivate-users-off").await;
    let user_id = okta_id(&bench, "Robin Ashworth").await;
    let view = bench.call("practice_view", json!({})).await;
    let everyone = crate::bench::group(&view, "Everyone at Whisker");
    let act = json!({"kind": "remove_member", "group_id": everyone, "user_id": user_id});
    bench.okta(json!({"kind": "directory", "act": act})).await;
    bench.pushed().await;
    let robin = bench.read_one("robin ashworth").await;
    let reason = robin["reason"].as_str().unwrap();
    assert!(reason.starts_with("Not assigned to the application in Okta, still active here"), "{robin}");
    assert_eq!(chain(&bench, &robin).await["broken"], "assignment");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_only_suspended_is_a_ghost_though_every_box_is_ticked() {
    let (_folder, bench) = ready().await;
    // Assigned by name, so that no assigned group tells the status.
    bench.mistake("only-suspended").await;
    let imani = bench.read_one("imani cole").await;
    assert_eq!((&imani["state"], &imani["ghost"]), (&json!("ghost"), &json!("suspended_only")), "{imani}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_after_a_push_that_failed_is_a_ghost_of_that_cause() {
    let (_folder, bench) = ready().await;
    bench.mistake("ghost-failed-push").await;
    let imani = bench.read_one("imani cole").await;
    assert_eq!((&imani["state"], &imani["ghost"]), (&json!("ghost"), &json!("push_failed")), "{imani}");
    assert!(imani["reason"].as_str().unwrap().contains("Create new user returned empty user"), "{imani}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_deactivated_properly_is_no_ghost() {
    let (_folder, bench) = ready().await;
    let user_id = okta_id(&bench, "Robin Ashworth").await;
    bench.okta(json!({"kind": "directory", "act": {"kind": "deactivate", "user_id": user_id}})).await;
    bench.pushed().await;
    assert_eq!(bench.read_one("robin ashworth").await["state"], "inactive");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_that_failed_is_told_in_oktas_words_and_what_to_do() {
    let (_folder, bench) = ready().await;
    bench.mistake("email-twin").await;
    let twin = bench.read_one("whitfield-boyd").await;
    assert_eq!(twin["state"], "failed", "{twin}");
    let chain = chain(&bench, &twin).await;
    assert_eq!((&chain["broken"], &chain["links"][2]["part"]), (&json!("push"), &json!("push")));
    assert!(chain["links"][2]["proof"].as_str().unwrap().starts_with("Okta: “"), "{chain}");
    assert!(chain["links"][2]["fix"].as_str().unwrap().contains("Retry Selected"), "{chain}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_is_missing_in_a_pushed_group_is_named_with_the_reason() {
    let (_folder, bench) = ready().await;
    // In this order: what is pushed later puts back who is missing.
    bench.mistake("push-member-not-assigned").await;
    bench.mistake("push-group-missing-member").await;
    bench.pull().await;
    let page = bench.call("groups", json!({"search": "", "offset": 0, "limit": 100})).await;
    let differs: Vec<&Value> =
        page["rows"].as_array().unwrap().iter().filter(|row| row["state"] == "differs").collect();
    assert_eq!(differs.len(), 1, "{page}");
    assert_eq!(differs[0]["reason"], "Members differ: 2 missing here.", "{}", differs[0]);
    let card = bench.call("group", json!({"key": differs[0]["key"]})).await;
    assert_eq!((&card["okta_members_read"], &card["extra"]), (&json!(true), &json!([])));
    let missing = card["missing"].as_array().unwrap();
    let of = |cause: &str| missing.iter().find(|row| row["cause"] == cause).unwrap_or_else(|| panic!("{missing:?}"));
    assert_eq!(of("not_assigned")["name"], "Noa Brandt", "by name, though not among the assigned");
    assert!(of("not_arrived")["user_id"].is_string());
    let members = card["members"].as_array().unwrap().len() as u64;
    assert_eq!(members, card["group"]["people"].as_u64().unwrap());
    assert!(card["place"].as_u64().unwrap() >= 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_whom_okta_does_not_know_there_is_named_as_too_many() {
    let (_folder, bench) = ready().await;
    bench.mistake("push-group-extra-member").await;
    bench.pull().await;
    let page = bench.call("groups", json!({"search": "", "offset": 0, "limit": 100})).await;
    let differs = page["rows"].as_array().unwrap().iter().find(|row| row["state"] == "differs").unwrap();
    let card = bench.call("group", json!({"key": differs["key"]})).await;
    assert_eq!(card["extra"][0]["cause"], "left_group", "{card}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_group_that_is_not_synced_is_listed_and_has_a_card() {
    let (_folder, bench) = ready().await;
    bench.mistake("group-deleted-in-target").await;
    bench.pull().await;
    let page = bench.call("groups", json!({"search": "", "offset": 0, "limit": 100})).await;
    let gone = page["rows"].as_array().unwrap().iter().find(|row| row["id"].is_null()).expect("a group without id");
    assert!(gone["key"].as_str().unwrap().starts_with("okta:"), "{gone}");
    let card = bench.group_card(gone["name"].as_str().unwrap()).await;
    assert_eq!((&card["group"]["key"], &card["members"]), (&gone["key"], &json!([])));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_provisioning_does_not_manage_and_a_domain_that_no_api_shows() {
    let (_folder, bench) = ready().await;
    let robot = bench.read_one("release robot").await;
    assert_eq!((&robot["state"], &robot["okta_id"]), (&json!("not_managed"), &json!(null)), "{robot}");
    // Whether catnip.dev is verified no API shows: nothing is claimed, and the chain says what to look at.
    let page = bench.call("people", crate::bench::everybody("catnip.dev")).await;
    let outside = &page["rows"][0];
    assert_ne!(outside["state"], "domain_unverified");
    let chain = chain(&bench, outside).await;
    let member = link(&chain, "member");
    assert!(member["fix"].as_str().unwrap().contains("which no API shows"), "{member}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_synced_users_of_one_address_are_duplicates() {
    let sandbox = Sandbox::start(Options { ready: true, ..Options::default() }).await.unwrap();
    let (bench, at) = (open(), sandbox.endpoints());
    bench.call("profile_create", json!({"name": "Acme"})).await;
    bench.call("scim_save", json!({"url": at.scim_url, "token": at.scim_token})).await;
    let http = Client::new(Policy::default()).unwrap();
    let scim = catflap_scim::Client::new(Url::parse(&at.scim_url).unwrap(), Secret::new(at.scim_token.clone()), http);
    let twin: catflap_scim::User = serde_json::from_value(json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "robin@old.whisker.co", "displayName": "R. Ashworth", "active": true,
        "emails": [{"value": "robin.ashworth@whisker.co", "primary": true}],
    }))
    .unwrap();
    scim.create(&twin).await.unwrap();
    bench.pull().await;
    let page = bench.call("people", crate::bench::everybody("robin.ashworth@whisker.co")).await;
    let states: Vec<&Value> = page["rows"].as_array().unwrap().iter().map(|row| &row["state"]).collect();
    assert_eq!(states, ["duplicate", "duplicate"], "{page}");
    assert!(page["rows"][0]["reason"].as_str().unwrap().starts_with("One address with "), "{page}");
}
