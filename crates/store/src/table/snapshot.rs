//! The history of who is synced: the newest inventory whole, and for each earlier one what leads back to it.

use catflap_inventory::{Alarm, Difference, Inventory, alarm};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::Store;
use crate::column::{At, Id, from_json, to_json};
use crate::error::StoreError;
use crate::migration::Migration;

/// A row has either the inventory whole (the newest of its profile) or the difference that leads from the next later row
/// back to it.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "2026-11-24 12 snapshot",
        sql: "CREATE TABLE snapshot (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        profile TEXT NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
        read_at INTEGER NOT NULL,
        seen_at INTEGER NOT NULL,
        users INTEGER NOT NULL,
        groups INTEGER NOT NULL,
        whole TEXT,
        back TEXT,
        CHECK ((whole IS NULL) <> (back IS NULL))
    ) STRICT;
    CREATE INDEX snapshot_profile ON snapshot (profile, id)",
    },
    Migration {
        name: "2026-11-24 14 alarm",
        sql: "CREATE TABLE alarm (
            snapshot INTEGER PRIMARY KEY NOT NULL REFERENCES snapshot (id) ON DELETE CASCADE,
            content TEXT NOT NULL,
            seen INTEGER NOT NULL DEFAULT 0
        ) STRICT",
    },
];

/// One entry of the history, without what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Snapshot {
    /// Grows with every entry.
    pub id: i64,
    /// When it was first read so. To the microsecond.
    #[ts(type = "string")]
    pub read_at: Timestamp,
    /// When it was last read so: a reading that brings nothing new is no entry of its own.
    #[ts(type = "string")]
    pub seen_at: Timestamp,
    /// How many users were synced.
    pub users: u32,
    /// How many groups were synced.
    pub groups: u32,
    /// Many were lost with it.
    pub alarm: bool,
}

/// What keeping an inventory made of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSnapshot {
    /// The newest entry now.
    pub id: i64,
    /// What changed since the last reading: nothing, when that brought no entry of its own. `None` for the first entry.
    pub changed: Option<Difference>,
    /// Many were lost.
    pub alarm: Option<Alarm>,
}

/// An alarm that nobody has looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnseenAlarm {
    /// The entry with the loss.
    pub id: i64,
    /// The entry before it.
    pub before: i64,
    /// What was lost.
    pub alarm: Alarm,
}

