//! The history of readings.

use catflap_inventory::{Difference, Inventory, alarm};
use catflap_store::Snapshot;

use super::access;
use crate::core::{App, text_of};
use crate::history::{Walk, of_user, sentence};
use crate::people::People;
use crate::profile::Profile;
use crate::wire::{
    AlarmView, HistoryDifference, HistoryEntry, HistoryPair, HistoryRef, HistoryView, Nothing, PersonChange, Problem,
    ProblemCode,
};

/// So many changes of one person are told.
const CHANGES: u32 = 20;

pub(crate) async fn list(app: &App, _: Nothing) -> Result<HistoryView, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let most = app.settings()?.history_most;
    let kept = app.store(|store| store.snapshots(profile.id))?;
    let Some(newest) = kept.first() else { return Ok(HistoryView { entries: Vec::new(), most }) };
    // What is open is what was read last, unless its entry could not be written.
    let loaded = if text_of(newest.seen_at) == people.pulled.read_at {
        None
    } else {
        app.store(|store| store.snapshot(profile.id, newest.id))?
    };
    let mut walk = Walk::new(loaded.as_ref().unwrap_or(&people.pulled.inventory));
    let mut entries = Vec::with_capacity(kept.len());
    for snapshot in &kept {
        let change = app.store(|store| store.snapshot_change(profile.id, snapshot.id))?;
        let changed = change.map(|difference| {
            let shifts = walk.back(&difference, &people.planner);
            sentence(&difference, &shifts)
        });
        entries.push(HistoryEntry { changed, ..entry(snapshot) });
    }
    Ok(HistoryView { entries, most })
}

/// Without what changed with it.
fn entry(snapshot: &Snapshot) -> HistoryEntry {
    HistoryEntry {
        id: snapshot.id,
        read_at: text_of(snapshot.read_at),
        seen_at: text_of(snapshot.seen_at),
        users: snapshot.users,
        groups: snapshot.groups,
        changed: None,
        alarm: snapshot.alarm,
    }
}

pub(crate) async fn between(app: &App, request: HistoryPair) -> Result<HistoryDifference, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let (from, to) = (request.from.min(request.to), request.from.max(request.to));
    let kept = app.store(|store| store.snapshots(profile.id))?;
    let of = |id: i64| -> Result<(HistoryEntry, Inventory), Problem> {
        let snapshot = kept.iter().find(|snapshot| snapshot.id == id).ok_or_else(gone)?;
        let inventory = app.store(|store| store.snapshot(profile.id, id))?.ok_or_else(gone)?;
        Ok((HistoryEntry { changed: changed(app, &profile, &people, id)?, ..entry(snapshot) }, inventory))
    };
    let ((from, earlier), (to, later)) = (of(from)?, of(to)?);
    let difference = Difference::between(&earlier, &later);
    let access = Walk::new(&later).back(&difference, &people.planner);
    Ok(HistoryDifference {
        sentence: sentence(&difference, &access),
        lines: difference.lines(),
        alarm: alarm(&earlier, &difference),
        access,
        from,
        to,
    })
}

/// What changed with one entry.
fn changed(app: &App, profile: &Profile, people: &People, id: i64) -> Result<Option<String>, Problem> {
    let Some(difference) = app.store(|store| store.snapshot_change(profile.id, id))? else { return Ok(None) };
    let later = app.store(|store| store.snapshot(profile.id, id))?.ok_or_else(gone)?;
    Ok(Some(sentence(&difference, &Walk::new(&later).back(&difference, &people.planner))))
}

fn gone() -> Problem {
    Problem::new(
        ProblemCode::NotThere,
        "This entry of the history is gone.",
        "Choose another one: the oldest are forgotten when there are more than the settings allow.",
    )
}

pub(crate) async fn alarm_seen(app: &App, request: HistoryRef) -> Result<Nothing, Problem> {
    let profile = app.profile()?;
    app.store(|store| store.alarm_seen(profile.id, request.id))?;
    Ok(Nothing {})
}

/// The alarm that nobody has looked at yet.
pub(super) fn alarm_of(app: &App, profile: &Profile) -> Result<Option<AlarmView>, Problem> {
    let unseen = app.store(|store| store.unseen_alarm(profile.id))?;
    Ok(unseen.map(|unseen| AlarmView {
        words: unseen.alarm.words,
        todo: unseen.alarm.todo,
        from: unseen.before,
        to: unseen.id,
    }))
}

/// When a synced user was seen to change, newest first.
pub(super) fn of_person(app: &App, profile: &Profile, user_id: &str) -> Result<Vec<PersonChange>, Problem> {
    let changes = app.store(|store| store.snapshot_changes_of(profile.id, user_id, CHANGES))?;
    let words = changes
        .iter()
        .filter_map(|(at, difference)| Some(PersonChange { at: text_of(*at), words: of_user(difference, user_id)? }));
    Ok(words.collect())
}
