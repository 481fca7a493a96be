//! What is known of a profile's connections. Their secrets stand in the keychain.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::Store;
use crate::column::{At, Id, from_json, to_json};
use crate::error::StoreError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026-11-24 02 connection",
    sql: "CREATE TABLE connection (
        profile TEXT NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
        which TEXT NOT NULL CHECK (which IN ('scim', 'okta', 'configcat')),
        address TEXT NOT NULL,
        account TEXT,
        details TEXT NOT NULL,
        secret_set_at INTEGER,
        secret_hint TEXT,
        last_seen_at INTEGER,
        PRIMARY KEY (profile, which)
    ) STRICT",
}];

/// Which of the three connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "Connection")]
pub enum Which {
    /// `ConfigCat`'s SCIM endpoint.
    Scim,
    /// Okta's management API.
    Okta,
    /// `ConfigCat`'s Public Management API.
    #[serde(rename = "configcat")]
    ConfigCat,
}

impl Which {
    /// All connections.
    pub const ALL: [Self; 3] = [Self::Scim, Self::Okta, Self::ConfigCat];

    /// The connection's stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scim => "scim",
            Self::Okta => "okta",
            Self::ConfigCat => "configcat",
        }
    }
}

/// A connection without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedConnection {
    /// Which one.
    pub which: Which,
    /// SCIM URL, Okta org URL, or the API's base URL.
    pub address: String,
    /// User name or client id, where the connection has one.
    pub account: Option<String>,
    /// What else belongs to it (the Okta app's id, `ConfigCat`'s organization id, the way of signing in); never a secret.
    pub details: BTreeMap<String, String>,
    /// When the secret in the keychain was set; `None` without one. To the microsecond.
    #[ts(type = "string | null")]
    pub secret_set_at: Option<Timestamp>,
    /// The secret's end, as [`catflap_http::Secret::hint`] makes it.
    pub secret_hint: Option<String>,
    /// When the other side last answered as it should. To the microsecond.
    #[ts(type = "string | null")]
    pub last_seen_at: Option<Timestamp>,
}

const COLUMNS: &str = "which, address, account, details, secret_set_at, secret_hint, last_seen_at";

/// A row before its details are read.
type Raw = (SavedConnection, String);

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Raw> {
    let which: String = row.get(0)?;
    let connection = SavedConnection {
        which: Which::ALL.into_iter().find(|known| known.as_str() == which).unwrap_or(Which::Scim),
        address: row.get(1)?,
        account: row.get(2)?,
        details: BTreeMap::new(),
        secret_set_at: row.get::<_, Option<At>>(4)?.map(|at| at.0),
        secret_hint: row.get(5)?,
        last_seen_at: row.get::<_, Option<At>>(6)?.map(|at| at.0),
    };
    Ok((connection, row.get(3)?))
}

fn with_details((mut connection, details): Raw) -> Result<SavedConnection, StoreError> {
    connection.details = from_json("connection", &details)?;
    Ok(connection)
}

impl Store {
    /// A profile's connections, in the order of [`Which::ALL`].
    pub fn connections(&self, profile: Uuid) -> Result<Vec<SavedConnection>, StoreError> {
        let connection = self.lock();
        let mut statement =
            connection.prepare_cached(&format!("SELECT {COLUMNS} FROM connection WHERE profile = ?1"))?;
        let rows = statement.query_map([Id(profile)], read)?.collect::<Result<Vec<Raw>, _>>()?;
        let mut saved = rows.into_iter().map(with_details).collect::<Result<Vec<_>, _>>()?;
        saved.sort_by_key(|connection| connection.which);
        Ok(saved)
    }

    /// One connection, if it is kept.
    pub fn connection(&self, profile: Uuid, which: Which) -> Result<Option<SavedConnection>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM connection WHERE profile = ?1 AND which = ?2");
        let row = self.lock().query_row(&sql, params![Id(profile), which.as_str()], read).optional()?;
        row.map(with_details).transpose()
    }

    /// Keeps a connection in place of the one before.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`].
    pub fn put_connection(&self, profile: Uuid, saved: &SavedConnection) -> Result<(), StoreError> {
        self.lock().execute(
            "INSERT OR REPLACE INTO connection
                (profile, which, address, account, details, secret_set_at, secret_hint, last_seen_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                Id(profile),
                saved.which.as_str(),
                saved.address,
                saved.account,
                to_json("connection", &saved.details)?,
                saved.secret_set_at.map(At),
                saved.secret_hint,
                saved.last_seen_at.map(At),
            ],
        )?;
        Ok(())
    }

    /// Notes that the other side answered as it should. Nothing happens where the connection is not kept.
    pub fn saw_connection(&self, profile: Uuid, which: Which, at: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE connection SET last_seen_at = ?3 WHERE profile = ?1 AND which = ?2";
        self.lock().execute(sql, params![Id(profile), which.as_str(), At(at)])?;
        Ok(())
    }

    /// Forgets a connection. Its secret stands in the keychain: the caller deletes it.
    pub fn delete_connection(&self, profile: Uuid, which: Which) -> Result<(), StoreError> {
        let sql = "DELETE FROM connection WHERE profile = ?1 AND which = ?2";
        self.lock().execute(sql, params![Id(profile), which.as_str()])?;
        Ok(())
    }
}
