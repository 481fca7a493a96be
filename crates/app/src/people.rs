//! What was read of people and groups, and what follows from it for one plan.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

use catflap_access::{
    Access, AccessTable, Effect, EffectCounts, EffectKind, GuardFinding, GuardInput, Memberships, Plan, PlanError,
    PlanGroup, Planner, SyncedGroup, Today, WhatIf, compare, guards,
};
use catflap_inventory::{
    Chain, Filter, GroupIndex, GroupState, Inventory, Member, OktaSide, PeopleIndex, PersonState, Query, Sources,
    Verdict, chain, reconcile, reconcile_groups, verdict,
};
use catflap_store::{Store, StoreError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::news::News;
use crate::wire::Product;

/// Everything that one reading brought. Kept in the database, so that people are there at the next start.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Pulled {
    /// RFC 3339.
    pub read_at: String,
    pub inventory: Arc<Inventory>,
    /// Kept beside the rest, as the members are: each is as long as the inventory, and all are read at once.
    #[serde(skip_serializing)]
    pub okta: Option<OktaSide>,
    /// Names, by Okta's id, of those who are in a push group and not assigned: the side itself knows them by id alone.
    pub strangers: BTreeMap<String, String>,
    #[serde(skip_serializing)]
    pub members: Option<Vec<Member>>,
    pub verified_domains: Option<Vec<String>>,
    pub products: Option<Vec<Product>>,
    /// The e-mail address of whoever uses Catflap, as ConfigCat knows it.
    pub you: Option<String>,
    /// What could not be read, in one sentence each.
    pub unread: Vec<String>,
}

/// Names of what is kept beside the rest.
const OKTA: &str = "okta";
const MEMBERS: &str = "members";

impl Pulled {
    /// What was kept last; none before the first reading.
    pub(crate) fn kept(store: &Store, profile: Uuid) -> Result<Option<Self>, StoreError> {
        let (kept, okta, members) = thread::scope(|scope| {
            let okta = scope.spawn(|| store.inventory_part(profile, OKTA));
            let members = scope.spawn(|| store.inventory_part(profile, MEMBERS));
            (store.inventory::<Self>(profile), joined(okta), joined(members))
        });
        let (okta, members) = (okta?, members?);
        let Some((at, mut pulled)) = kept? else { return Ok(None) };
        // A part of another reading is none of this one.
        if let Some((_, okta)) = okta.filter(|(of, _)| *of == at) {
            pulled.okta = okta;
        }
        if let Some((_, members)) = members.filter(|(of, _)| *of == at) {
            pulled.members = members;
        }
        pulled.shrink();
        Ok(Some(pulled))
    }

    /// Gives back the room that lists took to grow in: with 100,000 people that is tens of MB.
    pub(crate) fn shrink(&mut self) {
        if let Some(inventory) = Arc::get_mut(&mut self.inventory) {
            inventory.users.shrink_to_fit();
            inventory.users.iter_mut().for_each(|user| user.groups.shrink_to_fit());
            inventory.groups.iter_mut().for_each(|group| group.members.shrink_to_fit());
        }
        if let Some(okta) = &mut self.okta {
            okta.people.shrink_to_fit();
            okta.people.iter_mut().for_each(|person| person.assigned_by.shrink_to_fit());
            okta.push_groups.iter_mut().filter_map(|group| group.members.as_mut()).for_each(Vec::shrink_to_fit);
        }
        if let Some(members) = &mut self.members {
            members.shrink_to_fit();
            for member in members {
                member.permissions.shrink_to_fit();
            }
        }
    }

    /// Keeps it in place of what was kept before.
    pub(crate) fn keep(&self, store: &Store, profile: Uuid, at: Timestamp) -> Result<(), StoreError> {
        store.put_inventory_part(profile, at, OKTA, &self.okta)?;
        store.put_inventory_part(profile, at, MEMBERS, &self.members)?;
        store.put_inventory(profile, at, self)
    }

    pub(crate) fn sources(&self) -> Sources<'_> {
        Sources {
            synced: &self.inventory,
            okta: self.okta.as_ref(),
            members: self.members.as_deref(),
            verified_domains: self.verified_domains.as_deref(),
            without_permission: None,
        }
    }
}

