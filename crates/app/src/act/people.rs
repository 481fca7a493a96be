//! Synced users and groups, beside what Okta and ConfigCat say of them.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use catflap_inventory::{GroupQuery, GroupState, PersonState, Query};

use super::access::{self, LONGEST_PAGE};
use super::history;
use crate::core::{App, text_of};
use crate::live;
use crate::news::{News, Seen};
use crate::people::People;
use crate::profile::Profile;
use crate::wire::{
    GroupCard, GroupRef, GroupRow, GroupsPage, GroupsRequest, Nothing, PeoplePage, PeopleRequest, PersonCard,
    PersonRef, PersonRow, Problem, ProblemCode, SyncedUser, count,
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
    let news = news(app, &profile, &people)?;
    let query = Query {
        search: request.search,
        filter: request.filter,
        group: request.group,
        sort: request.sort,
        descending: request.descending,
        offset: request.offset as usize,
        limit: request.limit.min(LONGEST_PAGE) as usize,
    };
    let (page, marked) = people.index.page_marked(&query, &news.at, request.news);
    let read_at = &people.pulled.read_at;
    let row = |at: u32| {
        let at = at as usize;
        PersonRow { person: people.states[at].clone(), news: news.of(at).map(str::to_owned) }
    };
    Ok(PeoplePage {
        verdict: people.verdict.sentence.clone(),
        advice: people.verdict.detail.clone(),
        read_at: (!read_at.is_empty()).then(|| read_at.clone()),
        unread: people.pulled.unread.clone(),
        total: count(page.total),
        counts: page.counts,
        news: count(marked),
        alarm: history::alarm_of(app, &profile)?,
        next_at: live::next_at(app, &profile)?.map(text_of),
        rows: page.rows.into_iter().map(row).collect(),
    })
}

/// What is new since people were looked at; nothing before they were read for the first time.
fn news(app: &App, profile: &Profile, people: &People) -> Result<Arc<News>, Problem> {
    let mut known = people.news.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(news) = &*known {
        return Ok(Arc::clone(news));
    }
    let seen = app.store(|store| store.seen(profile.id))?.and_then(|bytes| Seen::from_bytes(&bytes));
    let news = Arc::new(seen.map(|seen| seen.news(&people.states)).unwrap_or_default());
    *known = Some(Arc::clone(&news));
    Ok(news)
}

fn keep_seen(app: &App, profile: &Profile, people: &People) -> Result<(), Problem> {
    let seen = Seen::of(&people.states, people.pulled.okta.is_some(), people.pulled.members.is_some());
    app.store(|store| store.put_seen(profile.id, &seen.to_bytes()))?;
    *people.news.lock().unwrap_or_else(PoisonError::into_inner) = None;
    Ok(())
}

/// The first reading marks nobody: what is new is told from there on.
pub(super) fn seen_at_first(app: &App, profile: &Profile) -> Result<(), Problem> {
    if app.store(|store| store.seen(profile.id))?.is_some() {
        return Ok(());
    }
    keep_seen(app, profile, &*access::people(app, profile)?)
}

pub(crate) async fn seen(app: &App, _: Nothing) -> Result<Nothing, Problem> {
    let profile = app.profile()?;
    keep_seen(app, &profile, &*access::people(app, &profile)?)?;
    Ok(Nothing {})
}

pub(super) fn gone() -> Problem {
    Problem::new(
        ProblemCode::NotThere,
        "This person or group is not in what was read last.",
        "Read again: they may have been removed, or have another id now.",
    )
}

pub(crate) async fn person(app: &App, request: PersonRef) -> Result<PersonCard, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let at = people.at(&request.key).ok_or_else(gone)?;
    let state = &people.states[at];
    let user = people.user(state).map(|user| SyncedUser {
        id: user.id.clone(),
        user_name: user.user_name.clone(),
        display_name: user.display_name.clone(),
        email: user.email.clone(),
        active: user.active,
        external_id: user.external_id.clone(),
    });
    let ids: HashSet<&str> = people.user(state).into_iter().flat_map(|user| &user.groups).map(String::as_str).collect();
    let groups = people.group_states.iter();
    let groups = groups.filter(|group| group.group_id.as_deref().is_some_and(|id| ids.contains(id)));
    Ok(PersonCard {
        groups: groups.map(|group| group_row(&people, group)).collect(),
        chain: people.chain(state),
        news: news(app, &profile, &people)?.of(at).map(str::to_owned),
        history: match &state.user_id {
            Some(id) => history::of_person(app, &profile, id)?,
            None => Vec::new(),
        },
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

fn group_row(people: &People, group: &GroupState) -> GroupRow {
    let planned = people.planner.plan().groups.iter().find(|planned| planned.name == group.name);
    GroupRow {
        key: group.key.clone(),
        id: group.group_id.clone(),
        name: group.name.clone(),
        people: count(group.members),
        gives: planned.map(access::gives).unwrap_or_default(),
        state: group.state,
        reason: group.reason.clone(),
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
        total: count(page.total),
        rows: page.rows.iter().map(|&at| group_row(&people, &people.group_states[at as usize])).collect(),
    })
}

pub(crate) async fn group(app: &App, request: GroupRef) -> Result<GroupCard, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let state = people.group(&request.key).ok_or_else(gone)?;
    let place = people.planner.plan().groups.iter().position(|planned| planned.name == state.name);
    let synced = people.pulled.inventory.groups.iter().find(|group| Some(&group.id) == state.group_id.as_ref());
    // The search knows groups by name, and two may share one.
    let ids: HashSet<&str> = synced.into_iter().flat_map(|group| &group.members).map(String::as_str).collect();
    let (named, _) = people.search("", Some(&state.name), 0, u32::MAX);
    let members = named.into_iter().filter(|person| person.user_id.as_deref().is_some_and(|id| ids.contains(id)));
    let pushed = people.pulled.okta.iter().flat_map(|side| &side.push_groups);
    let mut pushed = pushed.filter(|push| Some(&push.source_group_id) == state.okta_id.as_ref());
    Ok(GroupCard {
        group: group_row(&people, state),
        place: place.map(|at| count(at + 1)),
        members: members.take(LONGEST_PAGE as usize).cloned().collect(),
        missing: state.missing.clone(),
        extra: state.extra.clone(),
        okta_members_read: pushed.any(|push| push.members.is_some()),
    })
}
