//! Reads people and groups from each connection into the shape that [`crate::people`] reckons with.

use std::collections::{BTreeMap, HashMap, HashSet};

use catflap_configcat::ConfigCat;
use catflap_configcat::model::{Members, Person};
use catflap_guide::{group_names, read_failures};
use catflap_inventory::{Inventory, Member, OktaPerson, OktaSide, PushGroup};
use catflap_okta::model::{AppFeature, EnabledStatus, User, UserStatus};
use catflap_okta::{AppId, GroupId, Okta, OktaError, UserQuery};
use jiff::Timestamp;

use crate::problems;
use crate::wire::{Problem, Product};

/// So many ids fit a filter before its address gets too long.
const IDS_A_FILTER: usize = 20;

/// Of so many who left is asked at most: each request tells of 20, and Okta's limits belong to the whole org.
const LEAVERS: usize = 400;

/// What Okta says of the application's people and push groups.
pub(crate) struct OktaRead {
    pub side: OktaSide,
    /// Names, by Okta's id, of those who are in a push group and not assigned.
    pub strangers: BTreeMap<String, String>,
    /// What could not be read, in one sentence each.
    pub unread: Vec<String>,
}

pub(crate) async fn okta_side(
    okta: &Okta,
    app: &AppId,
    now: Timestamp,
    told: impl Fn(usize),
) -> Result<OktaRead, Problem> {
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
                    let known = people.remove(member.id.as_str());
                    let mut assigned_by = known.map(|known| known.assigned_by).unwrap_or_default();
                    assigned_by.push(name.clone());
                    people.insert(member.id.to_string(), OktaPerson { assigned_by, ..person(member) });
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
        // What Okta sends as `displayName`, where the application has its own; the directory's name else.
        let sent = user.profile.display_name.clone().filter(|name| !name.trim().is_empty());
        person.name = sent.or(person.name).or_else(|| {
            let profile = &user.profile;
            full_name(profile.given_name.as_deref(), profile.family_name.as_deref(), profile.display_name.as_deref())
        });
        person.email = user.profile.email.or(person.email);
        person.scope = user.scope.as_ref().map(ToString::to_string);
        person.app_status = user.status.as_ref().map(ToString::to_string);
        person.external_id = user.external_id;
        found.push(person);
    }
    if let Err(error) = suspended(okta, &mut found).await {
        unread.push(refused("Who of those assigned by name is suspended", &error));
    }
    let deactivates_users = match deactivates_users(okta, app).await {
        Ok(known) => known,
        Err(error) => {
            unread.push(refused("Whether `Deactivate Users` is ticked", &error));
            None
        }
    };
    let ids: HashSet<&str> = found.iter().map(|person| person.id.as_str()).collect();
    let (push_groups, strangers) = match push_groups(okta, app, &ids).await {
        Ok(read) => read,
        Err(error) => {
            unread.push(refused("The push groups", &error));
            Default::default()
        }
    };
    let log_failures = match read_failures(okta, app, now).await {
        Ok(failures) => failures,
        Err(error) => {
            unread.push(refused("Okta’s system log", &error));
            Vec::new()
        }
    };
    let side = OktaSide { people: found, push_groups, log_failures, deactivates_users };
    Ok(OktaRead { side, strangers, unread })
}

/// A person of the directory, as far as the assignment says nothing yet.
pub(crate) fn person(user: User) -> OktaPerson {
    let profile = user.profile;
    OktaPerson {
        id: user.id.to_string(),
        name: full_name(profile.first_name.as_deref(), profile.last_name.as_deref(), profile.display_name.as_deref()),
        login: profile.login.unwrap_or_default(),
        email: profile.email,
        status: user.status.as_ref().map(ToString::to_string),
        ..OktaPerson::default()
    }
}

/// Who is assigned by name is in no assigned group, so that their status was not read with one.
async fn suspended(okta: &Okta, people: &mut [OktaPerson]) -> Result<(), OktaError> {
    if people.iter().all(|person| person.status.is_some()) {
        return Ok(());
    }
    let filter = Some(format!("status eq \"{}\"", UserStatus::Suspended));
    let suspended = okta.users().list(&UserQuery { filter, ..UserQuery::default() }).all().await?;
    let ids: HashSet<&str> = suspended.iter().map(|user| user.id.as_str()).collect();
    for person in people.iter_mut().filter(|person| person.status.is_none() && ids.contains(person.id.as_str())) {
        person.status = Some(UserStatus::Suspended.to_string());
    }
    Ok(())
}

/// Whether `Deactivate Users` is ticked: as Okta's provisioning settings say, else by the list of features. None while
/// provisioning is off: then no box of it holds.
async fn deactivates_users(okta: &Okta, app: &AppId) -> Result<Option<bool>, OktaError> {
    let apps = okta.apps();
    if let Ok(feature) = apps.user_provisioning(app).await
        && let Some(status) = feature.deactivate_users()
    {
        return Ok(Some(*status == EnabledStatus::Enabled));
    }
    let app = apps.get(app).await?;
    let on = [AppFeature::ScimProvisioning, AppFeature::PushNewUsers, AppFeature::PushProfileUpdates];
    let deactivates = app.has(&AppFeature::PushUserDeactivation);
    Ok((deactivates || on.iter().any(|feature| app.has(feature))).then_some(deactivates))
}

