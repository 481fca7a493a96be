//! Why a trip is not begun.

use crate::trouble::{Trouble, first_up};

/// Why nothing is written at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TripRefusal {
    /// Nobody said that the domain may be written to.
    #[error("nobody confirmed that people may be created at {domain}")]
    DomainNotConfirmed {
        /// The e-mail domain that was given.
        domain: String,
    },
    /// The text is no domain name.
    #[error("“{domain}” is not an e-mail domain")]
    NotADomain {
        /// What was given.
        domain: String,
    },
    /// A trip is named by 4 to 16 small letters and digits.
    #[error("the trip’s name must be 4 to 16 small letters or digits")]
    BadRunId,
    /// The application is not active.
    #[error("the application “{app}” is not active")]
    AppInactive {
        /// Its name.
        app: String,
    },
    /// The person is not active in Okta.
    #[error("{login} is {status} in Okta, so Okta pushes nothing")]
    PersonNotActive {
        /// The login.
        login: String,
        /// Okta's status.
        status: String,
    },
    /// The person has the application by a group, so they can't be unassigned one by one.
    #[error("{login} has the application by a group, and can’t be unassigned one by one")]
    HasAppByGroup {
        /// The login.
        login: String,
    },
    /// The person does not have the application and is active in `ConfigCat` all the same: a trip would deactivate them.
    #[error("{login} is active in ConfigCat without having the application: the trip would deactivate them there")]
    ActiveWithoutApp {
        /// The login.
        login: String,
    },
    /// A throwaway name is taken.
    #[error("the throwaway name {name} is taken, by an earlier trip")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// The group is not pushed, or its push is stopped or in error.
    #[error("“{name}” is not pushed ({status})")]
    GroupNotPushed {
        /// Its name.
        name: String,
        /// The mapping's status, or “no push group”.
        status: String,
    },
    /// The group is assigned: putting the person into it would assign them by it.
    #[error("“{name}” is assigned to the application")]
    GroupAssigned {
        /// Its name.
        name: String,
    },
    /// The person is in the group already.
    #[error("{login} is in “{name}” already, so it would prove nothing")]
    AlreadyMember {
        /// The login.
        login: String,
        /// The group's name.
        name: String,
    },
}

impl TripRefusal {
    /// The refusal with why it matters and what to do next.
    pub fn trouble(&self) -> Trouble {
        let (why, next) = match self {
            Self::DomainNotConfirmed { .. } => (
                "An address at somebody else’s domain could be a real person’s.",
                "Confirm the domain first. It must belong to your organization.",
            ),
            Self::NotADomain { .. } => (
                "The throwaway person gets an address at it.",
                "Enter the part behind the @ of your addresses, e.g. whisker.co.",
            ),
            Self::BadRunId => ("The throwaway names are made of it.", "Begin anew."),
            Self::AppInactive { .. } => (
                "Okta pushes nothing for an application that is not active.",
                "Activate it in Okta, under Applications, then begin anew.",
            ),
            Self::PersonNotActive { .. } => {
                ("A trip with this person would prove nothing.", "Take another person, or a throwaway one.")
            }
            Self::HasAppByGroup { .. } => (
                "Only taking them out of the group, or the group from the application, would unassign them.",
                "Take a person who has the application directly or not at all, or a throwaway one.",
            ),
            Self::ActiveWithoutApp { .. } => (
                "Everything has to be as before at the end, and Okta deactivates whoever is unassigned.",
                "Take another person, or a throwaway one. Who is synced without being assigned is shown under People.",
            ),
            Self::NameTaken { .. } => (
                "Catflap touches nothing of that name but what its journal holds.",
                "Take back what the earlier trip left, then begin anew: each trip has names of its own.",
            ),
            Self::GroupNotPushed { .. } => (
                "Nothing that happens in this group comes to ConfigCat.",
                "Take a group whose push is active, or a throwaway one.",
            ),
            Self::GroupAssigned { .. } => (
                "Okta does not support the same group in both roles, and whoever is put into it gets the application by it.",
                "Take a group that is only pushed, or a throwaway one.",
            ),
            Self::AlreadyMember { .. } => (
                "Being there already tells nothing about arriving.",
                "Take another group or person, or a throwaway group.",
            ),
        };
        Trouble::new(format!("{}.", first_up(&self.to_string())), why, next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_what_why_and_what_next() {
        let text = || "x".to_owned();
        for refusal in [
            TripRefusal::DomainNotConfirmed { domain: text() },
            TripRefusal::NotADomain { domain: text() },
            TripRefusal::BadRunId,
            TripRefusal::AppInactive { app: text() },
            TripRefusal::PersonNotActive { login: text(), status: text() },
            TripRefusal::HasAppByGroup { login: text() },
            TripRefusal::ActiveWithoutApp { login: text() },
            TripRefusal::NameTaken { name: text() },
            TripRefusal::GroupNotPushed { name: text(), status: text() },
            TripRefusal::GroupAssigned { name: text() },
            TripRefusal::AlreadyMember { login: text(), name: text() },
        ] {
            let trouble = refusal.trouble();
            for sentence in [&trouble.what, &trouble.why, &trouble.next] {
                assert!(sentence.ends_with('.') && !sentence.ends_with(".."), "{sentence}");
            }
        }
    }
}
