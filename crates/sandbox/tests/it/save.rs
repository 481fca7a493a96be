//! A world is kept in a file and comes back.

use std::time::Duration;

use catflap_sandbox::{ConfigCatAction, Error, Options, Sandbox};
use serde_json::json;

use crate::support::{Practice, client};

async fn again(kept: serde_json::Value) -> Practice {
    let options = Options { world: Some(kept), push_pause: Duration::ZERO, ..Options::default() };
    Practice { sandbox: Sandbox::start(options).await.unwrap(), client: client() }
}

#[tokio::test]
async fn a_kept_world_holds_no_secret_and_no_port() {
    let practice = Practice::ready().await;
    let at = practice.at();
    let text = practice.sandbox.save().to_string();
    for secret in [&at.scim_token, &at.okta_token, &at.configcat_user, &at.configcat_password] {
        assert!(!text.contains(secret.as_str()));
        assert!(!format!("{at:?}").contains(secret.as_str()));
    }
    assert!(!text.contains("127.0.0.1") && text.contains("{configcat}/v2/") && text.contains("{okta}/app/"));
}

#[tokio::test]
async fn a_restarted_world_is_the_same_and_goes_on() {
    let practice = Practice::ready().await;
    let before = practice.sandbox.view();
    let (old, kept) = (practice.at(), practice.sandbox.save());
    practice.sandbox.stop().await;

    let practice = again(kept).await;
    let at = practice.at();
    assert_ne!(at.scim_token, old.scim_token);
    let after = practice.sandbox.view();
    assert_eq!(after.configcat.users, before.configcat.users);
    assert_eq!(after.configcat.groups, before.configcat.groups);
    assert_eq!(after.okta.groups, before.okta.groups);
    assert_eq!(after.okta.app.as_ref().unwrap().connector.base_url, at.scim_url);
    let pushed = practice.members_of("ConfigCat%20Owners").await.unwrap();
    let act = catflap_sandbox::DirectoryAct::AddMember {
        group_id: practice.group("ConfigCat Owners"),
        user_id: practice.person("peter.novak@whisker.co"),
    };
    practice.sandbox.directory(&act);
    practice.sandbox.settled().await;
    assert_eq!(practice.members_of("ConfigCat%20Owners").await, Some(pushed + 1), "the connector has the new token");
}

#[tokio::test]
async fn a_stale_token_stays_stale() {
    let practice = Practice::ready().await;
    practice.configcat(ConfigCatAction::GenerateToken).await;
    let kept = practice.sandbox.save();
    practice.sandbox.stop().await;
    let practice = again(kept).await;
    let connector = practice.connector();
    let test = catflap_sandbox::OktaAction::TestConnector { connector, authorization: None };
    let outcome = practice.sandbox.okta(test).await;
    assert!(!outcome.ok && outcome.message.contains("Unauthorized"), "{}", outcome.message);
}

#[tokio::test]
async fn a_world_of_another_version_is_refused() {
    let options = Options { world: Some(json!({"version": 99})), ..Options::default() };
    assert!(matches!(Sandbox::start(options).await, Err(Error::Version { found: 99, .. })));
}