/// Whom Okta deactivated loses the assignment with it, and is in no list of the application any more: asks for those who are
/// synced and active all the same. Gives a sentence where that can't be seen.
pub(crate) async fn leavers(okta: &Okta, synced: &Inventory, side: &mut OktaSide) -> Option<String> {
    let assigned: HashSet<&str> = side.people.iter().map(|person| person.id.as_str()).collect();
    let held: HashSet<&str> = side.people.iter().filter_map(|person| person.external_id.as_deref()).collect();
    let left = synced.users.iter().filter(|user| user.active && !held.contains(user.id.as_str()));
    // What stands there comes from whoever wrote the user: only what has the shape of an id may get into a filter.
    let is_id = |id: &&str| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let left = left.filter_map(|user| user.external_id.as_deref()).filter(is_id);
    let left: Vec<&str> = left.filter(|id| !assigned.contains(id)).take(LEAVERS).collect();
    let mut found = Vec::new();
    for some in left.chunks(IDS_A_FILTER) {
        let filter = some.iter().map(|id| format!("id eq \"{id}\"")).collect::<Vec<_>>().join(" or ");
        let query = UserQuery { filter: Some(filter), ..UserQuery::default() };
        match okta.users().list(&query).all().await {
            Ok(users) => found.extend(users),
            Err(error) => return Some(refused("What became of who is no longer assigned", &error)),
        }
    }
    let deactivated = found.into_iter().filter(|user| user.status == Some(UserStatus::Deprovisioned));
    side.people.extend(deactivated.map(person));
    None
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

/// The push groups, and the names of those in them who are not among the assigned.
async fn push_groups(
    okta: &Okta,
    app: &AppId,
    assigned: &HashSet<&str>,
) -> Result<(Vec<PushGroup>, BTreeMap<String, String>), OktaError> {
    let mut groups = Vec::new();
    let mut strangers = BTreeMap::new();
    let mappings = okta.apps().push_mappings(app).all().await?;
    let ids: Vec<GroupId> = mappings.iter().map(|mapping| mapping.source_group_id.clone()).collect();
    let names = group_names(okta, &ids).await;
    for mapping in mappings {
        let source = &mapping.source_group_id;
        let name = name_of(&names, source);
        let members = okta.groups().members(source).all().await.ok();
        let members = members.map(|members| {
            let ids = members.iter().map(|member| member.id.to_string()).collect();
            let others = members.into_iter().filter(|member| !assigned.contains(member.id.as_str())).map(person);
            strangers.extend(others.map(|person| (person.id, person.name.unwrap_or(person.login))));
            ids
        });
        groups.push(PushGroup {
            source_group_id: source.to_string(),
            name,
            target_group_id: mapping.target_group_id.as_ref().map(ToString::to_string),
            status: mapping.status.to_string(),
            error: mapping.error_summary,
            members,
        });
    }
    Ok((groups, strangers))
}

/// What ConfigCat says.
pub(crate) struct ConfigCatSide {
    /// Members of the organization.
    pub members: Vec<Member>,
    /// Its products with their permission groups.
    pub products: Vec<Product>,
    /// The e-mail address of whoever asks.
    pub you: Option<String>,
}

pub(crate) async fn configcat_side(configcat: &ConfigCat) -> Result<ConfigCatSide, Problem> {
    let asked = |error| problems::configcat(&error);
    let you = configcat.me().await.map_err(asked)?.email;
    let organizations = configcat.organizations().await.map_err(asked)?;
    let products_read = configcat.products().await.map_err(asked)?;
    let mut lists = Members::default();
    for organization in &organizations {
        let read = configcat.members(organization.organization_id).await.map_err(asked)?;
        lists.admins.extend(read.admins);
        lists.billing_managers.extend(read.billing_managers);
        lists.members.extend(read.members);
    }
    let mut products = Vec::new();
    for product in products_read {
        let groups = configcat.permission_groups(product.product_id).await.map_err(asked)?;
        products.push(Product {
            name: product.name,
            permission_groups: groups.into_iter().map(|group| group.name).collect(),
        });
    }
    Ok(ConfigCatSide { members: members(&lists), products, you })
}

/// Who may do what today. Whom ConfigCat gives no id is told from others by the address.
pub(crate) fn members(lists: &Members) -> Vec<Member> {
    let member = |person: Person| Member {
        id: if person.user_id.is_empty() { person.email.clone() } else { person.user_id },
        email: person.email,
        name: person.full_name,
        organization_admin: person.organization_admin,
        billing_manager: person.billing_manager,
        permissions: person.permissions,
    };
    lists.people().into_iter().map(member).collect()
}
