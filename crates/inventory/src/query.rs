//! A table's question and its answer: matching rows, a page at a time.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt as _};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fold::sorting;
use crate::index::{Index, Rows, Texts};
use crate::state::{GroupState, PersonState, State};

/// Which people to list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Filter {
    /// Everybody.
    #[default]
    All,
    /// Those an administrator should look at.
    NeedsLook,
    /// Those in one state.
    State {
        /// The state.
        state: State,
    },
}

/// What people are sorted by; ties by name, then by the order of reading.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// What needs a look first.
    #[default]
    State,
    /// By name.
    Name,
    /// By e-mail address.
    Email,
    /// By number of groups.
    Groups,
}

/// A question of the table of people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Query {
    /// Words that must all stand in name, e-mail address, user name, an id or a group's name; capitals do not count.
    pub search: String,
    /// Which of the found people.
    pub filter: Filter,
    /// Only members of the group with this display name.
    pub group: Option<String>,
    /// By what.
    pub sort: Sort,
    /// Backwards.
    pub descending: bool,
    /// How many rows to skip.
    pub offset: usize,
    /// How many rows to give at most.
    pub limit: usize,
}

/// How many of the found people each filter would show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counts {
    /// Everybody.
    pub all: usize,
    /// Those an administrator should look at.
    pub needs_look: usize,
    /// The states that occur, in their order.
    pub states: Vec<StateCount>,
}

/// How many people are in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StateCount {
    /// The state.
    pub state: State,
    /// How many.
    pub count: usize,
}

impl Counts {
    pub(crate) fn of(states: impl Iterator<Item = State>) -> Self {
        let mut count = [0usize; State::ALL.len()];
        for state in states {
            count[state as usize] += 1;
        }
        Self {
            all: count.iter().sum(),
            needs_look: State::ALL
                .iter()
                .filter(|state| state.needs_a_look())
                .map(|&state| count[state as usize])
                .sum(),
            states: State::ALL
                .iter()
                .map(|&state| StateCount { state, count: count[state as usize] })
                .filter(|entry| entry.count > 0)
                .collect(),
        }
    }

    /// How many are in `state`.
    pub fn of_state(&self, state: State) -> usize {
        self.states.iter().find(|entry| entry.state == state).map_or(0, |entry| entry.count)
    }
}

/// The rows of one page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Page {
    /// Places in the list that was indexed.
    pub rows: Vec<u32>,
    /// How many rows match, over all pages.
    pub total: usize,
    /// How many of those that match the search each filter would show (people only).
    pub counts: Counts,
}

/// Which of a row's texts is the name.
const NAME: usize = 0;
/// Which is the e-mail address.
const EMAIL: usize = 1;

/// People, ready to be searched, filtered, sorted. Built once a reading; each order is made when first asked for.
#[derive(Debug)]
pub struct PeopleIndex {
    index: Index,
    states: Vec<State>,
    group_counts: Vec<u32>,
    members_of: HashMap<String, Vec<u32>>,
    orders: [OnceLock<Vec<u32>>; 4],
}

impl PeopleIndex {
    /// Indexes people; rows are places in `people`.
    pub fn new(people: &[PersonState]) -> Self {
        let mut rows = Texts::default();
        let mut members_of: HashMap<String, Vec<u32>> = HashMap::new();
        for (at, person) in (0u32..).zip(people) {
            let ids = [&person.user_name, &person.user_id, &person.okta_id, &person.member_id];
            // In the order of NAME and EMAIL.
            rows.push(
                [person.name.as_str(), person.email.as_str()]
                    .into_iter()
                    .chain(ids.into_iter().filter_map(Option::as_deref)),
            );
            for group in &person.groups {
                match members_of.get_mut(group) {
                    Some(members) => members.push(at),
                    None => drop(members_of.insert(group.clone(), vec![at])),
                }
            }
        }
        let mut groups = Texts::default();
        let mut rows_of_group = Vec::with_capacity(members_of.len());
        for (name, members) in &members_of {
            groups.push([name.as_str()]);
            rows_of_group.push(members.clone());
        }
        Self {
            index: Index::new(rows, groups, rows_of_group),
            states: people.iter().map(|person| person.state).collect(),
            group_counts: people.iter().map(|person| u32::try_from(person.groups.len()).unwrap_or(u32::MAX)).collect(),
            members_of,
            orders: Default::default(),
        }
    }

    /// Answers a question.
    pub fn page(&self, query: &Query) -> Page {
        self.page_marked(query, &[], false).0
    }

