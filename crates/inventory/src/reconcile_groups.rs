//! Push groups and synced groups, one state for each.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt as _, HashSet};

use crate::fold::name;
use crate::membership::People;
use crate::model::Group;
use crate::source::{PushGroup, Sources};
use crate::state::{GroupState, Sight, State};

/// Gives every synced group and every push group one state: synced groups in their order, then push groups that are not.
///
/// Okta's `targetGroupId` is its own id of the pushed group, not the SCIM id, so that the display name is what links: the very
/// name first, then one that differs by capitals, spaces or the spelling of an accent.
pub fn reconcile_groups(sources: &Sources<'_>) -> Vec<GroupState> {
    let synced = sources.synced;
    let pushed: &[PushGroup] = sources.okta.map_or(&[], |side| &side.push_groups);
    let users = synced.user_places();
    let people = sources.okta.map(|side| People::of(sources, side));

    let push_of = link_groups(&synced.groups, pushed);
    let linked: HashSet<usize> = push_of.iter().copied().flatten().collect();
    let mut states: Vec<GroupState> = synced
        .groups
        .iter()
        .zip(&push_of)
        .map(|(group, push)| {
            let mut state = GroupState {
                key: format!("scim:{}", group.id),
                name: group.display_name.clone(),
                group_id: Some(group.id.clone()),
                okta_id: None,
                okta: Sight::Unseen,
                synced: Sight::There,
                state: State::Unknown,
                reason: "Synced. Okta is not connected, so its side can’t be seen.".into(),
                members: group.members.len(),
                missing: Vec::new(),
                extra: Vec::new(),
            };
            let Some(people) = &people else { return state };
            let Some(at) = *push else {
                state.okta = Sight::NotThere;
                state.synced = Sight::Differs;
                state.state = State::Ghost;
                state.reason = "Synced, but no push group of this name is in Okta, so it no longer changes.".into();
                return state;
            };
            let push = &pushed[at];
            state.okta_id = Some(push.source_group_id.clone());
            if let Some(members) = &push.members {
                let here = group.members.iter().filter_map(|id| users.get(id.as_str()).copied()).collect();
                (state.missing, state.extra) = people.compare(push, members, &here);
            }
            settle(push, people.is_assigned_too(push), &mut state);
            state
        })
        .collect();
    states.extend(pushed.iter().enumerate().filter(|(at, _)| !linked.contains(at)).map(|(_, push)| {
        let mut state = GroupState {
            key: format!("okta:{}", push.source_group_id),
            name: push.name.clone(),
            group_id: None,
            okta_id: Some(push.source_group_id.clone()),
            okta: Sight::There,
            synced: Sight::NotThere,
            state: State::Waiting,
            reason: "A push group in Okta, not pushed yet.".into(),
            members: 0,
            missing: Vec::new(),
            extra: Vec::new(),
        };
        if is_failed(push) {
            failed(push, &mut state);
        } else if push.status.eq_ignore_ascii_case("INACTIVE") {
            state.state = State::Inactive;
            state.reason = "Its push is inactive in Okta.".into();
        }
        state
    }));
    states
}

