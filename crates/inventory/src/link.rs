//! Which Okta person is which synced user, and which member.
//!
//! By the id that Okta holds for the synced user, then by the id that the synced user holds for Okta's, then by userName,
//! then by e-mail address, and last by an address that differs by its tag alone. Each entry is linked at most once; of
//! doubles the first is linked.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt as _};

use crate::fold::{identifier, is_blank, without_tag};
use crate::model::User;
use crate::source::{Member, OktaPerson};

type UserKey = fn(&User) -> Option<&str>;
type OktaKey = fn(&OktaPerson) -> Option<&str>;
type Fold = fn(&str) -> Cow<'_, str>;

/// One person: places in the three sources.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Linked {
    pub user: Option<usize>,
    pub okta: Option<usize>,
    pub member: Option<usize>,
}

/// Entries of one list with their keys.
type Keyed<'a> = Vec<(Cow<'a, str>, usize)>;

/// The first of each key in one list with the first of the same key in the other.
fn matched<'a>(one: Keyed<'a>, other: Keyed<'a>) -> Vec<(usize, usize)> {
    // looking up is dear where much is kept: the shorter list is
    if one.len() > other.len() {
        return matched(other, one).into_iter().map(|(other, one)| (one, other)).collect();
    }
    let mut first: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(one.len());
    for (key, at) in one {
        first.entry(key).or_insert(at);
    }
    if first.is_empty() {
        return Vec::new();
    }
    other.into_iter().filter_map(|(key, at)| Some((first.remove(&key)?, at))).collect()
}

/// Everybody: synced users in their order, then those in Okta only, then those in `ConfigCat` only.
pub(crate) fn link<'a>(users: &'a [User], okta: &'a [OktaPerson], members: &'a [Member]) -> Vec<Linked> {
    let mut okta_of: Vec<Option<usize>> = vec![None; users.len()];
    let mut okta_is_linked = vec![false; okta.len()];

    let passes: [(UserKey, OktaKey, Fold); 7] = [
        (|user| Some(&user.id), |person| person.external_id.as_deref(), |id| Cow::Borrowed(id)),
        (|user| user.external_id.as_deref(), |person| Some(&person.id), |id| Cow::Borrowed(id)),
        (|user| Some(&user.user_name), |person| person.user_name.as_deref(), identifier),
        (|user| Some(&user.user_name), |person| Some(&person.login), identifier),
        (User::address, |person| person.email.as_deref(), identifier),
        (|user| Some(&user.user_name), |person| person.email.as_deref(), identifier),
        (User::address, |person| person.email.as_deref(), without_tag),
    ];
    for (user_key, okta_key, key) in passes {
        let keyed = |text: Option<&'a str>| text.filter(|text| !is_blank(text)).map(key);
        let free_users = (0..users.len()).filter(|&at| okta_of[at].is_none());
        let free_okta = (0..okta.len()).filter(|&at| !okta_is_linked[at]);
        let of_users: Keyed<'_> = free_users.filter_map(|at| Some((keyed(user_key(&users[at]))?, at))).collect();
        let of_okta: Keyed<'_> = free_okta.filter_map(|at| Some((keyed(okta_key(&okta[at]))?, at))).collect();
        for (user, person) in matched(of_users, of_okta) {
            okta_of[user] = Some(person);
            okta_is_linked[person] = true;
        }
    }

    let mut everybody: Vec<Linked> =
        okta_of.into_iter().enumerate().map(|(at, okta)| Linked { user: Some(at), okta, member: None }).collect();
    everybody.extend(
        (0..okta.len()).filter(|&at| !okta_is_linked[at]).map(|at| Linked { okta: Some(at), ..Linked::default() }),
    );

    // the first member of each address that is still free, and for each member the next one of its address
    let mut free: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(members.len());
    let mut next: Vec<Option<usize>> = vec![None; members.len()];
    for (at, member) in members.iter().enumerate().rev() {
        next[at] = free.insert(identifier(&member.email), at);
    }
    let mut take = |address: &str| {
        let key = identifier(address);
        let first = free.get_mut(key.as_ref())?;
        let at = *first;
        match next[at] {
            Some(later) => *first = later,
            None => drop(free.remove(key.as_ref())),
        }
        Some(at)
    };
    let mut member_is_linked = vec![false; members.len()];
    for linked in &mut everybody {
        let user = linked.user.map(|at| &users[at]);
        let person = linked.okta.map(|at| &okta[at]);
        let addresses = [
            user.map(|user| user.user_name.as_str()),
            user.and_then(|user| user.email.as_deref()),
            person.and_then(|person| person.email.as_deref()),
            person.and_then(|person| person.user_name.as_deref()),
        ];
        linked.member = addresses.into_iter().flatten().find_map(&mut take);
        if let Some(member) = linked.member {
            member_is_linked[member] = true;
        }
    }
    everybody.extend(
        (0..members.len())
            .filter(|&at| !member_is_linked[at])
            .map(|at| Linked { member: Some(at), ..Linked::default() }),
    );
    everybody
}
