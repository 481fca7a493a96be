//! The whole guide in practice, first to last, by the acts that its panels offer; and the mistakes.

use serde_json::{Value, json};

use crate::bench::{Bench, group, open, open_in, state, status};
use catflap_app::PracticeSize;

fn saml(view: &Value) -> Value {
    let idp = &view["configcat"]["saml"];
    json!({
        "single_sign_on_url": idp["acs_url"], "audience_uri": idp["entity_id"],
        "name_id_format": "EmailAddress", "application_username": "Email",
    })
}

/// Stages 0 to 2: domain, application, SAML.
pub async fn until_saml(bench: &Bench) -> Value {
    bench.configcat(json!({"kind": "add_domain", "name": "whisker.co"})).await;
    bench.configcat(json!({"kind": "verify_domain", "name": "whisker.co"})).await;
    bench.configcat(json!({"kind": "set_auto_assign", "on": false})).await;
    let view = bench.configcat(json!({"kind": "add_saml_idp", "name": "Okta"})).await["view"].clone();
    let done = bench
        .okta(json!({
            "kind": "create_app", "sign_in_method": "SAML 2.0", "label": "ConfigCat",
            "saml": saml(&view), "internal_app": true,
        }))
        .await;
    assert_eq!(done["outcome"]["ok"], true, "{done}");
    let metadata_url = done["view"]["okta"]["app"]["metadata_url"].clone();
    let done = bench
        .configcat(json!({
            "kind": "set_saml_idp", "metadata_url": metadata_url, "sign_on_url": "", "certificate": "",
            "trusted_domains": ["whisker.co"],
        }))
        .await;
    assert_eq!(done["outcome"]["ok"], true, "{done}");
    done["view"].clone()
}

/// The connector form as it should be filled in.
pub fn connector(view: &Value) -> Value {
    json!({
        "base_url": view["configcat"]["scim_url"], "unique_identifier": "email",
        "import_users": false, "push_new_users": true, "push_profile_updates": true, "push_groups": true,
        "import_groups": false, "authentication_mode": "HTTP Header", "authorization_hint": null, "saved": false,
    })
}

/// The SCIM token of the practice ConfigCat, the way an administrator gets it: by the clipboard.
pub async fn token(bench: &Bench) -> String {
    bench.call("practice_copy_token", json!({})).await;
    bench.desktop.0.lock().unwrap().copied.last().unwrap().clone()
}

/// Stage 3: provisioning.
pub async fn provisioning(bench: &Bench, view: &Value, form: Value) {
    bench.okta(json!({"kind": "set_general", "label": "ConfigCat", "scim_provisioning": true})).await;
    let token = token(bench).await;
    let done = bench.okta(json!({"kind": "set_connector", "connector": form, "authorization": token})).await;
    assert_eq!(done["outcome"]["ok"], true, "{} with {}", done["outcome"], view["configcat"]["scim_url"]);
    bench
        .okta(json!({"kind": "set_to_app", "to_app": {
            "create_users": true, "update_user_attributes": true, "deactivate_users": true, "sync_password": false,
        }}))
        .await;
}