/// The place of each synced group's push group.
fn link_groups(groups: &[Group], pushed: &[PushGroup]) -> Vec<Option<usize>> {
    let mut push_of: Vec<Option<usize>> = vec![None; groups.len()];
    let mut is_linked = vec![false; pushed.len()];
    let passes: [fn(&str) -> Cow<'_, str>; 2] = [|text| Cow::Borrowed(text), |text| Cow::Owned(name(text))];
    for key in passes {
        let mut free: HashMap<Cow<'_, str>, usize> = HashMap::new();
        for (at, push) in pushed.iter().enumerate().filter(|&(at, _)| !is_linked[at]) {
            free.entry(key(&push.name)).or_insert(at);
        }
        for (group, push) in groups.iter().zip(&mut push_of).filter(|(_, push)| push.is_none()) {
            *push = free.remove(&key(&group.display_name));
            if let Some(at) = *push {
                is_linked[at] = true;
            }
        }
    }
    push_of
}

pub(crate) fn is_failed(push: &PushGroup) -> bool {
    push.status.eq_ignore_ascii_case("ERROR") || push.error.as_deref().is_some_and(|error| !error.trim().is_empty())
}

fn failed(push: &PushGroup, state: &mut GroupState) {
    state.okta = Sight::Failed;
    state.state = State::Failed;
    state.reason = match push.error.as_deref().filter(|error| !error.trim().is_empty()) {
        Some(error) => format!("Okta: “{}”", error.trim()),
        None => "Okta reports an error and gives no reason.".into(),
    };
}

fn settle(push: &PushGroup, is_assigned_too: bool, state: &mut GroupState) {
    state.okta = Sight::There;
    if is_failed(push) {
        failed(push, state);
    } else if push.status.eq_ignore_ascii_case("INACTIVE") {
        state.state = State::Differs;
        state.synced = Sight::Differs;
        state.reason = "Its push is inactive in Okta, so it no longer changes.".into();
    } else if !state.missing.is_empty() || !state.extra.is_empty() {
        state.state = State::Differs;
        state.synced = Sight::Differs;
        let parts = [("missing here", state.missing.len()), ("here only", state.extra.len())];
        let parts: Vec<String> = parts.iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{n} {what}")).collect();
        state.reason = format!("Members differ: {}.", parts.join(", "));
        if is_assigned_too {
            state.reason.push_str(" It is assigned to the application and pushed, which Okta does not support.");
        }
    } else if push.name != state.name {
        state.state = State::Differs;
        state.synced = Sight::Differs;
        state.reason = format!("Okta has the name “{}”; here it is “{}”.", push.name, state.name);
    } else {
        let read = push.members.is_some();
        state.state = if read { State::InSync } else { State::Unknown };
        state.reason = if read { String::new() } else { "Synced. Its members in Okta were not read.".into() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Inventory;
    use crate::model::tests::{group, user};
    use crate::source::{OktaPerson, OktaSide};
    use crate::state::{MemberCause, MemberDifference};

    fn push(name: &str, status: &str, members: Option<&[&str]>) -> PushGroup {
        PushGroup {
            source_group_id: format!("00g{name}"),
            name: name.into(),
            status: status.into(),
            members: members.map(|ids| ids.iter().map(ToString::to_string).collect()),
            ..PushGroup::default()
        }
    }

    fn person(id: &str, login: &str) -> OktaPerson {
        OktaPerson { id: id.into(), login: login.into(), ..OktaPerson::default() }
    }

    fn look(push_groups: Vec<PushGroup>, connected: bool) -> Vec<GroupState> {
        let (synced, _) = Inventory::link(
            vec![user("1", "ana@whisker.co", &[]), user("2", "ben@whisker.co", &[])],
            vec![group("g", "Readers", &["1", "2"]), group("h", "Cooks", &[])],
        );
        let side = OktaSide {
            people: vec![
                person("00a", "ana@whisker.co"),
                person("00b", "ben@whisker.co"),
                person("00c", "cleo@whisker.co"),
            ],
            push_groups,
            ..OktaSide::default()
        };
        reconcile_groups(&Sources {
            synced: &synced,
            okta: connected.then_some(&side),
            members: None,
            verified_domains: None,
            without_permission: None,
        })
    }

    #[test]
    fn members_that_differ_are_named_on_both_sides() {
        let states = look(vec![push("Readers", "ACTIVE", Some(&["00a", "00c", "00z"]))], true);
        assert_eq!(states[0].state, State::Differs);
        let named = |differences: &[MemberDifference]| -> Vec<(String, MemberCause)> {
            differences.iter().map(|difference| (difference.name.clone(), difference.cause)).collect()
        };
        assert_eq!(
            named(&states[0].missing),
            [("cleo@whisker.co".into(), MemberCause::NotSynced), ("00z".into(), MemberCause::NotAssigned)]
        );
        assert_eq!(named(&states[0].extra), [("ben@whisker.co".into(), MemberCause::LeftGroup)]);
        assert_eq!(states[0].reason, "Members differ: 2 missing here, 1 here only.");
    }

    #[test]
    fn the_same_members_are_in_sync_and_an_unpushed_group_is_told() {
        let states = look(vec![push("Readers", "ACTIVE", Some(&["00b", "00a"])), push("New", "ACTIVE", None)], true);
        assert_eq!(
            states.iter().map(|group| group.state).collect::<Vec<_>>(),
            [State::InSync, State::Ghost, State::Waiting]
        );
    }

    #[test]
    fn a_name_that_differs_by_capitals_or_the_spelling_of_an_accent_is_linked_and_told() {
        let states =
            look(vec![push("READERS", "ACTIVE", Some(&["00b", "00a"])), push("Cooks", "ACTIVE", Some(&[]))], true);
        assert_eq!(states.len(), 2);
        assert_eq!((states[0].state, states[1].state), (State::Differs, State::InSync));
        assert_eq!(states[0].reason, "Okta has the name “READERS”; here it is “Readers”.");
        let states =
            look(vec![push("readers", "ACTIVE", None), push("Readers", "ACTIVE", Some(&["00b", "00a"]))], true);
        assert_eq!(states[0].state, State::InSync, "the very name goes first");
    }

    #[test]
    fn an_error_of_okta_is_quoted() {
        let mut broken = push("Readers", "ERROR", None);
        broken.error = Some("Unable to update Group Push mapping".into());
        let states = look(vec![broken], true);
        assert_eq!((states[0].state, states[0].okta), (State::Failed, Sight::Failed));
        assert!(states[0].reason.contains("Unable to update"));
    }

    #[test]
    fn without_okta_nothing_is_said_to_be_fine() {
        for state in look(vec![], false) {
            assert_eq!((state.state, state.okta), (State::Unknown, Sight::Unseen));
        }
    }

    #[test]
    fn a_group_whose_members_in_okta_were_not_read_is_not_called_fine() {
        let states = look(vec![push("Readers", "ACTIVE", None)], true);
        assert_eq!((states[0].state, states[0].okta), (State::Unknown, Sight::There));
    }
}
