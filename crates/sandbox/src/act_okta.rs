//! What an administrator does in the practice admin console.

use crate::core::Core;
use crate::mistakes;
use crate::okta::api_push::PushTo;
use crate::okta::jwt::Jwk;
use crate::okta::push::{line_of, test};
use crate::okta::state::{App, Connector};
use crate::panel::{ActOutcome, OktaAction, OktaConnector, OktaRights, OktaSaml};

pub(crate) fn done(message: impl Into<String>) -> ActOutcome {
    ActOutcome { ok: true, message: message.into() }
}

pub(crate) fn refused(message: impl Into<String>) -> ActOutcome {
    ActOutcome { ok: false, message: message.into() }
}

/// Carries out an act; the outcome has Okta's words.
pub(crate) async fn act(core: &Core, action: OktaAction) -> ActOutcome {
    if let OktaAction::CreateApp { sign_in_method, label, saml, internal_app } = action {
        return create_app(core, &sign_in_method, &label, saml, internal_app);
    }
    match &action {
        OktaAction::CreateGroup { name, like_group_id } => return create_group(core, name, like_group_id.as_deref()),
        OktaAction::RetryTasks => {
            let count = core.change(|world| world.retry_tasks(None));
            return done(format!("{count} {} queued again", if count == 1 { "task" } else { "tasks" }));
        }
        OktaAction::RetryTask { task_id } => {
            let found = core.change(|world| world.retry_tasks(Some(task_id))) > 0;
            return if found { done("The task is queued again") } else { refused("The task does not exist.") };
        }
        OktaAction::Directory { act } => {
            let changed = core.change(|world| world.directory(act));
            return if changed {
                done("Directory changed")
            } else {
                refused("The person or group does not exist, or the login is taken.")
            };
        }
        OktaAction::SetApiToken { rights } => {
            core.change(|world| world.okta.token_rights = *rights);
            return done(if *rights == OktaRights::Revoked {
                "API token revoked"
            } else {
                "Administrator role changed"
            });
        }
        OktaAction::CreateServiceApp { label, scopes, dpop, public_key } => {
            return create_service(core, label, scopes, *dpop, public_key.as_deref());
        }
        OktaAction::RevokeServiceApp { client_id } => {
            let removed = core.change(|world| world.okta.services.remove(client_id).is_some());
            core.secrets().oauth.revoke(client_id);
            return if removed { done("Service app deleted") } else { refused("The service app does not exist.") };
        }
        OktaAction::SeedMistake { mistake } => return Box::pin(mistakes::seed(core, *mistake)).await,
        _ => {}
    }
    let Some(app) = core.world().okta.current() else {
        return refused("There is no application yet.");
    };
    match action {
        OktaAction::TestConnector { connector, authorization } => {
            let (outcome, _) = try_connector(core, &app, &connector, authorization).await;
            outcome
        }
        OktaAction::SetConnector { connector, authorization } => {
            set_connector(core, &app, connector, authorization).await
        }
        action => act_on(core, &app, action),
    }
}

