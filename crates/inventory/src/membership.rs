//! Who is in a push group on one side only, and why.

use foldhash::{HashMap, HashSet, HashSetExt as _};

use crate::failure::Failures;
use crate::fold::is_blank;
use crate::ghost::leaving;
use crate::link::link;
use crate::model::User;
use crate::reconcile_groups::is_failed;
use crate::source::{OktaPerson, OktaSide, PushGroup, Sources};
use crate::state::{MemberCause, MemberDifference};

/// Okta's people by id, and who they are here.
pub(crate) struct People<'a> {
    side: &'a OktaSide,
    users: &'a [User],
    failures: Failures<'a>,
    by_id: HashMap<&'a str, usize>,
    user_of: HashMap<usize, usize>,
    person_of: HashMap<usize, usize>,
    /// Synced users by the id of Okta that they hold: who is not assigned any more is known by it alone.
    by_okta_id: HashMap<&'a str, usize>,
    /// Names of the groups that bring people into the application.
    assigned: HashSet<&'a str>,
}

impl<'a> People<'a> {
    pub(crate) fn of(sources: &Sources<'a>, side: &'a OktaSide) -> Self {
        let users = &sources.synced.users;
        let linked = link(users, &side.people, &[]);
        let pairs = || linked.iter().filter_map(|linked| Some((linked.okta?, linked.user?)));
        Self {
            side,
            users,
            failures: Failures::of(sources),
            by_id: side.people.iter().enumerate().map(|(at, person)| (person.id.as_str(), at)).collect(),
            user_of: pairs().collect(),
            person_of: pairs().map(|(person, user)| (user, person)).collect(),
            by_okta_id: users
                .iter()
                .enumerate()
                .filter_map(|(at, user)| Some((user.external_id.as_deref().filter(|id| !is_blank(id))?, at)))
                .collect(),
            assigned: side.people.iter().flat_map(|person| &person.assigned_by).map(String::as_str).collect(),
        }
    }

    /// Whether the same group is assigned to the application and pushed, as far as those who are assigned tell.
    pub(crate) fn is_assigned_too(&self, push: &PushGroup) -> bool {
        self.assigned.contains(push.name.as_str())
    }

    /// Who is missing here, in Okta's order, and who is here only, in the order of the synced users. `in_okta` are Okta's ids of
    /// the group's members, `here` places of synced users.
    pub(crate) fn compare(
        &self,
        push: &PushGroup,
        in_okta: &[String],
        here: &HashSet<usize>,
    ) -> (Vec<MemberDifference>, Vec<MemberDifference>) {
        let mut expected = HashSet::new();
        let mut missing = Vec::new();
        for id in in_okta {
            let person = self.by_id.get(id.as_str()).copied();
            let user = match person {
                Some(at) => self.user_of.get(&at),
                None => self.by_okta_id.get(id.as_str()),
            };
            let user = user.copied();
            match user {
                Some(user) if here.contains(&user) => drop(expected.insert(user)),
                _ => missing.push(self.missing(push, id, person, user)),
            }
        }
        let mut extra: Vec<usize> = here.difference(&expected).copied().collect();
        extra.sort_unstable();
        (missing, extra.into_iter().map(|user| self.extra(push, user)).collect())
    }

    fn missing(&self, push: &PushGroup, id: &str, person: Option<usize>, user: Option<usize>) -> MemberDifference {
        let person = person.map(|at| &self.side.people[at]);
        let (cause, reason) = match (person, user) {
            (None, _) => (MemberCause::NotAssigned, "Not assigned to the application in Okta.".to_owned()),
            (Some(person), user) => self.amiss(person).unwrap_or_else(|| match user {
                None => (MemberCause::NotSynced, "Assigned in Okta and not synced yet.".to_owned()),
                Some(_) => not_pushed(push).unwrap_or_else(|| {
                    let why = if self.is_assigned_too(push) {
                        ASSIGNED_TOO
                    } else {
                        "Who is assigned or activated after the group was pushed can be left out until it is pushed again."
                    };
                    (MemberCause::NotArrived, format!("In the group in Okta; that has not arrived here. {why}"))
                }),
            }),
        };
        MemberDifference {
            name: person.map_or(id, |person| person.name.as_deref().unwrap_or(&person.login)).to_owned(),
            user_id: user.map(|at| self.users[at].id.clone()),
            okta_id: Some(id.to_owned()),
            cause,
            reason,
        }
    }

    fn extra(&self, push: &PushGroup, user: usize) -> MemberDifference {
        let person = self.person_of.get(&user).map(|&at| &self.side.people[at]);
        let (cause, reason) = match person {
            None => (
                MemberCause::NotAssigned,
                "Not assigned to the application in Okta, so Okta no longer keeps the membership.".to_owned(),
            ),
            Some(person) => self.amiss(person).or_else(|| not_pushed(push)).unwrap_or_else(|| {
                let why = if self.is_assigned_too(push) {
                    ASSIGNED_TOO
                } else {
                    "Either the removal has not arrived, or the person was put in past Okta."
                };
                (MemberCause::LeftGroup, format!("Not in the group in Okta. {why}"))
            }),
        };
        let user = &self.users[user];
        MemberDifference {
            name: user.name().to_owned(),
            user_id: Some(user.id.clone()),
            okta_id: person.map(|person| person.id.clone()),
            cause,
            reason,
        }
    }

    /// What keeps Okta from pushing memberships of the person, whichever group.
    fn amiss(&self, person: &'a OktaPerson) -> Option<(MemberCause, String)> {
        if leaving(person).is_some() {
            return Some((
                MemberCause::InactiveInOkta,
                "Suspended or deactivated in Okta, which then pushes no membership; once they are active again, the group has \
                 to be pushed again."
                    .to_owned(),
            ));
        }
        self.failures.of_person(person).map(|words| (MemberCause::Failed, format!("Okta: “{words}”")))
    }
}

