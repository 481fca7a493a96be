//! Three sources, one state for each person.

use std::borrow::Cow;

use foldhash::{HashMap, HashSet};

use crate::duplicate::Duplicates;
use crate::failure::Failures;
use crate::fold::{domain, identifier, is_blank, name, same};
use crate::ghost::{Leaving, cause, leaving};
use crate::link::{Linked, link};
use crate::model::User;
use crate::source::{Member, OktaPerson, Sources};
use crate::state::{GhostCause, PersonState, Sight, State};

/// Gives everybody in any source one state: synced users in their order, then those in Okta only, then `ConfigCat`'s own.
pub fn reconcile(sources: &Sources<'_>) -> Vec<PersonState> {
    let users = &sources.synced.users;
    let okta: &[OktaPerson] = sources.okta.map_or(&[], |side| &side.people);
    let members = sources.members.unwrap_or_default();
    let failures = Failures::of(sources);
    let duplicates = Duplicates::of(users);
    let verified: Option<HashSet<Cow<'_, str>>> =
        sources.verified_domains.map(|domains| domains.iter().map(|domain| identifier(domain)).collect());
    let group_names: HashMap<&str, &str> =
        sources.synced.groups.iter().map(|group| (group.id.as_str(), group.display_name.as_str())).collect();

    link(users, okta, members)
        .into_iter()
        .map(|Linked { user, okta: person, member }| {
            let duplicate = user.and_then(|at| duplicates.of_user(at));
            let user = user.map(|at| &users[at]);
            let person = person.map(|at| &okta[at]);
            let member = member.map(|at| &members[at]);
            let seen = Seen { sources, user, person, member, failures: &failures, verified: verified.as_ref() };
            seen.judge(duplicate, &group_names)
        })
        .collect()
}

struct Seen<'a> {
    sources: &'a Sources<'a>,
    user: Option<&'a User>,
    person: Option<&'a OktaPerson>,
    member: Option<&'a Member>,
    failures: &'a Failures<'a>,
    verified: Option<&'a HashSet<Cow<'a, str>>>,
}

