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

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "2026-11-24 06 inventory",
        sql: "CREATE TABLE inventory (
        profile TEXT PRIMARY KEY NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
        read_at INTEGER NOT NULL,
        content TEXT NOT NULL
    ) STRICT",
    },
    Migration {
        name: "2026-11-25 01 inventory part",
        sql: "CREATE TABLE inventory_part (
            profile TEXT NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
            part TEXT NOT NULL,
            read_at INTEGER NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (profile, part)
        ) STRICT",
    },
];

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

    /// What was read beside the inventory, kept on its own so that both can be made sense of at once; with when it was read.
    ///
    /// # Errors
    /// [`StoreError::Decode`] when what is kept is no `T`.
    pub fn inventory_part<T: DeserializeOwned>(
        &self,
        profile: Uuid,
        part: &str,
    ) -> Result<Option<(Timestamp, T)>, StoreError> {
        let sql = "SELECT read_at, content FROM inventory_part WHERE profile = ?1 AND part = ?2";
        let row: Option<(At, String)> =
            self.lock().query_row(sql, params![Id(profile), part], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        row.map(|(at, content)| Ok((at.0, from_json("inventory", &content)?))).transpose()
    }

    /// Keeps a part in place of the one before.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`], [`StoreError::Encode`].
    pub fn put_inventory_part(
        &self,
        profile: Uuid,
        at: Timestamp,
        part: &str,
        content: &impl Serialize,
    ) -> Result<(), StoreError> {
        let content = to_json("inventory", content)?;
        self.lock().execute(
            "INSERT OR REPLACE INTO inventory_part (profile, part, read_at, content) VALUES (?1, ?2, ?3, ?4)",
            params![Id(profile), part, At(at), content],
        )?;
        Ok(())
    }
}
