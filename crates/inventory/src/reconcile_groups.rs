//! Push groups and synced groups, one state for each.

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use crate::membership::People;
use crate::source::{PushGroup, Sources};
use crate::state::{GroupState, Sight, State};

/// Gives every synced group and every push group one state: synced groups in their order, then push groups that are not.
///
/// Okta's `targetGroupId` is its own id of the pushed group, not the SCIM id, so that the display name is what links.
pub fn reconcile_groups(sources: &Sources<'_>) -> Vec<GroupState> {
    let synced = sources.synced;
    let pushed: &[PushGroup] = sources.okta.map_or(&[], |side| &side.push_groups);
    let users = synced.user_places();
    let people = sources.okta.map(|side| People::of(sources, side));

    let mut free: HashMap<&str, usize> = HashMap::new();
    for (at, push) in pushed.iter().enumerate().rev() {
        free.insert(push.name.as_str(), at);
    }
    let mut linked = HashSet::new();
    let mut states: Vec<GroupState> = synced
        .groups
        .iter()
        .map(|group| {
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
            let Some(at) = free.remove(group.display_name.as_str()) else {
                state.okta = Sight::NotThere;
                state.synced = Sight::Differs;
                state.state = State::Ghost;
                state.reason = "Synced, but no push group of this name is in Okta, so it no longer changes.".into();
                return state;
            };
            linked.insert(at);
            let push = &pushed[at];
            state.okta_id = Some(push.source_group_id.clone());
            if let Some(members) = &push.members {
                let here = group.members.iter().filter_map(|id| users.get(id.as_str()).copied()).collect();
                (state.missing, state.extra) = people.compare(push, members, &here);
            }
            settle(push, &mut state);
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

fn settle(push: &PushGroup, state: &mut GroupState) {
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
