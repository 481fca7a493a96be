//! The journal of what Catflap does in Okta: lines of change lists, and what a round trip has to take back.
//!
//! It belongs to no profile: what was changed stays changed, whoever deletes the profile.

use jiff::Timestamp;
use rusqlite::params;

use crate::Store;
use crate::column::At;
use crate::error::StoreError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026-11-24 11 change",
    sql: "CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        opened_at INTEGER NOT NULL,
        org TEXT NOT NULL,
        kind TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX change_org ON change (org, kind)",
}];

impl Store {
    /// Opens entries, all of them or none. They are on the disk when this returns: the caller is about to do what they
    /// say. `org` is the key by which they are found again, `kind` tells lists from trips, each content is JSON.
    pub fn open_changes(
        &self,
        at: Timestamp,
        org: &str,
        kind: &str,
        contents: &[String],
    ) -> Result<Vec<i64>, StoreError> {
        self.to_disk(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let mut opened = Vec::with_capacity(contents.len());
            for content in contents {
                let sql = "INSERT INTO change (opened_at, org, kind, content) VALUES (?1, ?2, ?3, ?4)";
                transaction.execute(sql, params![At(at), org, kind, content])?;
                opened.push(transaction.last_insert_rowid());
            }
            transaction.commit()?;
            Ok(opened)
        })
    }

    /// Keeps another content in the place of what was kept. On the disk when this returns.
    pub fn note_change(&self, id: i64, content: &str) -> Result<(), StoreError> {
        self.to_disk(|connection| {
            connection.execute("UPDATE change SET content = ?2 WHERE id = ?1", params![id, content])?;
            Ok(())
        })
    }

    /// Closes entries, all of them or none.
    pub fn close_changes(&self, ids: &[i64]) -> Result<(), StoreError> {
        let connection = self.lock();
        let transaction = connection.unchecked_transaction()?;
        for id in ids {
            transaction.execute("DELETE FROM change WHERE id = ?1", [id])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Open entries of this kind, oldest first: number and content.
    pub fn changes(&self, org: &str, kind: &str) -> Result<Vec<(i64, String)>, StoreError> {
        let connection = self.lock();
        let sql = "SELECT id, content FROM change WHERE org = ?1 AND kind = ?2 ORDER BY id";
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map([org, kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_until_they_are_closed_and_are_found_by_org_and_kind() {
        let folder = tempfile::tempdir().unwrap();
        let at = Timestamp::from_second(1_800_000_000).unwrap();
        let opened = {
            let store = Store::open(folder.path()).unwrap();
            let opened = store.open_changes(at, "acme", "list", &["{\"a\":1}".into(), "{\"a\":2}".into()]).unwrap();
            store.open_changes(at, "acme", "trip", &["{}".into()]).unwrap();
            store.open_changes(at, "other", "list", &["{}".into()]).unwrap();
            store.note_change(opened[1], "{\"a\":3}").unwrap();
            opened
        };
        let store = Store::open(folder.path()).unwrap();
        let kept = store.changes("acme", "list").unwrap();
        assert_eq!(kept, [(opened[0], "{\"a\":1}".to_owned()), (opened[1], "{\"a\":3}".to_owned())]);
        store.close_changes(&opened).unwrap();
        assert_eq!(store.changes("acme", "list").unwrap(), []);
        assert_eq!(store.changes("acme", "trip").unwrap().len(), 1);
    }
}
