//! What changed from one reading to another: in words, permissions included, and for one person.

use std::collections::{BTreeSet, HashMap};

use catflap_access::{AccessShift, Person, Planner, between};
use catflap_inventory::{Difference, Inventory, User};

/// So many shifts of access stand in a sentence; the whole list is a click away.
const IN_A_SENTENCE: usize = 3;

/// Walks back from an inventory, difference by difference, and knows people as they were then. Only who is touched by a
/// difference costs anything.
pub(crate) struct Walk<'a> {
    newest: &'a Inventory,
    users: HashMap<&'a str, &'a User>,
    /// Names of groups by id.
    groups: HashMap<String, String>,
    /// Who is another than in the newest inventory; none for who is not there.
    touched: HashMap<String, Option<Was>>,
}

/// Somebody at the time of an entry.
#[derive(Clone)]
struct Was {
    user_name: String,
    active: bool,
    groups: BTreeSet<String>,
}

impl Was {
    fn of(user: &User) -> Self {
        Self { user_name: user.user_name.clone(), active: user.active, groups: user.groups.iter().cloned().collect() }
    }
}

impl<'a> Walk<'a> {
    pub(crate) fn new(newest: &'a Inventory) -> Self {
        Self {
            newest,
            users: newest.users.iter().map(|user| (user.id.as_str(), user)).collect(),
            groups: newest.groups.iter().map(|group| (group.id.clone(), group.display_name.clone())).collect(),
            touched: HashMap::new(),
        }
    }

    /// Goes one difference back, and says what access shifted with it under a plan.
    pub(crate) fn back(&mut self, difference: &Difference, planner: &Planner) -> Vec<AccessShift> {
        let stayed = self.stayed(difference);
        let after: Vec<Person> = stayed.iter().filter_map(|id| self.person(id, None)).collect();
        self.undo(difference);
        // One person under one name, though it may have been changed meanwhile.
        let before = stayed.iter().zip(&after);
        let before: Vec<Person> = before.filter_map(|(id, now)| self.person(id, Some(&now.user_name))).collect();
        between(planner, &before, &after)
    }

    /// Whom a difference touches, and who is there before and after it.
    fn stayed(&self, difference: &Difference) -> Vec<String> {
        let mut ids: BTreeSet<&str> = difference.changed.iter().map(|change| change.after.id.as_str()).collect();
        ids.extend(difference.moved.iter().map(|moved| moved.user_id.as_str()));
        let renamed: Vec<&str> = difference.groups_renamed.iter().map(|renamed| renamed.id.as_str()).collect();
        if !renamed.is_empty() {
            let members = self.newest.groups.iter().filter(|group| renamed.contains(&group.id.as_str()));
            let since = self.touched.iter().filter_map(|(id, was)| Some((id, was.as_ref()?)));
            let since = since.filter(|(_, was)| renamed.iter().any(|group| was.groups.contains(*group)));
            ids.extend(members.flat_map(|group| group.members.iter().map(String::as_str)));
            ids.extend(since.map(|(id, _)| id.as_str()));
        }
        for user in difference.joined.iter().chain(&difference.left) {
            ids.remove(user.id.as_str());
        }
        ids.into_iter().filter(|id| self.was(id).is_some()).map(str::to_owned).collect()
    }

    fn was(&self, id: &str) -> Option<Was> {
        match self.touched.get(id) {
            Some(was) => was.clone(),
            None => self.users.get(id).map(|user| Was::of(user)),
        }
    }

    fn person(&self, id: &str, called: Option<&str>) -> Option<Person> {
        let was = self.was(id)?;
        Some(Person {
            user_name: called.map_or(was.user_name, str::to_owned),
            active: was.active,
            groups: was.groups.iter().filter_map(|group| self.groups.get(group).cloned()).collect(),
        })
    }

