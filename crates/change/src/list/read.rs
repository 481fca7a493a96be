//! Reading what the wishes are about.

use std::collections::{BTreeMap, BTreeSet};

use catflap_okta::model::{App, AppFeature, AppStatus, EnabledStatus, Feature, Group, PushMapping, User};
use catflap_okta::{AppId, AppQuery, GroupId, GroupQuery, Okta, OktaError};
use futures::{StreamExt as _, TryStreamExt as _, stream};

use super::model::{NamedPerson, ToAppSwitches};
use super::seen::{Seen, SeenApp, SeenGroup, SeenMapping, SeenSaml, ToAppSight};
use super::wish::Wish;

/// Okta's limits are shared by the whole org: so many requests at a time leave room for others.
const AT_A_TIME: usize = 4;
/// How many ids go into one filter expression, so that the address stays short.
const IDS_A_FILTER: usize = 20;

/// Looks at what the wishes are about, and at nothing else. Sends only GET.
///
/// # Errors
/// A request failed. Only the switches of `To App` may stay unseen: Okta does not show them while provisioning is off.
pub async fn read(okta: &Okta, app: Option<&AppId>, wishes: &[Wish]) -> Result<Seen, OktaError> {
    let mut seen = Seen { org: okta.url().to_string(), ..Seen::default() };
    for wish in wishes {
        if let Wish::CreateApp { app } = wish {
            seen.saml_apps.extend(saml_apps(okta, &app.label).await?);
        }
    }
    if let Some(id) = app {
        seen.app = Some(seen_app(okta.apps().get(id).await?));
        if wishes.iter().any(|wish| !matches!(wish, Wish::ToApp { .. } | Wish::CreateApp { .. })) {
            seen.assigned = okta.apps().groups(id).all().await?.into_iter().map(|group| group.id).collect();
            seen.mappings = okta.apps().push_mappings(id).all().await?.into_iter().map(seen_mapping).collect();
        }
        if wishes.iter().any(|wish| matches!(wish, Wish::ToApp { .. })) {
            seen.to_app = to_app(okta, id).await?;
        }
    }
    read_groups(okta, wishes, &mut seen).await?;
    Ok(seen)
}

pub(super) async fn saml_apps(okta: &Okta, label: &str) -> Result<Vec<SeenSaml>, OktaError> {
    let query = AppQuery { starts_with: Some(label.to_owned()), filter: None };
    let apps = okta.apps().list(&query).all().await?;
    Ok(apps.into_iter().filter(|app| app.status != AppStatus::Deleted).filter_map(seen_saml).collect())
}

fn seen_saml(app: App) -> Option<SeenSaml> {
    let sign_on = app.sign_on()?;
    let (audience, acs_url) = (sign_on.effective_audience()?.to_owned(), sign_on.effective_acs_url()?.to_owned());
    Some(SeenSaml { audience, acs_url, id: app.id, label: app.label })
}

fn seen_app(app: App) -> SeenApp {
    SeenApp {
        active: app.status == AppStatus::Active,
        creates_users: app.has(&AppFeature::PushNewUsers),
        pushes_groups: app.has(&AppFeature::GroupPush),
        label: app.label,
        id: app.id,
    }
}

fn seen_mapping(mapping: PushMapping) -> SeenMapping {
    SeenMapping {
        status: mapping.status.to_string(),
        error: mapping.failure().map(str::to_owned),
        group: mapping.source_group_id,
        id: mapping.id,
    }
}

pub(super) async fn to_app(okta: &Okta, app: &AppId) -> Result<ToAppSight, OktaError> {
    match okta.apps().user_provisioning(app).await {
        Ok(feature) => Ok(ToAppSight::Seen(switches(&feature))),
        Err(OktaError::NotFound(_) | OktaError::Api(_)) => Ok(ToAppSight::Unseen),
        Err(error) => Err(error),
    }
}