/// A synced user with the names of their groups, as the merge borrows it.
pub(crate) struct Row<'a> {
    user: &'a catflap_inventory::User,
    names: &'a HashMap<String, String>,
}

impl Memberships for Row<'_> {
    fn user_name(&self) -> &str {
        &self.user.user_name
    }

    fn is_active(&self) -> bool {
        self.user.active
    }

    fn group_names(&self) -> impl Iterator<Item = &str> {
        self.user.groups.iter().filter_map(|id| self.names.get(id).map(String::as_str))
    }
}

/// What follows from a reading and a plan. Made once for both, then only asked; what the list of people does not need is
/// reckoned when somebody asks first.
pub(crate) struct People {
    pub pulled: Arc<Pulled>,
    /// Synced users in their order, then everybody else.
    pub states: Vec<PersonState>,
    pub index: PeopleIndex,
    /// Synced groups in their order, then push groups that are not.
    pub group_states: Vec<GroupState>,
    pub groups: GroupIndex,
    pub verdict: Verdict,
    pub planner: Planner,
    /// Whether any group gives anything: an empty plan is no plan yet.
    pub planned: bool,
    guards: OnceLock<Vec<GuardFinding>>,
    effects: OnceLock<Started>,
    /// What is new, once somebody asked.
    pub news: Mutex<Option<Arc<News>>>,
    /// Whom the last search for synced people found: a list is asked for page by page.
    found: Mutex<Option<(String, Arc<[usize]>)>>,
    /// Made when somebody asks what an edit would do.
    what_if: OnceLock<Result<WhatIf, PlanError>>,
    table: AccessTable,
    group_names: HashMap<String, String>,
    /// Places in `states` by key, and of members by id.
    by_key: Vec<u32>,
    by_member_id: Vec<u32>,
}

/// What starting would do to whom it can be started for. Nobody while today can't be seen or nothing is planned.
#[derive(Debug, Default)]
struct Started {
    counts: EffectCounts,
    /// Those who lose first, by name within a kind: what, and the place in `states`.
    people: Vec<(EffectKind, u32)>,
}

impl People {
    /// `plan` must have passed [`Plan::check`].
    pub(crate) fn new(pulled: &Arc<Pulled>, planner: Planner) -> Self {
        let inventory: &Inventory = &pulled.inventory;
        let group_names: HashMap<String, String> =
            inventory.groups.iter().map(|group| (group.id.clone(), group.display_name.clone())).collect();
        let rows = || inventory.users.iter().map(|user| Row { user, names: &group_names });
        let table = planner.compute_all(rows());
        let gives = planner.plan().groups.iter().any(PlanGroup::gives_anything);
        let nothing: BTreeSet<String> = inventory
            .users
            .iter()
            .enumerate()
            .filter(|(at, _)| table.is_nothing(*at))
            .map(|(_, user)| user.id.clone())
            .collect();
        // Without a plan everybody would be marked.
        let sources = Sources { without_permission: gives.then_some(&nothing), ..pulled.sources() };
        let members: &[Member] = pulled.members.as_deref().unwrap_or_default();
        // Half a second with 100,000 people: what does not wait for the other goes beside it.
        let (states, index, by_key, group_states, groups) = thread::scope(|scope| {
            let groups = scope.spawn(|| {
                let states = named_group_states(pulled, &sources);
                let index = GroupIndex::new(&states);
                (states, index)
            });
            let states = reconcile(&sources);
            let (index, by_key) = thread::scope(|scope| {
                let index = scope.spawn(|| PeopleIndex::new(&states));
                let by_key = sorted(states.len(), |at| &states[at].key);
                (joined(index), by_key)
            });
            let (group_states, groups) = joined(groups);
            (states, index, by_key, group_states, groups)
        });
        Self {
            verdict: verdict(&states, &sources),
            index,
            groups,
            by_key,
            by_member_id: sorted(members.len(), |at| &members[at].id),
            states,
            group_states,
            planner,
            planned: gives,
            guards: OnceLock::new(),
            effects: OnceLock::new(),
            news: Mutex::default(),
            found: Mutex::default(),
            what_if: OnceLock::new(),
            table,
            group_names,
            pulled: Arc::clone(pulled),
        }
    }

