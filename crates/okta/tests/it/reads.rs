use catflap_okta::model::{
    AppFeature, AppStatus, AppUserScope, AppUserStatus, AppUserSyncState, AuthScheme, ConnectionStatus, EnabledStatus,
    EventResult, FeatureName, GroupType, MappingPush, PushStatus, SAML_NAME_ID_EMAIL, SignOnMode, UserStatus,
};
use catflap_okta::{AppId, AppQuery, GroupId, GroupQuery, LogQuery, MappingQuery, UserId, UserQuery};

use crate::server::{Server, expect};
use crate::{okta, ssws};

const APP: &str = "0oa1gjh63g214q0Hq0g4";

#[tokio::test]
async fn the_org_is_asked_without_a_credential() {
    let line = "GET /.well-known/okta-organization";
    let server = Server::start([expect(line).without("authorization").json(include_str!("../replies/org.json"))]).await;
    let org = okta(&server).org().well_known().await.unwrap();
    assert_eq!((org.id.as_str(), org.pipeline.as_deref()), ("00o1n8sbwArJ7OQRw406", Some("idx")));
    assert_eq!(org.okta_url().unwrap().to_string(), "https://acme.okta.com");
    server.finish();
}

#[tokio::test]
async fn an_app_tells_its_saml_settings_and_what_is_switched_on() {
    let line = format!("GET /api/v1/apps/{APP}");
    let reply = include_str!("../replies/app.json");
    let server = Server::start([expect(&line).with("authorization", &ssws()).json(reply)]).await;
    let app = okta(&server).apps().get(&AppId::from(APP)).await.unwrap();
    assert_eq!((app.name.as_str(), app.label.as_str()), ("acme_configcat_1", "ConfigCat"));
    assert_eq!((&app.status, app.sign_on_mode.as_ref()), (&AppStatus::Active, Some(&SignOnMode::Saml20)));
    assert!(app.has(&AppFeature::ScimProvisioning) && app.has(&AppFeature::GroupPush));
    assert!(!app.has(&AppFeature::PushUserDeactivation));
    assert!(app.has(&AppFeature::Other("REMOTE_TELEPATHY".into())), "an unknown feature is kept");
    assert_eq!(app.user_name_template(), Some("${source.email}"));
    assert_eq!(app.signing_key_id(), Some("SIMcCQNY3uwXoW3y0vf6VxiBb5n9pf8L2fK8d-F1bm4"));
    let sign_on = app.sign_on().unwrap();
    assert_eq!(sign_on.effective_audience(), Some("https://app.configcat.com/saml/metadata/046b6c7f"));
    assert_eq!(sign_on.effective_acs_url(), Some("https://app.configcat.com/saml/acs/046b6c7f"));
    assert_eq!(sign_on.subject_name_id_format.as_deref(), Some(SAML_NAME_ID_EMAIL));
    server.finish();
}

#[tokio::test]
async fn apps_of_other_kinds_do_not_spoil_the_list() {
    let line = "GET /api/v1/apps?limit=200&q=Config+Cat&filter=status+eq+%22ACTIVE%22";
    let list = format!("[{},{}]", include_str!("../replies/app.json"), include_str!("../replies/bookmark_app.json"));
    let server = Server::start([expect(line).json(list)]).await;
    let query = AppQuery { starts_with: Some("Config Cat".into()), filter: Some("status eq \"ACTIVE\"".into()) };
    let apps = okta(&server).apps().list(&query).all().await.unwrap();
    assert_eq!(apps.len(), 2);
    assert_eq!(apps[1].status, AppStatus::Other("RETIRED".into()));
    assert!(apps[1].features.is_empty() && apps[1].sign_on().is_none());
    server.finish();
}

