//! The practice Okta pushes what its administrator does.

use catflap_sandbox::panel::OktaConnector;
use catflap_sandbox::{DirectoryAct, OktaAction, Side};

use crate::support::{Practice, TO_APP};

#[tokio::test]
async fn assigned_people_arrive_as_okta_sends_them() {
    let practice = Practice::new().await;
    practice.provisioning().await;
    practice.assign("All Product").await;
    let people = practice.sandbox.view().okta.groups.iter().find(|g| g.name == "All Product").unwrap().people;
    assert_eq!(u32::try_from(practice.synced().await.len()).unwrap(), people);

    let seen: Vec<_> = practice
        .sandbox
        .seen()
        .into_iter()
        .filter(|request| request.side == Side::Scim && request.user_agent == "Okta SCIM Client 1.0.0")
        .collect();
    assert_eq!(seen[0].target, "/Users?startIndex=1&count=2", "the connector test comes first");
    assert_eq!(seen[1].target, "/Groups?startIndex=1&count=100");
    assert!(
        seen[2].target.starts_with("/Users?filter=userName eq \"")
            && seen[2].target.ends_with("&startIndex=1&count=100")
    );
    assert_eq!((seen[3].method.as_str(), seen[3].target.as_str(), seen[3].status), ("POST", "/Users", 201));
    assert!(practice.sandbox.view().okta.log.iter().any(|row| row.event_type == "application.provision.user.push"));
}

#[tokio::test]
async fn a_pushed_group_carries_only_members_who_are_assigned() {
    let practice = Practice::new().await;
    practice.provisioning().await;
    practice.assign("All Engineers").await;
    practice.push("ConfigCat Readers").await;
    let view = practice.sandbox.view();
    let all = view.okta.groups.iter().find(|group| group.name == "ConfigCat Readers").unwrap().people as usize;
    let pushed = practice.members_of("ConfigCat%20Readers").await.unwrap();
    assert!(pushed > 0 && pushed < all, "{pushed} of {all}");
    assert_eq!(view.okta.app.unwrap().push_groups[0].status, "Active");

    practice.assign("Everyone at Whisker").await;
    assert_eq!(practice.members_of("ConfigCat%20Readers").await, Some(all - 1), "one is in no assigned group");
}

#[tokio::test]
async fn unassigning_makes_inactive_and_never_deletes() {
    let practice = Practice::new().await;
    practice.provisioning().await;
    practice.assign("All Product").await;
    practice.push("ConfigCat Readers").await;
    practice.okta(OktaAction::UnassignGroup { group_id: practice.group("All Product") }).await;
    practice.sandbox.settled().await;
    let synced = practice.synced().await;
    assert!(!synced.is_empty() && synced.values().all(|active| !active), "{synced:?}");
    assert_eq!(practice.members_of("ConfigCat%20Readers").await, Some(0));
    assert!(practice.sandbox.seen().iter().all(|request| request.method != "DELETE"));

    practice.assign("All Product").await;
    assert!(practice.synced().await.values().all(|active| *active), "coming back makes the same users active again");
    assert_eq!(practice.synced().await.len(), synced.len());
}

#[tokio::test]
async fn without_deactivate_users_leavers_stay_active() {
    let practice = Practice::new().await;
    practice.provisioning().await;
    let to_app = catflap_sandbox::panel::OktaToApp { deactivate_users: false, ..TO_APP };
    practice.okta(OktaAction::SetToApp { to_app }).await;
    practice.assign("All Product").await;
    practice.okta(OktaAction::UnassignGroup { group_id: practice.group("All Product") }).await;
    practice.sandbox.settled().await;
    assert!(practice.synced().await.values().all(|active| *active));
}

#[tokio::test]
async fn suspending_sends_nothing_and_deactivating_does() {
    let practice = Practice::new().await;
    practice.provisioning().await;
    practice.assign("All Engineers").await;
    let user_id = practice.person("robin.ashworth@whisker.co");
    let before = practice.sandbox.seen().len();
    practice.sandbox.directory(&DirectoryAct::Suspend { user_id: user_id.clone() });
    practice.sandbox.settled().await;
    assert_eq!(practice.sandbox.seen().len(), before);
    practice.sandbox.directory(&DirectoryAct::Deactivate { user_id });
    practice.sandbox.settled().await;
    assert!(!practice.synced().await["robin.ashworth@whisker.co"]);
}

