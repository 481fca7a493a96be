//! The open database.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::Connection;

use crate::error::StoreError;
use crate::{migration, place};

/// How long to wait for another process (the shell beside the window) that is writing.
const BUSY: Duration = Duration::from_secs(5);

/// The database of one installation. Its methods stand in `table/`, a file a table.
pub struct Store {
    connection: Mutex<Connection>,
    file: PathBuf,
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Store").field("file", &self.file).finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the database in `folder`, making both where they are not there, and brings it up to date.
    ///
    /// # Errors
    /// [`StoreError::Folder`], [`StoreError::Open`], [`StoreError::Newer`], [`StoreError::Migration`].
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let file = place::prepare(folder)?;
        let opened = Connection::open(&file).and_then(|connection| {
            connection.busy_timeout(BUSY)?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "NORMAL")?;
            Ok(connection)
        });
        Self::ready(opened, file)
    }

    /// A database that is nowhere but in memory: nothing of it is left, however the process ends.
    ///
    /// # Errors
    /// [`StoreError::Open`], [`StoreError::Migration`].
    pub fn in_memory() -> Result<Self, StoreError> {
        let opened = Connection::open_in_memory().and_then(|connection| {
            // What does not fit is not put into a file either.
            connection.pragma_update(None, "temp_store", "MEMORY")?;
            Ok(connection)
        });
        Self::ready(opened, PathBuf::from(":memory:"))
    }

    fn ready(opened: rusqlite::Result<Connection>, file: PathBuf) -> Result<Self, StoreError> {
        let opened = opened.and_then(|connection| {
            connection.pragma_update(None, "foreign_keys", true)?;
            Ok(connection)
        });
        let mut connection = opened.map_err(|source| StoreError::Open { path: file.clone(), source })?;
        migration::migrate(&mut connection, &migration::all())?;
        Ok(Self { connection: Mutex::new(connection), file })
    }

    /// The database's file; `:memory:` where there is none.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Writes what must not be among the transactions that WAL with NORMAL may lose to a power cut.
    pub(crate) fn to_disk<T>(&self, write: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let connection = self.lock();
        connection.pragma_update(None, "synchronous", "FULL")?;
        let written = write(&connection);
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        written
    }

    /// The connection, for one call. A panic elsewhere leaves no half-done work: `SQLite` rolls an open transaction back.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
