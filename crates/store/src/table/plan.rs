//! The permission plan of a profile, with the revisions that undo and redo walk through.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::Store;
use crate::column::{At, Id, from_json, to_json};
use crate::error::StoreError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026-11-24 05 plan",
    sql: "CREATE TABLE plan_revision (
        profile TEXT NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        at INTEGER NOT NULL,
        what TEXT NOT NULL,
        plan TEXT NOT NULL,
        current INTEGER NOT NULL CHECK (current IN (0, 1)),
        PRIMARY KEY (profile, revision)
    ) STRICT",
}];

/// How many revisions are kept.
const KEPT: i64 = 100;

/// The plan in force, and where it stands among its revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanRevision<T> {
    /// The plan.
    pub plan: T,
    /// When this revision was made. To the microsecond.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// What was changed, in a few words.
    pub what: String,
    /// Whether there is a revision before it.
    pub can_undo: bool,
    /// Whether there is a revision after it.
    pub can_redo: bool,
}

fn current(connection: &Connection, profile: Uuid) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT revision FROM plan_revision WHERE profile = ?1 AND current = 1";
    connection.query_row(sql, [Id(profile)], |row| row.get(0)).optional()
}

fn revision<T: DeserializeOwned>(
    connection: &Connection,
    profile: Uuid,
) -> Result<Option<PlanRevision<T>>, StoreError> {
    let sql = "SELECT plan, at, what,
            EXISTS (SELECT 1 FROM plan_revision b WHERE b.profile = a.profile AND b.revision < a.revision),
            EXISTS (SELECT 1 FROM plan_revision b WHERE b.profile = a.profile AND b.revision > a.revision)
        FROM plan_revision a WHERE profile = ?1 AND current = 1";
    let row: Option<(String, At, String, bool, bool)> = connection
        .query_row(sql, [Id(profile)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        .optional()?;
    row.map(|(plan, at, what, can_undo, can_redo)| {
        Ok(PlanRevision { plan: from_json("plan", &plan)?, at: at.0, what, can_undo, can_redo })
    })
    .transpose()
}

impl Store {
    /// The plan in force; `None` before the first is put.
    ///
    /// # Errors
    /// [`StoreError::Decode`] when the kept plan is no `T`.
    pub fn plan<T: DeserializeOwned>(&self, profile: Uuid) -> Result<Option<PlanRevision<T>>, StoreError> {
        revision(&self.lock(), profile)
    }

    /// Puts a plan in force, as a new revision after the current one; what was undone is dropped, and so are the oldest
    /// revisions beyond 100. `what` says in a few words what was changed.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`], [`StoreError::Encode`].
    pub fn put_plan(&self, profile: Uuid, at: Timestamp, what: &str, plan: &impl Serialize) -> Result<(), StoreError> {
        let plan = to_json("plan", plan)?;
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        let last = current(&transaction, profile)?.unwrap_or(0);
        let next = last + 1;
        transaction
            .execute("DELETE FROM plan_revision WHERE profile = ?1 AND revision > ?2", params![Id(profile), last])?;
        transaction.execute("UPDATE plan_revision SET current = 0 WHERE profile = ?1", [Id(profile)])?;
        transaction.execute(
            "INSERT INTO plan_revision (profile, revision, at, what, plan, current) VALUES (?1, ?2, ?3, ?4, ?5, 1)",
            params![Id(profile), next, At(at), what, plan],
        )?;
        transaction.execute(
            "DELETE FROM plan_revision WHERE profile = ?1 AND revision <= ?2",
            params![Id(profile), next - KEPT],
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// Goes back one revision; stays where there is none. Gives the plan then in force.
    pub fn undo_plan<T: DeserializeOwned>(&self, profile: Uuid) -> Result<Option<PlanRevision<T>>, StoreError> {
        self.step_plan(profile, "SELECT max(revision) FROM plan_revision WHERE profile = ?1 AND revision < ?2")
    }

    /// Goes forward one revision; stays where there is none. Gives the plan then in force.
    pub fn redo_plan<T: DeserializeOwned>(&self, profile: Uuid) -> Result<Option<PlanRevision<T>>, StoreError> {
        self.step_plan(profile, "SELECT min(revision) FROM plan_revision WHERE profile = ?1 AND revision > ?2")
    }

    fn step_plan<T: DeserializeOwned>(&self, profile: Uuid, to: &str) -> Result<Option<PlanRevision<T>>, StoreError> {
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        if let Some(from) = current(&transaction, profile)? {
            let to: Option<i64> = transaction.query_row(to, params![Id(profile), from], |row| row.get(0))?;
            if let Some(to) = to {
                transaction.execute(
                    "UPDATE plan_revision SET current = (revision = ?2) WHERE profile = ?1",
                    params![Id(profile), to],
                )?;
            }
        }
        let plan = revision(&transaction, profile)?;
        transaction.commit()?;
        Ok(plan)
    }
}
