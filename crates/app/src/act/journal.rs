//! The journal of what Catflap does in Okta, in the database.

use std::marker::PhantomData;

use catflap_change::{ChangeEntryId, Entry, Journal, JournalError};
use catflap_store::{Store, StoreError, Which};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clients;
use crate::core::App;
use crate::profile::Profile;
use crate::wire::{Problem, ProblemCode, ProfileKind};

/// Lines of change lists.
pub(crate) const LISTS: &str = "list";
/// What round trips have to take back.
pub(crate) const TRIPS: &str = "trip";

/// The entries of one kind for one org.
pub(crate) struct Kept<T> {
    app: App,
    org: String,
    kind: &'static str,
    content: PhantomData<fn() -> T>,
}

impl<T> Kept<T> {
    pub(crate) fn of(app: &App, profile: &Profile, kind: &'static str) -> Result<Self, Problem> {
        let org = match profile.kind {
            ProfileKind::Real => {
                let saved = app.store(|store| store.connection(profile.id, Which::Okta))?;
                saved.ok_or_else(|| clients::not_connected(Which::Okta))?.address
            }
            // Practice gets another port at each start.
            ProfileKind::Practice => "practice".to_owned(),
        };
        Ok(Self { app: app.clone(), org, kind, content: PhantomData })
    }

    fn with<R>(&self, act: impl FnOnce(&Store) -> Result<R, StoreError>) -> Result<R, JournalError> {
        let journal = self.app.journal().map_err(|problem| JournalError { detail: problem.message })?;
        act(journal).map_err(|error| JournalError { detail: error.to_string() })
    }
}

impl<T: Serialize + DeserializeOwned + Send + Sync> Journal<T> for Kept<T> {
    fn open(&self, entries: &[T]) -> Result<Vec<ChangeEntryId>, JournalError> {
        let contents = entries.iter().map(text).collect::<Result<Vec<String>, JournalError>>()?;
        let opened = self.with(|journal| journal.open_changes(self.app.now(), &self.org, self.kind, &contents))?;
        Ok(opened.into_iter().map(ChangeEntryId).collect())
    }

    fn note(&self, entry: ChangeEntryId, what: &T) -> Result<(), JournalError> {
        let content = text(what)?;
        self.with(|journal| journal.note_change(entry.0, &content))
    }

    fn close(&self, entries: &[ChangeEntryId]) -> Result<(), JournalError> {
        let ids: Vec<i64> = entries.iter().map(|entry| entry.0).collect();
        self.with(|journal| journal.close_changes(&ids))
    }

    fn left(&self) -> Result<Vec<Entry<T>>, JournalError> {
        let rows = self.with(|journal| journal.changes(&self.org, self.kind))?;
        rows.into_iter()
            .map(|(id, content)| {
                let what =
                    serde_json::from_str(&content).map_err(|error| JournalError { detail: error.to_string() })?;
                Ok(Entry { id: ChangeEntryId(id), what })
            })
            .collect()
    }
}

fn text<T: Serialize>(what: &T) -> Result<String, JournalError> {
    serde_json::to_string(what).map_err(|error| JournalError { detail: error.to_string() })
}

pub(crate) fn unreadable(error: &JournalError) -> Problem {
    Problem::new(
        ProblemCode::StorageFailed,
        "The journal of what Catflap does in Okta can’t be used.",
        "Look at the disk’s free space, then try again. Nothing is written without the journal.",
    )
    .evidence(error.detail.clone())
}