impl Seen<'_> {
    fn judge(&self, duplicate: Option<String>, group_names: &HashMap<&str, &str>) -> PersonState {
        let Found { mut state, mut reason, ghost } = self.state();
        let sight = |connected: bool, there: bool| match (connected, there) {
            (false, _) => Sight::Unseen,
            (true, true) => Sight::There,
            (true, false) => Sight::NotThere,
        };
        let mut okta = sight(self.sources.okta.is_some(), self.person.is_some());
        let mut synced = sight(true, self.user.is_some());
        match state {
            State::Failed => okta = Sight::Failed,
            State::Differs | State::Ghost | State::DomainUnverified if self.user.is_some() => synced = Sight::Differs,
            _ => {}
        }
        if let Some(duplicate) = duplicate {
            // what else is amiss with them is most often its consequence
            reason = if state.needs_a_look() { format!("{duplicate} {reason}") } else { duplicate };
            state = State::Duplicate;
            synced = Sight::Differs;
        }
        let (key, email, called) = self.identity();
        PersonState {
            key,
            name: called,
            email,
            user_id: self.user.map(|user| user.id.clone()),
            user_name: self.user.map(|user| user.user_name.clone()),
            okta_id: self.person.map(|person| person.id.clone()),
            member_id: self.member.map(|member| member.id.clone()),
            okta,
            synced,
            configcat: sight(self.sources.members.is_some(), self.member.is_some()),
            state,
            reason,
            ghost: ghost.filter(|_| state == State::Ghost),
            groups: self.user.map(|user| names_of(user, group_names)).unwrap_or_default(),
        }
    }

    fn identity(&self) -> (String, String, String) {
        if let Some(user) = self.user {
            let email = user.address().or(self.person.and_then(|person| person.email.as_deref())).unwrap_or_default();
            let named =
                Some(user.name()).filter(|called| *called != user.user_name && Some(*called) != user.email.as_deref());
            let called = named
                .or_else(|| self.person.and_then(|person| person.name.as_deref()))
                .or_else(|| self.member.and_then(|member| member.name.as_deref()))
                .unwrap_or_else(|| user.name());
            (format!("scim:{}", user.id), email.to_owned(), called.to_owned())
        } else if let Some(person) = self.person {
            let email = person.email.as_deref().or(person.user_name.as_deref()).unwrap_or(&person.login);
            (format!("okta:{}", person.id), email.to_owned(), person.name.as_deref().unwrap_or(email).to_owned())
        } else {
            let member = self.member.cloned().unwrap_or_default();
            let called = member.name.unwrap_or_else(|| member.email.clone());
            (format!("configcat:{}", member.id), member.email, called)
        }
    }

    fn state(&self) -> Found {
        match (self.user, self.person) {
            (Some(user), Some(person)) => self.both(user, person),
            (Some(user), None) if self.sources.okta.is_some() => self.synced_only(user),
            (Some(user), None) => self.okta_unseen(user),
            (None, Some(person)) => self.okta_only(person),
            (None, None) => self.member_only(),
        }
    }

    fn failure(&self, person: &OktaPerson) -> Option<Found> {
        self.failures.of_person(person).map(|words| found(State::Failed, format!("Okta: “{words}”")))
    }

    fn ghost(&self, user: &User, leaving: Leaving) -> Found {
        let (cause, reason) = cause(self.sources, self.failures, (user, self.person), leaving);
        Found { ghost: Some(cause), ..found(State::Ghost, reason) }
    }

    fn both(&self, user: &User, person: &OktaPerson) -> Found {
        match (leaving(person), user.active) {
            (Some(leaving), true) => return self.ghost(user, leaving),
            (Some(leaving), false) => {
                return found(State::Inactive, format!("{}, inactive here.", leaving.to_words()));
            }
            (None, _) => {}
        }
        if let Some(failed) = self.failure(person) {
            return failed;
        }
        if !user.active {
            return found(State::Differs, "Assigned in Okta, but inactive here, so the ConfigCat account is disabled.");
        }
        let sent = person.user_name.as_deref().filter(|sent| !is_blank(sent));
        if let Some(sent) = sent.filter(|sent| !same(sent, &user.user_name)) {
            return found(State::Differs, format!("Okta sends the user name {sent}; here it is {}.", user.user_name));
        }
        if let (Some(theirs), Some(ours)) = (person.email.as_deref().filter(|mail| !is_blank(mail)), user.address())
            && !same(theirs, ours)
        {
            // ConfigCat takes the user name for the address, and need not keep another one
            let said = match sent {
                Some(sent) if user.email.is_none() => {
                    format!(
                        "Okta has the e-mail address {theirs}, but sends {sent} as the user name, which ConfigCat takes for it."
                    )
                }
                _ => format!("Okta has the e-mail address {theirs}; here it is {ours}."),
            };
            return found(State::Differs, said);
        }
        if let (Some(theirs), Some(ours)) = (person.name.as_deref(), user.display_name.as_deref())
            && theirs != ours
            && !is_blank(theirs)
            && name(theirs) != name(ours)
        {
            return found(State::Differs, format!("Okta has the name {theirs}; here it is {ours}."));
        }
        if let Some(found) = self.not_ready(user) {
            return found;
        }
        let reason = match (self.sources.members, self.member) {
            (Some(_), None) => "No ConfigCat account yet.",
            _ => "",
        };
        found(State::InSync, reason)
    }

    fn okta_unseen(&self, user: &User) -> Found {
        if !user.active {
            return found(State::Inactive, "Inactive here; Okta is not connected.");
        }
        self.not_ready(user)
            .unwrap_or_else(|| found(State::Unknown, "Synced. Okta is not connected, so its side can’t be seen."))
    }

    fn okta_only(&self, person: &OktaPerson) -> Found {
        if let Some(failed) = self.failure(person) {
            return failed;
        }
        if let Some(leaving) = leaving(person) {
            return found(State::Inactive, format!("{}, not synced.", leaving.to_words()));
        }
        match person.external_id.as_deref().filter(|id| !is_blank(id)) {
            Some(id) => {
                found(State::Missing, format!("Okta holds the id {id} for this person, which no synced user has."))
            }
            None if person.app_status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case("PROVISIONED")) => {
                found(
                    State::Missing,
                    "Okta says that this person is provisioned, but they are not among the synced users.",
                )
            }
            None => found(State::Waiting, "Assigned in Okta, not pushed yet."),
        }
    }

    /// What stands in the way of a user who is otherwise fine.
    fn not_ready(&self, user: &User) -> Option<Found> {
        if let Some(verified) = self.verified
            && let Some(domain) = domain(&user.user_name).or_else(|| user.address().and_then(domain))
            && !verified.contains(domain.as_str())
        {
            return Some(found(
                State::DomainUnverified,
                format!("{domain} is not verified, so provisioning can’t be started."),
            ));
        }
        // Without a plan nobody knows who is meant to get anything.
        let nothing = self.sources.without_permission.is_some_and(|nothing| nothing.contains(&user.id));
        nothing.then(|| found(State::NoPermission, "The plan gives this person nothing."))
    }

    fn synced_only(&self, user: &User) -> Found {
        if user.active {
            self.ghost(user, Leaving::Unassigned)
        } else {
            found(State::Inactive, "No longer assigned in Okta, inactive here.")
        }
    }

    fn member_only(&self) -> Found {
        let may = self.member.is_some_and(Member::may_anything);
        let nothing = if may { "" } else { " It may do nothing." };
        found(State::NotManaged, format!("In ConfigCat only: provisioning does not manage this account.{nothing}"))
    }
}

/// The names of a user's groups, in no more room than they take.
fn names_of(user: &User, group_names: &HashMap<&str, &str>) -> Vec<String> {
    let mut names = Vec::with_capacity(user.groups.len());
    names.extend(user.groups.iter().filter_map(|id| group_names.get(id.as_str())).map(|&name| name.to_owned()));
    names
}

/// A state with its reason.
struct Found {
    state: State,
    reason: String,
    ghost: Option<GhostCause>,
}

fn found(state: State, reason: impl Into<String>) -> Found {
    Found { state, reason: reason.into(), ghost: None }
}
