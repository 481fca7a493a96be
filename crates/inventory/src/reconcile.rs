//! Three sources, one state for each person.

use std::collections::{HashMap, HashSet};

use crate::fold::{domain, identifier, name};
use crate::link::{Linked, link};
use crate::model::User;
use crate::source::{LogFailure, Member, OktaPerson, Sources};
use crate::state::{PersonState, Sight, State};

/// Gives everybody in any source one state: synced users in their order, then those in Okta only, then `ConfigCat`'s own.
pub fn reconcile(sources: &Sources<'_>) -> Vec<PersonState> {
    let users = &sources.synced.users;
    let okta: &[OktaPerson] = sources.okta.map_or(&[], |side| &side.people);
    let members = sources.members.unwrap_or_default();
    let failures = Failures::of(sources);
    let verified: Option<HashSet<String>> =
        sources.verified_domains.map(|domains| domains.iter().map(|domain| identifier(domain)).collect());
    let group_names: HashMap<&str, &str> =
        sources.synced.groups.iter().map(|group| (group.id.as_str(), group.display_name.as_str())).collect();

    link(users, okta, members)
        .into_iter()
        .map(|Linked { user, okta: person, member }| {
            let user = user.map(|at| &users[at]);
            let person = person.map(|at| &okta[at]);
            let member = member.map(|at| &members[at]);
            Seen { sources, user, person, member, failures: &failures, verified: verified.as_ref() }.judge(&group_names)
        })
        .collect()
}

/// The newest failure of each person, by every name that the log may use.
struct Failures<'a> {
    by_id: HashMap<&'a str, &'a LogFailure>,
    by_name: HashMap<String, &'a LogFailure>,
}

impl<'a> Failures<'a> {
    fn of(sources: &Sources<'a>) -> Self {
        let mut failures = Self { by_id: HashMap::new(), by_name: HashMap::new() };
        for failure in sources.okta.map_or(&[][..], |side| &side.log_failures) {
            if let Some(id) = &failure.user_id {
                newest(failures.by_id.entry(id.as_str()).or_insert(failure), failure);
            } else if let Some(name) = &failure.user_name {
                newest(failures.by_name.entry(identifier(name)).or_insert(failure), failure);
            }
        }
        failures
    }

    fn find(&self, person: &OktaPerson) -> Option<&'a LogFailure> {
        let names = [Some(person.login.as_str()), person.user_name.as_deref(), person.email.as_deref()];
        self.by_id
            .get(person.id.as_str())
            .copied()
            .or_else(|| names.into_iter().flatten().find_map(|name| self.by_name.get(&identifier(name)).copied()))
    }
}

fn newest<'a>(kept: &mut &'a LogFailure, other: &'a LogFailure) {
    if other.at > kept.at {
        *kept = other;
    }
}

struct Seen<'a> {
    sources: &'a Sources<'a>,
    user: Option<&'a User>,
    person: Option<&'a OktaPerson>,
    member: Option<&'a Member>,
    failures: &'a Failures<'a>,
    verified: Option<&'a HashSet<String>>,
}

