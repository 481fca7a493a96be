//! Everybody as they were when somebody looked at them last, in whatever form the caller keeps that.

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::Store;
use crate::column::Id;
use crate::error::StoreError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026-11-24 13 seen",
    sql: "CREATE TABLE seen (
        profile TEXT PRIMARY KEY NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
        content BLOB NOT NULL
    ) STRICT",
}];

impl Store {
    /// What was put last; `None` before that.
    pub fn seen(&self, profile: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT content FROM seen WHERE profile = ?1";
        Ok(self.lock().query_row(sql, [Id(profile)], |row| row.get(0)).optional()?)
    }

    /// Keeps it in place of the one before.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`].
    pub fn put_seen(&self, profile: Uuid, content: &[u8]) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO seen (profile, content) VALUES (?1, ?2)";
        self.lock().execute(sql, params![Id(profile), content])?;
        Ok(())
    }
}
