//! The practice servers' world: what was done in practice, kept across restarts.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::Store;
use crate::column::{At, Id, from_json, to_json};
use crate::error::StoreError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026-11-24 09 practice",
    sql: "CREATE TABLE practice (
        profile TEXT PRIMARY KEY NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
        saved_at INTEGER NOT NULL,
        content TEXT NOT NULL
    ) STRICT",
}];

impl Store {
    /// The practice world and when it was kept; `None` before the first time.
    ///
    /// # Errors
    /// [`StoreError::Decode`] when what is kept is no `T`.
    pub fn practice_world<T: DeserializeOwned>(&self, profile: Uuid) -> Result<Option<(Timestamp, T)>, StoreError> {
        let sql = "SELECT saved_at, content FROM practice WHERE profile = ?1";
        let row: Option<(At, String)> =
            self.lock().query_row(sql, [Id(profile)], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        row.map(|(at, content)| Ok((at.0, from_json("practice world", &content)?))).transpose()
    }

    /// Keeps the practice world in place of the one before.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`], [`StoreError::Encode`].
    pub fn put_practice_world(&self, profile: Uuid, at: Timestamp, content: &impl Serialize) -> Result<(), StoreError> {
        let content = to_json("practice world", content)?;
        self.lock().execute(
            "INSERT OR REPLACE INTO practice (profile, saved_at, content) VALUES (?1, ?2, ?3)",
            params![Id(profile), At(at), content],
        )?;
        Ok(())
    }
}
