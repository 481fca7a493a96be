//! Okta's management API, by its description.

use catflap_sandbox::OktaAction;
use serde_json::json;

use crate::support::{Practice, ask};

#[tokio::test]
async fn the_org_answers_without_a_credential_and_the_rest_does_not() {
    let practice = Practice::new().await;
    let at = practice.at();
    let known = ask(practice.client.get(format!("{}/.well-known/okta-organization", at.okta_org))).await;
    assert_eq!((known.status, &known.body["pipeline"]), (200, &json!("idx")));
    let refused = ask(practice.client.get(format!("{}/api/v1/apps", at.okta_org))).await;
    assert_eq!((refused.status, &refused.body["errorCode"]), (401, &json!("E0000011")));
    assert!(!refused.header("x-okta-request-id").is_empty() && !refused.header("x-rate-limit-reset").is_empty());
    let me = practice.okta_api("GET", "/api/v1/users/me", None).await.body;
    assert_eq!(me["profile"]["email"], "robin.ashworth@whisker.co");
    let missing = practice.okta_api("GET", "/api/v1/apps/none", None).await;
    assert_eq!((missing.status, &missing.body["errorCode"]), (404, &json!("E0000007")));
}

#[tokio::test]
async fn lists_come_in_pages_with_an_opaque_cursor() {
    let practice = Practice::ready().await;
    let app = practice.at().okta_app_id.unwrap();
    let mut next = Some(format!("/api/v1/apps/{app}/users?limit=15"));
    let mut sizes = Vec::new();
    while let Some(path) = next {
        let page = practice.okta_api("GET", &path, None).await;
        assert_eq!(page.status, 200, "{}", page.text);
        sizes.push(page.body.as_array().unwrap().len());
        assert_eq!(page.body[0]["status"], "PROVISIONED");
        next = page
            .headers
            .get_all("link")
            .iter()
            .filter_map(|link| link.to_str().unwrap().strip_suffix(">; rel=\"next\""))
            .map(|link| link.trim_start_matches('<').to_owned())
            .next();
    }
    assert_eq!(sizes, [15, 15, 10]);
    let too_many = practice.okta_api("GET", &format!("/api/v1/apps/{app}/users?limit=501"), None).await;
    assert_eq!((too_many.status, &too_many.body["errorCode"]), (400, &json!("E0000001")));
    let groups =
        practice.okta_api("GET", "/api/v1/groups?q=ConfigCat&filter=type%20eq%20%22OKTA_GROUP%22", None).await.body;
    assert_eq!(groups.as_array().unwrap().len(), 4);
    let members = format!("/api/v1/groups/{}/users", groups[0]["id"].as_str().unwrap());
    assert!(!practice.okta_api("GET", &members, None).await.body.as_array().unwrap().is_empty());
}

#[tokio::test]
async fn features_tell_what_is_switched_on() {
    let practice = Practice::new().await;
    let body = json!({
        "label": "ConfigCat", "signOnMode": "SAML_2_0", "features": ["PUSH_NEW_USERS"],
        "settings": {"signOn": {
            "ssoAcsUrl": "https://saml.configcat.com/x/acs", "audience": "https://saml.configcat.com/x",
            "subjectNameIdFormat": "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
        }},
    });
    let made = practice.okta_api("POST", "/api/v1/apps", Some(body.clone())).await;
    assert_eq!(made.status, 200, "{}", made.text);
    assert_eq!(made.body["features"], json!([]), "features are taken and ignored");
    let app = format!("/api/v1/apps/{}", made.body["id"].as_str().unwrap());
    assert_eq!(practice.okta_api("GET", &format!("{app}/features"), None).await.status, 400);
    let connection = practice.okta_api("GET", &format!("{app}/connections/default"), None).await.body;
    assert_eq!((&connection["status"], &connection["profile"]["authScheme"]), (&json!("UNKNOWN"), &json!("UNKNOWN")));

    practice.okta(OktaAction::SetGeneral { label: "ConfigCat".into(), scim_provisioning: true }).await;
    assert!(practice.connect(practice.connector(), Some(&practice.at().scim_token)).await.ok);
    let feature = format!("{app}/features/USER_PROVISIONING");
    let part = json!({"update": {"lifecycleDeactivate": {"status": "ENABLED"}}});
    let updated = practice.okta_api("PUT", &feature, Some(part)).await.body;
    assert_eq!(updated["capabilities"]["update"]["lifecycleDeactivate"]["status"], "ENABLED");
    assert_eq!(updated["capabilities"]["create"]["lifecycleCreate"]["status"], "DISABLED", "what is not named stays");
    let read = practice.okta_api("GET", &app, None).await.body;
    assert_eq!(
        read["features"],
        json!(["SCIM_PROVISIONING", "PUSH_NEW_USERS", "PUSH_PROFILE_UPDATES", "GROUP_PUSH", "PUSH_USER_DEACTIVATION"])
    );

    practice.okta_api("PUT", &app, Some(body)).await;
    let lost = practice.okta_api("GET", &app, None).await.body;
    assert_eq!(lost["features"], json!([]), "replacing an application switches provisioning off");
}

