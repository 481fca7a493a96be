//! Synced users and groups, beside what Okta and ConfigCat say of them.

use std::sync::{Arc, Mutex, PoisonError};

use catflap_guide::{SyncedSoFar, read_synced};
use catflap_inventory::{GroupQuery, PersonState, Query, Sight, State};
use catflap_scim::ClientError;
use catflap_store::Which;
use tokio_util::sync::CancellationToken;

use super::access::{self, LONGEST_PAGE};
use super::connections;
use crate::clients;
use crate::core::{App, text_of};
use crate::jobs::Kind;
use crate::people::{People, Pulled};
use crate::profile::Profile;
use crate::wire::{
    Event, GroupCard, GroupRef, GroupRow, GroupsPage, GroupsRequest, JobRef, Link, LinkMark, Nothing, PeoplePage,
    PeopleRequest, PersonCard, PersonRef, Problem, ProblemCode, PullProgress, SyncedUser,
};
use crate::{problems, reading};

pub(crate) async fn start(app: &App, _: Nothing) -> Result<JobRef, Problem> {
    let profile = app.profile()?;
    // What can be known before the job begins is told at once, where the click was.
    clients::scim_target(app, &profile).await?;
    let (job, cancel) = app.0.jobs.begin(Kind::Pull)?;
    let app = app.clone();
    tokio::spawn(async move {
        let outcome = tokio::select! {
            outcome = pull(&app, &profile, job, &cancel) => outcome,
            () = cancel.cancelled() => Err(Problem::cancelled()),
        };
        app.0.jobs.end(job);
        if !app.is_open(&profile) {
            return;
        }
        let problem = outcome.err();
        let cancelled = problem.as_ref().is_some_and(|problem| problem.code == ProblemCode::Cancelled);
        app.tell(Event::PullEnded { job: job.job, problem: problem.filter(|_| !cancelled), cancelled });
        if let Ok(connections) = connections::all(&app, &profile).await {
            app.tell(Event::Connections { connections: Box::new(connections) });
        }
    });
    Ok(job)
}

/// Reads every connection that is set. What Okta or ConfigCat refuse is told and leaves the rest as it is.
async fn pull(app: &App, profile: &Profile, job: JobRef, cancel: &CancellationToken) -> Result<(), Problem> {
    let scim = clients::scim_client(app, profile, Some(job)).await?;
    let told = Mutex::new(PullProgress::default());
    let tell = |change: &dyn Fn(&mut PullProgress)| {
        let mut progress = told.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut progress);
        app.tell(Event::Pull { job: job.job, progress: *progress });
    };
    let at = app.now();
    let synced = async {
        let read = read_synced(&scim, cancel, |so_far| {
            tell(&|progress| match so_far {
                SyncedSoFar::Users(so_far) => {
                    progress.users = small(so_far.read);
                    progress.users_total = so_far.total.map(small);
                }
                SyncedSoFar::Groups(so_far) => {
                    progress.groups = small(so_far.read);
                    progress.groups_total = so_far.total.map(small);
                }
            });
        });
        let read = read.await;
        let read = read.map_err(|error| match error {
            ClientError::Cancelled => Problem::cancelled(),
            other => problems::scim(&other),
        });
        profile.state().answered(Which::Scim, read.as_ref().map(|_| ()).map_err(Clone::clone));
        read
    };
    let okta = async {
        let Some((okta, id)) = clients::okta_with_app(app, profile, Some(job)).await? else { return Ok(None) };
        let count = |read: usize| tell(&|progress| progress.okta = Some(small(read as u64)));
        reading::okta_side(&okta, &id, at, count).await.map(Some)
    };
    let members = async {
        let Some(client) = clients::configcat_if_set(app, profile, Some(job)).await? else { return Ok(None) };
        reading::members(&client).await.map(Some)
    };
    let (synced, okta, members): (_, Result<_, Problem>, Result<_, Problem>) = tokio::join!(synced, okta, members);
    let (inventory, mut unread) = synced?;
    let okta = match okta {
        Ok(None) => {
            if clients::is_set(app, profile, Which::Okta)? {
                unread.push(
                    "Who is assigned can’t be seen: no application in Okta looks like ConfigCat yet, or several do. \
                     Choose it in Settings."
                        .to_owned(),
                );
            }
            None
        }
        Ok(Some((side, missing))) => {
            unread.extend(missing);
            Some(side)
        }
        Err(problem) => {
            unread.push(format!("Okta’s side can’t be seen: {} {}", problem.message, problem.remedy));
            None
        }
    };
    let (members, products) = match members {
        Ok(None) => (None, None),
        Ok(Some((members, products))) => (Some(members), Some(products)),
        Err(problem) => {
            unread.push(format!("ConfigCat’s members can’t be seen: {} {}", problem.message, problem.remedy));
            (None, None)
        }
    };
    let pulled = Pulled {
        read_at: text_of(at),
        inventory: Arc::new(inventory),
        okta,
        members,
        // No API tells which domains are verified.
        verified_domains: None,
        products,
        unread,
    };
    // What is open is at hand anyway; a database in memory would only hold it once more.
    if app.is_lasting() {
        app.store(|store| store.put_inventory(profile.id, at, &pulled))?;
    }
    let text = format!(
        "{} and {} were read.",
        how_many(pulled.inventory.users.len()),
        plural(pulled.inventory.groups.len(), "group", "groups")
    );
    app.note(profile, "people", &text);
    let mut state = profile.state();
    state.pulled = Some(Arc::new(pulled));
    // Put together when somebody asks: the shell wants no more than what was read.
    state.people = None;
    Ok(())
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(crate) fn how_many(people: usize) -> String {
    plural(people, "person", "people")
}