pub(super) fn switches(feature: &Feature) -> ToAppSwitches {
    let on = |status: Option<&EnabledStatus>| status.map(|status| *status == EnabledStatus::Enabled);
    ToAppSwitches {
        create: on(feature.create_users()),
        update: on(feature.update_attributes()),
        deactivate: on(feature.deactivate_users()),
        password: on(feature.sync_password()),
    }
}

async fn read_groups(okta: &Okta, wishes: &[Wish], seen: &mut Seen) -> Result<(), OktaError> {
    let mut named: BTreeSet<&GroupId> = BTreeSet::new();
    let mut with_members: BTreeSet<GroupId> = BTreeSet::new();
    for wish in wishes {
        match wish {
            Wish::CreateApp { .. } | Wish::ToApp { .. } => {}
            Wish::Push { groups } => named.extend(groups),
            Wish::Mend { group, .. } => {
                named.insert(group);
            }
            Wish::Assign { groups } | Wish::PushBeside { groups, .. } => {
                named.extend(groups);
                with_members.extend(groups.iter().cloned());
            }
        }
    }
    let ids: Vec<&GroupId> = named.into_iter().collect();
    for some in ids.chunks(IDS_A_FILTER) {
        let filter = some.iter().map(|id| format!("id eq {}", quoted(id.as_str()))).collect::<Vec<_>>().join(" or ");
        let query = GroupQuery { filter: Some(filter), ..GroupQuery::default() };
        take(&mut seen.groups, okta.groups().list(&query).all().await?);
    }
    let mut wanted_names = BTreeSet::new();
    for wish in wishes {
        let Wish::PushBeside { groups, scheme } = wish else { continue };
        for group in groups {
            if let Some(name) = seen.groups.get(group).and_then(|group| scheme.name(&group.name).ok()) {
                wanted_names.insert(name);
            }
        }
    }
    for name in wanted_names {
        for group in groups_called(okta, &name).await? {
            with_members.insert(group.id.clone());
            take(&mut seen.groups, vec![group]);
        }
    }
    let read = with_members.into_iter().filter(|id| seen.groups.contains_key(id)).map(async |id| {
        let members = members(okta, &id).await?;
        Ok::<_, OktaError>((id, members))
    });
    let read: Vec<(GroupId, Vec<NamedPerson>)> = stream::iter(read).buffered(AT_A_TIME).try_collect().await?;
    for (id, members) in read {
        if let Some(group) = seen.groups.get_mut(&id) {
            group.members = Some(members);
        }
    }
    Ok(())
}

fn take(groups: &mut BTreeMap<GroupId, SeenGroup>, read: Vec<Group>) {
    for group in read {
        let description = group.profile.description.unwrap_or_default();
        groups.insert(group.id, SeenGroup { name: group.profile.name, description, members: None });
    }
}

/// Groups of this name, whatever its case: Okta's search does not look at it.
pub(crate) async fn groups_called(okta: &Okta, name: &str) -> Result<Vec<Group>, OktaError> {
    let search = Some(format!("profile.name eq {}", quoted(name)));
    let mut groups = okta.groups().list(&GroupQuery { search, ..GroupQuery::default() }).all().await?;
    groups.retain(|group| group.profile.name.to_lowercase() == name.to_lowercase());
    Ok(groups)
}

pub(super) async fn members(okta: &Okta, group: &GroupId) -> Result<Vec<NamedPerson>, OktaError> {
    Ok(okta.groups().members(group).all().await?.into_iter().map(named).collect())
}

pub(crate) fn named(user: User) -> NamedPerson {
    let profile = user.profile;
    let login = profile.login.or(profile.email).unwrap_or_else(|| user.id.to_string());
    let full = [profile.first_name, profile.last_name].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let name = profile.display_name.filter(|name| !name.trim().is_empty()).unwrap_or(full);
    let name = if name.trim().is_empty() { login.clone() } else { name };
    NamedPerson { id: user.id, name, login }
}

/// A string of a filter expression (RFC 7644 section 3.4.2.2: JSON rules).
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
