//! A journal in memory, which can fail.

use std::sync::{Arc, Mutex};

use catflap_check::rehearsal::{Entry, EntryId, Intent, Journal, JournalError};

/// Cloning shares the entries.
#[derive(Clone, Default)]
pub struct Books {
    shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
struct Shared {
    entries: Vec<(Entry, bool)>,
    /// Entries that may still be opened; none for no limit.
    room: Option<usize>,
}

impl Books {
    /// Fails once this many entries were opened.
    pub fn with_room_for(entries: usize) -> Self {
        let books = Self::default();
        books.shared.lock().unwrap().room = Some(entries);
        books
    }

    pub fn opened(&self) -> usize {
        self.shared.lock().unwrap().entries.len()
    }

    pub fn open_names(&self) -> Vec<String> {
        self.open().unwrap().into_iter().map(|entry| entry.intent.name).collect()
    }
}

impl Journal for Books {
    fn intend(&self, intent: &Intent) -> Result<EntryId, JournalError> {
        let mut shared = self.shared.lock().unwrap();
        if shared.room.is_some_and(|room| shared.entries.len() >= room) {
            return Err(JournalError { detail: "the disk is full".into() });
        }
        let id = EntryId(i64::try_from(shared.entries.len()).unwrap());
        shared.entries.push((Entry { id, intent: intent.clone(), scim_id: None }, true));
        Ok(id)
    }

    fn created(&self, entry: EntryId, scim_id: &str) -> Result<(), JournalError> {
        let at = usize::try_from(entry.0).unwrap();
        self.shared.lock().unwrap().entries[at].0.scim_id = Some(scim_id.to_owned());
        Ok(())
    }

    fn removed(&self, entry: EntryId) -> Result<(), JournalError> {
        let at = usize::try_from(entry.0).unwrap();
        self.shared.lock().unwrap().entries[at].1 = false;
        Ok(())
    }

    fn open(&self) -> Result<Vec<Entry>, JournalError> {
        Ok(self
            .shared
            .lock()
            .unwrap()
            .entries
            .iter()
            .filter(|(_, open)| *open)
            .map(|(entry, _)| entry.clone())
            .collect())
    }
}
