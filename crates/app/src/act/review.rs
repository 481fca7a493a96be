//! The access review.

use std::sync::Arc;

use catflap_access::Planner;
use catflap_http::Url;
use catflap_store::Which;

use super::access;
use crate::core::{App, text_of};
use crate::file_name::{file_name, profile_name};
use crate::people::{People, Pulled};
use crate::profile::Profile;
use crate::review::{Review, matching, row, sentence, unseen};
use crate::wire::{Problem, ProblemCode, ReviewAsk, ReviewFormat, ReviewOut, ReviewView, SavedFile, count};

/// So many rows are shown before it is written.
const SHOWN: usize = 50;

pub(crate) async fn look(app: &App, ask: ReviewAsk) -> Result<ReviewView, Problem> {
    let profile = app.profile()?;
    let people = people(app, &profile, ask.entry)?;
    let states = matching(&people, &ask);
    Ok(ReviewView {
        sentence: sentence(states.len(), &ask, &people.pulled.read_at),
        unseen: unseen(&people, ask.entry.is_some()),
        total: count(states.len()),
        rows: states.into_iter().take(SHOWN).map(|state| row(&people, state)).collect(),
    })
}

pub(crate) async fn save(app: &App, request: ReviewOut) -> Result<SavedFile, Problem> {
    let profile = app.profile()?;
    let ReviewOut { ask, format } = request;
    let review = review(app, &profile, &ask)?;
    let ending = match format {
        ReviewFormat::Html => "html",
        ReviewFormat::Csv => "csv",
        ReviewFormat::Json => "json",
    };
    let text = review.write(format).map_err(|error| {
        Problem::new(
            ProblemCode::FileFailed,
            "The access review could not be written down.",
            "Choose another format, and report it with the evidence below.",
        )
        .evidence(error)
    })?;
    let read = review.read_at.parse().unwrap_or_else(|_| app.now());
    let name = file_name("access-review", &review.profile, read, ending);
    let path = app.0.desktop.save_file(&name, text.as_bytes()).await?;
    if path.is_some() {
        app.note(&profile, "people", &format!("Access review: {}", review.sentence));
    }
    Ok(SavedFile { path: path.map(|path| path.display().to_string()) })
}

fn review(app: &App, profile: &Profile, ask: &ReviewAsk) -> Result<Review, Problem> {
    let people = people(app, profile, ask.entry)?;
    if people.pulled.read_at.is_empty() {
        return Err(Problem::new(
            ProblemCode::NotThere,
            "People and groups were not read yet.",
            "Read them under People, then write the access review.",
        ));
    }
    let states = matching(&people, ask);
    Ok(Review {
        profile: profile_name(app, profile)?,
        written_at: app.now_text(),
        read_at: people.pulled.read_at.clone(),
        sentence: sentence(states.len(), ask, &people.pulled.read_at),
        connections: connections(app, profile, &people.pulled)?,
        unseen: unseen(&people, ask.entry.is_some()),
        plan: people.planner.plan().clone(),
        guards: people.guards().to_vec(),
        rows: states.into_iter().map(|state| row(&people, state)).collect(),
    })
}

/// The last reading, or an entry of the history beside the plan in force.
fn people(app: &App, profile: &Profile, entry: Option<i64>) -> Result<Arc<People>, Problem> {
    let now = access::people(app, profile)?;
    let Some(id) = entry else { return Ok(now) };
    let gone = || {
        Problem::new(
            ProblemCode::NotThere,
            "This entry of the history is not kept any more.",
            "Choose another one, or keep more of them in Settings.",
        )
    };
    let snapshots = app.store(|store| store.snapshots(profile.id))?;
    let snapshot = snapshots.into_iter().find(|kept| kept.id == id).ok_or_else(gone)?;
    let inventory = app.store(|store| store.snapshot(profile.id, id))?.ok_or_else(gone)?;
    let pulled = Pulled { read_at: text_of(snapshot.read_at), inventory: Arc::new(inventory), ..Pulled::default() };
    let planner = Planner::new(now.planner.plan().clone()).map_err(|error| access::plan_problem(&error))?;
    Ok(Arc::new(People::new(&Arc::new(pulled), planner)))
}

/// What was read, each with the host that was asked.
fn connections(app: &App, profile: &Profile, pulled: &Pulled) -> Result<Vec<String>, Problem> {
    let read = [
        (Which::Scim, "ConfigCat SCIM", true),
        (Which::Okta, "Okta", pulled.okta.is_some()),
        (Which::ConfigCat, "ConfigCat Public Management API", pulled.members.is_some()),
    ];
    let mut said = Vec::new();
    for (which, name, _) in read.into_iter().filter(|(_, _, read)| *read) {
        let address = app.store(|store| store.connection(profile.id, which))?.map(|saved| saved.address);
        let host = address.and_then(|address| Some(Url::parse(&address).ok()?.host_str()?.to_owned()));
        said.push(host.map_or_else(|| name.to_owned(), |host| format!("{name} ({host})")));
    }
    Ok(said)
}