fn act_on(core: &Core, app_id: &str, action: OktaAction) -> ActOutcome {
    match action {
        OktaAction::SetSaml { saml } => set_saml(core, app_id, saml),
        OktaAction::SetGeneral { label, scim_provisioning } => set_general(core, app_id, &label, scim_provisioning),
        OktaAction::SetToApp { to_app } => core.change(|world| {
            if !world.okta.app(app_id).is_some_and(App::connected) {
                return refused("Provisioning is not enabled for this application: save the integration first.");
            }
            world.set_to_app(app_id, to_app);
            done("Settings saved")
        }),
        OktaAction::AssignGroup { group_id } => core.change(|world| {
            if !world.okta.groups.contains_key(&group_id) {
                return refused("The group does not exist.");
            }
            world.assign_group(app_id, &group_id, None);
            done("Group assigned")
        }),
        OktaAction::UnassignGroup { group_id } => core.change(|world| {
            if world.unassign_group(app_id, &group_id) {
                done("Group unassigned")
            } else {
                refused("The group is not assigned.")
            }
        }),
        OktaAction::AssignPerson { user_id } => core.change(|world| {
            if world.assign_person(app_id, &user_id) {
                done("Person assigned")
            } else {
                refused("The person does not exist.")
            }
        }),
        OktaAction::ProvisionUser { user_id } => core.change(|world| {
            if world.provision_user(app_id, &user_id) {
                done("The person is being provisioned")
            } else {
                refused("The person is not assigned, or provisioned already, or provisioning is off.")
            }
        }),
        OktaAction::SetAppStatus { active } => core.change(|world| {
            world.set_app_status(app_id, active);
            done(if active { "Application activated" } else { "Application deactivated" })
        }),
        OktaAction::SetPushStatus { mapping_id, active } => core.change(|world| {
            if world.set_push_status(app_id, &mapping_id, active) {
                done(if active { "Group push activated" } else { "Group push deactivated" })
            } else {
                refused("The push group does not exist.")
            }
        }),
        OktaAction::UnassignPerson { user_id } => core.change(|world| {
            if world.unassign_person(app_id, &user_id) {
                done("Person unassigned")
            } else {
                refused("The person is not assigned by themselves: a group brings them.")
            }
        }),
        OktaAction::PushGroup { group_id } => core.change(|world| {
            let name = world.okta.groups.get(&group_id).map(|group| group.name.clone()).unwrap_or_default();
            match world.add_mapping(app_id, &group_id, &PushTo::Name(name.clone()), true) {
                Ok(_) => done(format!("Group {name} is being pushed")),
                Err(words) => refused(words),
            }
        }),
        OktaAction::UnlinkPush { mapping_id, delete_target } => core.change(|world| {
            if world.remove_mapping(app_id, &mapping_id, delete_target) {
                done("Push group unlinked")
            } else {
                refused("The push group does not exist.")
            }
        }),
        OktaAction::PushNow { mapping_id } => core.change(|world| {
            let known = world.okta.app(app_id).is_some_and(|app| app.mappings.contains_key(&mapping_id));
            if known {
                world.reactivate_mapping(app_id, &mapping_id);
                world.queue_push(app_id, &mapping_id, true);
                done("Group is being pushed")
            } else {
                refused("The push group does not exist.")
            }
        }),
        // Handled before an application is looked for.
        OktaAction::CreateApp { .. }
        | OktaAction::CreateGroup { .. }
        | OktaAction::RetryTasks
        | OktaAction::RetryTask { .. }
        | OktaAction::Directory { .. }
        | OktaAction::SetApiToken { .. }
        | OktaAction::CreateServiceApp { .. }
        | OktaAction::RevokeServiceApp { .. }
        | OktaAction::SeedMistake { .. }
        | OktaAction::TestConnector { .. }
        | OktaAction::SetConnector { .. } => refused("This act needs no application."),
    }
}

fn create_app(core: &Core, method: &str, label: &str, saml: OktaSaml, internal_app: bool) -> ActOutcome {
    let mode = match method {
        "SAML 2.0" => "SAML_2_0",
        "OIDC - OpenID Connect" | "API Services" => "OPENID_CONNECT",
        "SWA - Secure Web Authentication" => "AUTO_LOGIN",
        _ => return refused("Choose a sign-in method."),
    };
    let label = label.trim();
    if label.is_empty() {
        return refused("App name: This field cannot be left blank");
    }
    if mode == "SAML_2_0"
        && let Some(words) = saml_missing(&saml)
    {
        return refused(words);
    }
    core.change(|world| {
        world.create_app(label, mode, trimmed(saml), internal_app);
    });
    done("Application created")
}

fn set_saml(core: &Core, app_id: &str, saml: OktaSaml) -> ActOutcome {
    if let Some(words) = saml_missing(&saml) {
        return refused(words);
    }
    core.change(|world| {
        let now = world.now;
        match world.okta.app_mut(app_id).filter(|app| app.sign_on_mode == "SAML_2_0") {
            Some(app) => {
                app.saml = trimmed(saml);
                app.updated = now;
                world.event("application.lifecycle.update", app_id, None, "Update application", None);
                done("SAML settings saved")
            }
            None => refused("This application does not sign in with SAML 2.0."),
        }
    })
}

fn saml_missing(saml: &OktaSaml) -> Option<&'static str> {
    let address = url::Url::parse(saml.single_sign_on_url.trim());
    if !address.is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
        return Some("Single sign on URL: enter a valid URL");
    }
    saml.audience_uri.trim().is_empty().then_some("Audience URI (SP Entity ID): This field cannot be left blank")
}

fn trimmed(saml: OktaSaml) -> OktaSaml {
    OktaSaml {
        single_sign_on_url: saml.single_sign_on_url.trim().to_owned(),
        audience_uri: saml.audience_uri.trim().to_owned(),
        ..saml
    }
}

