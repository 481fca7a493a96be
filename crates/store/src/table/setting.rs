//! Settings, of the installation and of a profile: a key and any JSON value.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::Store;
use crate::column::{Id, from_json, to_json};
use crate::error::StoreError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026-11-24 04 setting",
    sql: "CREATE TABLE setting (
        profile TEXT REFERENCES profile (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        value TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX setting_key ON setting (ifnull(profile, ''), key);
    CREATE INDEX setting_profile ON setting (profile)",
}];

impl Store {
    /// A setting of a profile, or of the installation (`None`); absent unless it was put.
    ///
    /// # Errors
    /// [`StoreError::Decode`] when the kept value is no `T`.
    pub fn setting<T: DeserializeOwned>(&self, profile: Option<Uuid>, key: &str) -> Result<Option<T>, StoreError> {
        let sql = "SELECT value FROM setting WHERE ifnull(profile, '') = ifnull(?1, '') AND key = ?2";
        let text: Option<String> =
            self.lock().query_row(sql, params![profile.map(Id), key], |row| row.get(0)).optional()?;
        text.map(|text| from_json("setting", &text)).transpose()
    }

    /// Keeps a setting in place of the one before.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`], [`StoreError::Encode`].
    pub fn put_setting(&self, profile: Option<Uuid>, key: &str, value: &impl Serialize) -> Result<(), StoreError> {
        let value = to_json("setting", value)?;
        self.lock().execute(
            "INSERT INTO setting (profile, key, value) VALUES (?1, ?2, ?3)
             ON CONFLICT (ifnull(profile, ''), key) DO UPDATE SET value = excluded.value",
            params![profile.map(Id), key, value],
        )?;
        Ok(())
    }

    /// Forgets a setting.
    pub fn remove_setting(&self, profile: Option<Uuid>, key: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM setting WHERE ifnull(profile, '') = ifnull(?1, '') AND key = ?2";
        self.lock().execute(sql, params![profile.map(Id), key])?;
        Ok(())
    }
}