    /// The synced users as the merge takes them, in their order.
    pub(crate) fn rows(&self) -> Vec<Row<'_>> {
        self.pulled.inventory.users.iter().map(|user| Row { user, names: &self.group_names }).collect()
    }

    /// What guards look at beside [`Self::rows`] and a plan.
    pub(crate) fn with_guard_input<T>(&self, act: impl FnOnce(&GuardInput<'_>) -> T) -> T {
        let groups = self.pulled.inventory.groups.iter();
        let synced_groups: Vec<SyncedGroup> =
            groups.map(|group| SyncedGroup { name: group.display_name.clone(), people: group.members.len() }).collect();
        let synced = &self.states[..self.pulled.inventory.users.len()];
        let seen = self.pulled.members.is_some();
        let today: Vec<Option<Today>> =
            if seen { synced.iter().map(|state| self.today(state)).collect() } else { Vec::new() };
        act(&GuardInput {
            synced_groups: &synced_groups,
            you: self.pulled.you.as_deref(),
            today: &today,
            // No API tells which of ConfigCat's plans one is on, so no limit can be held against it; nor which domains are
            // verified.
            ..GuardInput::default()
        })
    }

    /// Tells what edits would do; made once for a reading and a plan.
    pub(crate) fn what_if(&self) -> Result<&WhatIf, PlanError> {
        let make = || {
            let rows = self.rows();
            self.with_guard_input(|input| WhatIf::new(self.planner.plan().clone(), &rows, input))
        };
        self.what_if.get_or_init(make).as_ref().map_err(Clone::clone)
    }

    /// The `userName` that a person has, or that Okta will send for them.
    pub(crate) fn expected_user_name<'a>(&'a self, state: &'a PersonState) -> &'a str {
        let assigned = || {
            let id = state.okta_id.as_ref()?;
            let person = self.pulled.okta.as_ref()?.people.iter().find(|person| person.id == *id)?;
            person.user_name.as_deref()
        };
        state.user_name.as_deref().or_else(assigned).unwrap_or(&state.email)
    }

    /// Dangers of the plan, worst first.
    pub(crate) fn guards(&self) -> &[GuardFinding] {
        self.guards.get_or_init(|| {
            // Before anyone is synced or anything is planned, every guard would cry.
            let nothing_yet = !self.planned || self.pulled.inventory.users.is_empty();
            if nothing_yet { Vec::new() } else { self.guard_findings() }
        })
    }

    /// What the guards find, though nothing should be planned yet.
    pub(crate) fn guard_findings(&self) -> Vec<GuardFinding> {
        self.with_guard_input(|input| guards(&self.planner, &self.table, &self.rows(), input))
    }

    /// How many would gain what by starting, and how many would lose.
    pub(crate) fn effect_counts(&self) -> EffectCounts {
        self.started().counts
    }

    fn started(&self) -> &Started {
        self.effects.get_or_init(|| self.start())
    }

    fn start(&self) -> Started {
        let mut started = Started::default();
        if !self.tells_effects() {
            return started;
        }
        let synced = self.pulled.inventory.users.len();
        for (at, state) in (0u32..).zip(&self.states[..synced]) {
            let Some(effect) = self.effect(state) else { continue };
            match effect.kind {
                EffectKind::Gain => started.counts.gain += 1,
                EffectKind::Lose => started.counts.lose += 1,
                EffectKind::Change => started.counts.change += 1,
                EffectKind::Unchanged => started.counts.unchanged += 1,
                EffectKind::Nothing => started.counts.nothing += 1,
            }
            started.people.push((effect.kind, at));
        }
        started.people.sort_by_cached_key(|&(kind, at)| (kind, self.states[at as usize].name.to_lowercase()));
        started
    }

    /// Whether what starting would do can be told. A plan that gives nothing is no plan yet: it would take everything from
    /// everybody.
    pub(crate) fn tells_effects(&self) -> bool {
        self.pulled.members.is_some() && self.planned
    }

    /// Where those stand in `states` whom starting would do this to.
    pub(crate) fn of_kind(&self, kind: EffectKind) -> HashSet<usize> {
        let people = self.started().people.iter().filter(|(of, _)| *of == kind);
        people.map(|&(_, at)| at as usize).collect()
    }

    /// What starting would do to somebody; none where it can't be told, or started.
    pub(crate) fn effect(&self, state: &PersonState) -> Option<Effect> {
        if !self.tells_effects() || state.state == catflap_inventory::State::DomainUnverified {
            return None;
        }
        Some(compare(&self.access(state)?, &self.today(state).unwrap_or_default()))
    }

    /// Each effect with whom it is on, those who lose first.
    pub(crate) fn effects(&self) -> impl Iterator<Item = (&PersonState, Effect)> {
        let people = self.started().people.iter().map(|&(_, at)| &self.states[at as usize]);
        people.filter_map(|state| Some((state, self.effect(state)?)))
    }

    /// Where somebody stands in `states`.
    pub(crate) fn at(&self, key: &str) -> Option<usize> {
        let found = self.by_key.binary_search_by(|&at| self.states[at as usize].key.as_str().cmp(key)).ok()?;
        Some(self.by_key[found] as usize)
    }

    pub(crate) fn state(&self, key: &str) -> Option<&PersonState> {
        self.at(key).map(|at| &self.states[at])
    }

    pub(crate) fn group(&self, key: &str) -> Option<&GroupState> {
        self.group_states.iter().find(|group| group.key == key)
    }

    pub(crate) fn user(&self, state: &PersonState) -> Option<&catflap_inventory::User> {
        // The synced users stand first, in their order.
        self.pulled.inventory.users.get(self.at(&state.key)?)
    }

    /// What the plan gives a person; none when not synced.
    pub(crate) fn access(&self, state: &PersonState) -> Option<Access> {
        let at = self.at(&state.key)?;
        let row = Row { user: self.pulled.inventory.users.get(at)?, names: &self.group_names };
        Some(self.table.access(&self.planner, at, &row))
    }

    /// What a person may do today; none when there is no account or it can't be seen.
    pub(crate) fn today(&self, state: &PersonState) -> Option<Today> {
        let members = self.pulled.members.as_ref()?;
        let id = state.member_id.as_deref()?;
        let found = self.by_member_id.binary_search_by(|&at| members[at as usize].id.as_str().cmp(id)).ok()?;
        let member = &members[self.by_member_id[found] as usize];
        Some(Today {
            organization_admin: member.organization_admin,
            billing_manager: member.billing_manager,
            permissions: member.permissions.iter().cloned().collect(),
        })
    }

    /// Why somebody gets in, or not.
    pub(crate) fn chain(&self, state: &PersonState) -> Chain {
        let given = self.access(state).filter(|_| self.planned).map(|access| given(&access));
        chain(&self.pulled.sources(), state, given.as_deref())
    }

    pub(crate) fn page(&self, query: &Query) -> (Vec<&PersonState>, usize, catflap_inventory::Counts) {
        let page = self.index.page(query);
        (page.rows.iter().map(|&at| &self.states[at as usize]).collect(), page.total, page.counts)
    }

    /// People by name, for lists that are not the main one.
    pub(crate) fn search(
        &self,
        search: &str,
        group: Option<&str>,
        offset: u32,
        limit: u32,
    ) -> (Vec<&PersonState>, usize) {
        let (rows, total, _) = self.page(&Query {
            search: search.to_owned(),
            filter: Filter::All,
            group: group.map(str::to_owned),
            sort: catflap_inventory::Sort::Name,
            descending: false,
            offset: offset as usize,
            limit: limit as usize,
        });
        (rows, total)
    }

    /// Synced people whom a search finds, by name.
    pub(crate) fn synced(&self, search: &str) -> Arc<[usize]> {
        let mut kept = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, found)) = &*kept
            && of == search
        {
            return Arc::clone(found);
        }
        let (states, _) = self.search(search, None, 0, u32::MAX);
        let synced = states.iter().filter(|state| state.user_id.is_some());
        let found: Arc<[usize]> = synced.filter_map(|state| self.at(&state.key)).collect();
        *kept = Some((search.to_owned(), Arc::clone(&found)));
        found
    }
}