#[tokio::test]
async fn what_crosses_to_the_window_is_in_snake_case_with_oktas_words_as_values() {
    let server =
        Server::start([expect(&format!("GET /api/v1/apps/{APP}")).json(include_str!("../replies/app.json"))]).await;
    let app = okta(&server).apps().get(&AppId::from(APP)).await.unwrap();
    let json = serde_json::to_value(&app).unwrap();
    assert_eq!(json["sign_on_mode"], "SAML_2_0");
    assert_eq!(json["features"][4], "REMOTE_TELEPATHY");
    assert_eq!(json["settings"]["sign_on"]["sso_acs_url"], "https://app.configcat.com/saml/acs/046b6c7f");
    assert_eq!(json["last_updated"], "2026-05-12T09:02:11Z");
}

#[tokio::test]
async fn the_saml_metadata_tells_issuer_and_certificate_dates() {
    let line = format!("GET /api/v1/apps/{APP}/sso/saml/metadata?kid=key1");
    let xml = include_str!("../replies/saml_metadata.xml");
    let server = Server::start([expect(&line).with("authorization", &ssws()).reply(200, "text/xml", xml)]).await;
    let metadata = okta(&server).apps().saml_metadata(&AppId::from(APP), "key1").await.unwrap();
    assert_eq!(metadata.entity_id, "exk39sivhuytV2D8H0h7");
    assert_eq!(metadata.single_sign_on_urls, ["https://acme.okta.com/app/sample-app/exk39sivhuytV2D8H0h7/sso/saml"]);
    let [certificate] = metadata.certificates.as_slice() else { panic!("one certificate was expected") };
    assert_eq!(certificate.not_before.to_string(), "2015-12-10T18:50:08Z");
    assert_eq!(certificate.not_after.to_string(), "2017-12-10T18:51:07Z");
    assert!(certificate.is_valid_at("2016-06-01T00:00:00Z".parse().unwrap()));
    assert!(!certificate.is_valid_at("2026-06-01T00:00:00Z".parse().unwrap()));
    server.finish();
}

#[tokio::test]
async fn the_switches_of_to_app_are_read() {
    let line = format!("GET /api/v1/apps/{APP}/features");
    let server = Server::start([expect(&line).json(include_str!("../replies/features.json"))]).await;
    let features = okta(&server).apps().features(&AppId::from(APP)).await.unwrap();
    let to_app = &features[0];
    assert_eq!(to_app.name, FeatureName::UserProvisioning);
    assert_eq!(to_app.create_users(), Some(&EnabledStatus::Enabled));
    assert_eq!(to_app.update_attributes(), Some(&EnabledStatus::Enabled));
    assert_eq!(to_app.deactivate_users(), Some(&EnabledStatus::Disabled));
    assert_eq!(to_app.sync_password(), Some(&EnabledStatus::Disabled));
    assert_eq!(features[1].create_users(), None);
    server.finish();
}

#[tokio::test]
async fn an_unknown_connection_is_cannot_be_seen_and_not_fine() {
    let line = format!("GET /api/v1/apps/{APP}/connections/default");
    let server = Server::start([
        expect(&line).json(include_str!("../replies/connection_unknown.json")),
        expect(&line).json(include_str!("../replies/connection.json")),
    ])
    .await;
    let okta = okta(&server);
    let unseen = okta.apps().connection(&AppId::from(APP)).await.unwrap();
    assert_eq!((&unseen.status, unseen.is_visible()), (&ConnectionStatus::Unknown, false));
    let seen = okta.apps().connection(&AppId::from(APP)).await.unwrap();
    assert!(seen.is_visible());
    assert_eq!(seen.scheme(), Some(&AuthScheme::Token));
    assert!(seen.base_url.unwrap().starts_with("https://scim-api.configcat.com/v2/"));
    server.finish();
}