#[tokio::test]
async fn groups_are_assigned_and_pushed_by_the_api() {
    let practice = Practice::new().await;
    practice.provisioning().await;
    let app = format!("/api/v1/apps/{}", practice.at().okta_app_id.unwrap());
    let (assigned, pushed) = (practice.group("All Engineers"), practice.group("ConfigCat Developers"));
    let put = practice.okta_api("PUT", &format!("{app}/groups/{assigned}"), Some(json!({"priority": 3}))).await;
    assert_eq!((put.status, &put.body["priority"]), (200, &json!(3)));
    practice.sandbox.settled().await;
    let mappings = format!("{app}/group-push/mappings");
    let both = json!({"sourceGroupId": pushed, "targetGroupName": "X", "targetGroupId": "00g"});
    assert_eq!(practice.okta_api("POST", &mappings, Some(both)).await.status, 400);
    let create = json!({"sourceGroupId": pushed, "targetGroupName": "ConfigCat Developers", "status": "ACTIVE"});
    let made = practice.okta_api("POST", &mappings, Some(create)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    practice.sandbox.settled().await;
    let one = format!("{mappings}/{}", made.body["id"].as_str().unwrap());
    let read = practice.okta_api("GET", &one, None).await.body;
    assert!(read["status"] == "ACTIVE" && read["targetGroupId"].is_string() && read["lastPush"].is_string(), "{read}");
    assert!(practice.members_of("ConfigCat%20Developers").await.unwrap() > 0);

    assert_eq!(practice.okta_api("DELETE", &one, None).await.status, 400, "first it must be inactive");
    practice.okta_api("PATCH", &one, Some(json!({"status": "INACTIVE"}))).await;
    assert_eq!(practice.okta_api("DELETE", &format!("{one}?deleteTargetGroup=true"), None).await.status, 204);
    practice.sandbox.settled().await;
    assert_eq!(practice.members_of("ConfigCat%20Developers").await, None);
    assert_eq!(practice.okta_api("DELETE", &format!("{app}/groups/{assigned}"), None).await.status, 204);
}

#[tokio::test]
async fn events_are_filtered_and_polled() {
    let practice = Practice::ready().await;
    let filter = "eventType%20eq%20%22application.provision.user.push%22%20and%20outcome.result%20eq%20%22SUCCESS%22";
    let found = practice.okta_api("GET", &format!("/api/v1/logs?limit=1000&filter={filter}"), None).await;
    assert_eq!(found.body.as_array().unwrap().len(), 40);
    assert_eq!(found.body[0]["target"][0]["type"], "AppInstance");
    let next = found.headers.get_all("link").iter().find(|link| link.to_str().unwrap().contains("next")).unwrap();
    let next = next.to_str().unwrap().trim_start_matches('<').split('>').next().unwrap();
    assert_eq!(practice.okta_api("GET", next, None).await.body, json!([]), "polling ends at an empty page");
    let newest = practice.okta_api("GET", "/api/v1/logs?sortOrder=DESCENDING&limit=1", None).await.body;
    assert_eq!(newest.as_array().unwrap().len(), 1);
    assert_eq!(practice.okta_api("GET", "/api/v1/logs?since=yesterday", None).await.status, 400);
}

#[tokio::test]
async fn metadata_has_a_certificate_that_is_valid_now() {
    let practice = Practice::ready().await;
    let app = practice.sandbox.view().okta.app.unwrap();
    let public = ask(practice.client.get(&app.metadata_url)).await;
    assert_eq!(public.status, 200);
    assert!(public.text.contains("EntityDescriptor") && public.text.contains(&app.idp_sso_url));
    let api = practice.okta_api("GET", &format!("/api/v1/apps/{}/sso/saml/metadata?kid=x", app.id), None).await;
    assert_eq!(api.text, public.text);
    assert!(app.idp_certificate.starts_with("-----BEGIN CERTIFICATE-----"));
}
