//! How far the guide has been walked.

use jiff::Timestamp;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::Store;
use crate::column::{At, Id, from_json, to_json};
use crate::error::StoreError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026-11-24 03 progress",
    sql: "CREATE TABLE progress (
        profile TEXT NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
        step TEXT NOT NULL,
        ticked_at INTEGER,
        proof TEXT,
        proof_at INTEGER,
        PRIMARY KEY (profile, step)
    ) STRICT",
}];

/// What is kept of one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StepProgress {
    /// The step's id.
    pub step: String,
    /// When it was ticked by hand; `None` while it is not. To the microsecond.
    #[ts(type = "string | null")]
    pub ticked_at: Option<Timestamp>,
    /// The last proof, as the verifier gave it.
    #[ts(type = "unknown")]
    pub proof: Option<serde_json::Value>,
    /// When the verifier looked. To the microsecond.
    #[ts(type = "string | null")]
    pub proof_at: Option<Timestamp>,
}

impl Store {
    /// Every step of which anything is kept, by id.
    pub fn progress(&self, profile: Uuid) -> Result<Vec<StepProgress>, StoreError> {
        let connection = self.lock();
        let sql = "SELECT step, ticked_at, proof, proof_at FROM progress WHERE profile = ?1 ORDER BY step";
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([Id(profile)])?;
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            steps.push(StepProgress {
                step: row.get(0)?,
                ticked_at: row.get::<_, Option<At>>(1)?.map(|at| at.0),
                proof: row.get::<_, Option<String>>(2)?.map(|text| from_json("proof", &text)).transpose()?,
                proof_at: row.get::<_, Option<At>>(3)?.map(|at| at.0),
            });
        }
        Ok(steps)
    }

    /// Ticks a step by hand, or takes the tick away (`None`). The proof stays as it is.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`].
    pub fn tick(&self, profile: Uuid, step: &str, at: Option<Timestamp>) -> Result<(), StoreError> {
        self.lock().execute(
            "INSERT INTO progress (profile, step, ticked_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (profile, step) DO UPDATE SET ticked_at = excluded.ticked_at",
            params![Id(profile), step, at.map(At)],
        )?;
        Ok(())
    }

    /// Keeps what the verifier saw in place of what it saw before. The tick stays as it is.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`], [`StoreError::Encode`].
    pub fn put_proof(
        &self,
        profile: Uuid,
        step: &str,
        at: Timestamp,
        proof: &impl Serialize,
    ) -> Result<(), StoreError> {
        let proof = to_json("proof", proof)?;
        self.lock().execute(
            "INSERT INTO progress (profile, step, proof, proof_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (profile, step) DO UPDATE SET proof = excluded.proof, proof_at = excluded.proof_at",
            params![Id(profile), step, proof, At(at)],
        )?;
        Ok(())
    }

    /// Forgets every tick and proof of a profile.
    pub fn clear_progress(&self, profile: Uuid) -> Result<(), StoreError> {
        self.lock().execute("DELETE FROM progress WHERE profile = ?1", [Id(profile)])?;
        Ok(())
    }
}
