//! Who should not be active here any more, and why they still are.

use crate::failure::Failures;
use crate::fold::is_blank;
use crate::model::User;
use crate::source::{OktaPerson, Sources};
use crate::state::GhostCause;

/// How somebody left, by Okta's own statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaving {
    Suspended,
    Deactivated,
    Unassigned,
}

impl Leaving {
    pub(crate) fn to_words(self) -> &'static str {
        match self {
            Self::Suspended => "Suspended in Okta",
            Self::Deactivated => "Deactivated in Okta",
            Self::Unassigned => "Not assigned to the application in Okta",
        }
    }
}

/// Whether a person of Okta should not be active in the application any more.
pub(crate) fn leaving(person: &OktaPerson) -> Option<Leaving> {
    let is = |word: &str| {
        [&person.status, &person.app_status]
            .into_iter()
            .any(|status| status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case(word)))
    };
    if is("DEPROVISIONED") {
        Some(Leaving::Deactivated)
    } else if is("SUSPENDED") {
        Some(Leaving::Suspended)
    } else {
        None
    }
}

/// The cause of a ghost with its words. Suspending sends nothing whatever is ticked; a box that is not ticked holds for
/// everybody; a push that had failed holds for this person.
pub(crate) fn cause<'a>(
    sources: &Sources<'a>,
    failures: &Failures<'a>,
    (user, person): (&User, Option<&'a OktaPerson>),
    leaving: Leaving,
) -> (GhostCause, String) {
    let failed = person.map_or_else(|| failures.of_user(user), |person| failures.of_person(person));
    let (cause, why) = if leaving == Leaving::Suspended {
        (GhostCause::SuspendedOnly, "Okta sends nothing when a person is suspended.")
    } else if sources.okta.and_then(|side| side.deactivates_users) == Some(false) {
        (GhostCause::DeactivateUsersOff, "`Deactivate Users` is not ticked in Okta, so Okta sends no deactivation.")
    } else if failed.is_some() {
        (GhostCause::PushFailed, "Okta’s push had failed, so Okta sends no deactivation.")
    } else if leaving == Leaving::Deactivated {
        (GhostCause::Unknown, "the deactivation did not arrive.")
    } else if user.external_id.as_deref().is_none_or(is_blank) {
        (
            GhostCause::Unknown,
            "Okta sent no deactivation. The user holds no id of Okta, and may never have come from there.",
        )
    } else {
        (GhostCause::Unknown, "Okta sent no deactivation.")
    };
    let said = failed.map(|failed| format!(" Okta: “{failed}”.")).unwrap_or_default();
    (cause, format!("{}, still active here: {why}{said}", leaving.to_words()))
}

/// What locks out somebody who is still active and should not be (Okta support: the `Deactivate Users` setting; Okta
/// developer forum: removing a user whose push had failed).
pub(crate) fn keep_out(cause: GhostCause) -> &'static str {
    match cause {
        GhostCause::SuspendedOnly => {
            "Should they be out: deactivate the person in Okta or take the assignment away, which Okta tells ConfigCat. \
             Should they get in: unsuspend the person."
        }
        GhostCause::DeactivateUsersOff => {
            "Tick `Deactivate Users` in Okta under `Provisioning` → `To App`. What was not sent before does not follow by \
             itself: assign the person again and take the assignment away, or disable the account on ConfigCat’s Members page."
        }
        GhostCause::PushFailed => {
            "Assign the person again in Okta until the push succeeds, and take the assignment away only then. Until it does, \
             disable the account on ConfigCat’s Members page."
        }
        GhostCause::Unknown => {
            "Should they be out: assign the person in Okta and take the assignment away again, so that Okta sends the \
             deactivation; or disable the account on ConfigCat’s Members page. Should they get in: assign the person."
        }
    }
}
