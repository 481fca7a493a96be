//! Groups and people of the Okta org, to choose from.

use std::collections::{HashMap, HashSet};

use catflap_guide::group_names;
use catflap_okta::model::{PushStatus, User};
use catflap_okta::{AppId, GroupId, GroupQuery, Okta, OktaError, UserQuery};
use catflap_store::Which;

use crate::clients;
use crate::core::App;
use crate::problems;
use crate::profile::Profile;
use crate::wire::{OrgGroupRow, OrgGroups, OrgPeople, OrgPersonRow, OrgSearch, Problem, ProblemCode};

/// So many are listed: whoever looks for another one types more of its name.
const SHOWN: usize = 100;

/// Okta and the application; a problem where either is missing.
pub(super) async fn okta_and_app(
    app: &App,
    profile: &Profile,
    job: Option<crate::wire::JobRef>,
) -> Result<(Okta, AppId), Problem> {
    if !clients::is_set(app, profile, Which::Okta)? {
        return Err(clients::not_connected(Which::Okta));
    }
    clients::okta_with_app(app, profile, job).await?.ok_or_else(|| {
        Problem::new(
            ProblemCode::NotThere,
            "No application of the org looks like ConfigCat, or several do.",
            "Create it in stage 1 of the guide, or choose it in Settings.",
        )
    })
}

pub(crate) async fn groups(app: &App, request: OrgSearch) -> Result<OrgGroups, Problem> {
    let profile = app.profile()?;
    let (okta, id) = okta_and_app(app, &profile, None).await?;
    let query = GroupQuery { starts_with: started(&request), ..GroupQuery::default() };
    let failed = |error: OktaError| problems::okta(&error);
    let apps = okta.apps();
    let (mut listed, assigned, pushed) = tokio::join!(
        async { okta.groups().list(&query).next().await },
        apps.groups(&id).all(),
        apps.push_mappings(&id).all()
    );
    let page = listed.as_mut().map_err(|error| problems::okta(error))?.take();
    let (mut found, mut more) = page.map_or_else(Default::default, |page| (page.items, page.more));
    found.retain(|group| !group.belongs_to(&id));
    let assigned: HashSet<_> = assigned.map_err(failed)?.into_iter().map(|group| group.id).collect();
    let mappings = pushed.map_err(failed)?;
    // What stands for a pushed group at the other end is a group of its name too; nobody can choose it.
    let copies: HashSet<_> = mappings.iter().filter_map(|push| push.target_group_id.as_ref()).collect();
    found.retain(|group| !copies.contains(&group.id));
    let pushed: HashMap<_, _> = mappings.iter().map(|push| (&push.source_group_id, &push.status)).collect();
    found.sort_by_key(|group| group.profile.name.to_lowercase());
    more |= found.len() > SHOWN;
    found.truncate(SHOWN);
    let row = |id: &GroupId, name: String, description: Option<String>| OrgGroupRow {
        assigned: assigned.contains(id),
        push: pushed.get(id).map(ToString::to_string),
        id: id.to_string(),
        name,
        description: description.unwrap_or_default(),
    };
    let mut rows: Vec<OrgGroupRow> =
        found.into_iter().map(|group| row(&group.id, group.profile.name, group.profile.description)).collect();
    if query.starts_with.is_none() {
        // Whoever comes to mend a push finds it, however many groups the org has.
        let unseen = |id: &GroupId| !rows.iter().any(|row| row.id == id.as_str());
        let unwell = mappings.iter().filter(|push| push.status != PushStatus::Active && unseen(&push.source_group_id));
        let unwell: Vec<GroupId> = unwell.map(|push| push.source_group_id.clone()).collect();
        rows.extend(group_names(&okta, &unwell).await.into_iter().map(|(id, name)| row(&id, name, None)));
        rows.sort_by_key(|row| row.name.to_lowercase());
    }
    Ok(OrgGroups { groups: rows, more })
}

pub(crate) async fn people(app: &App, request: OrgSearch) -> Result<OrgPeople, Problem> {
    let profile = app.profile()?;
    let (okta, _) = clients::okta_client(app, &profile, None).await?;
    let query = UserQuery { starts_with: started(&request), ..UserQuery::default() };
    let page = okta.users().list(&query).next().await.map_err(|error| problems::okta(&error))?;
    let (found, mut more) = page.map_or_else(Default::default, |page| (page.items, page.more));
    let mut people: Vec<OrgPersonRow> = found.into_iter().map(person).collect();
    people.sort_by_key(|person| person.name.to_lowercase());
    more |= people.len() > SHOWN;
    people.truncate(SHOWN);
    Ok(OrgPeople { people, more })
}

fn person(user: User) -> OrgPersonRow {
    let profile = user.profile;
    let login = profile.login.or(profile.email).unwrap_or_default();
    let names = [profile.first_name, profile.last_name].into_iter().flatten().collect::<Vec<_>>().join(" ");
    OrgPersonRow {
        id: user.id.to_string(),
        name: if names.trim().is_empty() { login.clone() } else { names },
        login,
        status: user.status.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

fn started(request: &OrgSearch) -> Option<String> {
    Some(request.text.trim().to_owned()).filter(|text| !text.is_empty())
}
