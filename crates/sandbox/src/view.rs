//! Both products as an administrator sees them, for the practice panels.

use std::collections::BTreeMap;

use crate::configcat::state::{Rule, ScimUser};
use crate::core::Secrets;
use crate::mistakes::Mistake;
use crate::okta::state::{App, MappingStatus};
use crate::panel::{
    ConfigCatView, DomainRow, MistakeRow, OktaAppView, OktaAssignmentRow, OktaConnector, OktaGroupRow, OktaLogRow,
    OktaPersonRow, OktaPushRow, OktaServiceAppRow, OktaTaskRow, OktaView, PracticeView, ProductRow, SamlIdp,
    SyncedGroupRow, SyncedUserRow, UnmanagedRow,
};
use crate::world::{World, rfc3339};

/// Rows of people that a panel gets at most.
const ROWS: usize = 200;

/// Draws both panels.
pub(crate) fn view(world: &World, secrets: &Secrets) -> PracticeView {
    PracticeView { okta: okta(world, secrets), configcat: configcat(world, secrets) }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How a secret ends: its last four characters.
fn hint(secret: &str) -> String {
    let from = secret.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    secret[from..].to_owned()
}

fn okta(world: &World, secrets: &Secrets) -> OktaView {
    let okta = &world.okta;
    let app = okta.apps.last();
    let mut groups: Vec<OktaGroupRow> = okta
        .groups
        .iter()
        .map(|(id, group)| OktaGroupRow {
            id: id.clone(),
            name: group.name.clone(),
            people: count(group.members.len()),
            assigned: app.is_some_and(|app| app.assigned_groups.contains_key(id)),
            pushed: app.is_some_and(|app| app.mappings.values().any(|mapping| mapping.group_id == *id)),
        })
        .collect();
    groups.sort_by(|a, b| a.name.cmp(&b.name));
    let mut people: Vec<(&String, String)> = okta.people.iter().map(|(id, person)| (id, person.name())).collect();
    people.sort_by(|a, b| a.1.cmp(&b.1));
    let people = people
        .into_iter()
        .take(ROWS)
        .filter_map(|(id, name)| {
            let person = okta.people.get(id)?;
            Some(OktaPersonRow {
                id: id.clone(),
                name,
                login: person.login.clone(),
                email: person.email.clone(),
                status: person.status.word().to_owned(),
                assigned: app.is_some_and(|app| app.users.contains_key(id)),
                provisioned: app.and_then(|app| app.users.get(id)).is_some_and(|user| user.external_id.is_some()),
            })
        })
        .collect();
    OktaView {
        org_name: okta.name.clone(),
        app: app.map(|app| app_view(world, secrets, app)),
        groups,
        people,
        people_total: count(okta.people.len()),
        waiting: count(okta.queue.len()),
        tasks: okta
            .tasks
            .iter()
            .rev()
            .map(|task| OktaTaskRow {
                id: task.id.clone(),
                subject: task.subject.clone(),
                message: task.message.clone(),
                at: rfc3339(task.at),
            })
            .collect(),
        log: okta
            .log
            .iter()
            .rev()
            .take(50)
            .map(|event| OktaLogRow {
                at: rfc3339(event.at),
                event_type: event.kind.clone(),
                result: if event.reason.is_some() { "FAILURE" } else { "SUCCESS" }.to_owned(),
                text: match (&event.reason, event.targets.last()) {
                    (Some(reason), _) if !event.text.contains(reason.as_str()) => format!("{}: {reason}", event.text),
                    (None, Some(target)) if target.kind != "AppInstance" => format!("{}: {}", event.text, target.name),
                    _ => event.text.clone(),
                },
            })
            .collect(),
        api_token: okta.token_rights,
        service_apps: okta
            .services
            .iter()
            .map(|(id, service)| OktaServiceAppRow {
                client_id: id.clone(),
                label: service.label.clone(),
                scopes: service.scopes.iter().cloned().collect(),
                dpop: service.dpop,
            })
            .collect(),
        mistakes: Mistake::ALL
            .into_iter()
            .map(|mistake| MistakeRow { mistake, title: mistake.title().to_owned() })
            .collect(),
    }
}

fn app_view(world: &World, secrets: &Secrets, app: &App) -> OktaAppView {
    let connector = &app.connector;
    let groups = app.assigned_groups.keys().filter_map(|id| {
        let group = world.okta.groups.get(id)?;
        let (name, people) = (group.name.clone(), count(group.members.len()));
        Some(OktaAssignmentRow { id: id.clone(), scope: "group".into(), name, people })
    });
    let people = app.assigned_people.iter().filter_map(|id| {
        let name = world.okta.people.get(id)?.name();
        Some(OktaAssignmentRow { id: id.clone(), scope: "person".into(), name, people: 1 })
    });
    OktaAppView {
        id: app.id.clone(),
        label: app.label.clone(),
        status: if app.active { "ACTIVE" } else { "INACTIVE" }.to_owned(),
        saml: app.saml.clone(),
        internal_app: app.internal_app,
        metadata_url: world.metadata_url(app),
        idp_sso_url: world.sso_url(app),
        idp_certificate: world.okta.certificate.clone(),
        scim_provisioning: app.scim_provisioning,
        connector: OktaConnector {
            base_url: connector.base_url.clone(),
            unique_identifier: connector.unique_identifier.clone(),
            import_users: connector.import_users,
            push_new_users: connector.push_new_users,
            push_profile_updates: connector.push_profile_updates,
            push_groups: connector.push_groups,
            import_groups: connector.import_groups,
            authentication_mode: connector.authentication_mode.clone(),
            authorization_hint: secrets.authorization.get(&app.id).map(|text| hint(text)),
            saved: connector.saved,
        },
        to_app: app.to_app,
        assignments: groups.chain(people).collect(),
        push_groups: app
            .mappings
            .iter()
            .map(|(id, mapping)| OktaPushRow {
                mapping_id: id.clone(),
                group_id: mapping.group_id.clone(),
                name: mapping.target_name.clone(),
                status: match mapping.status {
                    MappingStatus::Active if mapping.queued || mapping.last_push.is_none() => "Pushing",
                    MappingStatus::Active => "Active",
                    MappingStatus::Inactive => "Inactive",
                    MappingStatus::Error => "Error",
                }
                .to_owned(),
                error: mapping.error.clone(),
            })
            .collect(),
    }
}

fn configcat(world: &World, secrets: &Secrets) -> ConfigCatView {
    let configcat = &world.configcat;
    let named = |rule: &Rule| -> BTreeMap<String, String> {
        let names = rule.permissions.iter().map(|(product, group)| configcat.permission_name(product, *group));
        names.map(|(product, group)| (product.to_owned(), group.to_owned())).collect()
    };
    let mut users: Vec<(&String, &ScimUser)> = configcat.users.iter().collect();
    users.sort_by(|a, b| a.1.user_name().cmp(b.1.user_name()));
    ConfigCatView {
        organization_name: configcat.organization_name.clone(),
        domains: configcat
            .domains
            .iter()
            .map(|domain| DomainRow {
                name: domain.name.clone(),
                verified: domain.verified,
                txt_record: domain.proof.clone(),
            })
            .collect(),
        auto_assign: configcat.auto_assign,
        saml: configcat.saml.as_ref().map(|saml| SamlIdp {
            name: saml.name.clone(),
            entity_id: format!("https://saml.configcat.com/{}", saml.id),
            acs_url: format!("https://saml.configcat.com/{}/acs", saml.id),
            metadata_url: saml.metadata_url.clone(),
            sign_on_url: saml.sign_on_url.clone(),
            has_certificate: !saml.certificate.is_empty(),
            trusted_domains: saml.trusted_domains.clone(),
        }),
        scim_url: world.scim_base(),
        scim_token_hint: Some(hint(&secrets.scim_token)),
        products: configcat
            .products
            .iter()
            .map(|product| ProductRow {
                name: product.name.clone(),
                permission_groups: product.permission_groups.iter().map(|group| group.name.clone()).collect(),
            })
            .collect(),
        groups: configcat
            .priority
            .iter()
            .filter_map(|id| configcat.groups.get_key_value(id))
            .map(|(id, group)| SyncedGroupRow {
                id: id.clone(),
                name: group.display_name.clone(),
                people: count(group.members.len()),
                organization_admin: group.rule.organization_admin,
                billing_manager: group.rule.billing_manager,
                permissions: named(&group.rule),
            })
            .collect(),
        users_total: count(users.len()),
        users: users.into_iter().take(ROWS).map(|(id, user)| user_row(world, id, user)).collect(),
        provision_future: configcat.provision_future,
        unmanaged: configcat
            .accounts
            .iter()
            .filter(|(_, account)| account.in_organization && configcat.synced_of(account).is_none())
            .map(|(id, account)| UnmanagedRow {
                user_id: id.clone(),
                name: account.full_name.clone(),
                email: account.email.clone(),
                today: configcat.rule_words(&account.granted),
            })
            .collect(),
    }
}

fn user_row(world: &World, id: &str, user: &ScimUser) -> SyncedUserRow {
    let configcat = &world.configcat;
    let account = configcat.account_of(user).and_then(|id| configcat.accounts.get(id));
    let today = match account {
        None => "No account".to_owned(),
        Some(account) if !account.in_organization => "Not in the organization".to_owned(),
        Some(account) if account.disabled => format!("Disabled ({})", configcat.rule_words(&account.granted)),
        Some(account) => configcat.rule_words(&account.granted),
    };
    SyncedUserRow {
        id: id.to_owned(),
        user_name: user.user_name().to_owned(),
        groups: configcat.groups_of(id).map(|(_, group)| group.display_name.clone()).collect(),
        active: user.active(),
        account: account.is_some(),
        provisioning: world.provisioning_state(user).word().to_owned(),
        permissions: configcat.rule_words(&world.computed(id)),
        today,
    }
}
