use catflap_okta::model::{Capabilities, EnabledStatus, NewPushMapping, PushTarget, Setting, UpdateCapabilities};
use catflap_okta::{AppId, GroupId, MappingId, UserId};
use serde_json::json;

use crate::okta;
use crate::server::{Server, expect};

const MAPPING: &str = r#"{"id":"gPm1","sourceGroupId":"00g1","targetGroupId":"00g2","status":"ACTIVE"}"#;

#[tokio::test]
async fn a_group_is_assigned_and_unassigned() {
    let at = "/api/v1/apps/0oa1/groups/00g1";
    let server = Server::start([
        expect(&format!("PUT {at}")).sending(json!({"priority": 3})).json(r#"{"id":"00g1","priority":3}"#),
        expect(&format!("PUT {at}")).sending(json!({})).json(r#"{"id":"00g1","priority":9}"#),
        expect(&format!("DELETE {at}")).reply(204, "application/json", ""),
    ])
    .await;
    let (okta, app, group) = (okta(&server), AppId::from("0oa1"), GroupId::from("00g1"));
    assert_eq!(okta.apps().assign_group(&app, &group, Some(3)).await.unwrap().priority, Some(3));
    assert_eq!(okta.apps().assign_group(&app, &group, None).await.unwrap().priority, Some(9));
    okta.apps().unassign_group(&app, &group).await.unwrap();
    server.finish();
}

#[tokio::test]
async fn a_push_group_is_made_by_name_or_by_id_and_never_by_both() {
    let at = "/api/v1/apps/0oa1/group-push/mappings";
    let server = Server::start([
        expect(&format!("POST {at}"))
            .sending(json!({"sourceGroupId": "00g1", "status": "ACTIVE", "targetGroupName": "Readers"}))
            .reply(201, "application/json", MAPPING),
        expect(&format!("POST {at}"))
            .sending(json!({"sourceGroupId": "00g1", "status": "INACTIVE", "targetGroupId": "00g2"}))
            .reply(201, "application/json", MAPPING),
        expect(&format!("PATCH {at}/gPm1")).sending(json!({"status": "INACTIVE"})).json(MAPPING),
        expect(&format!("DELETE {at}/gPm1?deleteTargetGroup=false")).reply(204, "application/json", ""),
    ])
    .await;
    let (okta, app, mapping) = (okta(&server), AppId::from("0oa1"), MappingId::from("gPm1"));
    let mut new =
        NewPushMapping { source: "00g1".into(), target: PushTarget::NewGroup("Readers".into()), active: true };
    assert_eq!(okta.apps().create_push_mapping(&app, &new).await.unwrap().id, mapping);
    new = NewPushMapping { target: PushTarget::ExistingGroup("00g2".into()), active: false, ..new };
    okta.apps().create_push_mapping(&app, &new).await.unwrap();
    okta.apps().set_push_mapping(&app, &mapping, false).await.unwrap();
    okta.apps().delete_push_mapping(&app, &mapping, false).await.unwrap();
    server.finish();
}

#[tokio::test]
async fn only_the_switches_given_are_sent() {
    let feature = r#"{"name":"USER_PROVISIONING","status":"ENABLED"}"#;
    let server = Server::start([expect("PUT /api/v1/apps/0oa1/features/USER_PROVISIONING")
        .sending(json!({"update": {"lifecycleDeactivate": {"status": "ENABLED"}}}))
        .json(feature)])
    .await;
    let on = Setting { status: Some(EnabledStatus::Enabled) };
    let update = UpdateCapabilities { lifecycle_deactivate: Some(on), ..UpdateCapabilities::default() };
    let change = Capabilities { create: None, update: Some(update) };
    okta(&server).apps().set_user_provisioning(&AppId::from("0oa1"), &change).await.unwrap();
    server.finish();
}

#[tokio::test]
async fn a_group_is_made_and_filled_and_a_connection_activated() {
    let server = Server::start([
        expect("POST /api/v1/groups")
            .sending(json!({"profile": {"name": "Push – Readers", "description": "For pushing"}}))
            .json(r#"{"id":"00g9","profile":{"name":"Push – Readers"}}"#),
        expect("PUT /api/v1/groups/00g9/users/00u1").reply(204, "application/json", ""),
        expect("POST /api/v1/apps/0oa1/connections/default/lifecycle/activate").reply(204, "application/json", ""),
    ])
    .await;
    let okta = okta(&server);
    let group = okta.groups().create("Push – Readers", Some("For pushing")).await.unwrap();
    okta.groups().add_member(&group.id, &UserId::from("00u1")).await.unwrap();
    okta.apps().activate_connection(&AppId::from("0oa1")).await.unwrap();
    server.finish();
}