    fn undo(&mut self, difference: &Difference) {
        for user in &difference.joined {
            self.touched.insert(user.id.clone(), None);
        }
        for user in &difference.left {
            self.touched.insert(user.id.clone(), Some(Was::of(user)));
        }
        for change in &difference.changed {
            let Some(was) = self.was(&change.after.id) else { continue };
            let (user_name, active) = (change.before.user_name.clone(), change.before.active);
            self.touched.insert(change.after.id.clone(), Some(Was { user_name, active, ..was }));
        }
        for moved in &difference.moved {
            let Some(mut was) = self.was(&moved.user_id) else { continue };
            for group in &moved.into {
                was.groups.remove(&group.id);
            }
            was.groups.extend(moved.out_of.iter().map(|group| group.id.clone()));
            self.touched.insert(moved.user_id.clone(), Some(was));
        }
        for group in &difference.groups_removed {
            self.groups.insert(group.id.clone(), group.name.clone());
        }
        for renamed in &difference.groups_renamed {
            self.groups.insert(renamed.id.clone(), renamed.before.clone());
        }
    }
}

/// All of it in a sentence: `3 joined, 1 left, 2 lost WhiskerShop`.
pub(crate) fn sentence(difference: &Difference, shifts: &[AccessShift]) -> String {
    let mut parts = vec![difference.sentence()];
    parts.extend(shifts.iter().take(IN_A_SENTENCE).map(|shift| shift.words.clone()));
    if let more @ 1.. = shifts.len().saturating_sub(IN_A_SENTENCE) {
        parts.push(format!("{more} more {} of access", if more == 1 { "change" } else { "changes" }));
    }
    parts.join(", ")
}

