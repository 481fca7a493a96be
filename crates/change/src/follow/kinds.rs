//! What the types of events mean (Okta's event types; okta.md, “events”).

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Area {
    /// A person is pushed.
    People,
    /// A group is pushed.
    Groups,
    /// The connection itself.
    Connection,
    /// Settings of the application.
    Settings,
    /// Anything else.
    Other,
}

/// What is said after the subject when it worked and when it did not.
pub(crate) struct Kind {
    pub area: Area,
    pub done: &'static str,
    pub failed: &'static str,
}

const fn kind(area: Area, done: &'static str, failed: &'static str) -> Kind {
    Kind { area, done, failed }
}

/// By type, exact.
const EXACT: [(&str, Kind); 27] = [
    ("application.provision.user.push", kind(Area::People, "was pushed", "could not be pushed")),
    ("application.provision.user.push_profile", kind(Area::People, "was updated", "could not be updated")),
    ("application.provision.user.activate", kind(Area::People, "was activated", "could not be activated")),
    (
        "application.provision.user.reactivate",
        kind(Area::People, "was activated again", "could not be activated again"),
    ),
    ("application.provision.user.deactivate", kind(Area::People, "was deactivated", "could not be deactivated")),
    ("application.provision.user.deprovision", kind(Area::People, "was taken away", "could not be taken away")),
    ("application.provision.user.verify_exists", kind(Area::People, "was looked up", "could not be looked up")),
    ("application.provision.user.sync", kind(Area::People, "was synchronized", "could not be synchronized")),
    ("application.provision.user.import", kind(Area::People, "was imported", "could not be imported")),
    ("application.provision.group.add", kind(Area::Groups, "was created", "could not be created")),
    ("application.provision.group.update", kind(Area::Groups, "was updated", "could not be updated")),
    ("application.provision.group.remove", kind(Area::Groups, "was removed", "could not be removed")),
    ("application.provision.group.verify_exists", kind(Area::Groups, "was looked up", "could not be looked up")),
    ("application.provision.group_membership.add", kind(Area::Groups, "got a member", "could not get a member")),
    ("application.provision.group_membership.remove", kind(Area::Groups, "lost a member", "could not lose a member")),
    (
        "application.provision.group_membership.update",
        kind(Area::Groups, "got its members", "could not get its members"),
    ),
    ("application.provision.group_push.pushed", kind(Area::Groups, "was pushed", "could not be pushed")),
    (
        "application.provision.group_push.push_memberships",
        kind(Area::Groups, "had its members pushed", "could not have its members pushed"),
    ),
    ("application.provision.group_push.updated", kind(Area::Groups, "was updated", "could not be updated")),
    ("application.provision.group_push.removed", kind(Area::Groups, "was unlinked", "could not be unlinked")),
    (
        "application.provision.group_push.activate_mapping",
        kind(Area::Groups, "is pushed again", "could not be pushed again"),
    ),
    (
        "application.provision.group_push.deactivate_mapping",
        kind(Area::Groups, "is no longer pushed", "could not be stopped being pushed"),
    ),
    (
        "application.provision.group_push.delete_appgroup",
        kind(Area::Groups, "was deleted in ConfigCat", "could not be deleted in ConfigCat"),
    ),
    (
        "application.provision.group_push.mapping.created",
        kind(Area::Groups, "became a push group", "could not become a push group"),
    ),
    (
        "application.integration.authentication_failure",
        kind(Area::Connection, "authenticated", "could not authenticate to ConfigCat"),
    ),
    ("application.integration.rate_limit_exceeded", kind(Area::Connection, "met a rate limit", "met a rate limit")),
    ("application.integration.general_failure", kind(Area::Connection, "met a failure", "met a failure")),
];

/// By beginning, for what is not listed; the first that fits.
const BEGINNINGS: [(&str, Kind); 6] = [
    (
        "application.provision.group_push.mapping.update.or.delete.failed",
        kind(Area::Groups, "could not be pushed", "could not be pushed"),
    ),
    (
        "application.provision.group_push.mapping.deactivated",
        kind(Area::Groups, "is no longer pushed", "is no longer pushed"),
    ),
    ("application.provision.group", kind(Area::Groups, "was worked on", "could not be worked on")),
    ("application.provision.user", kind(Area::People, "was worked on", "could not be worked on")),
    (
        "application.configuration.",
        kind(Area::Settings, "had its settings changed", "could not have its settings changed"),
    ),
    ("application.integration.", kind(Area::Connection, "spoke to ConfigCat", "could not speak to ConfigCat")),
];

const OTHER: Kind = kind(Area::Other, "was worked on", "could not be worked on");

pub(crate) fn of(event_type: &str) -> &'static Kind {
    let exact = EXACT.iter().find(|(known, _)| *known == event_type);
    let found = exact.or_else(|| BEGINNINGS.iter().find(|(start, _)| event_type.starts_with(start)));
    found.map_or(&OTHER, |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_type_stands_in_the_table_once_and_an_unknown_one_has_words() {
        let types: HashSet<&str> = EXACT.iter().map(|(known, _)| *known).collect();
        assert_eq!(types.len(), EXACT.len());
        assert_eq!(
            of("application.provision.group_push.mapping.update.or.delete.failed.with.error").area,
            Area::Groups
        );
        assert_eq!(of("application.provision.user.something_new").area, Area::People);
        assert_eq!(of("user.session.start").area, Area::Other);
    }
}
