//! The last runs of the connection check.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::Store;
use crate::column::{At, Id, from_json, to_json};
use crate::error::StoreError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026-11-24 07 check_run",
    sql: "CREATE TABLE check_run (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        profile TEXT NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
        started_at INTEGER NOT NULL,
        verdict TEXT NOT NULL,
        report TEXT NOT NULL
    ) STRICT;
    CREATE INDEX check_run_profile ON check_run (profile, id)",
}];

/// How many runs a profile keeps.
const KEPT: i64 = 50;

/// One run without its report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckRun {
    /// Asks for its report.
    pub id: i64,
    /// To the microsecond.
    #[ts(type = "string")]
    pub started_at: Timestamp,
    /// The run's verdict in the caller's word (pass, warn, fail).
    pub verdict: String,
}

impl Store {
    /// A profile's runs, the newest first.
    pub fn check_runs(&self, profile: Uuid) -> Result<Vec<CheckRun>, StoreError> {
        let connection = self.lock();
        let sql = "SELECT id, started_at, verdict FROM check_run WHERE profile = ?1 ORDER BY id DESC";
        let mut statement = connection.prepare_cached(sql)?;
        let runs = statement
            .query_map([Id(profile)], |row| {
                Ok(CheckRun { id: row.get(0)?, started_at: row.get::<_, At>(1)?.0, verdict: row.get(2)? })
            })?
            .collect::<Result<_, _>>()?;
        Ok(runs)
    }

    /// The report of one run; `None` when it is no longer kept.
    ///
    /// # Errors
    /// [`StoreError::Decode`] when the kept report is no `T`.
    pub fn check_report<T: DeserializeOwned>(&self, profile: Uuid, id: i64) -> Result<Option<T>, StoreError> {
        let sql = "SELECT report FROM check_run WHERE profile = ?1 AND id = ?2";
        let text: Option<String> = self.lock().query_row(sql, params![Id(profile), id], |row| row.get(0)).optional()?;
        text.map(|text| from_json("check report", &text)).transpose()
    }

    /// Keeps a run, drops the oldest beyond 50, and gives the run's id.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`], [`StoreError::Encode`].
    pub fn add_check_run(
        &self,
        profile: Uuid,
        started_at: Timestamp,
        verdict: &str,
        report: &impl Serialize,
    ) -> Result<i64, StoreError> {
        let report = to_json("check report", report)?;
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO check_run (profile, started_at, verdict, report) VALUES (?1, ?2, ?3, ?4)",
            params![Id(profile), At(started_at), verdict, report],
        )?;
        let id = transaction.last_insert_rowid();
        transaction.execute(
            "DELETE FROM check_run WHERE profile = ?1 AND id NOT IN
                (SELECT id FROM check_run WHERE profile = ?1 ORDER BY id DESC LIMIT ?2)",
            params![Id(profile), KEPT],
        )?;
        transaction.commit()?;
        Ok(id)
    }
}