/// Okta's help, “Troubleshooting Group Push”: members can then be missing, and removed ones stay.
const ASSIGNED_TOO: &str =
    "The group is assigned to the application and pushed, which Okta does not support: who is in it gets out of step.";

fn not_pushed(push: &PushGroup) -> Option<(MemberCause, String)> {
    let why = if is_failed(push) {
        "The push of the group failed."
    } else if push.status.eq_ignore_ascii_case("INACTIVE") {
        "The push of the group is inactive in Okta."
    } else {
        return None;
    };
    Some((MemberCause::GroupNotPushed, why.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Inventory;
    use crate::model::tests::{group, user};
    use crate::{GroupState, reconcile_groups};

    fn okta(id: &str, status: &str, error: Option<&str>) -> OktaPerson {
        OktaPerson {
            id: id.into(),
            login: format!("{id}@whisker.co"),
            status: Some(status.into()),
            error: error.map(str::to_owned),
            ..OktaPerson::default()
        }
    }

    fn only_group(synced: &Inventory, side: &OktaSide) -> GroupState {
        let sources =
            Sources { synced, okta: Some(side), members: None, verified_domains: None, without_permission: None };
        reconcile_groups(&sources).remove(0)
    }

    fn look(status: &str, in_okta: &[&str]) -> GroupState {
        let names = ["a", "b", "c", "d", "e"];
        let users = names.map(|id| user(id, &format!("{id}@whisker.co"), &[]));
        let (synced, _) = Inventory::link(users.to_vec(), vec![group("g", "Readers", &["a", "b", "c", "d"])]);
        let side = OktaSide {
            people: vec![
                okta("a", "ACTIVE", None),
                okta("b", "SUSPENDED", None),
                okta("c", "ACTIVE", Some("no")),
                okta("e", "ACTIVE", None),
            ],
            push_groups: vec![PushGroup {
                source_group_id: "00g".into(),
                name: "Readers".into(),
                status: status.into(),
                members: Some(in_okta.iter().map(ToString::to_string).collect()),
                ..PushGroup::default()
            }],
            ..OktaSide::default()
        };
        only_group(&synced, &side)
    }

    fn causes(differences: &[MemberDifference]) -> Vec<(&str, MemberCause)> {
        differences.iter().map(|difference| (difference.name.as_str(), difference.cause)).collect()
    }

    #[test]
    fn everybody_who_is_here_only_has_a_reason() {
        let state = look("ACTIVE", &[]);
        assert_eq!(
            causes(&state.extra),
            [
                ("a@whisker.co", MemberCause::LeftGroup),
                ("b@whisker.co", MemberCause::InactiveInOkta),
                ("c@whisker.co", MemberCause::Failed),
                ("d@whisker.co", MemberCause::NotAssigned),
            ]
        );
        assert_eq!(state.extra[2].reason, "Okta: “no”");
    }

    #[test]
    fn everybody_who_is_missing_has_a_reason() {
        let state = look("ACTIVE", &["a", "b", "c", "d", "e"]);
        assert_eq!(
            causes(&state.missing),
            [("d", MemberCause::NotAssigned), ("e@whisker.co", MemberCause::NotArrived)]
        );
        assert_eq!(causes(&state.extra), [("d@whisker.co", MemberCause::NotAssigned)]);
        assert_eq!(state.missing[1].user_id.as_deref(), Some("e"));
    }

    #[test]
    fn who_is_not_assigned_and_in_the_group_on_both_sides_does_not_differ() {
        let mut gone = user("a", "a@whisker.co", &[]);
        gone.external_id = Some("00a".into());
        let (synced, _) = Inventory::link(vec![gone], vec![group("g", "Readers", &["a"])]);
        let push = PushGroup { name: "Readers".into(), members: Some(vec!["00a".into()]), ..PushGroup::default() };
        let side = OktaSide { push_groups: vec![push], ..OktaSide::default() };
        let state = only_group(&synced, &side);
        assert_eq!((state.missing, state.extra), (vec![], vec![]));
    }

    #[test]
    fn a_group_that_is_assigned_and_pushed_is_the_reason_for_both() {
        let users = ["a", "b"].map(|id| user(id, &format!("{id}@whisker.co"), &[]));
        let (synced, _) = Inventory::link(users.to_vec(), vec![group("g", "Readers", &["b"])]);
        let mut ana = okta("a", "ACTIVE", None);
        ana.assigned_by = vec!["Readers".into()];
        let push = PushGroup { name: "Readers".into(), members: Some(vec!["a".into()]), ..PushGroup::default() };
        let side =
            OktaSide { people: vec![ana, okta("b", "ACTIVE", None)], push_groups: vec![push], ..OktaSide::default() };
        let state = only_group(&synced, &side);
        for difference in [&state.missing[0], &state.extra[0]] {
            assert!(difference.reason.ends_with(ASSIGNED_TOO), "{}", difference.reason);
        }
        assert!(state.reason.contains("assigned to the application and pushed"), "{}", state.reason);
    }

    #[test]
    fn a_push_that_is_inactive_is_the_reason_for_whoever_has_no_other() {
        let state = look("INACTIVE", &["b", "c", "e"]);
        assert_eq!(causes(&state.missing), [("e@whisker.co", MemberCause::GroupNotPushed)]);
        assert_eq!(state.extra[0].cause, MemberCause::GroupNotPushed);
    }
}