    /// Answers a question beside `marked`, places in the list that was indexed, sorted: tells how many of those that match the
    /// search are marked, whatever the filter. `only` the marked are listed, where that is wanted.
    pub fn page_marked(&self, query: &Query, marked: &[u32], only: bool) -> (Page, usize) {
        let found = self.index.search(&query.search);
        let in_group: Option<Vec<bool>> = query.group.as_ref().map(|group| {
            let mut is_member = vec![false; self.states.len()];
            for &row in self.members_of.get(group).map_or(&[][..], Vec::as_slice) {
                is_member[row as usize] = true;
            }
            is_member
        });
        let matches = |row: usize| {
            found.as_ref().is_none_or(|rows| rows.has(row)) && in_group.as_ref().is_none_or(|members| members[row])
        };
        let counts = Counts::of((0..self.states.len()).filter(|&row| matches(row)).map(|row| self.states[row]));
        let keeps = |row: usize| match query.filter {
            Filter::All => true,
            Filter::NeedsLook => self.states[row].needs_a_look(),
            Filter::State { state } => self.states[row] == state,
        };
        let of_marked = marked.iter().map(|&row| row as usize).filter(|&row| matches(row));
        let total = match query.filter {
            _ if only => of_marked.clone().filter(|&row| keeps(row)).count(),
            Filter::All => counts.all,
            Filter::NeedsLook => counts.needs_look,
            Filter::State { state } => counts.of_state(state),
        };
        let is_marked = |row: usize| u32::try_from(row).is_ok_and(|row| marked.binary_search(&row).is_ok());
        let rows = window(self.order(query.sort), query.descending, query.offset, query.limit, |row| {
            matches(row) && keeps(row) && (!only || is_marked(row))
        });
        (Page { rows, total, counts }, of_marked.count())
    }

    fn order(&self, sort: Sort) -> &[u32] {
        self.orders[sort as usize].get_or_init(|| {
            if matches!(sort, Sort::Name) {
                return self.sorted_by_text(0..self.index.len(), NAME);
            }
            // the order by name first, so that a stable sort keeps it within equal keys
            let mut order = self.order(Sort::Name).to_vec();
            match sort {
                Sort::Name => {}
                Sort::State => order.sort_by_key(|&row| self.states[row as usize]),
                Sort::Email => order = self.sorted_by_text(order.iter().map(|&row| row as usize), EMAIL),
                Sort::Groups => order.sort_by_key(|&row| self.group_counts[row as usize]),
            }
            order
        })
    }

    /// Rows by one of their texts; equal ones stay as they came. The keys are made for this alone: each order is made once.
    fn sorted_by_text(&self, rows: impl Iterator<Item = usize>, nth: usize) -> Vec<u32> {
        let mut keyed: Vec<(String, u32)> =
            rows.filter_map(|row| Some((sorting(self.index.text(row, nth)), u32::try_from(row).ok()?))).collect();
        keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
        keyed.into_iter().map(|(_, row)| row).collect()
    }
}

fn sorted(len: usize, compare: impl Fn(usize, usize) -> std::cmp::Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..u32::try_from(len).unwrap_or(u32::MAX)).collect();
    order.sort_by(|&a, &b| compare(a as usize, b as usize));
    order
}

fn window(order: &[u32], descending: bool, offset: usize, limit: usize, keeps: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut forwards = order.iter();
    let mut backwards = order.iter().rev();
    let rows: &mut dyn Iterator<Item = &u32> = if descending { &mut backwards } else { &mut forwards };
    rows.copied().filter(|&row| keeps(row as usize)).skip(offset).take(limit).collect()
}

/// What groups are sorted by; ties by the order of reading.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GroupSort {
    /// By display name.
    #[default]
    Name,
    /// By number of members.
    Members,
}

/// A question of the table of groups.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct GroupQuery {
    /// Words that must all stand in the group's name or id; capitals do not count.
    pub search: String,
    /// By what.
    pub sort: GroupSort,
    /// Backwards.
    pub descending: bool,
    /// How many rows to skip.
    pub offset: usize,
    /// How many rows to give at most.
    pub limit: usize,
}

/// Groups, ready to be searched and sorted.
#[derive(Debug)]
pub struct GroupIndex {
    index: Index,
    by_name: Vec<u32>,
    by_members: Vec<u32>,
}

impl GroupIndex {
    /// Indexes groups; rows are places in `groups`.
    pub fn new(groups: &[GroupState]) -> Self {
        let mut texts = Texts::default();
        for group in groups {
            let ids = [&group.group_id, &group.okta_id];
            texts.push(std::iter::once(group.name.as_str()).chain(ids.into_iter().filter_map(Option::as_deref)));
        }
        let names: Vec<String> = groups.iter().map(|group| sorting(&group.name)).collect();
        Self {
            index: Index::new(texts, Texts::default(), Vec::new()),
            by_name: sorted(groups.len(), |a, b| names[a].cmp(&names[b])),
            by_members: sorted(groups.len(), |a, b| groups[a].members.cmp(&groups[b].members)),
        }
    }

    /// Answers a question; the counts stay empty.
    pub fn page(&self, query: &GroupQuery) -> Page {
        let found: Option<Rows> = self.index.search(&query.search);
        let keeps = |row: usize| found.as_ref().is_none_or(|rows| rows.has(row));
        let order = match query.sort {
            GroupSort::Name => &self.by_name,
            GroupSort::Members => &self.by_members,
        };
        let total = (0..order.len()).filter(|&row| keeps(row)).count();
        let rows = window(order, query.descending, query.offset, query.limit, keeps);
        Page { rows, total, counts: Counts::default() }
    }
}
