use catflap_http::Secret;
use catflap_okta::model::{
    AppUserScope, Capabilities, EnabledStatus, NewPushMapping, NewSamlApp, NewUser, PushStatus, PushTarget,
    SAML_NAME_ID_EMAIL, Setting, UpdateCapabilities, UserProfile,
};
use catflap_okta::{AppId, GroupId, MappingId, UserId};
use serde_json::json;

use crate::server::{Server, expect};
use crate::{MARKER, okta};

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

const SHARED_APP: &str = include_str!("../replies/app.json");

#[tokio::test]
async fn an_app_is_made_exactly_as_it_was_shown() {
    let new =
        NewSamlApp::new("ConfigCat", "https://app.configcat.com/saml/metadata/1", "https://app.configcat.com/acs");
    let shown = new.body();
    assert_eq!(shown["credentials"]["userNameTemplate"]["template"], "${source.email}");
    let sign_on = &shown["settings"]["signOn"];
    assert_eq!(sign_on["subjectNameIdFormat"], SAML_NAME_ID_EMAIL);
    for field in ["ssoAcsUrl", "recipient", "destination"] {
        assert_eq!(sign_on[field], "https://app.configcat.com/acs", "{field}");
    }
    let server = Server::start([expect("POST /api/v1/apps").sending(shown).json(SHARED_APP)]).await;
    assert_eq!(okta(&server).apps().create(&new).await.unwrap().label, "ConfigCat");
    server.finish();
}

#[tokio::test]
async fn a_person_is_assigned_and_unassigned() {
    let person = r#"{"id":"00u1","scope":"USER","status":"STAGED","profile":{"displayName":"Ada"}}"#;
    let at = "/api/v1/apps/0oa1/users";
    let server = Server::start([
        expect(&format!("POST {at}")).sending(json!({"id": "00u1", "scope": "USER"})).json(person),
        expect(&format!("POST {at}"))
            .sending(json!({"id": "00u1", "scope": "USER", "profile": {"displayName": "Ada"}}))
            .json(person),
        expect(&format!("DELETE {at}/00u1")).reply(204, "application/json", ""),
    ])
    .await;
    let (okta, app, user) = (okta(&server), AppId::from("0oa1"), UserId::from("00u1"));
    assert_eq!(okta.apps().assign_user(&app, &user, None).await.unwrap().scope, Some(AppUserScope::User));
    let profile = json!({"displayName": "Ada"});
    okta.apps().assign_user(&app, &user, profile.as_object()).await.unwrap();
    okta.apps().unassign_user(&app, &user).await.unwrap();
    server.finish();
}

#[tokio::test]
async fn a_person_is_made_changed_deactivated_and_deleted() {
    let person = r#"{"id":"00u1","status":"ACTIVE","profile":{"login":"ada@acme.example"}}"#;
    let profile =
        json!({"login": "ada@acme.example", "email": "ada@acme.example", "firstName": "Ada", "lastName": "L"});
    let server = Server::start([
        expect("POST /api/v1/users?activate=true")
            .sending(json!({"profile": profile, "credentials": {"password": {"value": MARKER}}}))
            .json(person),
        expect("POST /api/v1/users?activate=false").sending(json!({"profile": profile})).json(person),
        expect("POST /api/v1/users/00u1").sending(json!({"profile": {"firstName": "Augusta"}})).json(person),
        expect("POST /api/v1/users/00u1/lifecycle/deactivate").json("{}"),
        expect("DELETE /api/v1/users/00u1").reply(204, "application/json", ""),
    ])
    .await;
    let okta = okta(&server);
    let text = |text: &str| Some(text.to_owned());
    let profile = UserProfile {
        login: text("ada@acme.example"),
        email: text("ada@acme.example"),
        first_name: text("Ada"),
        last_name: text("L"),
        display_name: None,
    };
    let mut new = NewUser { profile, password: Some(Secret::new(MARKER.to_owned())) };
    let made = okta.users().create(&new, true).await.unwrap();
    new.password = None;
    okta.users().create(&new, false).await.unwrap();
    let change = UserProfile { first_name: text("Augusta"), ..UserProfile::default() };
    okta.users().update_profile(&made.id, &change).await.unwrap();
    okta.users().deactivate(&made.id).await.unwrap();
    okta.users().delete(&made.id).await.unwrap();
    server.finish();
}

#[tokio::test]
async fn a_member_and_a_group_are_taken_away() {
    let server = Server::start([
        expect("DELETE /api/v1/groups/00g1/users/00u1").reply(204, "application/json", ""),
        expect("DELETE /api/v1/groups/00g1").reply(204, "application/json", ""),
    ])
    .await;
    let (okta, group) = (okta(&server), GroupId::from("00g1"));
    okta.groups().remove_member(&group, &UserId::from("00u1")).await.unwrap();
    okta.groups().delete(&group).await.unwrap();
    server.finish();
}

#[tokio::test]
async fn a_failed_push_group_is_tried_again_by_switching_it_off_and_on() {
    let at = "PATCH /api/v1/apps/0oa1/group-push/mappings/gPm1";
    let server = Server::start([
        expect(at).sending(json!({"status": "INACTIVE"})).json(MAPPING),
        expect(at).sending(json!({"status": "ACTIVE"})).json(MAPPING),
    ])
    .await;
    let (app, mapping) = (AppId::from("0oa1"), MappingId::from("gPm1"));
    assert_eq!(okta(&server).apps().retry_push_mapping(&app, &mapping).await.unwrap().status, PushStatus::Active);
    server.finish();
}