/// What a difference says of one user; none when nothing.
pub(crate) fn of_user(difference: &Difference, id: &str) -> Option<String> {
    let names = |groups: &[catflap_inventory::NamedGroup]| {
        groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let moved = difference.moved.iter().find(|moved| moved.user_id == id);
    if difference.joined.iter().any(|user| user.id == id) {
        let into = moved.map(|moved| names(&moved.into)).filter(|into| !into.is_empty());
        return Some(into.map_or_else(|| "Joined".to_owned(), |into| format!("Joined, in {into}")));
    }
    if difference.left.iter().any(|user| user.id == id) {
        return Some("Left".to_owned());
    }
    let mut words = Vec::new();
    if let Some(change) = difference.changed.iter().find(|change| change.after.id == id) {
        let (before, after) = (&change.before, &change.after);
        match (before.active, after.active) {
            (true, false) => words.push("Switched off".to_owned()),
            (false, true) => words.push("Switched on again".to_owned()),
            _ => {}
        }
        if before.user_name != after.user_name {
            words.push(format!("User name: {} → {}", before.user_name, after.user_name));
        }
        let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
        if before.email != after.email && after.address() != Some(after.user_name.as_str()) {
            words.push(format!("E-mail address: {} → {}", or_none(&before.email), or_none(&after.email)));
        }
        if before.display_name != after.display_name {
            words.push(format!("Name: {} → {}", or_none(&before.display_name), or_none(&after.display_name)));
        }
        if before.external_id != after.external_id {
            words.push("Another id in Okta".to_owned());
        }
    }
    if let Some(moved) = moved {
        words.push(match (moved.out_of.is_empty(), moved.into.is_empty()) {
            (false, false) => format!("Moved from {} to {}", names(&moved.out_of), names(&moved.into)),
            (true, _) => format!("Came into {}", names(&moved.into)),
            (false, true) => format!("Went out of {}", names(&moved.out_of)),
        });
    }
    (!words.is_empty()).then(|| words.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use catflap_access::Plan;
    use catflap_inventory::Group;

    /// Users and who is in which group: `ana:Readers,Cooks ben:`; an `!` behind the name switches somebody off.
    fn inventory(text: &str) -> Inventory {
        let mut groups: Vec<Group> = Vec::new();
        let mut users = Vec::new();
        for entry in text.split_whitespace() {
            let (name, of) = entry.split_once(':').unwrap();
            let id = name.trim_end_matches('!');
            users.push(User {
                id: id.into(),
                user_name: format!("{id}@x.co"),
                display_name: None,
                email: None,
                active: !name.ends_with('!'),
                external_id: None,
                groups: vec![],
            });
            for group in of.split(',').filter(|group| !group.is_empty()) {
                match groups.iter_mut().find(|known| known.display_name == group) {
                    Some(known) => known.members.push(id.to_owned()),
                    None => groups.push(Group {
                        id: format!("g-{group}"),
                        display_name: group.into(),
                        members: vec![id.to_owned()],
                    }),
                }
            }
        }
        Inventory::link(users, groups).0
    }

    fn planner() -> Planner {
        let plan = r#"{"groups":[{"name":"Owners","organization_admin":true},
            {"name":"Cooks","permissions":{"Shop":"Cooks"}},{"name":"Readers","permissions":{"Shop":"Readers"}}]}"#;
        Planner::new(Plan::from_json(plan).unwrap()).unwrap()
    }

    #[test]
    fn going_back_step_by_step_says_the_same_as_comparing_whole_inventories() {
        let readings = [
            "ana:Readers ben:Readers,Cooks cy:Owners",
            "ana:Readers ben:Readers cy:Owners dora:Cooks",
            "ana:Readers ben! cy:Owners dora:Readers",
            "ana:Owners ben:Readers dora: eve:Cooks",
        ];
        let readings: Vec<Inventory> =
            readings.iter().map(|text| inventory(&text.replace("ben!", "ben!:Readers"))).collect();
        let planner = planner();
        let mut walk = Walk::new(readings.last().unwrap());
        for pair in readings.windows(2).rev() {
            let whole = |inventory: &Inventory| -> Vec<Person> {
                let walk = Walk::new(inventory);
                inventory.users.iter().filter_map(|user| walk.person(&user.id, None)).collect()
            };
            let difference = Difference::between(&pair[0], &pair[1]);
            assert_eq!(walk.back(&difference, &planner), between(&planner, &whole(&pair[0]), &whole(&pair[1])));
        }
    }

    #[test]
    fn a_renamed_group_takes_its_permissions_from_its_members() {
        let (earlier, mut later) = (inventory("ana:Cooks ben:Cooks"), inventory("ana:Cooks ben:Cooks"));
        later.groups[0].display_name = "Chefs".into();
        let difference = Difference::between(&earlier, &later);
        let shifts = Walk::new(&later).back(&difference, &planner());
        assert_eq!(sentence(&difference, &shifts), "the group Cooks is called Chefs now, 2 lost Shop");
    }

    #[test]
    fn who_has_another_user_name_is_the_same_person() {
        let earlier = inventory("ana:Cooks");
        let mut later = inventory("ana:Readers");
        later.users[0].user_name = "ana.costa@x.co".into();
        let difference = Difference::between(&earlier, &later);
        let shifts = Walk::new(&later).back(&difference, &planner());
        assert_eq!(
            (shifts[0].words.as_str(), &shifts[0].names[..]),
            ("1 changed in Shop", &["ana.costa@x.co".to_owned()][..])
        );
        assert_eq!(
            of_user(&difference, "ana").unwrap(),
            "User name: ana@x.co → ana.costa@x.co · Moved from Cooks to Readers"
        );
    }

    #[test]
    fn a_person_hears_of_themselves_alone() {
        let difference = Difference::between(&inventory("ana:Cooks ben:Cooks"), &inventory("ana!:Cooks cy:Cooks"));
        let of = |id: &str| of_user(&difference, id);
        assert_eq!(of("ana").as_deref(), Some("Switched off"));
        assert_eq!(of("ben").as_deref(), Some("Left"));
        assert_eq!(of("cy").as_deref(), Some("Joined, in Cooks"));
        assert_eq!(of("dora"), None);
    }

    #[test]
    fn a_sentence_names_the_first_shifts_and_counts_the_others() {
        let shift = |words: &str| AccessShift {
            what: String::new(),
            kind: catflap_access::AccessShiftKind::Lost,
            words: words.into(),
            names: vec![],
        };
        let shifts = ["1 lost A", "1 lost B", "1 lost C", "1 lost D", "1 lost E"].map(shift);
        let difference = Difference::between(&inventory("ana:"), &inventory("ana!:"));
        assert_eq!(
            sentence(&difference, &shifts),
            "1 was switched off, 1 lost A, 1 lost B, 1 lost C, 2 more changes of access"
        );
    }
}
