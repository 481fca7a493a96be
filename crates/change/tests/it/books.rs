//! A journal in memory that keeps JSON, as the database does, and can fail or tell of a call.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use catflap_change::{ChangeEntryId, Entry, Journal, JournalError};
use futures::FutureExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What happens at a call of the journal, counted from 1 over `open` and `note`.
type Hook = Box<dyn Fn(usize) -> At + Send + Sync>;

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// It is kept.
    Kept,
    /// It is not kept, and says so.
    Fails,
    /// The program ends before it is kept.
    EndsBefore,
    /// The program ends as soon as it is kept.
    EndsAfter,
}

#[derive(Clone)]
pub struct Books {
    kept: Arc<Mutex<BTreeMap<i64, String>>>,
    calls: Arc<AtomicUsize>,
    hook: Arc<Hook>,
}

impl Default for Books {
    fn default() -> Self {
        Self::with(|_| At::Kept)
    }
}

impl Books {
    pub fn with(hook: impl Fn(usize) -> At + Send + Sync + 'static) -> Self {
        Self { kept: Arc::default(), calls: Arc::default(), hook: Arc::new(Box::new(hook)) }
    }

    /// The same entries, for a program that was started anew.
    pub fn reopened(&self) -> Self {
        Self { kept: Arc::clone(&self.kept), ..Self::default() }
    }

    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    pub fn is_empty(&self) -> bool {
        self.kept.lock().unwrap().is_empty()
    }

    fn call<R>(&self, keep: impl FnOnce() -> R) -> Result<R, JournalError> {
        match (self.hook)(self.calls.fetch_add(1, Ordering::SeqCst) + 1) {
            At::Kept => Ok(keep()),
            At::Fails => Err(JournalError { detail: "the disk is full".into() }),
            At::EndsBefore => end(),
            At::EndsAfter => {
                keep();
                end()
            }
        }
    }
}

/// The program is killed at this very place: nothing after it is done. See [`until_killed`].
fn end() -> ! {
    std::panic::resume_unwind(Box::new("killed"))
}

/// Lets a program go on until it ends or is killed in a call of the journal; none when it was killed.
pub async fn until_killed<R>(program: impl Future<Output = R>) -> Option<R> {
    std::panic::AssertUnwindSafe(program).catch_unwind().await.ok()
}

impl<T: Serialize + DeserializeOwned> Journal<T> for Books {
    fn open(&self, entries: &[T]) -> Result<Vec<ChangeEntryId>, JournalError> {
        self.call(|| {
            let mut kept = self.kept.lock().unwrap();
            let first = kept.last_key_value().map_or(1, |(id, _)| id + 1);
            let numbered = (first..).zip(entries);
            numbered
                .map(|(id, entry)| {
                    kept.insert(id, serde_json::to_string(entry).unwrap());
                    ChangeEntryId(id)
                })
                .collect()
        })
    }

    fn note(&self, entry: ChangeEntryId, what: &T) -> Result<(), JournalError> {
        self.call(|| {
            let text = serde_json::to_string(what).unwrap();
            assert!(self.kept.lock().unwrap().insert(entry.0, text).is_some(), "only an open entry is noted");
        })
    }

    fn close(&self, entries: &[ChangeEntryId]) -> Result<(), JournalError> {
        let mut kept = self.kept.lock().unwrap();
        for entry in entries {
            assert!(kept.remove(&entry.0).is_some(), "an entry is closed once");
        }
        Ok(())
    }

    fn left(&self) -> Result<Vec<Entry<T>>, JournalError> {
        let kept = self.kept.lock().unwrap();
        Ok(kept
            .iter()
            .map(|(id, text)| Entry { id: ChangeEntryId(*id), what: serde_json::from_str(text).unwrap() })
            .collect())
    }
}
