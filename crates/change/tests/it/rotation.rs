//! A new token, seen on the practice servers.

use catflap_change::rotate::{RotationSeen, RotationStage, TokenAnswer, ask_token, rotation};
use catflap_okta::LogQuery;
use catflap_okta::model::LogEvent;
use catflap_sandbox::panel::OktaConnector;
use catflap_sandbox::{ConfigCatAction, OktaAction};

use crate::bench::{Bench, scim, scim_with};

async fn events_since(bench: &Bench, began: jiff::Timestamp) -> Vec<LogEvent> {
    let query = LogQuery::provisioning_of(&bench.app).since(began);
    bench.okta.logs().list(&query).all().await.unwrap()
}

async fn save_in_okta(bench: &Bench) {
    let connector: OktaConnector = bench.sandbox.view().okta.app.unwrap().connector;
    let authorization = Some(bench.sandbox.endpoints().scim_token);
    bench.act(OktaAction::SetConnector { connector, authorization }).await;
}

async fn push_something(bench: &Bench) {
    let view = bench.sandbox.view().okta;
    let mapping_id = view.app.unwrap().push_groups[0].mapping_id.clone();
    bench.sandbox.okta(OktaAction::PushNow { mapping_id }).await;
    bench.sandbox.settled().await;
}

#[tokio::test]
async fn the_drill_is_seen_through_from_the_old_token_to_the_last_retry() {
    let bench = Bench::ready().await;
    let old = bench.sandbox.endpoints().scim_token;
    let began = jiff::Timestamp::now();
    let mut seen = RotationSeen { began_at: Some(began), ..RotationSeen::default() };
    assert_eq!(ask_token(&bench.scim).await, TokenAnswer::Accepted);

    assert!(bench.sandbox.configcat(ConfigCatAction::GenerateToken).await.ok);
    push_something(&bench).await;
    seen.new_token = Some(ask_token(&scim(&bench.sandbox)).await);
    seen.old_token = Some(ask_token(&scim_with(&bench.sandbox, &old)).await);
    seen.proven_at = Some(jiff::Timestamp::now());
    assert_eq!((&seen.new_token, &seen.old_token), (&Some(TokenAnswer::Accepted), &Some(TokenAnswer::Refused)));
    seen.events = Some(events_since(&bench, began).await);
    let now = rotation(&seen);
    assert_eq!((now.stage, now.may_leave_page), (RotationStage::IntoOkta, true));
    assert_eq!(now.to_retry[0].in_short, "Unauthorized");

    save_in_okta(&bench).await;
    bench.act(OktaAction::RetryTasks).await;
    seen.events = Some(events_since(&bench, began).await);
    let now = rotation(&seen);
    assert_eq!(now.stage, RotationStage::Through, "{now:#?}");
    assert!(now.first_success.is_some());
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn a_server_that_is_gone_says_nothing_about_a_token() {
    let bench = Bench::ready().await;
    let scim = scim(&bench.sandbox);
    bench.sandbox.stop().await;
    assert!(matches!(ask_token(&scim).await, TokenAnswer::Unsure { .. }));
}
