//! What was read of people and groups, and what follows from it for one plan.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use catflap_access::{
    Access, AccessTable, Effect, Effects, GuardFinding, GuardInput, Memberships, Plan, PlanError, PlanGroup, Planner,
    SyncedGroup, Today, WhatIf, compare, guards,
};
use catflap_inventory::{
    Filter, GroupIndex, Inventory, Member, OktaSide, PeopleIndex, PersonState, Query, Sources, Verdict, reconcile,
    verdict,
};
use serde::{Deserialize, Serialize};

use crate::wire::Product;

/// Everything that one reading brought. Kept in the database, so that people are there at the next start.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pulled {
    /// RFC 3339.
    pub read_at: String,
    pub inventory: Arc<Inventory>,
    pub okta: Option<OktaSide>,
    pub members: Option<Vec<Member>>,
    pub verified_domains: Option<Vec<String>>,
    pub products: Option<Vec<Product>>,
    /// What could not be read, in one sentence each.
    pub unread: Vec<String>,
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

/// What follows from a reading and a plan. Made once for both, then only asked.
pub(crate) struct People {
    pub pulled: Arc<Pulled>,
    pub states: Vec<PersonState>,
    pub index: PeopleIndex,
    pub groups: GroupIndex,
    pub verdict: Verdict,
    pub planner: Planner,
    pub guards: Vec<GuardFinding>,
    /// What starting would do to each person whom it can be started for: those who lose first, by name within a kind.
    /// Nobody while today can't be seen or nothing is planned.
    pub effects: Effects,
    /// Where each of them stands in `states`.
    effect_at: Vec<usize>,
    /// Whom the last search for synced people found: a list is asked for page by page.
    found: Mutex<Option<(String, Arc<[usize]>)>>,
    /// Made when somebody asks what an edit would do.
    what_if: OnceLock<Result<WhatIf, PlanError>>,
    table: AccessTable,
    group_names: HashMap<String, String>,
    user_at: HashMap<String, usize>,
    state_at: HashMap<String, usize>,
    member_at: HashMap<String, usize>,
}

impl People {
    /// `plan` must have passed [`Plan::check`].
    pub(crate) fn new(pulled: &Arc<Pulled>, planner: Planner) -> Self {
        let inventory: &Inventory = &pulled.inventory;
        let group_names: HashMap<String, String> =
            inventory.groups.iter().map(|group| (group.id.clone(), group.display_name.clone())).collect();
        let rows: Vec<Row<'_>> = inventory.users.iter().map(|user| Row { user, names: &group_names }).collect();
        let table = planner.compute_all(&rows);
        let gives = planner.plan().groups.iter().any(PlanGroup::gives_anything);
        let nothing: BTreeSet<String> = inventory
            .users
            .iter()
            .enumerate()
            .filter(|(at, _)| table.is_nothing(*at))
            .map(|(_, user)| user.id.clone())
            .collect();
        let sources = Sources {
            synced: inventory,
            okta: pulled.okta.as_ref(),
            members: pulled.members.as_deref(),
            verified_domains: pulled.verified_domains.as_deref(),
            // An empty plan is no plan yet: it would mark everybody.
            without_permission: gives.then_some(&nothing),
        };
        let states = reconcile(&sources);
        let members: &[Member] = pulled.members.as_deref().unwrap_or_default();
        let member_at = members.iter().enumerate().map(|(at, member)| (folded(&member.email), at)).collect();
        let mut people = Self {
            verdict: verdict(&states, &sources),
            index: PeopleIndex::new(&states),
            groups: GroupIndex::new(inventory),
            user_at: inventory.users.iter().enumerate().map(|(at, user)| (user.id.clone(), at)).collect(),
            state_at: states.iter().enumerate().map(|(at, state)| (state.key.clone(), at)).collect(),
            states,
            planner,
            guards: Vec::new(),
            effects: Effects::default(),
            effect_at: Vec::new(),
            found: Mutex::default(),
            what_if: OnceLock::new(),
            table,
            group_names,
            member_at,
            pulled: Arc::clone(pulled),
        };
        // Before anyone is synced or anything is planned, every guard would cry.
        if gives && !inventory.users.is_empty() {
            people.guards =
                people.with_guard_input(|rows, input| guards(&people.planner, &people.table, rows, input));
        }
        // A plan that gives nothing is no plan yet: it would take everything from everybody.
        if pulled.members.is_some() && gives {
            let effects = people.compare_all();
            people.effect_at = effects.iter().map(|(at, _)| *at).collect();
            people.effects = effects.into_iter().map(|(_, effect)| effect).collect();
        }
        people
    }

