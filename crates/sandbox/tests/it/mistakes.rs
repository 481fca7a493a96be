//! Each mistake is exactly that mistake, seen through both APIs.

use std::collections::BTreeSet;

use catflap_sandbox::{Mistake, Options};

use crate::findings::findings;
use crate::support::Practice;

/// What a reader of both APIs finds after a mistake.
fn expected(mistake: Mistake) -> Vec<&'static str> {
    match mistake {
        Mistake::AppInactive => vec!["status is \"INACTIVE\""],
        Mistake::WrongAudience => vec!["audience is \"https://saml.configcat.com/other\""],
        Mistake::WrongAcs => vec!["acs is \"https://saml.configcat.com/other/acs\""],
        Mistake::WrongNameIdFormat => vec!["name id is \"urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified\""],
        Mistake::UserNameTemplate => vec!["template is \"${source.login}\""],
        Mistake::ExpiredIdpCertificate => vec!["certificate expired"],
        Mistake::ProvisioningOff => vec![
            "feature GROUP_PUSH",
            "feature PUSH_NEW_USERS",
            "feature PUSH_PROFILE_UPDATES",
            "feature PUSH_USER_DEACTIVATION",
            "feature SCIM_PROVISIONING",
        ],
        Mistake::ImportTicked => vec!["feature IMPORT_NEW_USERS", "feature IMPORT_PROFILE_UPDATES"],
        Mistake::PushNewUsersOff => vec!["feature PUSH_NEW_USERS"],
        Mistake::PushProfileUpdatesOff => vec!["feature PUSH_PROFILE_UPDATES"],
        Mistake::PushGroupsOff => vec!["feature GROUP_PUSH"],
        Mistake::CreateUsersOff => vec!["capability /create/lifecycleCreate"],
        Mistake::UpdateUsersOff => vec!["capability /update/profile"],
        Mistake::DeactivateUsersOff => vec!["capability /update/lifecycleDeactivate", "feature PUSH_USER_DEACTIVATION"],
        Mistake::SyncPasswordOn => vec!["capability /update/password", "feature PUSH_PASSWORD_UPDATES"],
        Mistake::NoGroupAssigned => vec!["no group is assigned"],
        Mistake::GroupAssignedAndPushed => vec!["ConfigCat Readers is assigned and pushed"],
        Mistake::PushGroupEmpty => vec!["ConfigCat Testers is empty"],
        Mistake::PushMappingInactive => vec!["ConfigCat Readers is \"INACTIVE\": null"],
        Mistake::PushMappingError => vec![
            "ConfigCat Readers is \"ERROR\": \"Unable to update Group Push mapping target App group ConfigCat Readers: \
             Internal Server Error. Errors reported by remote server: An unexpected error occurred.\"",
        ],
        Mistake::PushMemberNotAssigned => vec!["ConfigCat Readers: \"Noa Brandt\" is missing"],
        Mistake::PushGroupExtraMember => vec!["ConfigCat Readers has someone"],
        Mistake::PushGroupMissingMember => vec!["ConfigCat Readers lacks someone"],
        Mistake::GroupDeletedInTarget => vec!["ConfigCat Readers is not there"],
        Mistake::EmailTwin => vec![
            "\"Jane Whitfield-Boyd\" is \"STAGED\"",
            "\"Jane Whitfield-Boyd\" failed: Error while creating user: Conflict. Errors reported by remote server: \
             A user with the userName 'jane.whitfield@whisker.co' already exists.",
        ],
        Mistake::ControlCharacter => vec![
            "\"Imani Cole\\u{b}\" is \"STAGED\"",
            "\"Imani Cole\\u{b}\" failed: Error while creating user: Bad Request. Errors reported by remote server: \
             Attribute displayName contains a control character.",
        ],
        Mistake::UnverifiedDomain => vec!["imani.cole@catnip.dev is unverified_domain"],
        Mistake::NoMatchingUser => vec![
            "\"Imani Cole\" is \"STAGED\"",
            "\"Imani Cole\" failed: Error while verifying if user exists: Matching user not found",
        ],
        Mistake::AssignedBeforeProvisioning => vec![
            "\"Imani Cole\" is \"ACTIVE\"",
            "\"Imani Cole\" failed: User was assigned this application before Provisioning was enabled and not \
             provisioned in the downstream application. Click Provision User.",
        ],
        Mistake::GhostNotDeactivated | Mistake::GhostFailedPush => vec!["imani.cole@whisker.co is a ghost"],
        Mistake::OnlySuspended => vec!["Imani Cole is \"SUSPENDED\" in Okta, active true"],
        Mistake::RenamedKeepsOldName => {
            vec!["Imani Cole-Hart has an old user name", "template is applied is \"DONT_PUSH\""]
        }
        // Whose names change depends on the order of the org: see the test of its own.
        Mistake::TokenReplaced => Vec::new(),
    }
}

