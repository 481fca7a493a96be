//! Who is synced, as last read.

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
    name: "2026-11-24 06 inventory",
    sql: "CREATE TABLE inventory (
        profile TEXT PRIMARY KEY NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
        read_at INTEGER NOT NULL,
        content TEXT NOT NULL
    ) STRICT",
}];

impl Store {
    /// The newest inventory and when it was read; `None` before the first reading.
    ///
    /// # Errors
    /// [`StoreError::Decode`] when what is kept is no `T`.
    pub fn inventory<T: DeserializeOwned>(&self, profile: Uuid) -> Result<Option<(Timestamp, T)>, StoreError> {
        let sql = "SELECT read_at, content FROM inventory WHERE profile = ?1";
        let row: Option<(At, String)> =
            self.lock().query_row(sql, [Id(profile)], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        row.map(|(at, content)| Ok((at.0, from_json("inventory", &content)?))).transpose()
    }

    /// Keeps an inventory in place of the one before.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`], [`StoreError::Encode`].
    pub fn put_inventory(&self, profile: Uuid, at: Timestamp, content: &impl Serialize) -> Result<(), StoreError> {
        let content = to_json("inventory", content)?;
        self.lock().execute(
            "INSERT OR REPLACE INTO inventory (profile, read_at, content) VALUES (?1, ?2, ?3)",
            params![Id(profile), At(at), content],
        )?;
        Ok(())
    }
}