    /// In the order of [`Self::effects`].
    fn compare_all(&self) -> Vec<(usize, Effect)> {
        let states = self.states.iter().enumerate().filter(|(_, state)| startable(state));
        let mut effects: Vec<(usize, Effect)> = states
            .filter_map(|(at, state)| {
                let access = self.access(state)?;
                Some((at, compare(&access, &self.today(state).unwrap_or_default())))
            })
            .collect();
        effects.sort_by_cached_key(|(at, effect)| (effect.kind, self.states[*at].name.to_lowercase()));
        effects
    }

    /// Each effect with whom it is on.
    pub(crate) fn effects(&self) -> impl Iterator<Item = (&PersonState, &Effect)> {
        self.effect_at.iter().map(|&at| &self.states[at]).zip(&self.effects.people)
    }

    pub(crate) fn state(&self, key: &str) -> Option<&PersonState> {
        self.state_at.get(key).map(|&at| &self.states[at])
    }

    pub(crate) fn user(&self, state: &PersonState) -> Option<&catflap_inventory::User> {
        let at = self.user_at.get(state.user_id.as_ref()?)?;
        Some(&self.pulled.inventory.users[*at])
    }

    /// All synced users as the merge borrows them, in the order of the inventory.
    pub(crate) fn rows(&self) -> Vec<Row<'_>> {
        self.pulled.inventory.users.iter().map(|user| Row { user, names: &self.group_names }).collect()
    }

    /// All synced users with what the guards look at beside them and the plan.
    fn with_guard_input<T>(&self, act: impl FnOnce(&[Row<'_>], &GuardInput<'_>) -> T) -> T {
        let pulled = &self.pulled;
        let groups = pulled.inventory.groups.iter();
        let synced_groups: Vec<SyncedGroup> = groups
            .map(|group| SyncedGroup { name: group.display_name.clone(), people: group.members.len() })
            .collect();
        let states = || pulled.inventory.users.iter().map(|user| self.state(&format!("scim:{}", user.id)));
        let today: Vec<Option<Today>> = match pulled.members {
            Some(_) => states().map(|state| self.today(state?)).collect(),
            None => Vec::new(),
        };
        let startable: Vec<bool> = match pulled.verified_domains {
            Some(_) => states().map(|state| state.is_none_or(startable)).collect(),
            None => Vec::new(),
        };
        // No API tells which of ConfigCat's plans one is on, so no limit can be held against it.
        let input = GuardInput {
            synced_groups: &synced_groups,
            today: &today,
            startable: &startable,
            ..GuardInput::default()
        };
        act(&self.rows(), &input)
    }

    /// Tells what edits would do; made once for a reading and a plan.
    pub(crate) fn what_if(&self) -> Result<&WhatIf, PlanError> {
        let make = || self.with_guard_input(|rows, input| WhatIf::new(self.planner.plan().clone(), rows, input));
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

    /// What the plan gives a person; none when not synced.
    pub(crate) fn access(&self, state: &PersonState) -> Option<Access> {
        let at = *self.user_at.get(state.user_id.as_ref()?)?;
        let row = Row { user: &self.pulled.inventory.users[at], names: &self.group_names };
        Some(self.table.access(&self.planner, at, &row))
    }

    /// What a person may do today; none when there is no account or it can't be seen.
    pub(crate) fn today(&self, state: &PersonState) -> Option<Today> {
        let members = self.pulled.members.as_ref()?;
        let member = &members[*self.member_at.get(&folded(&state.email))?];
        Some(Today {
            organization_admin: member.organization_admin,
            billing_manager: member.billing_manager,
            permissions: member.permissions.iter().cloned().collect::<BTreeMap<_, _>>(),
        })
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
        let found: Arc<[usize]> = synced.filter_map(|state| self.state_at.get(&state.key).copied()).collect();
        *kept = Some((search.to_owned(), Arc::clone(&found)));
        found
    }
}

/// Provisioning can be started for somebody.
fn startable(state: &PersonState) -> bool {
    state.state != catflap_inventory::State::DomainUnverified
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

fn folded(email: &str) -> String {
    email.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use catflap_access::EffectKind;
    use catflap_inventory::{Group, User};

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
        assert_eq!((people.effects.counts.lose, people.effects.counts.gain), (1, 1));
        let (first, effect) = people.effects().next().unwrap();
        assert_eq!((first.email.as_str(), effect.kind), ("b@x.co", EffectKind::Lose));
    }

    #[test]
    fn without_members_nothing_is_claimed_about_today() {
        let people =
            People::new(&Arc::new(pulled()), planner(r#"{"groups":[{"name":"Owners","organization_admin":true}]}"#));
        assert_eq!(people.effects, Effects::default());
        assert!(people.today(&people.states[0]).is_none());
    }

    #[test]
    fn an_empty_plan_raises_no_guard() {
        assert!(People::new(&Arc::new(pulled()), planner(r#"{"groups":[{"name":"Owners"}]}"#)).guards.is_empty());
    }
}