#[tokio::test]
async fn a_tidy_org_has_nothing_to_be_found() {
    let practice = Practice::tidy().await;
    assert_eq!(findings(&practice).await, BTreeSet::new());
    assert!(practice.sandbox.view().configcat.unmanaged.is_empty());
}

#[tokio::test]
async fn every_mistake_is_exactly_that_mistake() {
    let kept = {
        let practice = Practice::tidy().await;
        let kept = practice.sandbox.save();
        practice.sandbox.stop().await;
        kept
    };
    for mistake in Mistake::ALL.into_iter().filter(|mistake| *mistake != Mistake::TokenReplaced) {
        let practice = Practice::start(Options { world: Some(kept.clone()), ..Options::default() }).await;
        let outcome = practice.sandbox.mistake(mistake).await;
        assert!(outcome.ok, "{mistake:?}: {}", outcome.message);
        let found = findings(&practice).await;
        let expected: BTreeSet<String> = expected(mistake).into_iter().map(str::to_owned).collect();
        assert_eq!(found, expected, "{mistake:?}");
        practice.sandbox.stop().await;
    }
}

#[tokio::test]
async fn a_replaced_token_makes_pushes_fail_and_changes_nothing_else() {
    let practice = Practice::tidy().await;
    let old = practice.at().scim_token;
    assert!(practice.sandbox.mistake(Mistake::TokenReplaced).await.ok);
    assert_ne!(practice.at().scim_token, old);
    let found = findings(&practice).await;
    let unauthorized: Vec<&String> = found.iter().filter(|text| text.contains("Unauthorized")).collect();
    assert_eq!((found.len(), unauthorized.len()), (4, 2), "{found:?}");
    assert!(found.iter().filter(|text| text.ends_with("has another name there")).count() == 2, "{found:?}");
    assert_eq!(practice.events("application.integration.authentication_failure").await.len(), 2);

    let saved = practice.connect(practice.connector(), Some(&practice.at().scim_token)).await;
    assert!(saved.ok, "{}", saved.message);
    let task_id = practice.sandbox.view().okta.tasks[0].id.clone();
    practice.okta(catflap_sandbox::OktaAction::RetryTask { task_id }).await;
    practice.sandbox.settled().await;
    assert_eq!(practice.sandbox.view().okta.tasks.len(), 1, "one was retried");
    practice.okta(catflap_sandbox::OktaAction::RetryTasks).await;
    practice.sandbox.settled().await;
    assert_eq!(findings(&practice).await, BTreeSet::new(), "retried, all is well");
}

#[tokio::test]
async fn a_mistake_needs_a_finished_org() {
    let practice = Practice::new().await;
    let outcome = practice.sandbox.mistake(Mistake::AppInactive).await;
    assert!(!outcome.ok && outcome.message.contains("finished org"), "{}", outcome.message);
}

#[tokio::test]
async fn lost_provisioning_stands_in_the_log_as_an_update() {
    let practice = Practice::tidy().await;
    practice.sandbox.mistake(Mistake::ProvisioningOff).await;
    let updates = practice.events("application.lifecycle.update").await;
    assert_eq!(updates.last().unwrap()["target"][0]["id"], practice.at().okta_app_id.unwrap());
    let features = practice.okta_api("GET", &format!("{}/features", practice.app_path()), None).await;
    assert_eq!(features.status, 400);
}

#[test]
fn names_are_kebab_case() {
    assert_eq!(serde_json::to_value(Mistake::WrongNameIdFormat).unwrap(), "wrong-name-id-format");
}
