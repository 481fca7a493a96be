//! Who is synced, as read at one time.

use foldhash::{HashMap, HashSet, HashSetExt as _};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All synced users and groups. Its JSON is what `catflap-cli pull` writes and `catflap-cli access` reads.
///
/// Build it with [`Inventory::link`], which makes both sides of a membership say the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Inventory {
    /// The users, in the order the service provider listed them.
    pub users: Vec<User>,
    /// The groups, in the order the service provider listed them.
    pub groups: Vec<Group>,
}

/// A SCIM user (RFC 7643, 4.1), reduced to what `ConfigCat` uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct User {
    /// The service provider's id.
    pub id: String,
    /// `userName`; in `ConfigCat` the e-mail address.
    pub user_name: String,
    /// `displayName`.
    pub display_name: Option<String>,
    /// The primary of `emails`, else the first.
    pub email: Option<String>,
    /// `active`; false means that the `ConfigCat` account is disabled.
    pub active: bool,
    /// `externalId`: the identity provider's id of the user.
    pub external_id: Option<String>,
    /// Ids of the groups the user is in, each once, in the order of [`Inventory::groups`].
    #[serde(default)]
    pub groups: Vec<String>,
}

impl User {
    /// What to call the person: the display name, else the e-mail address, else the user name.
    pub fn name(&self) -> &str {
        [self.display_name.as_deref(), self.email.as_deref()]
            .into_iter()
            .flatten()
            .find(|name| !name.trim().is_empty())
            .unwrap_or(&self.user_name)
    }

    /// The address to reach the person by: `email`, else the user name when it has the shape of an address.
    pub fn address(&self) -> Option<&str> {
        self.email
            .as_deref()
            .filter(|email| !email.trim().is_empty())
            .or_else(|| self.user_name.contains('@').then_some(self.user_name.as_str()))
    }
}

/// A SCIM group (RFC 7643, 4.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Group {
    /// The service provider's id.
    pub id: String,
    /// `displayName`.
    pub display_name: String,
    /// Ids of the members that are synced users, each once.
    #[serde(default)]
    pub members: Vec<String>,
}

/// Something in a service provider's answer that does not fit together. The inventory stands without it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Oddity {
    /// A group lists a member that is no synced user.
    UnknownMember {
        /// The group's id.
        group_id: String,
        /// The group's display name.
        group: String,
        /// The id that no user has.
        member_id: String,
    },
    /// A user lists a group that is not among the groups.
    UnknownGroup {
        /// The user's id.
        user_id: String,
        /// The user's `userName`.
        user_name: String,
        /// The id that no group has.
        group_id: String,
    },
    /// One side of a membership alone says it; it was taken as true.
    OneSided {
        /// The user's id.
        user_id: String,
        /// The group's id.
        group_id: String,
        /// Whether the group says it (else the user does).
        said_by_group: bool,
    },
    /// Two users have one id; the first was kept.
    UserTwice {
        /// The id.
        user_id: String,
    },
    /// Two groups have one id; the first was kept.
    GroupTwice {
        /// The id.
        group_id: String,
    },
}

impl Oddity {
    /// The oddity as a plain sentence.
    pub fn to_words(&self) -> String {
        match self {
            Self::UnknownMember { group, member_id, .. } => {
                format!("Group “{group}” lists member {member_id}, which is no synced user.")
            }
            Self::UnknownGroup { user_name, group_id, .. } => {
                format!("User {user_name} lists group {group_id}, which is not among the groups.")
            }
            Self::OneSided { user_id, group_id, said_by_group: true } => {
                format!("Group {group_id} lists user {user_id}; the user does not list the group.")
            }
            Self::OneSided { user_id, group_id, said_by_group: false } => {
                format!("User {user_id} lists group {group_id}; the group does not list the user.")
            }
            Self::UserTwice { user_id } => format!("Two users have the id {user_id}; the first was kept."),
            Self::GroupTwice { group_id } => format!("Two groups have the id {group_id}; the first was kept."),
        }
    }
}