fn set_general(core: &Core, app_id: &str, label: &str, scim_provisioning: bool) -> ActOutcome {
    let label = label.trim();
    if label.is_empty() {
        return refused("App name: This field cannot be left blank");
    }
    if !scim_provisioning {
        core.secrets().authorization.remove(app_id);
    }
    core.change(|world| {
        let now = world.now;
        let Some(app) = world.okta.app_mut(app_id) else { return refused("The application does not exist.") };
        if scim_provisioning && app.sign_on_mode == "OPENID_CONNECT" {
            return refused("SCIM provisioning is not available for this sign-in method.");
        }
        label.clone_into(&mut app.label);
        app.updated = now;
        if scim_provisioning {
            app.scim_provisioning = true;
        } else {
            app.switch_off();
        }
        world.event("application.lifecycle.update", app_id, None, "Update application", None);
        done("Settings saved")
    })
}

async fn try_connector(
    core: &Core,
    app_id: &str,
    form: &OktaConnector,
    typed: Option<String>,
) -> (ActOutcome, Option<(Connector, Option<String>)>) {
    let ticked = core.world().okta.app(app_id).is_some_and(|app| app.scim_provisioning);
    if !ticked {
        return (refused("Enable SCIM provisioning is not ticked under General."), None);
    }
    let connector = Connector {
        base_url: form.base_url.trim().to_owned(),
        unique_identifier: form.unique_identifier.trim().to_owned(),
        import_users: form.import_users,
        push_new_users: form.push_new_users,
        push_profile_updates: form.push_profile_updates,
        push_groups: form.push_groups,
        import_groups: form.import_groups,
        authentication_mode: form.authentication_mode.clone(),
        saved: true,
    };
    if connector.base_url.is_empty() {
        return (refused("SCIM connector base URL: This field cannot be left blank"), None);
    }
    if connector.unique_identifier.is_empty() {
        return (refused("Unique identifier field for users: This field cannot be left blank"), None);
    }
    let stored = core.secrets().authorization.get(app_id).cloned();
    let authorization = typed.map(|text| text.trim().to_owned()).or(stored);
    let outcome = match test(core, &line_of(&connector, authorization.as_deref(), false)).await {
        Ok(()) => done("Connector configured successfully"),
        Err(error) => refused(format!("Error authenticating: {error}")),
    };
    (outcome, Some((connector, authorization)))
}

async fn set_connector(core: &Core, app_id: &str, form: OktaConnector, typed: Option<String>) -> ActOutcome {
    let (outcome, tried) = try_connector(core, app_id, &form, typed).await;
    let Some((connector, authorization)) = tried else { return outcome };
    if !outcome.ok {
        core.change(|world| {
            let text = "Authentication to the application failed";
            let kind = "application.integration.authentication_failure";
            world.event(kind, app_id, None, text, Some(outcome.message.clone()));
        });
        return outcome;
    }
    if let Some(authorization) = authorization {
        core.secrets().authorization.insert(app_id.to_owned(), authorization);
    }
    core.change(|world| {
        let now = world.now;
        let Some(app) = world.okta.app_mut(app_id) else { return };
        let before = app.provisions();
        app.connector = connector;
        app.updated = now;
        let begins = !before && app.provisions();
        world.event("application.configuration.update", app_id, None, "Update SCIM connection", None);
        if begins {
            world.note_assigned_before(app_id);
        }
    });
    outcome
}

fn create_service(core: &Core, label: &str, scopes: &[String], dpop: bool, pasted: Option<&str>) -> ActOutcome {
    if label.trim().is_empty() {
        return refused("App integration name: This field cannot be left blank");
    }
    let pasted = match pasted.map(|text| serde_json::from_str(text).ok().and_then(|jwk| Jwk::read(&jwk))) {
        Some(None) => return refused("Add key: paste a public key as a JWK, RSA or P-256."),
        Some(key) => key,
        None => None,
    };
    let id = core.change(|world| world.add_service(label.trim(), scopes, dpop));
    let oauth = &mut core.secrets().oauth;
    match pasted {
        Some(key) => oauth.register(&id, key),
        None if oauth.generate(&id).is_err() => return refused("No key could be generated."),
        None => {}
    }
    done(format!("Service app created. Client ID: {id}"))
}

fn create_group(core: &Core, name: &str, like: Option<&str>) -> ActOutcome {
    core.change(|world| match world.add_group(name.trim(), "") {
        Ok(id) => {
            let members = like.and_then(|like| world.okta.groups.get(like)).map(|group| group.members.clone());
            for member in members.into_iter().flatten() {
                world.set_member(&id, &member, true);
            }
            done(format!("Group {} created", name.trim()))
        }
        Err(words) => refused(words),
    })
}