#[tokio::test]
async fn a_changed_profile_is_read_and_put() {
    let practice = Practice::new().await;
    practice.provisioning().await;
    practice.assign("All Engineers").await;
    let act = DirectoryAct::Rename {
        user_id: practice.person("robin.ashworth@whisker.co"),
        first_name: "Robin".into(),
        last_name: "Ash".into(),
        email: "robin.ashworth@whisker.co".into(),
    };
    assert!(practice.sandbox.directory(&act));
    practice.sandbox.settled().await;
    let seen = practice.sandbox.seen();
    let last: Vec<&str> = seen[seen.len() - 2..].iter().map(|request| request.method.as_str()).collect();
    assert_eq!(last, ["GET", "PUT"]);
    let found = practice.scim("GET", "/Users?filter=displayName%20eq%20%22Robin%20Ash%22", None).await;
    assert_eq!(found.body["totalResults"], 1);
}

#[tokio::test]
async fn a_wrong_token_is_refused_in_oktas_words() {
    let practice = Practice::new().await;
    practice.create_app().await;
    let doubled = format!("Bearer {}", practice.at().scim_token);
    for wrong in [Some("wrong"), Some(doubled.as_str()), None] {
        let outcome = practice.connect(practice.connector(), wrong).await;
        assert!(!outcome.ok);
        let words = "Error authenticating: Unauthorized. Errors reported by remote server: ";
        assert!(outcome.message.starts_with(words), "{}", outcome.message);
    }
    assert!(!practice.sandbox.view().okta.app.unwrap().connector.saved);
    let outside = OktaConnector { base_url: "https://scim-api.configcat.com/v2/x".into(), ..practice.connector() };
    let outcome = practice.connect(outside, Some("x")).await;
    assert_eq!(
        outcome.message, "Error authenticating: Connect to scim-api.configcat.com:443 failed: Connect timed out",
        "practice never speaks to the outside"
    );
    let long = OktaConnector { base_url: format!("{}/Users", practice.at().scim_url), ..practice.connector() };
    assert!(practice.connect(long, Some(&practice.at().scim_token)).await.message.contains("Not Found"));
}

#[tokio::test]
async fn a_regenerated_token_stops_pushes_until_it_is_pasted() {
    let practice = Practice::new().await;
    practice.provisioning().await;
    practice.configcat(catflap_sandbox::ConfigCatAction::GenerateToken).await;
    practice.assign("All Product").await;
    practice.push("ConfigCat Owners").await;
    assert!(practice.synced().await.is_empty());
    let view = practice.sandbox.view().okta;
    assert!(view.tasks.iter().any(|task| {
        task.message.starts_with("Automatic provisioning of user ")
            && task
                .message
                .contains("Error while verifying if user exists: Unauthorized. Errors reported by remote server: ")
    }));
    let row = &view.app.unwrap().push_groups[0];
    assert_eq!(row.status, "Error");
    assert!(row.error.as_ref().unwrap().starts_with("Unable to update Group Push mapping target App group"));
    assert!(view.log.iter().any(|row| row.event_type == "application.integration.authentication_failure"));

    let saved = practice.connect(practice.connector(), Some(&practice.at().scim_token)).await;
    assert!(saved.ok, "{}", saved.message);
    assert!(practice.synced().await.is_empty(), "failed jobs stay failed until they are retried");
    practice.okta(OktaAction::RetryTasks).await;
    practice.sandbox.settled().await;
    let view = practice.sandbox.view().okta;
    assert!(!practice.synced().await.is_empty() && view.tasks.is_empty(), "{:?}", view.tasks);
    assert_eq!(view.app.unwrap().push_groups[0].status, "Active");
}

