//! Provisioning in the practice ConfigCat: what starting it does, and what it refuses.

use std::collections::BTreeMap;

use catflap_sandbox::ConfigCatAction;
use catflap_sandbox::panel::SyncedUserRow;
use serde_json::json;

use crate::support::Practice;

fn row(practice: &Practice, user_name: &str) -> SyncedUserRow {
    let view = practice.sandbox.view().configcat;
    view.users.into_iter().find(|user| user.user_name == user_name).unwrap()
}

#[tokio::test]
async fn a_ready_world_has_the_guide_done() {
    let practice = Practice::ready().await;
    let view = practice.sandbox.view();
    assert_eq!((view.configcat.users_total, view.okta.people_total), (40, 40), "everyone is synced");
    assert_eq!(view.configcat.groups.len(), 4);
    assert_eq!((view.okta.waiting, view.okta.tasks.len()), (0, 0));
    assert!(view.okta.app.unwrap().push_groups.iter().all(|row| row.status == "Active"));
    assert_eq!(view.configcat.unmanaged.len(), 2);
    let states: BTreeMap<&str, usize> = view.configcat.users.iter().fold(BTreeMap::new(), |mut states, user| {
        *states.entry(user.provisioning.as_str()).or_default() += 1;
        states
    });
    assert_eq!(states["unverified_domain"], 1);
    assert!(states["no_account"] > 0 && states["active"] > 30, "{states:?}");

    assert_eq!(row(&practice, "john.carter@whisker.co").today, "Organization Admin, Billing Manager");
    let jane = row(&practice, "jane.whitfield@whisker.co");
    assert_eq!(jane.today, "Billing Manager, FurBall Finder: Readers, WhiskerShop: Readers");
    let peter = row(&practice, "peter.novak@whisker.co");
    assert_eq!(peter.today, "FurBall Finder: Developers, WhiskerShop: Developers");
}

#[tokio::test]
async fn nothing_changes_before_it_is_started() {
    let practice = Practice::new().await;
    practice.configcat(ConfigCatAction::AddDomain { name: "whisker.co".into() }).await;
    practice.configcat(ConfigCatAction::VerifyDomain { name: "whisker.co".into() }).await;
    practice.provisioning().await;
    practice.assign("Everyone at Whisker").await;
    practice.push("ConfigCat Developers").await;
    let before = row(&practice, "peter.novak@whisker.co");
    assert_eq!((before.provisioning.as_str(), before.permissions.as_str()), ("stopped", "Nothing"));
    assert_eq!(before.today, "FurBall Finder: Admins, WhiskerShop: Admins", "by hand");
    let group_id = practice.sandbox.view().configcat.groups[0].id.clone();
    let permissions = BTreeMap::from([("WhiskerShop".to_owned(), "Developers".to_owned())]);
    let set = ConfigCatAction::SetGroupPermissions {
        group_id,
        organization_admin: false,
        billing_manager: false,
        permissions,
    };
    practice.configcat(set).await;
    let planned = row(&practice, "peter.novak@whisker.co");
    assert_eq!((planned.permissions.as_str(), planned.today), ("WhiskerShop: Developers", before.today));

    practice.configcat(ConfigCatAction::StartAll).await;
    let after = row(&practice, "peter.novak@whisker.co");
    assert_eq!((after.provisioning.as_str(), after.today.as_str()), ("active", "WhiskerShop: Developers"));
    let organization = practice.management("/v1/organizations").await.body[0]["organizationId"].clone();
    let path = format!("/v1/organizations/{}/auditlogs", organization.as_str().unwrap());
    let log = practice.management(&format!("{path}?auditLogType=syncUserProvisioningEnabled")).await.body;
    assert!(log.as_array().unwrap().iter().any(|entry| entry["actionTarget"] == "peter.novak@whisker.co"));
    assert_eq!(log[0]["userEmail"], "robin.ashworth@whisker.co");
    let members = practice.management(&format!("/v2/organizations/{}/members", organization.as_str().unwrap())).await;
    let members = members.body["members"].as_array().unwrap().clone();
    let peter = members.iter().find(|member| member["email"] == "peter.novak@whisker.co").unwrap();
    assert_eq!(peter["permissions"].as_array().unwrap().len(), 1);
    assert_eq!(peter["permissions"][0]["permissionGroup"]["name"], "Developers");
}

#[tokio::test]
async fn an_unverified_domain_cannot_be_started() {
    let practice = Practice::ready().await;
    let user =
        practice.sandbox.view().configcat.users.into_iter().find(|u| u.user_name.ends_with("@catnip.dev")).unwrap();
    let outcome = practice.sandbox.configcat(ConfigCatAction::StartUser { user_id: user.id }).await;
    assert!(!outcome.ok && outcome.message.contains("“catnip.dev” is not verified"), "{}", outcome.message);
    practice.configcat(ConfigCatAction::AddDomain { name: "catnip.dev".into() }).await;
    let verify = ConfigCatAction::VerifyDomain { name: "catnip.dev".into() };
    assert!(!practice.sandbox.configcat(verify).await.ok, "the record is not there");
}

#[tokio::test]
async fn started_accounts_follow_the_sync() {
    let practice = Practice::ready().await;
    let id = row(&practice, "peter.novak@whisker.co").id;
    let off = json!({"Operations": [{"op": "replace", "path": "active", "value": false}]});
    practice.scim("PATCH", &format!("/Users/{id}"), Some(off)).await;
    assert!(row(&practice, "peter.novak@whisker.co").today.starts_with("Disabled"));
    practice.configcat(ConfigCatAction::StopUser { user_id: id.clone() }).await;
    assert_eq!(row(&practice, "peter.novak@whisker.co").provisioning, "stopped");

    let john = row(&practice, "john.carter@whisker.co").id;
    practice.scim("DELETE", &format!("/Users/{john}"), None).await;
    let organization = practice.management("/v1/organizations").await.body[0]["organizationId"].clone();
    let members = practice.management(&format!("/v2/organizations/{}/members", organization.as_str().unwrap())).await;
    assert!(!members.text.contains("john.carter@"), "a hard delete takes the account out of the organization");
}

#[tokio::test]
async fn the_order_of_groups_decides() {
    let practice = Practice::ready().await;
    let mut ids: Vec<String> = practice.sandbox.view().configcat.groups.into_iter().map(|group| group.id).collect();
    ids.reverse();
    practice.configcat(ConfigCatAction::SetPriority { group_ids: ids.clone() }).await;
    let peter = row(&practice, "peter.novak@whisker.co");
    assert_eq!(peter.today, "FurBall Finder: Readers, WhiskerShop: Readers", "Readers now come before Developers");
    ids.pop();
    assert!(!practice.sandbox.configcat(ConfigCatAction::SetPriority { group_ids: ids }).await.ok);
}