/// Push groups and synced groups, those who are not assigned by their names.
fn named_group_states(pulled: &Pulled, sources: &Sources<'_>) -> Vec<GroupState> {
    let mut states = reconcile_groups(sources);
    for missing in states.iter_mut().flat_map(|group| &mut group.missing) {
        if let Some(name) = missing.okta_id.as_ref().and_then(|id| pulled.strangers.get(id)) {
            missing.name.clone_from(name);
        }
    }
    states
}

/// What the plan gives, a phrase for each role and product with the group that it comes from.
fn given(access: &Access) -> Vec<String> {
    let roles = [("Organization Admin", &access.admin_from), ("Billing Manager", &access.billing_from)];
    let roles = roles.into_iter().filter_map(|(role, from)| Some(format!("{role} by “{}”", from.first()?)));
    let grants = access.permissions.iter();
    let grants =
        grants.map(|grant| format!("{} / {} by “{}”", grant.product, grant.permission_group, grant.from_group));
    roles.chain(grants).collect()
}

/// What a thread came to. One that panics takes this one with it.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Places in the order of their keys, to be searched by halves.
fn sorted<'a>(len: usize, key: impl Fn(usize) -> &'a str) -> Vec<u32> {
    let mut places: Vec<u32> = (0..u32::try_from(len).unwrap_or(u32::MAX)).collect();
    places.sort_by(|&a, &b| key(a as usize).cmp(key(b as usize)));
    places
}

