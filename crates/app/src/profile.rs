//! The profile that is open, and what this run knows of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use catflap_change::list::ChangeList;
use catflap_okta::model::LogEvent;
use catflap_okta::{AppId, Follow, Okta};
use catflap_store::{SavedConnection, Which};
use jiff::Timestamp;
use uuid::Uuid;

use crate::audit::AuditRead;
use crate::people::{People, Pulled};
use crate::wire::{ConnectionStatus, OktaAppChoice, Problem, ProfileKind};

pub(crate) struct Profile {
    pub id: Uuid,
    pub kind: ProfileKind,
    state: Mutex<State>,
}

#[derive(Default)]
pub(crate) struct State {
    health: BTreeMap<Which, Result<(), Problem>>,
    /// The application that the last look found.
    pub okta_app: Option<OktaAppChoice>,
    /// What was read last.
    pub pulled: Option<Arc<Pulled>>,
    /// What follows from it and the plan that is in force; none until somebody asks.
    pub people: Option<Arc<People>>,
    /// When people were last read in this run, or it was tried.
    pub tried_at: Option<Timestamp>,
    /// RFC 3339, when the connections were last looked at in this run.
    pub looked_at: Option<String>,
    /// The client of Okta, with the connection that it was made for: its budget and access token are worth keeping.
    pub okta: Option<(SavedConnection, Okta)>,
    /// The change list that was shown last: only what was shown is carried out.
    pub planned: Option<ChangeList>,
    /// Okta's log, as far as it was read.
    pub log: Option<Followed>,
    /// ConfigCat's audit log, as it was looked at last.
    pub audit: Option<Arc<AuditRead>>,
}

/// Okta's log of an application, as it grows.
pub(crate) struct Followed {
    pub app: AppId,
    pub follow: Follow,
    /// Earliest first.
    pub events: Vec<LogEvent>,
    /// From when on.
    pub since: Timestamp,
}

impl Profile {
    pub(crate) fn new(id: Uuid, kind: ProfileKind) -> Arc<Self> {
        Arc::new(Self { id, kind, state: Mutex::default() })
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// How a connection that is set stands, with its problem.
    pub(crate) fn health(&self, which: Which) -> (ConnectionStatus, Option<Problem>) {
        match self.health.get(&which) {
            None => (ConnectionStatus::Unknown, None),
            Some(Ok(())) => (ConnectionStatus::Live, None),
            Some(Err(problem)) => (ConnectionStatus::Failing, Some(problem.clone())),
        }
    }

    /// Notes how a connection answered. Tells whether that is news.
    pub(crate) fn answered(&mut self, which: Which, answer: Result<(), Problem>) -> bool {
        let news = self.health.get(&which) != Some(&answer);
        self.health.insert(which, answer);
        news
    }

    /// A connection was changed: what was known of it is void.
    pub(crate) fn forget(&mut self, which: Which) {
        self.health.remove(&which);
        if which == Which::Okta {
            self.okta_app = None;
            self.okta = None;
            self.planned = None;
            self.log = None;
        }
        if which == Which::ConfigCat {
            self.audit = None;
        }
    }
}
