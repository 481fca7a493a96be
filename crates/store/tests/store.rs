//! The database as its callers see it.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::BTreeMap;

use catflap_inventory::Inventory;
use catflap_store::{DATABASE, NewActivity, Profile, ProfileKind, SavedConnection, Store, StoreError, Which};
use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_793_700_000 + second).unwrap()
}

fn profile(n: u128) -> Profile {
    Profile { id: Uuid::from_u128(n), name: format!("Whisker {n}"), kind: ProfileKind::Real, created_at: at(0) }
}

fn open() -> (TempDir, Store, Uuid) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("new/folder")).unwrap();
    store.add_profile(&profile(1)).unwrap();
    (folder, store, Uuid::from_u128(1))
}

fn scim() -> SavedConnection {
    SavedConnection {
        which: Which::Scim,
        address: "https://scim-api.configcat.com/v2/1".into(),
        account: None,
        details: BTreeMap::from([("app_id".into(), "0oa1".into())]),
        secret_set_at: Some(at(1)),
        secret_hint: Some("…3f9a".into()),
        last_seen_at: None,
    }
}

#[test]
fn what_is_kept_is_there_after_opening_again() {
    let folder = tempfile::tempdir().unwrap();
    let id = Uuid::from_u128(7);
    {
        let store = Store::open(folder.path()).unwrap();
        store.add_profile(&Profile { kind: ProfileKind::Practice, ..profile(7) }).unwrap();
        store.rename_profile(id, "Whisker Co.").unwrap();
        store.put_connection(id, &scim()).unwrap();
        store.tick(id, "scim-url", Some(at(5))).unwrap();
        store.put_practice_world(id, at(6), &json!({"people": 40})).unwrap();
    }
    let store = Store::open(folder.path()).unwrap();
    let kept = store.profile(id).unwrap().unwrap();
    assert_eq!((kept.name.as_str(), kept.kind, kept.created_at), ("Whisker Co.", ProfileKind::Practice, at(0)));
    assert_eq!(store.connections(id).unwrap(), [scim()]);
    assert_eq!(store.progress(id).unwrap()[0].ticked_at, Some(at(5)));
    assert_eq!(store.practice_world::<Value>(id).unwrap(), Some((at(6), json!({"people": 40}))));
}

