//! Start-up, profiles, settings, activity and the finder.

use catflap_inventory::State;
use catflap_store::{ProfileKind as StoredKind, Which};
use uuid::Uuid;

use super::connections;
use crate::core::{App, policy, text_of};
use crate::profile::Profile;
use crate::wire::{
    Activity, ActivityRow, Boot, Copied, CopyText, Find, Found, Hit, HitKind, NewProfile, Nothing, Problem,
    ProblemCode, ProfileKind, ProfileRef, ProfileRow, ProfileView, RenameProfile, Settings, StateWords, count,
};

/// Longer names would not fit where they are shown.
const LONGEST_NAME: usize = 60;

/// A day, in minutes.
const LONGEST_REFRESH: u32 = 1_440;

/// More entries of the history are not kept.
const MOST_HISTORY: u32 = 1_000;

pub(crate) async fn boot(app: &App, _: Nothing) -> Result<Boot, Problem> {
    Ok(Boot {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data_folder: app.0.folder.as_deref().map(|folder| folder.display().to_string()).unwrap_or_default(),
        keychain: app.0.keychain_state.clone(),
        profiles: rows(app)?,
        open: match app.opened() {
            Some(profile) => Some(view(app, &profile).await?),
            None => None,
        },
        settings: app.settings()?,
        states: State::ALL.map(|state| StateWords { state, label: state.to_words() }).to_vec(),
    })
}

fn rows(app: &App) -> Result<Vec<ProfileRow>, Problem> {
    let mut rows: Vec<ProfileRow> = app
        .store(catflap_store::Store::profiles)?
        .into_iter()
        .map(|profile| ProfileRow { id: profile.id.to_string(), name: profile.name, kind: kind_of(profile.kind) })
        .collect();
    rows.sort_by_key(|row| (row.kind == ProfileKind::Practice, row.name.to_lowercase()));
    Ok(rows)
}

pub(crate) fn kind_of(kind: StoredKind) -> ProfileKind {
    match kind {
        StoredKind::Real => ProfileKind::Real,
        StoredKind::Practice => ProfileKind::Practice,
    }
}

pub(crate) async fn view(app: &App, profile: &Profile) -> Result<ProfileView, Problem> {
    let stored = app.store(|store| store.profile(profile.id))?.ok_or_else(gone)?;
    Ok(ProfileView {
        profile: ProfileRow { id: stored.id.to_string(), name: stored.name, kind: profile.kind },
        connections: connections::all(app, profile).await?,
    })
}

pub(crate) async fn create(app: &App, request: NewProfile) -> Result<ProfileView, Problem> {
    let name = name_of(&request.name);
    let stored = catflap_store::Profile { id: Uuid::new_v4(), name, kind: StoredKind::Real, created_at: app.now() };
    app.store(|store| store.add_profile(&stored))?;
    open_stored(app, &stored).await
}

pub(crate) async fn open(app: &App, request: ProfileRef) -> Result<ProfileView, Problem> {
    let id = id_of(&request.id)?;
    let stored = app.store(|store| store.profile(id))?.ok_or_else(gone)?;
    match kind_of(stored.kind) {
        ProfileKind::Practice => super::practice::open(app, Nothing {}).await,
        ProfileKind::Real => open_stored(app, &stored).await,
    }
}

async fn open_stored(app: &App, stored: &catflap_store::Profile) -> Result<ProfileView, Problem> {
    let profile = Profile::new(stored.id, kind_of(stored.kind));
    app.set_open(Some(profile.clone()));
    app.store(|store| store.put_setting(None, "last-profile", &stored.id))?;
    view(app, &profile).await
}

/// Opens the real profile that was open last, if it is still there: an administrator goes on where they left.
pub(crate) async fn reopen(app: &App) -> Result<(), Problem> {
    let last: Option<Uuid> = app.store(|store| store.setting(None, "last-profile"))?;
    if let Some(id) = last
        && let Some(stored) = app.store(|store| store.profile(id))?
    {
        open(app, ProfileRef { id: stored.id.to_string() }).await?;
    }
    Ok(())
}

pub(crate) async fn close(app: &App, _: Nothing) -> Result<Boot, Problem> {
    app.set_open(None);
    app.store(|store| store.remove_setting(None, "last-profile"))?;
    boot(app, Nothing {}).await
}

pub(crate) async fn rename(app: &App, request: RenameProfile) -> Result<Boot, Problem> {
    let id = id_of(&request.id)?;
    app.store(|store| store.rename_profile(id, &name_of(&request.name)))?;
    boot(app, Nothing {}).await
}

