//! The whole guide, done: the same acts that an administrator carries out, one after the other.

use std::collections::BTreeMap;

use crate::core::Core;
use crate::error::Error;
use crate::okta::push;
use crate::panel::{ActOutcome, ConfigCatAction, OktaAction, OktaConnector, OktaSaml, OktaToApp};
use crate::{act_configcat, act_okta};

/// Above this many people the queue is worked off inside the process instead of by HTTP, to be ready in seconds.
pub(crate) const BY_HTTP: usize = 300;

const APP_NAME: &str = "ConfigCat";

/// Walks the guide to its end. `settle` waits for the queue, or empties it.
pub(crate) async fn walk(core: &Core, direct: bool) -> Result<(), Error> {
    for action in [
        ConfigCatAction::AddDomain { name: "whisker.co".into() },
        ConfigCatAction::VerifyDomain { name: "whisker.co".into() },
        ConfigCatAction::SetAutoAssign { on: false },
        ConfigCatAction::AddSamlIdp { name: "Okta".into() },
    ] {
        configcat(core, "a step in ConfigCat", action).await?;
    }
    let configcat_view = crate::view::view(&core.world(), &core.secrets()).configcat;
    let Some(idp) = configcat_view.saml else { return Err(refused("the SAML identity provider", String::new())) };
    let saml = OktaSaml {
        single_sign_on_url: idp.acs_url,
        audience_uri: idp.entity_id,
        name_id_format: "EmailAddress".into(),
        application_username: "Email".into(),
    };
    let create =
        OktaAction::CreateApp { sign_in_method: "SAML 2.0".into(), label: APP_NAME.into(), saml, internal_app: true };
    okta(core, "creating the application", create).await?;
    let metadata_url = {
        let world = core.world();
        world.okta.apps.last().map(|app| world.metadata_url(app)).unwrap_or_default()
    };
    let trust = ConfigCatAction::SetSamlIdp {
        metadata_url,
        sign_on_url: String::new(),
        certificate: String::new(),
        trusted_domains: vec!["whisker.co".into()],
    };
    configcat(core, "the SAML metadata", trust).await?;
    let general = OktaAction::SetGeneral { label: APP_NAME.into(), scim_provisioning: true };
    okta(core, "Enable SCIM provisioning", general).await?;
    let authorization = Some(core.secrets().scim_token.clone());
    let connector = connector(core.world().scim_base());
    okta(core, "the connector", OktaAction::SetConnector { connector, authorization }).await?;
    let to_app =
        OktaToApp { create_users: true, update_user_attributes: true, deactivate_users: true, sync_password: false };
    okta(core, "To App", OktaAction::SetToApp { to_app }).await?;
    assign_and_push(core, direct).await?;
    permissions(core).await
}

fn connector(base_url: String) -> OktaConnector {
    OktaConnector {
        base_url,
        unique_identifier: "email".into(),
        import_users: false,
        push_new_users: true,
        push_profile_updates: true,
        push_groups: true,
        import_groups: false,
        authentication_mode: "HTTP Header".into(),
        authorization_hint: None,
        saved: false,
    }
}

async fn assign_and_push(core: &Core, direct: bool) -> Result<(), Error> {
    let (everyone, pushed, outside) = {
        let world = core.world();
        let named = |wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
            world.okta.groups.iter().filter(|(_, group)| wanted(&group.name)).map(|(id, _)| id.clone()).collect()
        };
        let everyone = named(&|name| name == "Everyone at Whisker");
        let members = everyone.first().and_then(|id| world.okta.groups.get(id)).map(|group| &group.members);
        let outside: Vec<String> =
            world.okta.people.keys().filter(|id| members.is_none_or(|m| !m.contains(*id))).cloned().collect();
        (everyone, named(&|name| name.starts_with("ConfigCat ")), outside)
    };
    for group_id in everyone {
        okta(core, "assigning a group", OktaAction::AssignGroup { group_id }).await?;
    }
    for user_id in outside {
        okta(core, "assigning a person", OktaAction::AssignPerson { user_id }).await?;
    }
    settle(core, direct).await;
    for group_id in pushed {
        okta(core, "pushing a group", OktaAction::PushGroup { group_id }).await?;
    }
    settle(core, direct).await;
    Ok(())
}

async fn permissions(core: &Core) -> Result<(), Error> {
    let groups = crate::view::view(&core.world(), &core.secrets()).configcat.groups;
    let both = |group: &str| -> BTreeMap<String, String> {
        ["FurBall Finder", "WhiskerShop"].map(|product| (product.to_owned(), group.to_owned())).into()
    };
    let rules = [
        ("ConfigCat Owners", true, true, BTreeMap::new()),
        ("ConfigCat Billing Managers", false, true, BTreeMap::new()),
        ("ConfigCat Developers", false, false, both("Developers")),
        ("ConfigCat Readers", false, false, both("Readers")),
    ];
    let mut order = Vec::new();
    for (name, organization_admin, billing_manager, permissions) in rules {
        let Some(group) = groups.iter().find(|group| group.name == name) else { continue };
        order.push(group.id.clone());
        let group_id = group.id.clone();
        let set = ConfigCatAction::SetGroupPermissions { group_id, organization_admin, billing_manager, permissions };
        configcat(core, "the permissions of a group", set).await?;
    }
    order.extend(groups.into_iter().map(|group| group.id).filter(|id| !order.contains(id)).collect::<Vec<_>>());
    for action in [
        ConfigCatAction::SetPriority { group_ids: order },
        ConfigCatAction::StartAll,
        ConfigCatAction::SetProvisionFuture { on: true },
    ] {
        configcat(core, "starting provisioning", action).await?;
    }
    Ok(())
}

async fn settle(core: &Core, direct: bool) {
    if direct {
        push::fill(core).await;
    } else {
        settled(core).await;
    }
}

/// Waits until no provisioning job waits or is under way, or the sandbox stops.
pub(crate) async fn settled(core: &Core) {
    let mut changes = core.watch();
    let mut stopped = core.stopped.subscribe();
    loop {
        changes.mark_unchanged();
        if core.world().okta.queue.is_empty() {
            return;
        }
        tokio::select! {
            _ = changes.changed() => {}
            _ = stopped.wait_for(|stopped| *stopped) => return,
        }
    }
}

async fn configcat(core: &Core, step: &'static str, action: ConfigCatAction) -> Result<(), Error> {
    check(step, act_configcat::act(core, action).await)
}

async fn okta(core: &Core, step: &'static str, action: OktaAction) -> Result<(), Error> {
    check(step, act_okta::act(core, action).await)
}

fn check(step: &'static str, outcome: ActOutcome) -> Result<(), Error> {
    if outcome.ok { Ok(()) } else { Err(refused(step, outcome.message)) }
}

fn refused(step: &'static str, message: String) -> Error {
    Error::Ready { step, message }
}
