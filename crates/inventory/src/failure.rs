//! What Okta says went wrong with a person.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::fold::identifier;
use crate::model::User;
use crate::source::{LogFailure, OktaPerson, Sources};

/// The newest failure of each person, by every name that the log may use.
pub(crate) struct Failures<'a> {
    by_id: HashMap<&'a str, &'a LogFailure>,
    by_name: HashMap<Cow<'a, str>, &'a LogFailure>,
}

impl<'a> Failures<'a> {
    pub(crate) fn of(sources: &Sources<'a>) -> Self {
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

    /// Okta's own words on a person who is assigned.
    pub(crate) fn of_person(&self, person: &'a OktaPerson) -> Option<&'a str> {
        let names = [Some(person.login.as_str()), person.user_name.as_deref(), person.email.as_deref()];
        let said = person.error.as_deref().map(str::trim).filter(|error| !error.is_empty());
        said.or_else(|| self.find(Some(&person.id), names))
    }

    /// Okta's own words on a synced user who is not assigned any more.
    pub(crate) fn of_user(&self, user: &User) -> Option<&'a str> {
        self.find(user.external_id.as_deref(), [Some(user.user_name.as_str()), user.email.as_deref(), None])
    }

    fn find(&self, id: Option<&str>, names: [Option<&str>; 3]) -> Option<&'a str> {
        if self.by_id.is_empty() && self.by_name.is_empty() {
            return None;
        }
        let by_name = || names.into_iter().flatten().find_map(|name| self.by_name.get(&identifier(name)));
        let failure = id.and_then(|id| self.by_id.get(id)).or_else(by_name)?;
        Some(failure.reason.trim())
    }
}

fn newest<'a>(kept: &mut &'a LogFailure, other: &'a LogFailure) {
    if other.at > kept.at {
        *kept = other;
    }
}