#[tokio::test]
async fn assigned_groups_and_people_are_read_with_their_state() {
    let groups = format!("GET /api/v1/apps/{APP}/groups?limit=200");
    let users = format!("GET /api/v1/apps/{APP}/users?limit=500");
    let server = Server::start([
        expect(&groups).json(include_str!("../replies/app_groups.json")),
        expect(&users).json(include_str!("../replies/app_users.json")),
    ])
    .await;
    let okta = okta(&server);
    let groups = okta.apps().groups(&AppId::from(APP)).all().await.unwrap();
    assert_eq!(groups[1].id, GroupId::from("00gbkkGFFWZDLCNTAGQR"));
    assert_eq!(groups[1].priority, Some(1));
    let users = okta.apps().users(&AppId::from(APP)).all().await.unwrap();
    assert_eq!(users[0].user_name(), Some("jane@acme.example"));
    assert_eq!(users[0].external_id.as_deref(), Some("70c14cc17d3745e8a9f98d599a68329c"));
    assert_eq!(
        (users[0].scope.clone(), users[0].status.clone()),
        (Some(AppUserScope::Group), Some(AppUserStatus::Provisioned))
    );
    assert_eq!(users[1].external_id, None);
    assert_eq!(users[1].status, Some(AppUserStatus::Staged));
    assert_eq!(users[1].sync_state, Some(AppUserSyncState::Other("PONDERING".into())));
    assert_eq!(users[1].profile.email, None);
    server.finish();
}

#[tokio::test]
async fn a_failing_push_group_tells_why_and_an_empty_reason_is_none() {
    let line = format!("GET /api/v1/apps/{APP}/group-push/mappings?limit=1000");
    let server = Server::start([expect(&line).json(include_str!("../replies/push_mappings.json"))]).await;
    let mappings = okta(&server).apps().push_mappings(&AppId::from(APP)).all().await.unwrap();
    assert_eq!((&mappings[0].status, mappings[0].failure()), (&PushStatus::Active, None));
    assert_eq!(mappings[1].status, PushStatus::Error);
    assert!(mappings[1].failure().unwrap().contains("Error while creating user group"));
    server.finish();
}

#[tokio::test]
async fn groups_members_and_people_are_read() {
    let user = include_str!("../replies/users.json").trim().trim_start_matches('[').trim_end_matches(']').to_owned();
    let server = Server::start([
        expect("GET /api/v1/groups?limit=1000&filter=type+eq+%22OKTA_GROUP%22")
            .json(include_str!("../replies/groups.json")),
        expect("GET /api/v1/groups/00g1/users?limit=1000").json(include_str!("../replies/users.json")),
        expect("GET /api/v1/users/00u1f96ECLNVOKVMUSEA").json(user.clone()),
        expect("GET /api/v1/users/jane@acme.example%2Fx").json(user),
    ])
    .await;
    let okta = okta(&server);
    let query = GroupQuery { filter: Some("type eq \"OKTA_GROUP\"".into()), ..GroupQuery::default() };
    let groups = okta.groups().list(&query).all().await.unwrap();
    assert_eq!(groups[0].profile.name, "Developers");
    assert_eq!(groups[1].group_type, Some(GroupType::BuiltIn));
    let members = okta.groups().members(&GroupId::from("00g1")).all().await.unwrap();
    assert_eq!(members[0].status, Some(UserStatus::Suspended));
    let by_id = okta.users().get(&UserId::from("00u1f96ECLNVOKVMUSEA")).await.unwrap();
    assert_eq!(by_id, members[0]);
    okta.users().by_login("jane@acme.example/x").await.unwrap();
    server.finish();
}