pub(crate) async fn delete(app: &App, request: ProfileRef) -> Result<Boot, Problem> {
    let id = id_of(&request.id)?;
    let stored = app.store(|store| store.profile(id))?.ok_or_else(gone)?;
    let kind = kind_of(stored.kind);
    // Secrets first: a profile that is gone from the list must leave none behind.
    for which in Which::ALL {
        app.forget_secret(kind, id, which).await?;
    }
    if app.opened().is_some_and(|open| open.id == id) {
        app.set_open(None);
        app.store(|store| store.remove_setting(None, "last-profile"))?;
        if kind == ProfileKind::Practice {
            super::practice::stop_without_keeping(app).await;
        }
    }
    app.store(|store| store.delete_profile(id))?;
    boot(app, Nothing {}).await
}

fn id_of(text: &str) -> Result<Uuid, Problem> {
    Uuid::parse_str(text).map_err(|_| gone())
}

fn gone() -> Problem {
    Problem::new(
        ProblemCode::ProfileGone,
        "This profile is gone.",
        "Open another profile from the menu at the top left.",
    )
}

fn name_of(typed: &str) -> String {
    let name: String = typed.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_NAME).collect();
    if name.is_empty() { "My organization".to_owned() } else { name }
}

pub(crate) async fn save_settings(app: &App, request: Settings) -> Result<Settings, Problem> {
    let settings = Settings {
        timeout_seconds: request.timeout_seconds.clamp(1, 300),
        ca_file: request.ca_file.trim().to_owned(),
        refresh_minutes: request.refresh_minutes.min(LONGEST_REFRESH),
        history_most: request.history_most.clamp(1, MOST_HISTORY),
        ..request
    };
    // A CA file that can't be read would fail every request later: say so now, where it was typed.
    policy(&settings)?;
    app.store(|store| store.put_setting(None, "settings", &settings))?;
    app.0.turned.notify_one();
    Ok(settings)
}

pub(crate) async fn activity(app: &App, _: Nothing) -> Result<Activity, Problem> {
    let profile = app.profile()?;
    let rows = app.store(|store| store.activities(profile.id, None, 500))?;
    Ok(Activity {
        rows: rows.into_iter().map(|row| ActivityRow { at: text_of(row.at), kind: row.kind, text: row.text }).collect(),
    })
}

pub(crate) async fn copy_text(app: &App, request: CopyText) -> Result<Copied, Problem> {
    app.0.desktop.copy_text(&request.text)?;
    Ok(Copied { clears_after: None })
}

pub(crate) async fn print(app: &App, _: Nothing) -> Result<Nothing, Problem> {
    app.0.desktop.print()?;
    Ok(Nothing {})
}

/// How many hits of each kind are enough to choose from.
const HITS_EACH: usize = 6;

pub(crate) async fn find(app: &App, request: Find) -> Result<Found, Problem> {
    let words: Vec<String> = request.text.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let matches = |text: &str| {
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let steps = catflap_guide::stages().iter().flat_map(|stage| stage.steps.iter().map(move |step| (stage, step)));
    let mut hits: Vec<Hit> = steps
        .filter(|(stage, step)| matches(&format!("{} {} {}", step.number, step.title, stage.title)))
        .take(HITS_EACH)
        .map(|(stage, step)| Hit {
            kind: HitKind::Step,
            id: step.id.to_owned(),
            title: step.title.to_owned(),
            detail: format!("{} · {}", step.number, stage.title),
        })
        .collect();
    if words.is_empty() {
        return Ok(Found { hits });
    }
    let read = app.opened().filter(|profile| profile.state().pulled.is_some());
    if let Some(profile) = read {
        let people = super::access::people(app, &profile)?;
        let limit = count(HITS_EACH);
        let (rows, _) = people.search(&request.text, None, 0, limit);
        hits.extend(rows.into_iter().map(|state| Hit {
            kind: HitKind::Person,
            id: state.key.clone(),
            title: state.name.clone(),
            detail: state.email.clone(),
        }));
        let groups = people.pulled.inventory.groups.iter().filter(|group| matches(&group.display_name));
        hits.extend(groups.take(HITS_EACH).map(|group| Hit {
            kind: HitKind::Group,
            id: format!("scim:{}", group.id),
            title: group.display_name.clone(),
            detail: super::people::how_many(group.members.len()),
        }));
    }
    let checks = catflap_check::all().into_iter().filter(|check| matches(&check.title)).take(HITS_EACH);
    hits.extend(checks.map(|check| Hit {
        kind: HitKind::Check,
        id: check.id.clone(),
        title: check.title.clone(),
        detail: "Connection".to_owned(),
    }));
    Ok(Found { hits })
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_profile_always_has_a_name_that_fits() {
        assert_eq!(name_of("  Whisker \n Co.  "), "Whisker Co.");
        assert_eq!(name_of(" \t"), "My organization");
        assert_eq!(name_of(&"x".repeat(500)).chars().count(), 60);
    }
}
