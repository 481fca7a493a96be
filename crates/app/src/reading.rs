//! Reads people and groups from each connection into the shape that [`crate::people`] reckons with.

use std::collections::{BTreeSet, HashMap};

use catflap_configcat::ConfigCat;
use catflap_guide::group_names;
use catflap_inventory::{LogFailure, Member, OktaPerson, OktaSide, PushGroup};
use catflap_okta::model::LogEvent;
use catflap_okta::{AppId, GroupId, LogQuery, Okta, OktaError};
use jiff::{SignedDuration, Timestamp};

use crate::core::text_of;
use crate::problems;
use crate::wire::{Problem, Product};

/// How far back the system log is searched for failures. Okta keeps it for 90 days; what failed longer ago stands in the
/// app user's own status.
const LOG_DAYS: i64 = 30;

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
    let since = now.checked_sub(SignedDuration::from_hours(24 * LOG_DAYS)).unwrap_or(now);
    let log_failures = match okta.logs().list(&LogQuery::provisioning_of(app).since(since)).all().await {
        Ok(events) => failures(&events),
        Err(error) => {
            unread.push(refused("Okta’s system log", &error));
            Vec::new()
        }
    };
    Ok((OktaSide { people: found, push_groups, log_failures }, unread))
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

/// Failures of people that no later success of the same person has cured. `events` are in the order of time.
fn failures(events: &[LogEvent]) -> Vec<LogFailure> {
    let mut open: HashMap<String, LogFailure> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    for event in events.iter().filter(|event| event.event_type.starts_with("application.provision.user")) {
        let Some(target) = event.target_of("User") else { continue };
        let user_name = target.alternate_id.clone().or_else(|| target.display_name.clone());
        let Some(key) = target.id.clone().or_else(|| user_name.clone()) else { continue };
        if event.failed() {
            let reason =
                event.reason().or(event.display_message.as_deref()).unwrap_or("Okta gives no reason").to_owned();
            order.push(key.clone());
            open.insert(
                key,
                LogFailure { user_id: target.id.clone(), user_name, reason, at: text_of(event.published) },
            );
        } else {
            open.remove(&key);
        }
    }
    let mut seen = BTreeSet::new();
    order.retain(|key| seen.insert(key.clone()));
    order.iter().filter_map(|key| open.remove(key)).collect()
}

/// Members of the organization, and its products with their permission groups.
pub(crate) async fn members(configcat: &ConfigCat) -> Result<(Vec<Member>, Vec<Product>), Problem> {
    let asked = |error| problems::configcat(&error);
    let organizations = configcat.organizations().await.map_err(asked)?;
    let products_read = configcat.products().await.map_err(asked)?;
    let mut members: Vec<Member> = Vec::new();
    for organization in &organizations {
        let read = configcat.members(organization.organization_id).await.map_err(asked)?;
        for admin in &read.admins {
            of(&mut members, admin.user_id.as_deref(), admin.email.as_deref(), admin.full_name.as_deref())
                .organization_admin = true;
        }
        for manager in &read.billing_managers {
            of(&mut members, manager.user_id.as_deref(), manager.email.as_deref(), manager.full_name.as_deref())
                .billing_manager = true;
        }
        for member in &read.members {
            let known =
                of(&mut members, member.user_id.as_deref(), member.email.as_deref(), member.full_name.as_deref());
            known.permissions.extend(
                member
                    .permissions
                    .iter()
                    .map(|permission| (permission.product.name.clone(), permission.permission_group.name.clone())),
            );
        }
    }
    let mut products = Vec::new();
    for product in products_read {
        let groups = configcat.permission_groups(product.product_id).await.map_err(asked)?;
        products.push(Product {
            name: product.name,
            permission_groups: groups.into_iter().map(|group| group.name).collect(),
        });
    }
    Ok((members, products))
}

/// One entry a person, whatever lists ConfigCat names them in.
fn of<'a>(members: &'a mut Vec<Member>, id: Option<&str>, email: Option<&str>, name: Option<&str>) -> &'a mut Member {
    let (id, email) = (id.unwrap_or_default(), email.unwrap_or_default());
    let at = members
        .iter()
        .position(|known| if id.is_empty() { known.email.eq_ignore_ascii_case(email) } else { known.id == id });
    let at = at.unwrap_or_else(|| {
        members.push(Member {
            id: id.to_owned(),
            email: email.to_owned(),
            name: name.map(str::to_owned),
            ..Member::default()
        });
        members.len() - 1
    });
    &mut members[at]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(at: &str, result: &str, user: &str, reason: &str) -> LogEvent {
        serde_json::from_value(serde_json::json!({
            "uuid": at, "published": at, "eventType": "application.provision.user.push",
            "outcome": {"result": result, "reason": reason},
            "target": [{"type": "AppInstance", "id": "0oa"}, {"type": "User", "id": user, "alternateId": "x@y.co"}],
        }))
        .unwrap()
    }

    #[test]
    fn a_failure_that_a_later_success_cured_is_none() {
        let events = [
            event("2026-05-01T10:00:00Z", "FAILURE", "00u1", "Matching user not found"),
            event("2026-05-01T10:00:01Z", "FAILURE", "00u2", "Unauthorized"),
            event("2026-05-01T11:00:00Z", "SUCCESS", "00u1", ""),
        ];
        let failures = failures(&events);
        assert_eq!(failures.len(), 1);
        assert_eq!((failures[0].user_id.as_deref(), failures[0].reason.as_str()), (Some("00u2"), "Unauthorized"));
    }

    #[test]
    fn somebody_in_several_lists_of_configcat_is_one_member() {
        let mut members = Vec::new();
        of(&mut members, Some("1"), Some("a@x.co"), Some("A")).organization_admin = true;
        of(&mut members, Some("1"), Some("a@x.co"), Some("A")).billing_manager = true;
        of(&mut members, None, Some("A@x.co"), None).permissions.push(("P".into(), "R".into()));
        assert_eq!(members.len(), 1);
        assert!(members[0].organization_admin && members[0].billing_manager && members[0].permissions.len() == 1);
    }
}