#[test]
fn a_profile_takes_everything_of_its_own_with_it_and_nothing_else() {
    let (_folder, store, id) = open();
    let other = Uuid::from_u128(2);
    store.add_profile(&profile(2)).unwrap();
    for profile in [id, other] {
        store.put_connection(profile, &scim()).unwrap();
        store.tick(profile, "step", Some(at(1))).unwrap();
        store.put_setting(Some(profile), "key", &1).unwrap();
        store.put_plan(profile, at(1), "first", &json!({})).unwrap();
        store.put_inventory(profile, at(1), &json!({})).unwrap();
        store.add_check_run(profile, at(1), "pass", &json!({})).unwrap();
        store.add_activity(profile, NewActivity { at: at(1), kind: "read", text: "Read." }).unwrap();
        store.put_practice_world(profile, at(1), &json!({})).unwrap();
        store.keep_snapshot(profile, at(1), &Inventory::default(), 1).unwrap();
        store.put_seen(profile, &[1]).unwrap();
        store.put_inventory_part(profile, at(1), "okta", &json!(1)).unwrap();
    }
    store.put_setting(None, "key", &0).unwrap();
    let file = store.file().to_path_buf();
    store.delete_profile(id).unwrap();

    let raw = rusqlite::Connection::open(file).unwrap();
    let tables: Vec<String> = raw
        .prepare("SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'profile' WHERE m.type = 'table'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(tables.len(), 11, "every table of a profile is looked at: {tables:?}");
    for table in tables {
        let count = |profile: Uuid| -> i64 {
            raw.query_row(&format!("SELECT count(*) FROM {table} WHERE profile = ?1"), [profile.to_string()], |row| {
                row.get(0)
            })
            .unwrap()
        };
        assert_eq!((count(id), count(other)), (0, 1), "{table}");
    }
    assert_eq!(store.setting::<i32>(None, "key").unwrap(), Some(0));
    assert!(matches!(store.delete_profile(id), Err(StoreError::NoSuchProfile)));
}

#[test]
fn nothing_is_kept_for_a_profile_that_is_not_there() {
    let (_folder, store, _) = open();
    let nobody = Uuid::from_u128(99);
    assert!(matches!(store.put_connection(nobody, &scim()), Err(StoreError::NoSuchProfile)));
    assert!(matches!(store.tick(nobody, "step", None), Err(StoreError::NoSuchProfile)));
    assert!(matches!(store.put_plan(nobody, at(0), "", &json!({})), Err(StoreError::NoSuchProfile)));
    assert!(matches!(store.put_setting(Some(nobody), "key", &1), Err(StoreError::NoSuchProfile)));
    assert!(matches!(store.put_seen(nobody, &[1]), Err(StoreError::NoSuchProfile)));
    assert_eq!(store.seen(nobody).unwrap(), None);
    assert!(matches!(store.put_inventory_part(nobody, at(0), "okta", &1), Err(StoreError::NoSuchProfile)));
    assert_eq!(store.inventory_part::<i32>(nobody, "okta").unwrap(), None);
}

#[test]
fn a_tick_and_a_proof_do_not_touch_each_other() {
    let (_folder, store, id) = open();
    store.put_proof(id, "step", at(1), &json!({"proven": true})).unwrap();
    store.tick(id, "step", Some(at(2))).unwrap();
    store.put_proof(id, "step", at(3), &json!({"proven": false})).unwrap();
    let step = store.progress(id).unwrap().remove(0);
    assert_eq!((step.ticked_at, step.proof, step.proof_at), (Some(at(2)), Some(json!({"proven": false})), Some(at(3))));
    store.tick(id, "step", None).unwrap();
    assert_eq!(store.progress(id).unwrap()[0].ticked_at, None);
    store.clear_progress(id).unwrap();
    assert_eq!(store.progress(id).unwrap(), []);
}

#[test]
fn a_setting_of_a_profile_and_of_the_installation_are_two() {
    let (_folder, store, id) = open();
    store.put_setting(None, "theme", &"dark").unwrap();
    store.put_setting(Some(id), "theme", &"light").unwrap();
    store.put_setting(Some(id), "theme", &"paper").unwrap();
    assert_eq!(store.setting::<String>(None, "theme").unwrap().as_deref(), Some("dark"));
    assert_eq!(store.setting::<String>(Some(id), "theme").unwrap().as_deref(), Some("paper"));
    store.remove_setting(Some(id), "theme").unwrap();
    assert_eq!(store.setting::<String>(Some(id), "theme").unwrap(), None);
    assert!(matches!(store.setting::<u8>(None, "theme"), Err(StoreError::Decode { what: "setting", .. })));
}

#[test]
fn a_plan_is_undone_and_redone_until_something_new_is_put() {
    let (_folder, store, id) = open();
    assert_eq!(store.plan::<i32>(id).unwrap(), None);
    assert_eq!(store.undo_plan::<i32>(id).unwrap(), None);
    for n in 1..=3 {
        store.put_plan(id, at(n), "moved", &n).unwrap();
    }
    assert_eq!(store.undo_plan::<i64>(id).unwrap().unwrap().plan, 2);
    let first = store.undo_plan::<i64>(id).unwrap().unwrap();
    assert_eq!((first.plan, first.at, first.can_undo, first.can_redo), (1, at(1), false, true));
    assert_eq!(store.undo_plan::<i64>(id).unwrap().unwrap().plan, 1, "it stays at the first");
    assert_eq!(store.redo_plan::<i64>(id).unwrap().unwrap().plan, 2);
    store.put_plan(id, at(9), "moved", &9).unwrap();
    let now = store.redo_plan::<i64>(id).unwrap().unwrap();
    assert_eq!((now.plan, now.can_undo, now.can_redo), (9, true, false), "what was undone is gone");
}

#[test]
fn old_plans_runs_and_entries_go() {
    let (_folder, store, id) = open();
    for n in 0..120 {
        store.put_plan(id, at(n), "moved", &n).unwrap();
        store.add_check_run(id, at(n), "pass", &json!({ "n": n })).unwrap();
    }
    let mut undone = 0;
    while store.plan::<i64>(id).unwrap().unwrap().can_undo {
        store.undo_plan::<i64>(id).unwrap();
        undone += 1;
    }
    assert_eq!(undone, 99, "a hundred revisions");
    let runs = store.check_runs(id).unwrap();
    assert_eq!((runs.len(), runs[0].started_at, runs[49].started_at), (50, at(119), at(70)));
    assert_eq!(store.check_report::<Value>(id, runs[0].id).unwrap(), Some(json!({"n": 119})));
    assert_eq!(
        store.check_report::<Value>(Uuid::from_u128(2), runs[0].id).unwrap(),
        None,
        "a run is its profile's own"
    );
}

#[test]
fn activities_come_a_page_at_a_time_the_newest_first() {
    let (_folder, store, id) = open();
    for n in 0..5 {
        store.add_activity(id, NewActivity { at: at(n), kind: "read", text: &format!("{n}") }).unwrap();
    }
    let page = store.activities(id, None, 2).unwrap();
    assert_eq!(page.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>(), ["4", "3"]);
    let page = store.activities(id, Some(page[1].id), 10).unwrap();
    assert_eq!(page.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>(), ["2", "1", "0"]);
}

#[test]
fn only_the_newest_inventory_is_kept_with_the_time_it_was_read() {
    let (_folder, store, id) = open();
    assert_eq!(store.inventory::<Value>(id).unwrap(), None);
    store.put_inventory(id, at(1), &json!({"users": []})).unwrap();
    store.put_inventory(id, at(2), &json!({"users": [1]})).unwrap();
    store.put_inventory_part(id, at(1), "okta", &json!(1)).unwrap();
    store.put_inventory_part(id, at(2), "okta", &json!(2)).unwrap();
    store.put_inventory_part(id, at(2), "members", &json!(3)).unwrap();
    assert_eq!(store.inventory_part(id, "okta").unwrap(), Some((at(2), json!(2))), "each part has its own place");
    assert_eq!(store.inventory::<Value>(id).unwrap(), Some((at(2), json!({"users": [1]}))));
}

#[test]
fn times_are_kept_to_the_microsecond() {
    let (_folder, store, id) = open();
    let fine: Timestamp = "2026-11-24T16:04:05.123456Z".parse().unwrap();
    store.put_inventory(id, fine, &json!(null)).unwrap();
    assert_eq!(store.inventory::<Value>(id).unwrap().unwrap().0, fine);
}

#[test]
fn a_database_of_a_newer_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path()).unwrap());
    let raw = rusqlite::Connection::open(folder.path().join(DATABASE)).unwrap();
    raw.execute("INSERT INTO migration VALUES ('2099-01-01 future')", []).unwrap();
    drop(raw);
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Newer { .. })));
}

#[test]
fn a_file_that_is_no_database_is_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = "not a database at all, but long enough to have a header ".repeat(20);
    std::fs::write(folder.path().join(DATABASE), &text).unwrap();
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Open { .. })));
    assert_eq!(std::fs::read_to_string(folder.path().join(DATABASE)).unwrap(), text);
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, store, _) = open();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(store.file()), 0o600);
    assert_eq!(mode(store.file().parent().unwrap()), 0o700);
}

#[test]
fn two_open_stores_see_each_other() {
    let (_folder, window, id) = open();
    let shell = Store::open(window.file().parent().unwrap()).unwrap();
    shell.tick(id, "step", Some(at(1))).unwrap();
    assert_eq!(window.progress(id).unwrap().len(), 1);
}

#[test]
fn one_in_memory_has_every_table_and_no_file() {
    let store = Store::in_memory().unwrap();
    store.add_profile(&profile(1)).unwrap();
    store.put_inventory(Uuid::from_u128(1), at(1), &json!({"users": []})).unwrap();
    assert!(!store.file().exists());
    assert!(store.tick(Uuid::from_u128(9), "step", Some(at(1))).is_err(), "what refers to nobody is refused here too");
}