#[tokio::test]
async fn people_assigned_before_provisioning_wait_for_a_retry() {
    let practice = Practice::new().await;
    practice.create_app().await;
    practice.assign("All Product").await;
    let outcome = practice.connect(practice.connector(), Some(&practice.at().scim_token)).await;
    assert!(outcome.ok);
    assert!(practice.sandbox.view().okta.tasks.is_empty(), "To App does not create users yet");
    practice.okta(OktaAction::SetToApp { to_app: TO_APP }).await;
    practice.sandbox.settled().await;
    assert!(practice.synced().await.is_empty());
    let tasks = practice.sandbox.view().okta.tasks;
    assert!(!tasks.is_empty() && tasks.iter().all(|task| task.message.contains("before Provisioning was enabled")));
    practice.okta(OktaAction::RetryTasks).await;
    practice.sandbox.settled().await;
    assert_eq!(practice.synced().await.len(), tasks.len());
}

#[tokio::test]
async fn without_create_users_nobody_matches() {
    let practice = Practice::new().await;
    practice.create_app().await;
    assert!(practice.connect(practice.connector(), Some(&practice.at().scim_token)).await.ok);
    practice.assign("All Product").await;
    assert!(practice.synced().await.is_empty());
    let tasks = practice.sandbox.view().okta.tasks;
    assert!(
        !tasks.is_empty() && tasks.iter().all(|task| task.message.ends_with("Matching user not found")),
        "{tasks:?}"
    );
}

#[tokio::test]
async fn push_groups_unticked_refuses_group_push() {
    let practice = Practice::new().await;
    practice.create_app().await;
    let form = OktaConnector { push_groups: false, ..practice.connector() };
    assert!(practice.connect(form, Some(&practice.at().scim_token)).await.ok);
    let group_id = practice.group("ConfigCat Readers");
    let outcome = practice.sandbox.okta(OktaAction::PushGroup { group_id }).await;
    assert!(!outcome.ok && outcome.message.contains("Push Groups is not among"), "{}", outcome.message);
}

#[tokio::test]
async fn a_group_both_assigned_and_pushed_gets_out_of_step() {
    let practice = Practice::new().await;
    practice.provisioning().await;
    practice.assign("All Product").await;
    practice.push("All Product").await;
    let view = practice.sandbox.view().okta;
    let row = &view.app.as_ref().unwrap().push_groups[0];
    assert_eq!(row.status, "Active", "Okta shows nothing wrong");
    assert_eq!(practice.members_of("All%20Product").await, Some(0));

    let mapping_id = row.mapping_id.clone();
    practice.okta(OktaAction::PushNow { mapping_id }).await;
    practice.sandbox.settled().await;
    let pushed = practice.members_of("All%20Product").await.unwrap();
    assert!(pushed > 0);
    let (group_id, user_id) = (practice.group("All Product"), practice.person("robin.ashworth@whisker.co"));
    practice.sandbox.directory(&DirectoryAct::AddMember { group_id: group_id.clone(), user_id });
    practice.sandbox.settled().await;
    assert_eq!(practice.members_of("All%20Product").await, Some(pushed), "whoever is added later does not follow");

    practice.assign("Everyone at Whisker").await;
    practice.okta(OktaAction::UnassignGroup { group_id }).await;
    practice.sandbox.settled().await;
    assert_eq!(practice.members_of("All%20Product").await, Some(pushed + 1), "split, it follows again");
}

#[tokio::test]
async fn unlinking_deletes_the_group_only_when_asked() {
    let practice = Practice::ready().await;
    let rows = practice.sandbox.view().okta.app.unwrap().push_groups;
    let id = |name: &str| rows.iter().find(|row| row.name == name).unwrap().mapping_id.clone();
    for (name, delete_target) in [("ConfigCat Owners", true), ("ConfigCat Readers", false)] {
        practice.okta(OktaAction::UnlinkPush { mapping_id: id(name), delete_target }).await;
    }
    practice.sandbox.settled().await;
    assert_eq!(practice.members_of("ConfigCat%20Owners").await, None);
    assert!(practice.members_of("ConfigCat%20Readers").await.is_some());
}