#[tokio::test]
async fn events_of_one_app_are_asked_for_and_unknown_types_are_kept() {
    let line = "GET /api/v1/logs?limit=1000&sortOrder=ASCENDING&filter=%28eventType+sw+%22application.provision.%22+or+eventType+sw+%22application.integration.%22+or+eventType+sw+%22application.configuration.%22%29+and+target.id+eq+%220oa1gjh63g214q0Hq0g4%22&since=2026-05-12T00%3A00%3A00Z";
    let server = Server::start([expect(line).json(include_str!("../replies/logs.json"))]).await;
    let query = LogQuery::provisioning_of(&AppId::from(APP)).since("2026-05-12T00:00:00Z".parse().unwrap());
    let events = okta(&server).logs().list(&query).all().await.unwrap();
    assert!(events[0].failed());
    assert!(events[0].reason().unwrap().ends_with("Unauthorized"));
    assert_eq!(events[0].target_of("User").unwrap().display_name.as_deref(), Some("Jane Doe"));
    let data = &events[0].debug_context.as_ref().unwrap().debug_data;
    assert_eq!((data["attempt"].as_str(), data["nested"].as_str()), ("2", "{\"a\":true}"));
    assert_eq!(events[1].event_type, "application.provision.telepathy.begun");
    assert!(!events[1].failed() && events[1].target.is_empty());
    assert_eq!(events[0].outcome.as_ref().unwrap().result, Some(EventResult::Failure));
    server.finish();
}

#[tokio::test]
async fn people_are_found_by_name_search_and_filter_and_the_token_by_its_owner() {
    let person = r#"{"id":"00u1","status":"ACTIVE","profile":{"login":"ada@acme.example","email":"ada@acme.example"}}"#;
    let server = Server::start([
        expect("GET /api/v1/users?limit=200&q=ad").json(format!("[{person}]")),
        expect("GET /api/v1/users?limit=200&search=profile.email+eq+%22ada%40acme.example%22&filter=status+eq+%22ACTIVE%22")
            .json(format!("[{person}]")),
        expect("GET /api/v1/users/me").json(person),
        expect("GET /api/v1/groups/00g1").json(r#"{"id":"00g1","profile":{"name":"Readers"}}"#),
    ])
    .await;
    let okta = okta(&server);
    let by_name = UserQuery { starts_with: Some("ad".into()), ..UserQuery::default() };
    assert_eq!(okta.users().list(&by_name).all().await.unwrap().len(), 1);
    let search = UserQuery {
        search: Some("profile.email eq \"ada@acme.example\"".into()),
        filter: Some("status eq \"ACTIVE\"".into()),
        starts_with: None,
    };
    assert_eq!(okta.users().list(&search).all().await.unwrap()[0].id, UserId::from("00u1"));
    assert_eq!(okta.users().me().await.unwrap().profile.login.as_deref(), Some("ada@acme.example"));
    assert_eq!(okta.groups().get(&GroupId::from("00g1")).await.unwrap().profile.name, "Readers");
    server.finish();
}

#[tokio::test]
async fn a_profile_mapping_tells_where_each_property_comes_from() {
    let listed = r#"[{"id":"prm1","source":{"id":"oty1","name":"user","type":"user"},"target":{"id":"0oa1"}}]"#;
    let whole = r#"{"id":"prm1","properties":{
        "displayName":{"expression":"user.displayName","pushStatus":"PUSH"},
        "odd":{"expression":"x","pushStatus":"SOMETIMES"},"not a property":7}}"#;
    let server = Server::start([
        expect("GET /api/v1/mappings?limit=200&targetId=0oa1").json(listed),
        expect("GET /api/v1/mappings/prm1").json(whole),
    ])
    .await;
    let okta = okta(&server);
    let query = MappingQuery { target: Some("0oa1".into()), source: None };
    let found = okta.mappings().list(&query).all().await.unwrap();
    assert!(found[0].properties.is_empty(), "a list has none");
    let mapping = okta.mappings().get(&found[0].id).await.unwrap();
    let display_name = &mapping.properties["displayName"];
    assert_eq!(display_name.expression.as_deref(), Some("user.displayName"));
    assert_eq!(display_name.push_status, Some(MappingPush::Push));
    assert_eq!(mapping.properties["odd"].push_status, Some(MappingPush::Other("SOMETIMES".into())));
    assert_eq!(mapping.properties.len(), 2);
    server.finish();
}