impl Store {
    /// Keeps an inventory as the newest of the history, users and groups in the order of their ids, and forgets the oldest
    /// beyond `most` (at least 1). Raises an alarm with it when many were lost.
    ///
    /// # Errors
    /// [`StoreError::NoSuchProfile`], [`StoreError::Encode`], [`StoreError::Decode`] when what is kept is no inventory.
    pub fn keep_snapshot(
        &self,
        profile: Uuid,
        at: Timestamp,
        inventory: &Inventory,
        most: u32,
    ) -> Result<KeptSnapshot, StoreError> {
        let inventory = &Difference::default().apply(inventory);
        let connection = self.lock();
        let transaction = connection.unchecked_transaction()?;
        let sql = "SELECT id, whole FROM snapshot WHERE profile = ?1 AND whole IS NOT NULL";
        let newest: Option<(i64, String)> = transaction
            .prepare_cached(sql)?
            .query_row([Id(profile)], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (mut changed, mut raised) = (None, None);
        if let Some((id, whole)) = newest {
            let before: Inventory = from_json("history", &whole)?;
            let difference = Difference::between(&before, inventory);
            if difference.is_nothing() {
                transaction.execute("UPDATE snapshot SET seen_at = ?2 WHERE id = ?1", params![id, At(at)])?;
                transaction.commit()?;
                return Ok(KeptSnapshot { id, changed: Some(difference), alarm: None });
            }
            let back = to_json("history", &difference.clone().reversed())?;
            transaction.execute("UPDATE snapshot SET whole = NULL, back = ?2 WHERE id = ?1", params![id, back])?;
            raised = alarm(&before, &difference);
            changed = Some(difference);
        }
        let (users, groups) = (count(inventory.users.len()), count(inventory.groups.len()));
        transaction.execute(
            "INSERT INTO snapshot (profile, read_at, seen_at, users, groups, whole) VALUES (?1, ?2, ?2, ?3, ?4, ?5)",
            params![Id(profile), At(at), users, groups, to_json("history", inventory)?],
        )?;
        let id = transaction.last_insert_rowid();
        if let Some(alarm) = &raised {
            let sql = "INSERT INTO alarm (snapshot, content) VALUES (?1, ?2)";
            transaction.execute(sql, params![id, to_json("alarm", alarm)?])?;
        }
        transaction.execute(
            "DELETE FROM snapshot WHERE profile = ?1 AND id NOT IN
             (SELECT id FROM snapshot WHERE profile = ?1 ORDER BY id DESC LIMIT ?2)",
            params![Id(profile), most.max(1)],
        )?;
        transaction.commit()?;
        Ok(KeptSnapshot { id, changed, alarm: raised })
    }

    /// The newest alarm that nobody has looked at.
    ///
    /// # Errors
    /// [`StoreError::Decode`] when what is kept is no alarm.
    pub fn unseen_alarm(&self, profile: Uuid) -> Result<Option<UnseenAlarm>, StoreError> {
        let sql = "SELECT snapshot.id, content, (SELECT max(id) FROM snapshot AS earlier
                WHERE earlier.profile = ?1 AND earlier.id < snapshot.id)
            FROM alarm JOIN snapshot ON snapshot.id = alarm.snapshot
            WHERE snapshot.profile = ?1 AND seen = 0 ORDER BY snapshot.id DESC LIMIT 1";
        let row: Option<(i64, String, Option<i64>)> = self
            .lock()
            .prepare_cached(sql)?
            .query_row([Id(profile)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        row.map(|(id, content, before)| {
            let alarm = from_json("alarm", &content)?;
            // The entry before it may be forgotten: then there is nothing left to compare with.
            Ok(UnseenAlarm { id, before: before.unwrap_or(id), alarm })
        })
        .transpose()
    }

    /// The alarm of this entry, and any before it, was looked at.
    pub fn alarm_seen(&self, profile: Uuid, id: i64) -> Result<(), StoreError> {
        let sql = "UPDATE alarm SET seen = 1
            WHERE snapshot IN (SELECT id FROM snapshot WHERE profile = ?1 AND id <= ?2)";
        self.lock().execute(sql, params![Id(profile), id])?;
        Ok(())
    }

    /// The history, newest first.
    pub fn snapshots(&self, profile: Uuid) -> Result<Vec<Snapshot>, StoreError> {
        let connection = self.lock();
        let sql = "SELECT id, read_at, seen_at, users, groups, EXISTS (SELECT 1 FROM alarm WHERE alarm.snapshot = id)
            FROM snapshot WHERE profile = ?1 ORDER BY id DESC";
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map([Id(profile)], |row| {
            Ok(Snapshot {
                id: row.get(0)?,
                read_at: row.get::<_, At>(1)?.0,
                seen_at: row.get::<_, At>(2)?.0,
                users: row.get(3)?,
                groups: row.get(4)?,
                alarm: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What an entry of the history holds, in the order of ids; `None` when it is no entry (any more).
    ///
    /// # Errors
    /// [`StoreError::Decode`] when what is kept is no inventory or difference.
    pub fn snapshot(&self, profile: Uuid, id: i64) -> Result<Option<Inventory>, StoreError> {
        let rows: Vec<(i64, Option<String>, Option<String>)> = {
            let connection = self.lock();
            let sql = "SELECT id, whole, back FROM snapshot WHERE profile = ?1 AND id >= ?2 ORDER BY id DESC";
            let mut statement = connection.prepare_cached(sql)?;
            let rows =
                statement.query_map(params![Id(profile), id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.collect::<Result<_, _>>()?
        };
        let Some((newest, Some(whole), _)) = rows.first() else { return Ok(None) };
        if rows.last().is_none_or(|(last, _, _)| *last != id) {
            return Ok(None);
        }
        let whole: Inventory = from_json("history", whole)?;
        if *newest == id {
            return Ok(Some(whole));
        }
        let back: Vec<Difference> = rows
            .iter()
            .filter_map(|(_, _, back)| back.as_deref())
            .map(|back| from_json("history", back))
            .collect::<Result<_, _>>()?;
        Ok(Some(Difference::apply_all(&back, &whole)))
    }

    /// What changed with an entry of the history, against the one before it; `None` for the oldest, and for what is no entry
    /// (any more).
    ///
    /// # Errors
    /// [`StoreError::Decode`] when what is kept is no difference.
    pub fn snapshot_change(&self, profile: Uuid, id: i64) -> Result<Option<Difference>, StoreError> {
        let sql = "SELECT back FROM snapshot WHERE profile = ?1 AND id < ?2
            AND EXISTS (SELECT 1 FROM snapshot WHERE profile = ?1 AND id = ?2) ORDER BY id DESC LIMIT 1";
        let back: Option<String> = self.lock().query_row(sql, params![Id(profile), id], |row| row.get(0)).optional()?;
        back.map(|back| Ok(from_json::<Difference>("history", &back)?.reversed())).transpose()
    }

    /// What changed with each entry whose change speaks of this user, newest first and at most `most`, with when that was read.
    ///
    /// # Errors
    /// [`StoreError::Decode`] when what is kept is no difference.
    pub fn snapshot_changes_of(
        &self,
        profile: Uuid,
        user_id: &str,
        most: u32,
    ) -> Result<Vec<(Timestamp, Difference)>, StoreError> {
        // As text first: most entries speak of others, and need not be read for that.
        let sql = "SELECT back, (SELECT read_at FROM snapshot AS later
                WHERE later.profile = ?1 AND later.id > snapshot.id ORDER BY later.id LIMIT 1)
            FROM snapshot WHERE profile = ?1 AND instr(back, ?2) > 0 ORDER BY id DESC LIMIT ?3";
        let rows: Vec<(String, At)> = {
            let connection = self.lock();
            let mut statement = connection.prepare_cached(sql)?;
            let named = to_json("history", &user_id)?;
            let rows = statement.query_map(params![Id(profile), named, most], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<Result<_, _>>()?
        };
        rows.into_iter().map(|(back, at)| Ok((at.0, from_json::<Difference>("history", &back)?.reversed()))).collect()
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use catflap_inventory::{Group, User};
    use proptest::prelude::*;

    use super::*;
    use crate::{Profile, ProfileKind};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn open() -> (Store, Uuid) {
        let store = Store::in_memory().unwrap();
        let id = Uuid::from_u128(1);
        let profile = Profile { id, name: "Whisker".into(), kind: ProfileKind::Real, created_at: at(0) };
        store.add_profile(&profile).unwrap();
        (store, id)
    }

    #[test]
    fn an_alarm_stays_until_it_was_looked_at_and_its_entry_is_marked_for_good() {
        let (store, profile) = open();
        let many: Vec<u8> = (1..=9).collect();
        store.keep_snapshot(profile, at(1), &of(&many), 9).unwrap();
        assert_eq!(store.unseen_alarm(profile).unwrap(), None);
        let lost = store.keep_snapshot(profile, at(2), &of(&[1, 2]), 9).unwrap();
        let alarm = store.unseen_alarm(profile).unwrap().unwrap();
        assert_eq!((alarm.id, alarm.before, Some(alarm.alarm)), (lost.id, lost.id - 1, lost.alarm));
        store.keep_snapshot(profile, at(3), &of(&[1, 2, 3]), 9).unwrap();
        assert!(store.unseen_alarm(profile).unwrap().is_some(), "a later reading does not take it away");
        store.alarm_seen(profile, lost.id).unwrap();
        assert_eq!(store.unseen_alarm(profile).unwrap(), None);
        let marked: Vec<bool> = store.snapshots(profile).unwrap().iter().map(|entry| entry.alarm).collect();
        assert_eq!(marked, [false, true, false]);
        store.delete_profile(profile).unwrap();
    }

    /// Who is in which groups, by number.
    type World = (BTreeSet<u8>, Vec<BTreeSet<u8>>);

    fn inventory((people, groups): &World) -> Inventory {
        let users = people.iter().rev().map(|at| User {
            id: format!("u{at}"),
            user_name: format!("u{at}@whisker.co"),
            display_name: None,
            email: None,
            active: at % 3 > 0,
            external_id: None,
            groups: vec![],
        });
        let groups = groups.iter().enumerate().map(|(at, members)| Group {
            id: format!("g{at}"),
            display_name: format!("Group {at}"),
            members: members.iter().filter(|member| people.contains(member)).map(|at| format!("u{at}")).collect(),
        });
        Inventory::link(users.collect(), groups.collect()).0
    }

    fn of(people: &[u8]) -> Inventory {
        inventory(&(people.iter().copied().collect(), vec![people.iter().copied().collect()]))
    }

    #[test]
    fn a_reading_that_brings_nothing_new_is_no_entry_of_its_own() {
        let (store, profile) = open();
        let first = store.keep_snapshot(profile, at(1), &of(&[1, 2]), 9).unwrap();
        assert_eq!(first.changed, None);
        let again = store.keep_snapshot(profile, at(2), &of(&[1, 2]), 9).unwrap();
        assert_eq!((again.id, again.changed.unwrap().is_nothing()), (first.id, true));
        let kept = store.snapshots(profile).unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].read_at, kept[0].seen_at, kept[0].users, kept[0].groups), (at(1), at(2), 2, 1));
    }

    #[test]
    fn each_entry_tells_what_changed_with_it_and_the_oldest_nothing() {
        let (store, profile) = open();
        for (second, people) in [&[1u8, 2][..], &[2], &[2, 3, 4]].into_iter().enumerate() {
            store.keep_snapshot(profile, at(i64::try_from(second).unwrap()), &of(people), 9).unwrap();
        }
        let kept = store.snapshots(profile).unwrap();
        let changed = |id: i64| store.snapshot_change(profile, id).unwrap();
        assert!(changed(kept[0].id).unwrap().sentence().starts_with("2 joined"));
        assert!(changed(kept[1].id).unwrap().sentence().starts_with("1 left"));
        assert_eq!(changed(kept[2].id), None);
        assert_eq!(changed(99), None);
        let of = |user: &str, most| -> Vec<Timestamp> {
            let found = store.snapshot_changes_of(profile, user, most).unwrap();
            found.into_iter().map(|(read_at, _)| read_at).collect()
        };
        assert_eq!(of("u1", 9), [at(1)]);
        assert_eq!(of("u3", 9), [at(2)]);
        assert!(of("u3", 0).is_empty() && of("u", 9).is_empty(), "an id is meant whole");
    }

    #[test]
    fn what_belongs_to_another_profile_is_not_there_and_goes_with_it() {
        let (store, profile) = open();
        let other = Uuid::from_u128(2);
        let entry = Profile { id: other, name: "Other".into(), kind: ProfileKind::Real, created_at: at(0) };
        store.add_profile(&entry).unwrap();
        store.keep_snapshot(profile, at(1), &of(&[1]), 1).unwrap();
        store.keep_snapshot(other, at(1), &of(&[2]), 1).unwrap();
        store.keep_snapshot(other, at(2), &of(&[3]), 1).unwrap();
        let mine = store.snapshots(profile).unwrap();
        assert_eq!(mine.len(), 1, "another profile’s bound does not reach it");
        assert_eq!(store.snapshot(other, mine[0].id).unwrap(), None);
        store.delete_profile(other).unwrap();
        assert_eq!(store.snapshots(other).unwrap(), []);
        assert!(matches!(store.keep_snapshot(other, at(3), &of(&[1]), 1).unwrap_err(), StoreError::NoSuchProfile));
    }

    fn any_world() -> impl Strategy<Value = World> {
        let few = || prop::collection::btree_set(0u8..10, 0..8);
        (few(), prop::collection::vec(few(), 0..4))
    }

    proptest! {
        #[test]
        fn every_entry_reads_back_exactly_as_it_was_kept(
            walk in prop::collection::vec((any_world(), 0..3u8), 1..12),
            most in 1..8u32,
        ) {
            let (store, profile) = open();
            let mut told: Vec<Inventory> = Vec::new();
            for (second, (world, again)) in (0i64..).zip(&walk) {
                let read = inventory(world);
                for _ in 0..=*again {
                    store.keep_snapshot(profile, at(second), &read, most).unwrap();
                }
                // users and groups by id: what is kept does not depend on the order of reading
                let kept = Difference::default().apply(&read);
                if told.last() != Some(&kept) {
                    told.push(kept);
                }
            }
            let rows = store.snapshots(profile).unwrap();
            prop_assert_eq!(rows.len(), told.len().min(most as usize));
            for (row, kept) in rows.iter().zip(told.iter().rev()) {
                let read = store.snapshot(profile, row.id).unwrap();
                prop_assert_eq!(read.as_ref(), Some(kept));
                prop_assert_eq!((row.users as usize, row.groups as usize), (kept.users.len(), kept.groups.len()));
            }
        }
    }
}