impl Inventory {
    /// Makes an inventory of what was read: fills each user's groups from the groups' members, and the members from what
    /// users say of their groups (RFC 7643 lets a server give either side).
    ///
    /// A membership that only one side knows is an oddity only where the other side says anything at all: a server that
    /// leaves `groups` out of its users is within its rights.
    pub fn link(users: Vec<User>, groups: Vec<Group>) -> (Self, Vec<Oddity>) {
        let mut oddities = Vec::new();
        let mut users = first_of_each(users, |user| &user.id, |id| oddities.push(Oddity::UserTwice { user_id: id }));
        let mut groups =
            first_of_each(groups, |group| &group.id, |id| oddities.push(Oddity::GroupTwice { group_id: id }));
        let users_speak = users.iter().any(|user| !user.groups.is_empty());
        let groups_speak = groups.iter().any(|group| !group.members.is_empty());

        let user_at = places(&users, |user| &user.id);
        // Places of the members of each group, and of the group in which a user was met last.
        let mut members_of: Vec<Vec<usize>> = Vec::with_capacity(groups.len());
        let mut met_in: Vec<Option<usize>> = vec![None; users.len()];
        for (group, entry) in groups.iter_mut().enumerate() {
            let Group { id, display_name, members } = entry;
            let mut found = Vec::with_capacity(members.len());
            members.retain(|member| {
                if let Some(&user) = user_at.get(member.as_str()) {
                    let new = met_in[user].replace(group) != Some(group);
                    if new {
                        found.push(user);
                    }
                    return new;
                }
                oddities.push(Oddity::UnknownMember {
                    group_id: id.clone(),
                    group: display_name.clone(),
                    member_id: member.clone(),
                });
                false
            });
            members_of.push(found);
        }
        let mut by_user: HashSet<(usize, usize)> = HashSet::new();
        if users_speak {
            let group_at = places(&groups, |group| &group.id);
            let pairs = members_of.iter().enumerate();
            let by_group: HashSet<(usize, usize)> =
                pairs.flat_map(|(group, members)| members.iter().map(move |user| (*user, group))).collect();
            for (user, entry) in users.iter().enumerate() {
                for group_id in &entry.groups {
                    let Some(&group) = group_at.get(group_id.as_str()) else {
                        oddities.push(Oddity::UnknownGroup {
                            user_id: entry.id.clone(),
                            user_name: entry.user_name.clone(),
                            group_id: group_id.clone(),
                        });
                        continue;
                    };
                    if by_user.insert((user, group)) && !by_group.contains(&(user, group)) {
                        members_of[group].push(user);
                        if groups_speak {
                            oddities.push(one_sided(entry, &groups[group], false));
                        }
                    }
                }
            }
        }
        let mut counts = vec![0; users.len()];
        members_of.iter().flatten().for_each(|user| counts[*user] += 1);
        for (user, count) in users.iter_mut().zip(counts) {
            user.groups = Vec::with_capacity(count);
        }
        for (group, (entry, members)) in groups.iter_mut().zip(members_of).enumerate() {
            let said = entry.members.len();
            entry.members.extend(members[said..].iter().map(|user| users[*user].id.clone()));
            for user in members {
                if users_speak && !by_user.contains(&(user, group)) {
                    oddities.push(one_sided(&users[user], entry, true));
                }
                users[user].groups.push(entry.id.clone());
            }
        }
        (Self { users, groups }, oddities)
    }

    /// Group id → place in [`Inventory::groups`].
    pub fn group_places(&self) -> HashMap<&str, usize> {
        self.groups.iter().enumerate().map(|(at, group)| (group.id.as_str(), at)).collect()
    }

    /// User id → place in [`Inventory::users`].
    pub fn user_places(&self) -> HashMap<&str, usize> {
        self.users.iter().enumerate().map(|(at, user)| (user.id.as_str(), at)).collect()
    }
}

