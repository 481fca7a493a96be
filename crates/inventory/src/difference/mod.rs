//! What changed from one inventory to a later one.

mod alarm;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::{Group, Inventory, User};

pub use alarm::{Alarm, alarm};
pub use words::{DifferenceKind, DifferenceLine};

/// What changed from one inventory to a later one. It holds both sides, so that it can be applied forwards and, once
/// [reversed](Difference::reversed), backwards: a history keeps the newest inventory and these.
///
/// Users and groups are told apart by their id alone: who is deleted and created again left and joined.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Difference {
    /// Users of the later inventory alone. Their groups stand in `moved`.
    pub joined: Vec<User>,
    /// Users of the earlier inventory alone. Their groups stand in `moved`.
    pub left: Vec<User>,
    /// Users of both that say something else now.
    pub changed: Vec<Change>,
    /// Groups of the later inventory alone.
    pub groups_added: Vec<NamedGroup>,
    /// Groups of the earlier inventory alone.
    pub groups_removed: Vec<NamedGroup>,
    /// Groups of both that have another name now.
    pub groups_renamed: Vec<Renamed>,
    /// Who is in other groups now; those who joined and left included.
    pub moved: Vec<Moved>,
}

/// A user before and after. Neither has groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Change {
    /// In the earlier inventory.
    pub before: User,
    /// In the later one.
    pub after: User,
}

/// A group without its members.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct NamedGroup {
    /// The service provider's id.
    pub id: String,
    /// `displayName`.
    pub name: String,
}

/// A group with another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Renamed {
    /// The service provider's id.
    pub id: String,
    /// `displayName` in the earlier inventory.
    pub before: String,
    /// `displayName` in the later one.
    pub after: String,
}

/// A user in other groups than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Moved {
    /// The user's id.
    pub user_id: String,
    /// The user's `userName`, in the later inventory where there is one.
    pub user_name: String,
    /// Groups that the user is out of, sorted by id.
    pub out_of: Vec<NamedGroup>,
    /// Groups that the user is in now, sorted by id.
    pub into: Vec<NamedGroup>,
}

impl Difference {
    /// From `earlier` to `later`. Takes time in proportion to both.
    pub fn between(earlier: &Inventory, later: &Inventory) -> Self {
        let (before, after) = (by_id(earlier), by_id(later));
        let (groups_before, groups_after) = (names(earlier), names(later));
        let mut difference = Self::default();
        for (id, user) in &after {
            match before.get(id) {
                None => difference.joined.push(alone(user)),
                Some(was) if !same_alone(was, user) => {
                    difference.changed.push(Change { before: alone(was), after: alone(user) });
                }
                Some(_) => {}
            }
        }
        difference.left.extend(before.iter().filter(|(id, _)| !after.contains_key(*id)).map(|(_, user)| alone(user)));
        for (id, name) in &groups_after {
            match groups_before.get(id) {
                None => difference.groups_added.push(named(id, name)),
                Some(was) if was != name => difference.groups_renamed.push(Renamed {
                    id: (*id).to_owned(),
                    before: (*was).to_owned(),
                    after: (*name).to_owned(),
                }),
                Some(_) => {}
            }
        }
        let gone = groups_before.iter().filter(|(id, _)| !groups_after.contains_key(*id));
        difference.groups_removed.extend(gone.map(|(id, name)| named(id, name)));
        difference.moved = moved(&before, &after, &groups_before, &groups_after);
        difference
    }

    /// From the later to the earlier.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self {
            joined: self.left,
            left: self.joined,
            changed: self
                .changed
                .into_iter()
                .map(|Change { before, after }| Change { before: after, after: before })
                .collect(),
            groups_added: self.groups_removed,
            groups_removed: self.groups_added,
            groups_renamed: self
                .groups_renamed
                .into_iter()
                .map(|Renamed { id, before, after }| Renamed { id, before: after, after: before })
                .collect(),
            moved: self
                .moved
                .into_iter()
                .map(|moved| Moved { out_of: moved.into, into: moved.out_of, ..moved })
                .collect(),
        }
    }

    /// Whether nothing changed.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The later inventory from the earlier one, users and groups in the order of their ids: the service provider's own
    /// order is not kept.
    #[must_use]
    pub fn apply(&self, earlier: &Inventory) -> Inventory {
        Self::apply_all([self], earlier)
    }

    /// Applies one after the other; faster than one by one.
    #[must_use]
    pub fn apply_all<'a>(differences: impl IntoIterator<Item = &'a Self>, earlier: &Inventory) -> Inventory {
        let mut whole = Whole::of(earlier);
        differences.into_iter().for_each(|difference| whole.change(difference));
        whole.inventory()
    }
}

