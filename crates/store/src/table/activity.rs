//! What was done in the app, and what it saw happen.

use jiff::Timestamp;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::Store;
use crate::column::{At, Id};
use crate::error::StoreError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026-11-24 08 activity",
    sql: "CREATE TABLE activity (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        profile TEXT NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX activity_profile ON activity (profile, id)",
}];

/// How many entries a profile keeps.
const KEPT: i64 = 5_000;

/// An entry to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewActivity<'a> {
    /// When it happened.
    pub at: Timestamp,
    /// A stable kebab-case word.
    pub kind: &'a str,
    /// A plain sentence without a secret.
    pub text: &'a str,
}

/// A kept entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Activity {
    /// Grows with every entry.
    pub id: i64,
    /// To the microsecond.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// A stable kebab-case word.
    pub kind: String,
    /// A plain sentence.
    pub text: String,
}

impl Store {
    /// At most `limit` entries, the newest first; with `before`, those older than that entry.
    pub fn activities(&self, profile: Uuid, before: Option<i64>, limit: u32) -> Result<Vec<Activity>, StoreError> {
        let connection = self.lock();
        let sql = "SELECT id, at, kind, text FROM activity WHERE profile = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3";
        let mut statement = connection.prepare_cached(sql)?;
        let entries = statement
            .query_map(params![Id(profile), before.unwrap_or(i64::MAX), limit], |row| {
                Ok(Activity { id: row.get(0)?, at: row.get::<_, At>(1)?.0, kind: row.get(2)?, text: row.get(3)? })
            })?
            .collect::<Result<_, _>>()?;
        Ok(entries)
    }

    /// Keeps an entry, and drops the oldest beyond 5,000.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`].
    pub fn add_activity(&self, profile: Uuid, entry: NewActivity<'_>) -> Result<(), StoreError> {
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO activity (profile, at, kind, text) VALUES (?1, ?2, ?3, ?4)",
            params![Id(profile), At(entry.at), entry.kind, entry.text],
        )?;
        transaction.execute(
            "DELETE FROM activity WHERE id IN
                (SELECT id FROM activity WHERE profile = ?1 ORDER BY id DESC LIMIT -1 OFFSET ?2)",
            params![Id(profile), KEPT],
        )?;
        transaction.commit()?;
        Ok(())
    }
}
