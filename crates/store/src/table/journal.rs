//! The rehearsal's journal: what may exist at a service provider because of Catflap, until it is proven gone.
//!
//! It belongs to no profile: what was written stays written, whoever deletes the profile.

use jiff::Timestamp;
use rusqlite::params;

use crate::Store;
use crate::column::At;
use crate::error::StoreError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026-11-24 10 journal",
    sql: "CREATE TABLE journal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        opened_at INTEGER NOT NULL,
        url TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        scim_id TEXT
    ) STRICT;
    CREATE INDEX journal_url ON journal (url)",
}];

/// Something that may exist at a service provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// Its number.
    pub id: i64,
    /// When it was about to be created. To the microsecond.
    pub opened_at: Timestamp,
    /// SCIM URL.
    pub url: String,
    /// `user` or `group`.
    pub kind: String,
    /// `userName` or `displayName`.
    pub name: String,
    /// The service provider's id, once it was told.
    pub scim_id: Option<String>,
}

impl Store {
    /// Opens an entry. It is on the disk when this returns: the caller is about to create what it names.
    pub fn open_journal_entry(&self, at: Timestamp, url: &str, kind: &str, name: &str) -> Result<i64, StoreError> {
        self.to_disk(|connection| {
            let sql = "INSERT INTO journal (opened_at, url, kind, name) VALUES (?1, ?2, ?3, ?4)";
            connection.execute(sql, params![At(at), url, kind, name])?;
            Ok(connection.last_insert_rowid())
        })
    }

    /// Notes the id that the service provider told.
    pub fn name_journal_entry(&self, id: i64, scim_id: &str) -> Result<(), StoreError> {
        self.lock().execute("UPDATE journal SET scim_id = ?2 WHERE id = ?1", params![id, scim_id])?;
        Ok(())
    }

    /// Closes an entry: what it names is proven gone.
    pub fn close_journal_entry(&self, id: i64) -> Result<(), StoreError> {
        self.lock().execute("DELETE FROM journal WHERE id = ?1", [id])?;
        Ok(())
    }

    /// Open entries of a SCIM URL, oldest first.
    pub fn journal(&self, url: &str) -> Result<Vec<JournalRow>, StoreError> {
        let connection = self.lock();
        let sql = "SELECT id, opened_at, url, kind, name, scim_id FROM journal WHERE url = ?1 ORDER BY id";
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map([url], |row| {
            Ok(JournalRow {
                id: row.get(0)?,
                opened_at: row.get::<_, At>(1)?.0,
                url: row.get(2)?,
                kind: row.get(3)?,
                name: row.get(4)?,
                scim_id: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_stands_until_it_is_closed_and_is_found_by_its_url() {
        let folder = tempfile::tempdir().unwrap();
        let at = Timestamp::from_second(1_800_000_000).unwrap();
        let id = {
            let store = Store::open(folder.path()).unwrap();
            let id = store.open_journal_entry(at, "https://x/v2/1", "user", "catflap-rehearsal-7f3a@x.co").unwrap();
            store.name_journal_entry(id, "u1").unwrap();
            store.open_journal_entry(at, "https://y/v2/2", "group", "Catflap rehearsal 7f3a").unwrap();
            id
        };
        let store = Store::open(folder.path()).unwrap();
        let open = store.journal("https://x/v2/1").unwrap();
        assert_eq!(open.len(), 1, "the other one belongs to another URL");
        assert_eq!((open[0].id, open[0].scim_id.as_deref(), open[0].opened_at), (id, Some("u1"), at));
        store.close_journal_entry(id).unwrap();
        assert_eq!(store.journal("https://x/v2/1").unwrap(), vec![]);
    }
}
