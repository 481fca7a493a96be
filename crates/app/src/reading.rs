//! Reads people and groups from each connection into the shape that [`crate::people`] reckons with.

use std::collections::HashMap;

use catflap_configcat::ConfigCat;
use catflap_configcat::model::Members;
use catflap_guide::{group_names, read_failures};
use catflap_inventory::{Member, OktaPerson, OktaSide, PushGroup};
use catflap_okta::{AppId, GroupId, Okta, OktaError};
use jiff::Timestamp;

use crate::problems;
use crate::wire::{Problem, Product};

/// What Okta says of the application's people and push groups.
pub(crate) async fn okta_side(
    okta: &Okta,
    app: &AppId,
    now: Timestamp,
    told: impl Fn(usize),
) -> Result<(OktaSide, Vec<String>), Problem> {
    let apps = okta.apps();
    let assigned = apps.groups(app).all().await.map_err(|error| problems::okta(&error))?;
    let ids: Vec<GroupId> = assigned.iter().map(|group| group.id.clone()).collect();
    let names = group_names(okta, &ids).await;
    let mut unread = Vec::new();
    let mut people: HashMap<String, OktaPerson> = HashMap::new();
    for group in &assigned {
        let name = name_of(&names, &group.id);
        match okta.groups().members(&group.id).all().await {
            Ok(members) => {
                for member in members {
                    let person = people.entry(member.id.to_string()).or_default();
                    person.assigned_by.push(name.clone());
                    person.status = member.status.as_ref().map(ToString::to_string);
                    person.name = full_name(
                        member.profile.first_name.as_deref(),
                        member.profile.last_name.as_deref(),
                        member.profile.display_name.as_deref(),
                    );
                    person.login = member.profile.login.unwrap_or_default();
                    person.email = member.profile.email;
                }
            }
            Err(error) => unread.push(refused(&format!("Who is in the Okta group “{name}”"), &error)),
        }
    }
    let users = apps.users(app).all_telling(told).await.map_err(|error| problems::okta(&error))?;
    let mut found = Vec::with_capacity(users.len());
    for user in users {
        let mut person = people.remove(user.id.as_str()).unwrap_or_default();
        person.id = user.id.to_string();
        person.user_name = user.user_name().map(str::to_owned);
        if person.login.is_empty() {
            person.login = person.user_name.clone().unwrap_or_default();
        }
        person.name = person.name.or_else(|| {
            let profile = &user.profile;
            full_name(profile.given_name.as_deref(), profile.family_name.as_deref(), profile.display_name.as_deref())
        });
        person.email = user.profile.email.or(person.email);
        person.scope = user.scope.as_ref().map(ToString::to_string);
        person.app_status = user.status.as_ref().map(ToString::to_string);
        person.external_id = user.external_id;
        found.push(person);
    }
    let push_groups = match push_groups(okta, app).await {
        Ok(groups) => groups,
        Err(error) => {
            unread.push(refused("The push groups", &error));
            Vec::new()
        }
    };
    let log_failures = match read_failures(okta, app, now).await {
        Ok(failures) => failures,
        Err(error) => {
            unread.push(refused("Okta’s system log", &error));
            Vec::new()
        }
    };
    Ok((OktaSide { people: found, push_groups, log_failures, ..OktaSide::default() }, unread))
}

fn name_of(names: &HashMap<GroupId, String>, id: &GroupId) -> String {
    names.get(id).cloned().unwrap_or_else(|| id.to_string())
}

/// First and last name, else the display name.
fn full_name(first: Option<&str>, last: Option<&str>, display: Option<&str>) -> Option<String> {
    let name = [first, last].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if name.is_empty() { display.map(str::to_owned) } else { Some(name) }
}

fn refused(what: &str, error: &OktaError) -> String {
    let problem = problems::okta(error);
    format!("{what} can’t be seen: {}", problem.message)
}

async fn push_groups(okta: &Okta, app: &AppId) -> Result<Vec<PushGroup>, OktaError> {
    let mut groups = Vec::new();
    let mappings = okta.apps().push_mappings(app).all().await?;
    let ids: Vec<GroupId> = mappings.iter().map(|mapping| mapping.source_group_id.clone()).collect();
    let names = group_names(okta, &ids).await;
    for mapping in mappings {
        let source = &mapping.source_group_id;
        let name = name_of(&names, source);
        let members = okta.groups().members(source).all().await.ok();
        groups.push(PushGroup {
            source_group_id: source.to_string(),
            name,
            target_group_id: mapping.target_group_id.as_ref().map(ToString::to_string),
            status: mapping.status.to_string(),
            error: mapping.error_summary,
            members: members.map(|members| members.into_iter().map(|member| member.id.to_string()).collect()),
        });
    }
    Ok(groups)
}

/// Members of the organization, and its products with their permission groups.
pub(crate) async fn members(configcat: &ConfigCat) -> Result<(Vec<Member>, Vec<Product>), Problem> {
    let asked = |error| problems::configcat(&error);
    let organizations = configcat.organizations().await.map_err(asked)?;
    let products_read = configcat.products().await.map_err(asked)?;
    let mut lists = Members::default();
    for organization in &organizations {
        let read = configcat.members(organization.organization_id).await.map_err(asked)?;
        lists.admins.extend(read.admins);
        lists.billing_managers.extend(read.billing_managers);
        lists.members.extend(read.members);
    }
    let members = lists.people().into_iter().map(|person| Member {
        id: person.user_id,
        email: person.email,
        name: person.full_name,
        organization_admin: person.organization_admin,
        billing_manager: person.billing_manager,
        permissions: person.permissions,
    });
    let mut products = Vec::new();
    for product in products_read {
        let groups = configcat.permission_groups(product.product_id).await.map_err(asked)?;
        products.push(Product {
            name: product.name,
            permission_groups: groups.into_iter().map(|group| group.name).collect(),
        });
    }
    Ok((members.collect(), products))
}
