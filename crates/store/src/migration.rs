//! Dated steps from an empty file to today's tables. A step that has been released is never changed, only followed.

use std::collections::HashSet;

use rusqlite::Connection;

use crate::error::StoreError;
use crate::table::{
    activity, change, check_run, connection, inventory, journal, plan, practice, profile, progress, seen, setting,
    snapshot,
};

/// One step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// Date and subject; unique, and the order of steps.
    pub name: &'static str,
    /// Run as a whole or not at all.
    pub sql: &'static str,
}

/// All steps, profiles first: the other tables refer to them.
pub(crate) fn all() -> Vec<Migration> {
    let tables: [&[Migration]; 13] = [
        profile::MIGRATIONS,
        connection::MIGRATIONS,
        progress::MIGRATIONS,
        setting::MIGRATIONS,
        plan::MIGRATIONS,
        inventory::MIGRATIONS,
        check_run::MIGRATIONS,
        activity::MIGRATIONS,
        practice::MIGRATIONS,
        journal::MIGRATIONS,
        change::MIGRATIONS,
        snapshot::MIGRATIONS,
        seen::MIGRATIONS,
    ];
    let mut steps = tables.concat();
    steps.sort_by_key(|step| step.name);
    steps
}

/// Brings the database up to date, each step in a transaction of its own.
///
/// # Errors
/// [`StoreError::Newer`] before anything is touched; [`StoreError::Migration`] for the step that failed.
pub(crate) fn migrate(connection: &mut Connection, steps: &[Migration]) -> Result<(), StoreError> {
    connection.execute_batch("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY NOT NULL) STRICT")?;
    let done = done(connection)?;
    let mut unknown: Vec<&String> = done.iter().filter(|name| steps.iter().all(|step| step.name != **name)).collect();
    unknown.sort();
    if let Some(step) = unknown.first() {
        return Err(StoreError::Newer { step: (*step).clone() });
    }
    for step in steps.iter().filter(|step| !done.contains(step.name)) {
        apply(connection, step).map_err(|source| StoreError::Migration { step: step.name, source })?;
    }
    Ok(())
}

fn done(connection: &Connection) -> Result<HashSet<String>, StoreError> {
    let mut statement = connection.prepare("SELECT name FROM migration")?;
    let names = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(names)
}

fn apply(connection: &mut Connection, step: &Migration) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // window and shell may start at once: the one that comes second finds the step done
    let new = transaction.execute("INSERT OR IGNORE INTO migration (name) VALUES (?1)", [step.name])?;
    if new == 1 {
        transaction.execute_batch(step.sql)?;
    }
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(connection: &Connection) -> i64 {
        connection
            .query_row("SELECT count(*) FROM sqlite_master WHERE name IN ('a', 'b')", [], |row| row.get(0))
            .unwrap()
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_of_itself_behind() {
        let mut connection = Connection::open_in_memory().unwrap();
        let good = Migration { name: "2026-01-01 a", sql: "CREATE TABLE a (x)" };
        let bad = Migration { name: "2026-01-02 b", sql: "CREATE TABLE b (x); CREATE TABLE b (x)" };
        let error = migrate(&mut connection, &[good, bad]).unwrap_err();
        assert!(matches!(error, StoreError::Migration { step: "2026-01-02 b", .. }), "{error}");
        assert_eq!(tables(&connection), 1, "the first step stays, the second left no half of it");
        let mended = Migration { sql: "CREATE TABLE b (x)", ..bad };
        migrate(&mut connection, &[good, mended]).unwrap();
        migrate(&mut connection, &[good, mended]).unwrap();
        assert_eq!(tables(&connection), 2, "a step is done once");
    }

    #[test]
    fn a_database_of_a_newer_program_is_refused_and_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &[Migration { name: "2099-01-01 future", sql: "CREATE TABLE a (x)" }]).unwrap();
        let error =
            migrate(&mut connection, &[Migration { name: "2026-01-02 b", sql: "CREATE TABLE b (x)" }]).unwrap_err();
        assert!(matches!(error, StoreError::Newer { ref step } if step == "2099-01-01 future"), "{error}");
        assert_eq!(tables(&connection), 1);
    }

    #[test]
    fn every_step_has_a_name_of_its_own() {
        let steps = all();
        let names: HashSet<&str> = steps.iter().map(|step| step.name).collect();
        assert_eq!(names.len(), steps.len());
    }
}