fn one_sided(user: &User, group: &Group, said_by_group: bool) -> Oddity {
    Oddity::OneSided { user_id: user.id.clone(), group_id: group.id.clone(), said_by_group }
}

/// Id → place, for the time in which nothing is moved.
fn places<T>(items: &[T], id: impl Fn(&T) -> &String) -> HashMap<&str, usize> {
    items.iter().enumerate().map(|(at, item)| (id(item).as_str(), at)).collect()
}

fn first_of_each<T>(mut items: Vec<T>, id: impl Fn(&T) -> &String, mut again: impl FnMut(String)) -> Vec<T> {
    let mut seen = HashSet::with_capacity(items.len());
    let mut is_first: Vec<bool> = Vec::with_capacity(items.len());
    for item in &items {
        let new = seen.insert(id(item).as_str());
        if !new {
            again(id(item).clone());
        }
        is_first.push(new);
    }
    if is_first.contains(&false) {
        let mut is_first = is_first.into_iter();
        items.retain(|_| is_first.next().unwrap_or_default());
    }
    items
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn user(id: &str, user_name: &str, groups: &[&str]) -> User {
        User {
            id: id.into(),
            user_name: user_name.into(),
            display_name: None,
            email: None,
            active: true,
            external_id: None,
            groups: groups.iter().map(ToString::to_string).collect(),
        }
    }

    pub(crate) fn group(id: &str, display_name: &str, members: &[&str]) -> Group {
        Group {
            id: id.into(),
            display_name: display_name.into(),
            members: members.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn groups_of_a_user_come_from_the_groups_members() {
        let (inventory, oddities) = Inventory::link(
            vec![user("1", "ana@whisker.co", &[]), user("2", "ben@whisker.co", &[])],
            vec![group("g", "Readers", &["2", "1", "2"]), group("h", "Empty", &[])],
        );
        assert_eq!(inventory.users[0].groups, ["g"]);
        assert_eq!(inventory.users[1].groups, ["g"]);
        assert_eq!(inventory.groups[0].members, ["2", "1"], "each once, in the server's order");
        assert_eq!(oddities, []);
    }

    #[test]
    fn members_of_a_group_come_from_the_users_where_only_they_say_it() {
        let (inventory, oddities) =
            Inventory::link(vec![user("1", "ana@whisker.co", &["g", "g"])], vec![group("g", "Readers", &[])]);
        assert_eq!(inventory.groups[0].members, ["1"]);
        assert_eq!(inventory.users[0].groups, ["g"]);
        assert_eq!(oddities, []);
    }

    #[test]
    fn what_does_not_fit_is_told_and_left_out() {
        let (inventory, oddities) = Inventory::link(
            vec![user("1", "ana@whisker.co", &["gone"]), user("1", "twin@whisker.co", &[])],
            vec![group("g", "Readers", &["1", "9"])],
        );
        assert_eq!(inventory.users.len(), 1);
        assert_eq!(inventory.groups[0].members, ["1"]);
        assert!(oddities.contains(&Oddity::UserTwice { user_id: "1".into() }));
        assert!(oddities.contains(&Oddity::UnknownMember {
            group_id: "g".into(),
            group: "Readers".into(),
            member_id: "9".into()
        }));
        assert!(
            oddities.iter().any(|oddity| matches!(oddity, Oddity::UnknownGroup { group_id, .. } if group_id == "gone"))
        );
        assert!(oddities.iter().any(|oddity| matches!(oddity, Oddity::OneSided { said_by_group: true, .. })));
    }

    #[test]
    fn the_json_is_that_of_pull() {
        let (inventory, _) =
            Inventory::link(vec![user("1", "ana@whisker.co", &[])], vec![group("g", "Readers", &["1"])]);
        assert_eq!(
            serde_json::to_string(&inventory).unwrap(),
            r#"{"users":[{"id":"1","user_name":"ana@whisker.co","display_name":null,"email":null,"active":true,"external_id":null,"groups":["g"]}],"groups":[{"id":"g","display_name":"Readers","members":["1"]}]}"#
        );
    }
}