/// The plan as the window shows it: what is kept, and behind it the synced groups that it does not name yet.
pub(crate) fn with_synced_groups(mut plan: Plan, inventory: &Inventory) -> Plan {
    let named: BTreeSet<String> = plan.groups.iter().map(|group| group.name.clone()).collect();
    let mut seen = named;
    for group in &inventory.groups {
        if !group.display_name.trim().is_empty() && seen.insert(group.display_name.clone()) {
            plan.groups.push(PlanGroup { name: group.display_name.clone(), ..PlanGroup::default() });
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use catflap_access::Guard;
    use catflap_inventory::{Group, PushGroup, User};

    fn user(id: &str, email: &str) -> User {
        User {
            id: id.into(),
            user_name: email.into(),
            display_name: None,
            email: Some(email.into()),
            active: true,
            external_id: None,
            groups: vec![],
        }
    }

    fn pulled() -> Pulled {
        let groups = vec![
            Group { id: "g1".into(), display_name: "Owners".into(), members: vec!["u1".into()] },
            Group { id: "g2".into(), display_name: "Readers".into(), members: vec!["u1".into(), "u2".into()] },
        ];
        let (inventory, _) = Inventory::link(vec![user("u1", "a@x.co"), user("u2", "b@x.co")], groups);
        Pulled { inventory: Arc::new(inventory), ..Pulled::default() }
    }

    fn planner(json: &str) -> Planner {
        Planner::new(Plan::from_json(json).unwrap()).unwrap()
    }

    #[test]
    fn synced_groups_that_the_plan_does_not_name_stand_behind_it_once() {
        let plan = Plan::from_json(r#"{"groups":[{"name":"Readers","permissions":{"P":"R"}}]}"#).unwrap();
        let plan = with_synced_groups(plan, &pulled().inventory);
        let names: Vec<&str> = plan.groups.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(names, ["Readers", "Owners"]);
        assert_eq!(with_synced_groups(plan.clone(), &pulled().inventory), plan, "doing it again changes nothing");
    }

    #[test]
    fn who_loses_what_they_have_today_is_counted_and_comes_first() {
        let mut pulled = pulled();
        pulled.members = Some(vec![Member {
            id: "m".into(),
            email: "B@x.co ".into(),
            organization_admin: true,
            ..Member::default()
        }]);
        let plan =
            r#"{"groups":[{"name":"Owners","organization_admin":true},{"name":"Readers","permissions":{"P":"R"}}]}"#;
        let people = People::new(&Arc::new(pulled), planner(plan));
        assert_eq!((people.effect_counts().lose, people.effect_counts().gain), (1, 1));
        let (first, effect) = people.effects().next().unwrap();
        assert_eq!((first.email.as_str(), effect.kind), ("b@x.co", EffectKind::Lose));
    }

    #[test]
    fn the_chain_names_the_group_that_each_permission_comes_from_and_nothing_without_a_plan() {
        let of = |plan: &str| {
            let people = People::new(&Arc::new(pulled()), planner(plan));
            people.chain(people.state("scim:u1").unwrap()).links[6].clone()
        };
        let plan =
            r#"{"groups":[{"name":"Owners","billing_manager":true},{"name":"Readers","permissions":{"P":"R"}}]}"#;
        assert_eq!(of(plan).proof, "The plan gives Billing Manager by “Owners”, P / R by “Readers”.");
        assert_eq!(of(r#"{"groups":[{"name":"Owners"}]}"#).state, catflap_inventory::LinkState::Unseen);
    }

    #[test]
    fn guards_know_who_uses_catflap_and_what_people_may_today() {
        let mut pulled = pulled();
        let admin = |id: &str, email: &str| Member {
            id: id.into(),
            email: email.into(),
            organization_admin: true,
            ..Member::default()
        };
        pulled.members = Some(vec![admin("m1", "a@x.co"), admin("m2", "b@x.co")]);
        pulled.you = Some("B@x.co".into());
        let plan = r#"{"groups":[{"name":"Owners","organization_admin":true}]}"#;
        let people = People::new(&Arc::new(pulled), planner(plan));
        let has = |wanted: &dyn Fn(&Guard) -> bool| people.guards().iter().any(|finding| wanted(&finding.guard));
        assert!(has(&|guard| matches!(guard, Guard::YouLoseOrganizationAdmin { seen_today: true, .. })));
        assert!(has(&|guard| matches!(guard, Guard::LeftWithNothing { count: 1, .. })), "{:?}", people.guards());
    }

    #[test]
    fn a_reading_comes_back_as_it_was_kept_and_takes_no_part_of_another() {
        let (store, id) = (Store::in_memory().unwrap(), Uuid::from_u128(1));
        let at = |second| Timestamp::from_second(second).unwrap();
        let kind = catflap_store::ProfileKind::Real;
        store.add_profile(&catflap_store::Profile { id, name: "W".into(), kind, created_at: at(0) }).unwrap();
        assert_eq!(Pulled::kept(&store, id).unwrap(), None);
        let members = Some(vec![Member { id: "m".into(), email: "a@x.co".into(), ..Member::default() }]);
        let pulled = Pulled { okta: Some(OktaSide::default()), members, you: Some("a@x.co".into()), ..pulled() };
        pulled.keep(&store, id, at(1)).unwrap();
        assert_eq!(Pulled::kept(&store, id).unwrap(), Some(pulled.clone()));
        // As if the program had ended between the two.
        store.put_inventory_part(id, at(2), MEMBERS, &Some(Vec::<Member>::new())).unwrap();
        assert_eq!(Pulled::kept(&store, id).unwrap(), Some(Pulled { members: None, ..pulled }));
    }

    #[test]
    fn a_push_group_that_is_not_synced_is_a_group_too() {
        let mut pulled = pulled();
        let push = |id: &str, name: &str| PushGroup {
            source_group_id: id.into(),
            name: name.into(),
            status: "ACTIVE".into(),
            ..PushGroup::default()
        };
        pulled.okta =
            Some(OktaSide { push_groups: vec![push("00g1", "Owners"), push("00g9", "New")], ..OktaSide::default() });
        let people = People::new(&Arc::new(pulled), planner(r#"{"groups":[]}"#));
        assert_eq!(people.group_states.len(), 3);
        assert_eq!(people.group("okta:00g9").unwrap().state, catflap_inventory::State::Waiting);
        assert_eq!(people.group("scim:g1").unwrap().okta_id.as_deref(), Some("00g1"));
    }

    #[test]
    fn without_members_nothing_is_claimed_about_today() {
        let people =
            People::new(&Arc::new(pulled()), planner(r#"{"groups":[{"name":"Owners","organization_admin":true}]}"#));
        assert_eq!(people.effect_counts(), EffectCounts::default());
        assert!(people.effects().next().is_none());
        assert!(people.today(&people.states[0]).is_none());
    }

    #[test]
    fn an_empty_plan_raises_no_guard() {
        assert!(People::new(&Arc::new(pulled()), planner(r#"{"groups":[{"name":"Owners"}]}"#)).guards().is_empty());
    }
}