impl Seen<'_> {
    fn judge(&self, group_names: &HashMap<&str, &str>) -> PersonState {
        let (state, reason) = self.state();
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
            groups: self
                .user
                .map(|user| {
                    user.groups.iter().filter_map(|id| group_names.get(id.as_str())).map(ToString::to_string).collect()
                })
                .unwrap_or_default(),
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

    fn state(&self) -> (State, String) {
        match (self.user, self.person) {
            (Some(user), Some(person)) => self.both(user, person),
            (Some(user), None) if self.sources.okta.is_some() => synced_only(user),
            (Some(user), None) => self.okta_unseen(user),
            (None, Some(person)) => self.okta_only(person),
            (None, None) => (State::NotManaged, "In ConfigCat only: provisioning does not manage this account.".into()),
        }
    }

    fn failure(&self, person: &OktaPerson) -> Option<(State, String)> {
        let words = person
            .error
            .as_deref()
            .filter(|error| !error.trim().is_empty())
            .or_else(|| self.failures.find(person).map(|failure| failure.reason.as_str()))?;
        Some((State::Failed, format!("Okta: “{}”", words.trim())))
    }

    fn both(&self, user: &User, person: &OktaPerson) -> (State, String) {
        match (leaving(person), user.active) {
            // a failed push is the reason that matters for a ghost: Okta then sends no deactivation
            (Some(why), true) => {
                let failed = self.failure(person).map(|(_, words)| format!(" {words}.")).unwrap_or_default();
                return (State::Ghost, format!("{why}{failed}"));
            }
            (Some(_), false) => return (State::Inactive, "Inactive in Okta and here.".into()),
            (None, _) => {}
        }
        if let Some(failed) = self.failure(person) {
            return failed;
        }
        if !user.active {
            return (State::Differs, "Assigned in Okta, inactive here.".into());
        }
        let sent = person.user_name.as_deref().filter(|sent| !sent.trim().is_empty());
        if let Some(sent) = sent.filter(|sent| identifier(sent) != identifier(&user.user_name)) {
            return (State::Differs, format!("Okta sends the user name {sent}; here it is {}.", user.user_name));
        }
        if let (Some(theirs), Some(ours)) =
            (person.email.as_deref().filter(|mail| !mail.trim().is_empty()), user.address())
            && identifier(theirs) != identifier(ours)
        {
            return (State::Differs, format!("Okta has the e-mail address {theirs}; here it is {ours}."));
        }
        if let (Some(theirs), Some(ours)) = (person.name.as_deref(), user.display_name.as_deref())
            && !theirs.trim().is_empty()
            && name(theirs) != name(ours)
        {
            return (State::Differs, format!("Okta has the name {theirs}; here it is {ours}."));
        }
        if let Some(found) = self.not_ready(user) {
            return found;
        }
        let reason = match (self.sources.members, self.member) {
            (Some(_), None) => "No ConfigCat account yet.",
            _ => "",
        };
        (State::InSync, reason.into())
    }

    fn okta_unseen(&self, user: &User) -> (State, String) {
        if !user.active {
            return (State::Inactive, "Inactive here; Okta is not connected.".into());
        }
        self.not_ready(user)
            .unwrap_or_else(|| (State::Unknown, "Synced. Okta is not connected, so its side can’t be seen.".into()))
    }

    fn okta_only(&self, person: &OktaPerson) -> (State, String) {
        if let Some(failed) = self.failure(person) {
            return failed;
        }
        if leaving(person).is_some() {
            return (State::Inactive, "Inactive in Okta and not synced.".into());
        }
        match person.external_id.as_deref().filter(|id| !id.trim().is_empty()) {
            Some(id) => {
                (State::Missing, format!("Okta holds the id {id} for it, which is not among the synced users."))
            }
            None if person.app_status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case("PROVISIONED")) => {
                (State::Missing, "Okta says it is provisioned, but it is not among the synced users.".into())
            }
            None => (State::Waiting, "Assigned in Okta, not pushed yet.".into()),
        }
    }

    /// What stands in the way of a user who is otherwise fine.
    fn not_ready(&self, user: &User) -> Option<(State, String)> {
        if let Some(verified) = self.verified
            && let Some(domain) = domain(&user.user_name).or_else(|| user.address().and_then(domain))
            && !verified.contains(&domain)
        {
            return Some((
                State::DomainUnverified,
                format!("{domain} is not verified, so provisioning can’t be started."),
            ));
        }
        if self.sources.without_permission.is_some_and(|nothing| nothing.contains(&user.id)) {
            return Some((State::NoPermission, "The plan gives this person nothing.".into()));
        }
        None
    }
}

/// Why a person should not be active in the application any more, by Okta's own statuses.
fn leaving(person: &OktaPerson) -> Option<&'static str> {
    let is =
        |status: &Option<String>, word: &str| status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case(word));
    if is(&person.status, "SUSPENDED") || is(&person.app_status, "SUSPENDED") {
        Some("Suspended in Okta, still active here: Okta sends nothing when a person is suspended.")
    } else if is(&person.status, "DEPROVISIONED") || is(&person.app_status, "DEPROVISIONED") {
        Some("Deactivated in Okta, still active here: the deactivation did not arrive.")
    } else {
        None
    }
}

fn synced_only(user: &User) -> (State, String) {
    if user.active {
        let cause = "Not assigned to the application in Okta, still active here: Okta sent no deactivation.";
        (State::Ghost, cause.into())
    } else {
        (State::Inactive, "No longer assigned in Okta, inactive here.".into())
    }
}
