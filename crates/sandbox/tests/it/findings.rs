//! What a careful reader of both APIs finds in a practice org: a second opinion, independent of the product's verifiers.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::support::{Practice, ask};

const FEATURES: [&str; 5] =
    ["SCIM_PROVISIONING", "PUSH_NEW_USERS", "PUSH_PROFILE_UPDATES", "GROUP_PUSH", "PUSH_USER_DEACTIVATION"];

/// Everything that is not as it should be.
pub async fn findings(practice: &Practice) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let app = application(practice, &mut found).await;
    let users = practice.okta_all(&format!("{app}/users?limit=500")).await;
    let people = by_id(practice.okta_all("/api/v1/users?limit=200&filter=id%20pr").await);
    let synced = resources(practice, "/Users?count=1000").await;
    assignments(practice, &users, &people, &synced, &mut found).await;
    groups(practice, &app, &users, &synced, &mut found).await;
    found
}

async fn application(practice: &Practice, found: &mut BTreeSet<String>) -> String {
    let path = practice.app_path();
    let app = practice.okta_api("GET", &path, None).await.body;
    let idp = practice.sandbox.view().configcat.saml.unwrap();
    let sign_on = &app["settings"]["signOn"];
    let mut expect = |what: &str, found_value: &Value, wanted: &str| {
        if found_value != wanted {
            found.insert(format!("{what} is {found_value}"));
        }
    };
    expect("status", &app["status"], "ACTIVE");
    expect("audience", &sign_on["audience"], &idp.entity_id);
    expect("acs", &sign_on["ssoAcsUrl"], &idp.acs_url);
    let email = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
    expect("name id", &sign_on["subjectNameIdFormat"], email);
    let template = &app["credentials"]["userNameTemplate"];
    expect("template", &template["template"], "${source.email}");
    expect("template is applied", &template["pushStatus"], "PUSH");
    let features: BTreeSet<&str> = app["features"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
    for feature in features.symmetric_difference(&FEATURES.into()) {
        found.insert(format!("feature {feature}"));
    }
    let feature = practice.okta_api("GET", &format!("{path}/features/USER_PROVISIONING"), None).await;
    if feature.status == 200 {
        for (place, wanted) in [
            ("/create/lifecycleCreate", "ENABLED"),
            ("/update/profile", "ENABLED"),
            ("/update/lifecycleDeactivate", "ENABLED"),
            ("/update/password", "DISABLED"),
        ] {
            if feature.body["capabilities"].pointer(place).unwrap()["status"] != wanted {
                found.insert(format!("capability {place}"));
            }
        }
    }
    let metadata = practice.sandbox.view().okta.app.unwrap().metadata_url;
    let metadata = ask(practice.client.get(metadata)).await.text;
    let certificate = metadata.split("X509Certificate>").nth(1).unwrap().trim_end_matches("</ds:");
    let der = STANDARD.decode(certificate).unwrap();
    let (_, certificate) = x509_parser::parse_x509_certificate(&der).unwrap();
    if !certificate.validity().is_valid() {
        found.insert("certificate expired".into());
    }
    path
}

async fn assignments(
    practice: &Practice,
    users: &[Value],
    people: &BTreeMap<String, Value>,
    synced: &BTreeMap<String, Value>,
    found: &mut BTreeSet<String>,
) {
    let failures = failures(practice).await;
    let mut linked = BTreeSet::new();
    for user in users {
        let id = user["id"].as_str().unwrap();
        let person = &people[id];
        let name = person["profile"]["displayName"].as_str().unwrap();
        if user["status"] != "PROVISIONED" {
            found.insert(format!("{name:?} is {}", user["status"]));
        }
        if user["credentials"]["userName"] != person["profile"]["email"] {
            found.insert(format!("{name} has an old user name"));
        }
        if let Some(reason) = failures.get(id) {
            found.insert(format!("{name:?} failed: {reason}"));
        }
        let Some(there) = user["externalId"].as_str() else { continue };
        linked.insert(there.to_owned());
        let active = synced[there]["active"].as_bool().unwrap();
        if active != (person["status"] == "ACTIVE") {
            found.insert(format!("{name} is {} in Okta, active {active}", person["status"]));
        }
        if synced[there]["displayName"] != name {
            found.insert(format!("{name} has another name there"));
        }
    }
    for (id, user) in synced {
        if !linked.contains(id) && user["active"] == true {
            found.insert(format!("{} is a ghost", user["userName"].as_str().unwrap()));
        }
    }
    for row in practice.sandbox.view().configcat.users {
        if !matches!(row.provisioning.as_str(), "active") {
            found.insert(format!("{} is {}", row.user_name, row.provisioning));
        }
    }
}

/// Okta's reason of each person whose last push failed.
async fn failures(practice: &Practice) -> BTreeMap<String, String> {
    let filter = "eventType%20sw%20%22application.provision.user%22";
    let mut last = BTreeMap::new();
    for event in practice.okta_all(&format!("/api/v1/logs?limit=1000&filter={filter}")).await {
        let targets = event["target"].as_array().unwrap();
        assert!(targets.iter().any(|target| target["type"] == "AppInstance"), "{event}");
        let person = targets.iter().find(|target| target["type"] == "User").unwrap()["id"].as_str().unwrap();
        let reason = event["outcome"]["reason"].as_str().map(str::to_owned);
        last.insert(person.to_owned(), reason);
    }
    last.into_iter().filter_map(|(id, reason)| Some((id, reason?))).collect()
}

async fn groups(
    practice: &Practice,
    app: &str,
    users: &[Value],
    synced: &BTreeMap<String, Value>,
    found: &mut BTreeSet<String>,
) {
    let assigned: BTreeSet<String> = by_id(practice.okta_all(&format!("{app}/groups")).await).into_keys().collect();
    if assigned.is_empty() {
        found.insert("no group is assigned".into());
    }
    let there: BTreeMap<String, Value> = resources(practice, "/Groups?count=1000").await;
    let external: BTreeMap<&str, &str> =
        users.iter().filter_map(|user| Some((user["id"].as_str()?, user["externalId"].as_str()?))).collect();
    for mapping in practice.okta_all(&format!("{app}/group-push/mappings")).await {
        let group_id = mapping["sourceGroupId"].as_str().unwrap();
        let group = practice.okta_api("GET", &format!("/api/v1/groups/{group_id}"), None).await.body;
        let name = group["profile"]["name"].as_str().unwrap();
        if assigned.contains(group_id) {
            found.insert(format!("{name} is assigned and pushed"));
        }
        if mapping["status"] != "ACTIVE" {
            found.insert(format!("{name} is {}: {}", mapping["status"], mapping["errorSummary"]));
        }
        let members = practice.okta_all(&format!("/api/v1/groups/{group_id}/users")).await;
        if members.is_empty() {
            found.insert(format!("{name} is empty"));
        }
        let mut wanted = BTreeSet::new();
        for member in &members {
            match external.get(member["id"].as_str().unwrap()) {
                Some(id) => _ = wanted.insert((*id).to_owned()),
                None => _ = found.insert(format!("{name}: {} is missing", member["profile"]["displayName"])),
            }
        }
        let Some(target) = there.values().find(|target| target["displayName"] == name) else {
            found.insert(format!("{name} is not there"));
            continue;
        };
        let members: BTreeSet<String> = target["members"]
            .as_array()
            .unwrap()
            .iter()
            .map(|member| member["value"].as_str().unwrap().to_owned())
            .collect();
        for id in members.symmetric_difference(&wanted) {
            let side = if wanted.contains(id) { "lacks" } else { "has" };
            assert!(synced.contains_key(id));
            found.insert(format!("{name} {side} someone"));
        }
    }
}

fn by_id(list: Vec<Value>) -> BTreeMap<String, Value> {
    list.into_iter().map(|entry| (entry["id"].as_str().unwrap().to_owned(), entry)).collect()
}

async fn resources(practice: &Practice, path: &str) -> BTreeMap<String, Value> {
    let answer = practice.scim("GET", path, None).await;
    by_id(answer.body["Resources"].as_array().unwrap().clone())
}
