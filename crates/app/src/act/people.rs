//! Synced users and groups, beside what Okta and ConfigCat say of them.

use catflap_inventory::{GroupQuery, PersonState, Query, Sources, State};

use super::access::{self, LONGEST_PAGE};
use crate::core::App;
use crate::people::People;
use crate::wire::{
    GroupCard, GroupRef, GroupRow, GroupsPage, GroupsRequest, Nothing, PeoplePage, PeopleRequest, PersonCard,
    PersonRef, PersonRow, Problem, ProblemCode, SyncedUser,
};

pub(crate) fn how_many(people: usize) -> String {
    plural(people, "person", "people")
}

pub(crate) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(crate) async fn inventory(app: &App, _: Nothing) -> Result<catflap_inventory::Inventory, Problem> {
    let profile = app.profile()?;
    Ok(catflap_inventory::Inventory::clone(&access::pulled(app, &profile)?.inventory))
}

pub(crate) async fn people(app: &App, request: PeopleRequest) -> Result<PeoplePage, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let (rows, total, counts) = people.page(&Query {
        search: request.search,
        filter: request.filter,
        group: request.group,
        sort: request.sort,
        descending: request.descending,
        offset: request.offset as usize,
        limit: request.limit.min(LONGEST_PAGE) as usize,
    });
    let read_at = &people.pulled.read_at;
    Ok(PeoplePage {
        verdict: people.verdict.sentence.clone(),
        advice: people.verdict.detail.clone(),
        read_at: (!read_at.is_empty()).then(|| read_at.clone()),
        unread: people.pulled.unread.clone(),
        total: u32::try_from(total).unwrap_or(u32::MAX),
        counts,
        news: 0,
        alarm: None,
        next_at: None,
        rows: rows.into_iter().map(|row| PersonRow { person: row.clone(), news: None }).collect(),
    })
}

fn gone() -> Problem {
    Problem::new(
        ProblemCode::NotThere,
        "This person or group is not in what was read last.",
        "Read again: they may have been removed, or have another id now.",
    )
}

pub(crate) async fn person(app: &App, request: PersonRef) -> Result<PersonCard, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let state = people.state(&request.key).ok_or_else(gone)?;
    let user = people.user(state).map(|user| SyncedUser {
        id: user.id.clone(),
        user_name: user.user_name.clone(),
        display_name: user.display_name.clone(),
        email: user.email.clone(),
        active: user.active,
        external_id: user.external_id.clone(),
    });
    let ids = people.user(state).map(|user| user.groups.clone()).unwrap_or_default();
    let groups = people.pulled.inventory.groups.iter().filter(|group| ids.contains(&group.id));
    Ok(PersonCard {
        groups: groups.map(|group| group_row(&people, group)).collect(),
        chain: catflap_inventory::chain(
            &Sources {
                synced: &people.pulled.inventory,
                okta: people.pulled.okta.as_ref(),
                members: people.pulled.members.as_deref(),
                verified_domains: people.pulled.verified_domains.as_deref(),
                without_permission: None,
            },
            state,
            None,
        ),
        news: None,
        history: Vec::new(),
        access: access::row(&people, state),
        today: people.pulled.members.is_some().then(|| today(&people, state)),
        user,
        person: state.clone(),
    })
}

fn today(people: &People, state: &PersonState) -> String {
    let Some(today) = people.today(state) else { return "No ConfigCat account".to_owned() };
    let permissions = today.permissions.iter().map(|(product, group)| (product.as_str(), group.as_str()));
    let parts = access::in_words(today.organization_admin, today.billing_manager, permissions);
    if parts.is_empty() { "Nothing".to_owned() } else { parts.join(" · ") }
}

fn group_row(people: &People, group: &catflap_inventory::Group) -> GroupRow {
    let planned = people.planner.plan().groups.iter().find(|planned| planned.name == group.display_name);
    GroupRow {
        key: format!("scim:{}", group.id),
        id: Some(group.id.clone()),
        name: group.display_name.clone(),
        people: u32::try_from(group.members.len()).unwrap_or(u32::MAX),
        gives: planned.map(access::gives).unwrap_or_default(),
        state: State::Unknown,
        reason: String::new(),
    }
}

pub(crate) async fn groups(app: &App, request: GroupsRequest) -> Result<GroupsPage, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let page = people.groups.page(&GroupQuery {
        search: request.search,
        offset: request.offset as usize,
        limit: request.limit.min(LONGEST_PAGE) as usize,
        ..GroupQuery::default()
    });
    Ok(GroupsPage {
        total: u32::try_from(page.total).unwrap_or(u32::MAX),
        rows: page.rows.iter().map(|&at| group_row(&people, &people.pulled.inventory.groups[at as usize])).collect(),
    })
}

pub(crate) async fn group(app: &App, request: GroupRef) -> Result<GroupCard, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let id = request.key.strip_prefix("scim:").unwrap_or_default();
    let group = people.pulled.inventory.groups.iter().find(|group| group.id == id).ok_or_else(gone)?;
    let (members, _) = people.search("", Some(&group.display_name), 0, LONGEST_PAGE);
    Ok(GroupCard {
        group: group_row(&people, group),
        place: None,
        members: members.into_iter().cloned().collect(),
        missing: Vec::new(),
        extra: Vec::new(),
        okta_members_read: false,
    })
}

pub(crate) async fn seen(_: &App, _: Nothing) -> Result<Nothing, Problem> {
    Err(Problem::unknown_command("people_seen"))
}
