//! Profiles: one Okta ↔ `ConfigCat` pairing each.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::Store;
use crate::column::{At, Id};
use crate::error::StoreError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026-11-24 01 profile",
    sql: "CREATE TABLE profile (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('real', 'practice')),
        created_at INTEGER NOT NULL
    ) STRICT",
}];

/// Whether a profile stands for a real organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProfileKind {
    /// A real organization.
    Real,
    /// The practice servers.
    Practice,
}

/// One pairing of an Okta organization and a `ConfigCat` organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Profile {
    /// Made by the caller.
    #[ts(type = "string")]
    pub id: Uuid,
    /// What the administrator calls it.
    pub name: String,
    /// Real or practice.
    pub kind: ProfileKind,
    /// To the microsecond.
    #[ts(type = "string")]
    pub created_at: Timestamp,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Profile> {
    let kind: String = row.get(2)?;
    Ok(Profile {
        id: row.get::<_, Id>(0)?.0,
        name: row.get(1)?,
        kind: if kind == "practice" { ProfileKind::Practice } else { ProfileKind::Real },
        created_at: row.get::<_, At>(3)?.0,
    })
}

impl Store {
    /// All profiles, the oldest first.
    pub fn profiles(&self) -> Result<Vec<Profile>, StoreError> {
        let connection = self.lock();
        let mut statement =
            connection.prepare_cached("SELECT id, name, kind, created_at FROM profile ORDER BY created_at, rowid")?;
        let profiles = statement.query_map([], read)?.collect::<Result<_, _>>()?;
        Ok(profiles)
    }

    /// One profile, if it is there.
    pub fn profile(&self, id: Uuid) -> Result<Option<Profile>, StoreError> {
        let sql = "SELECT id, name, kind, created_at FROM profile WHERE id = ?1";
        Ok(self.lock().query_row(sql, [Id(id)], read).optional()?)
    }

    /// Adds a profile.
    ///
    /// # Errors
    /// [`StoreError::Database`] when the id is taken.
    pub fn add_profile(&self, profile: &Profile) -> Result<(), StoreError> {
        let kind = match profile.kind {
            ProfileKind::Real => "real",
            ProfileKind::Practice => "practice",
        };
        self.lock().execute(
            "INSERT INTO profile (id, name, kind, created_at) VALUES (?1, ?2, ?3, ?4)",
            params![Id(profile.id), profile.name, kind, At(profile.created_at)],
        )?;
        Ok(())
    }

    /// Gives a profile another name.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`].
    pub fn rename_profile(&self, id: Uuid, name: &str) -> Result<(), StoreError> {
        match self.lock().execute("UPDATE profile SET name = ?2 WHERE id = ?1", params![Id(id), name])? {
            0 => Err(StoreError::NoSuchProfile),
            _ => Ok(()),
        }
    }

    /// Deletes a profile and everything kept for it. Its secrets stand in the keychain: the caller deletes those.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`].
    pub fn delete_profile(&self, id: Uuid) -> Result<(), StoreError> {
        match self.lock().execute("DELETE FROM profile WHERE id = ?1", [Id(id)])? {
            0 => Err(StoreError::NoSuchProfile),
            _ => Ok(()),
        }
    }
}