fn plural(count: usize, one: &str, many: &str) -> String {
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
        rows: rows.into_iter().cloned().collect(),
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
        chain: chain(&people, state),
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

/// How a person gets in, link by link: assigned, pushed, synced, permitted.
fn chain(people: &People, state: &PersonState) -> Vec<Link> {
    let link = |label: &str, text: String, mark| Link { label: label.to_owned(), text, mark };
    let list = |names: &[String], none: &str| if names.is_empty() { none.to_owned() } else { names.join(" · ") };
    let okta = people.pulled.okta.as_ref();
    let person = okta.zip(state.okta_id.as_ref()).and_then(|(side, id)| side.people.iter().find(|p| p.id == *id));
    let mut links = Vec::new();
    match (okta, person) {
        (None, _) => links.push(link("Assigned by", "Can’t be seen without Okta’s side".to_owned(), LinkMark::Unseen)),
        // Somebody whom provisioning does not manage is nobody's mistake.
        (Some(_), None) if state.state == State::NotManaged => {
            links.push(link("Assigned by", "Not assigned in Okta".to_owned(), LinkMark::Warn));
        }
        (Some(_), None) => links.push(link("Assigned by", "Not assigned in Okta".to_owned(), LinkMark::Bad)),
        (Some(side), Some(person)) => {
            links.push(link("Assigned by", list(&person.assigned_by, "Themselves, by no group"), LinkMark::Ok));
            let pushed: Vec<String> = side
                .push_groups
                .iter()
                .filter(|group| group.members.as_ref().is_some_and(|members| members.contains(&person.id)))
                .map(|group| group.name.clone())
                .collect();
            let failed = state.state == State::Failed;
            let mark = if failed {
                LinkMark::Bad
            } else if pushed.is_empty() {
                LinkMark::Warn
            } else {
                LinkMark::Ok
            };
            links.push(link("Pushed with", list(&pushed, "No push group"), mark));
        }
    }
    let (text, mark) = match state.synced {
        Sight::There => (
            list(&state.groups, "Synced, in no group"),
            if state.groups.is_empty() { LinkMark::Warn } else { LinkMark::Ok },
        ),
        Sight::Differs => (list(&state.groups, "Synced, with a difference"), LinkMark::Warn),
        Sight::Failed => ("Failed".to_owned(), LinkMark::Bad),
        Sight::NotThere if state.state == State::NotManaged => ("Not synced".to_owned(), LinkMark::Warn),
        Sight::NotThere => ("Not synced".to_owned(), LinkMark::Bad),
        Sight::Unseen => ("Can’t be seen".to_owned(), LinkMark::Unseen),
    };
    links.push(link("Synced as", text, mark));
    if let Some(row) = access::row(people, state) {
        let mark = if row.words.is_empty() { LinkMark::Warn } else { LinkMark::Ok };
        links.push(link("Permission", list(&row.words, "Nothing in this plan"), mark));
    }
    links
}

fn group_row(people: &People, group: &catflap_inventory::Group) -> GroupRow {
    let planned = people.planner.plan().groups.iter().find(|planned| planned.name == group.display_name);
    GroupRow {
        id: group.id.clone(),
        name: group.display_name.clone(),
        people: u32::try_from(group.members.len()).unwrap_or(u32::MAX),
        gives: planned.map(access::gives).unwrap_or_default(),
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
    let group = people.pulled.inventory.groups.iter().find(|group| group.id == request.id).ok_or_else(gone)?;
    let (members, _) = people.search("", Some(&group.display_name), 0, LONGEST_PAGE);
    Ok(GroupCard { group: group_row(&people, group), members: members.into_iter().cloned().collect() })
}