/// Stage 4: people and groups.
pub async fn people_and_groups(bench: &Bench) -> Value {
    let view = bench.call("practice_view", json!({})).await;
    bench.okta(json!({"kind": "assign_group", "group_id": group(&view, "Everyone at Whisker")})).await;
    bench.pushed().await;
    for name in ["ConfigCat Owners", "ConfigCat Billing Managers", "ConfigCat Developers", "ConfigCat Readers"] {
        let done = bench.okta(json!({"kind": "push_group", "group_id": group(&view, name)})).await;
        assert_eq!(done["outcome"]["ok"], true, "{name}: {}", done["outcome"]);
    }
    bench.pushed().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_guide_can_be_walked_to_its_end() {
    let bench = open();
    bench.call("practice_open", json!({})).await;
    let begin = bench.look().await;
    assert_eq!(begin["total"], 27);
    assert_eq!(status(&begin, "your-rights"), "proven", "each connection is there from the start");
    assert_eq!(status(&begin, "name-app"), "open");

    let view = until_saml(&bench).await;
    let now = bench.look().await;
    for step in [
        "verify-domain",
        "name-app",
        "add-saml-idp",
        "saml-addresses",
        "name-id-format",
        "idp-metadata",
        "trusted-domains",
    ] {
        assert_eq!(status(&now, step), "proven", "{step}: {}", state(&now, step));
    }

    provisioning(&bench, &view, connector(&view)).await;
    let now = bench.look().await;
    for step in ["enable-scim", "scim-url-token", "connector-settings", "to-app"] {
        assert_eq!(status(&now, step), "proven", "{step}: {}", state(&now, step));
    }

    let view = people_and_groups(&bench).await;
    assert_eq!(view["okta"]["tasks"].as_array().unwrap().len(), 0, "{}", view["okta"]["tasks"]);
    bench.pull().await;
    // One member of a push group is in no assigned group: Okta leaves him out in silence, Catflap names him.
    let now = bench.look().await;
    let step = state(&now, "push-groups");
    assert_eq!(step["status"], "failing", "{step}");
    assert!(step["proof"]["remedy"].as_str().unwrap().contains("hiroshi.tanaka@whisker.co"), "{step}");
    let people = view["okta"]["people"].as_array().unwrap();
    let left_out = people.iter().find(|person| person["email"] == "hiroshi.tanaka@whisker.co").unwrap();
    bench.okta(json!({"kind": "assign_person", "user_id": left_out["id"]})).await;
    bench.pushed().await;
    bench.pull().await;

    let now = bench.look().await;
    for step in ["assign-groups", "separate-groups", "push-groups", "push-status", "arrived"] {
        assert_eq!(status(&now, step), "proven", "{step}: {}", state(&now, step));
    }

    permissions_and_start(&bench).await;
    let now = bench.look().await;
    let failing: Vec<&Value> =
        now["steps"].as_array().unwrap().iter().filter(|state| state["status"] == "failing").collect();
    for step in ["group-permissions", "priority", "review-people", "start"] {
        assert_eq!(status(&now, step), "proven", "{step}: {}", state(&now, step));
    }
    assert_eq!(failing.len(), 0, "{failing:#?}");

    // What nothing can prove is ticked by hand; then nothing is left.
    let open: Vec<String> = now["steps"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|state| state["status"] == "open")
        .map(|state| state["id"].as_str().unwrap().to_owned())
        .collect();
    for step in &open {
        bench.call("guide_tick", json!({"step": step, "ticked": true})).await;
    }
    let end = bench.call("guide_progress", json!({})).await;
    assert_eq!(end["proven"].as_u64().unwrap() + end["ticked"].as_u64().unwrap(), 27);
    assert!(end["proven"].as_u64().unwrap() >= 22, "{open:?}");
    assert_eq!(end["next"], Value::Null);
}

/// Stage 5: permissions, priority, start; the plan in Catflap says the same as ConfigCat's page.
async fn permissions_and_start(bench: &Bench) {
    let view = bench.call("practice_view", json!({})).await;
    let rules = [
        ("ConfigCat Owners", true, true, json!({})),
        ("ConfigCat Billing Managers", false, true, json!({})),
        ("ConfigCat Developers", false, false, json!({"FurBall Finder": "Developers", "WhiskerShop": "Developers"})),
        ("ConfigCat Readers", false, false, json!({"FurBall Finder": "Readers", "WhiskerShop": "Readers"})),
    ];
    let id = |name: &str| {
        let groups = view["configcat"]["groups"].as_array().unwrap();
        groups.iter().find(|group| group["name"] == name).unwrap()["id"].clone()
    };
    let plan: Vec<Value> = rules
        .iter()
        .map(|(name, admin, billing, permissions)| {
            json!({"name": name, "organization_admin": admin, "billing_manager": billing, "permissions": permissions})
        })
        .collect();
    bench.call("plan_save", json!({"plan": {"groups": plan}, "what": "Permissions set"})).await;
    for (name, admin, billing, permissions) in &rules {
        bench
            .configcat(json!({
                "kind": "set_group_permissions", "group_id": id(name), "organization_admin": admin,
                "billing_manager": billing, "permissions": permissions,
            }))
            .await;
    }
    let order: Vec<Value> = rules.iter().map(|(name, ..)| id(name)).collect();
    bench.configcat(json!({"kind": "set_priority", "group_ids": order})).await;
    bench.configcat(json!({"kind": "start_all"})).await;
    bench.configcat(json!({"kind": "set_provision_future", "on": true})).await;
    let view = bench.call("practice_view", json!({})).await;
    for row in view["configcat"]["unmanaged"].as_array().unwrap() {
        bench.configcat(json!({"kind": "remove_member", "user_id": row["user_id"]})).await;
    }
    bench.pull().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn push_groups_left_unticked_is_seen_as_exactly_that() {
    let bench = open();
    bench.call("practice_open", json!({})).await;
    let view = until_saml(&bench).await;
    let mut form = connector(&view);
    form["push_groups"] = json!(false);
    provisioning(&bench, &view, form).await;
    let now = bench.look().await;
    let step = state(&now, "connector-settings");
    assert_eq!(step["status"], "failing", "{step}");
    let points = step["proof"]["points"].as_array().unwrap();
    let bad: Vec<&str> =
        points.iter().filter(|point| point["mark"] == "bad").map(|point| point["id"].as_str().unwrap()).collect();
    assert_eq!(bad, ["push-groups"], "{step}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_group_assigned_and_pushed_is_warned_of_by_name() {
    let bench = open();
    bench.call("practice_open", json!({})).await;
    let view = until_saml(&bench).await;
    provisioning(&bench, &view, connector(&view)).await;
    let id = group(&view, "ConfigCat Developers");
    bench.okta(json!({"kind": "assign_group", "group_id": id})).await;
    bench.pushed().await;
    bench.okta(json!({"kind": "push_group", "group_id": id})).await;
    bench.pushed().await;
    let now = bench.look().await;
    let step = state(&now, "separate-groups");
    assert_eq!(step["status"], "failing", "{step}");
    assert!(step["proof"].to_string().contains("ConfigCat Developers"), "{step}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_and_the_practice_world_are_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    {
        let bench = open_in(folder.path(), PracticeSize::default());
        bench.call("practice_open", json!({})).await;
        until_saml(&bench).await;
        bench.call("guide_tick", json!({"step": "internal-app", "ticked": true})).await;
        bench.look().await;
        bench.app.close().await;
    }
    let bench = open_in(folder.path(), PracticeSize::default());
    bench.app.begin(false).await.unwrap();
    let kept = bench.call("guide_progress", json!({})).await;
    assert!(["ticked", "proven"].contains(&status(&kept, "internal-app")), "{}", state(&kept, "internal-app"));
    assert_eq!(status(&kept, "name-app"), "proven", "what was proven is shown before anything is asked again");
    let now = bench.look().await;
    assert_eq!(status(&now, "name-app"), "proven", "{}", state(&now, "name-app"));
    let view = bench.call("practice_view", json!({})).await;
    assert_eq!(view["okta"]["app"]["label"], "ConfigCat", "the practice org is as it was left");
    bench.app.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_can_begin_again_from_nothing() {
    let bench = open();
    bench.call("practice_open", json!({})).await;
    until_saml(&bench).await;
    bench.call("practice_restart", json!({})).await;
    let view = bench.call("practice_view", json!({})).await;
    assert_eq!(view["okta"]["app"], Value::Null);
    assert_eq!(status(&bench.call("guide_progress", json!({})).await, "name-app"), "open");
}