/// An inventory that is being changed.
struct Whole {
    users: BTreeMap<String, User>,
    groups: BTreeMap<String, (String, BTreeSet<String>)>,
}

impl Whole {
    fn of(inventory: &Inventory) -> Self {
        let groups = inventory.groups.iter();
        Self {
            users: inventory.users.iter().map(|user| (user.id.clone(), alone(user))).collect(),
            groups: groups
                .map(|group| (group.id.clone(), (group.display_name.clone(), group.members.iter().cloned().collect())))
                .collect(),
        }
    }

    fn change(&mut self, difference: &Difference) {
        for user in &difference.left {
            self.users.remove(&user.id);
        }
        for user in difference.joined.iter().chain(difference.changed.iter().map(|change| &change.after)) {
            self.users.insert(user.id.clone(), user.clone());
        }
        for group in &difference.groups_added {
            self.groups.insert(group.id.clone(), (group.name.clone(), BTreeSet::new()));
        }
        for renamed in &difference.groups_renamed {
            if let Some((name, _)) = self.groups.get_mut(&renamed.id) {
                name.clone_from(&renamed.after);
            }
        }
        for moved in &difference.moved {
            for group in &moved.out_of {
                if let Some((_, members)) = self.groups.get_mut(&group.id) {
                    members.remove(&moved.user_id);
                }
            }
            for group in &moved.into {
                if let Some((_, members)) = self.groups.get_mut(&group.id) {
                    members.insert(moved.user_id.clone());
                }
            }
        }
        for group in &difference.groups_removed {
            self.groups.remove(&group.id);
        }
    }

    fn inventory(self) -> Inventory {
        let groups = self.groups.into_iter().map(|(id, (display_name, members))| Group {
            id,
            display_name,
            members: members.into_iter().collect(),
        });
        Inventory::link(self.users.into_values().collect(), groups.collect()).0
    }
}

fn by_id(inventory: &Inventory) -> BTreeMap<&str, &User> {
    inventory.users.iter().map(|user| (user.id.as_str(), user)).collect()
}

fn names(inventory: &Inventory) -> BTreeMap<&str, &str> {
    inventory.groups.iter().map(|group| (group.id.as_str(), group.display_name.as_str())).collect()
}

fn named(id: &str, name: &str) -> NamedGroup {
    NamedGroup { id: id.to_owned(), name: name.to_owned() }
}

/// The user without groups: those are compared on their own.
fn alone(user: &User) -> User {
    User { groups: Vec::new(), ..user.clone() }
}

fn same_alone(one: &User, other: &User) -> bool {
    let User { id, user_name, display_name, email, active, external_id, groups: _ } = one;
    (id, user_name, display_name, email, active, external_id)
        == (&other.id, &other.user_name, &other.display_name, &other.email, &other.active, &other.external_id)
}

fn moved(
    before: &BTreeMap<&str, &User>,
    after: &BTreeMap<&str, &User>,
    groups_before: &BTreeMap<&str, &str>,
    groups_after: &BTreeMap<&str, &str>,
) -> Vec<Moved> {
    let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let of = |users: &BTreeMap<&str, &User>, id: &str| -> BTreeSet<String> {
        users.get(id).map(|user| user.groups.iter().cloned().collect()).unwrap_or_default()
    };
    let mut known: HashMap<&str, &str> = groups_before.iter().map(|(id, name)| (*id, *name)).collect();
    known.extend(groups_after.iter().map(|(id, name)| (*id, *name)));
    let called = |ids: Vec<&String>| -> Vec<NamedGroup> {
        ids.into_iter().map(|id| named(id, known.get(id.as_str()).copied().unwrap_or(id))).collect()
    };
    ids.into_iter()
        .filter_map(|id| {
            let same = before.get(id).zip(after.get(id)).is_some_and(|(was, is)| was.groups == is.groups);
            if same {
                return None;
            }
            let (was, is) = (of(before, id), of(after, id));
            let (out_of, into) = (called(was.difference(&is).collect()), called(is.difference(&was).collect()));
            if out_of.is_empty() && into.is_empty() {
                return None;
            }
            let user = after.get(id).or_else(|| before.get(id))?;
            Some(Moved { user_id: id.to_owned(), user_name: user.user_name.clone(), out_of, into })
        })
        .collect()
}
