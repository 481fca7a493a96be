//! Synced users of one address.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use foldhash::{HashMap, HashMapExt as _};

use crate::fold::identifier;
use crate::model::User;

/// So many others are named.
const NAMED: usize = 3;

/// Users that share an address, be it as user name or as e-mail address: `ConfigCat` has one account for an address.
pub(crate) struct Duplicates<'a> {
    users: &'a [User],
    sets: Vec<Vec<usize>>,
    sets_of: HashMap<usize, Vec<usize>>,
}

impl<'a> Duplicates<'a> {
    pub(crate) fn of(users: &'a [User]) -> Self {
        enum Seen {
            Once(usize),
            Set(usize),
        }
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let mut seen: HashMap<Cow<'_, str>, Seen> = HashMap::with_capacity(users.len());
        for (at, user) in users.iter().enumerate() {
            let name = identifier(&user.user_name);
            let address = user.address().map(identifier).filter(|address| *address != name);
            for key in std::iter::once(name).chain(address).filter(|key| !key.is_empty()) {
                match seen.entry(key) {
                    Entry::Vacant(entry) => drop(entry.insert(Seen::Once(at))),
                    Entry::Occupied(mut entry) => match *entry.get() {
                        Seen::Once(first) => {
                            entry.insert(Seen::Set(sets.len()));
                            sets.push(vec![first, at]);
                        }
                        Seen::Set(set) => sets[set].push(at),
                    },
                }
            }
        }
        let mut sets_of: HashMap<usize, Vec<usize>> = HashMap::new();
        for (set, users) in sets.iter().enumerate() {
            for &user in users {
                sets_of.entry(user).or_default().push(set);
            }
        }
        Self { users, sets, sets_of }
    }

    /// The reason, with the others named; `None` for a user whose addresses nobody else has.
    pub(crate) fn of_user(&self, at: usize) -> Option<String> {
        let sets = self.sets_of.get(&at)?;
        let mut others: Vec<usize> = Vec::new();
        for other in sets.iter().flat_map(|&set| &self.sets[set]).take(sets.len() + NAMED + 1) {
            if *other != at && !others.contains(other) {
                others.push(*other);
            }
        }
        let most = sets.iter().map(|&set| self.sets[set].len() - 1).max().unwrap_or_default().max(others.len());
        let mut named: Vec<String> = others
            .iter()
            .take(NAMED)
            .map(|&other| format!("{} (id {})", self.users[other].user_name, self.users[other].id))
            .collect();
        if most > named.len() {
            named.push(format!("{} more", most - named.len()));
        }
        Some(format!("One address with {}: ConfigCat has one account for it.", named.join(", ")))
    }
}
