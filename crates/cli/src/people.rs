//! `catflap-cli people`.

mod csv;
mod text;
mod why;

use std::sync::Arc;

use catflap_app::inventory::{PersonState, State};
use catflap_app::wire::{Problem, ProblemCode};
use catflap_app::{App, NoDesktop};
use serde::{Deserialize as _, Serialize};
use serde_json::{Value, json};

use crate::args::{PeopleArgs, PeopleFormat};
use crate::outcome::Outcome;
use crate::sides::{self, PAGE, Seen, page};
use crate::{outcome, output};

pub async fn run(args: PeopleArgs) -> Result<Outcome, Problem> {
    if args.why.is_some() && args.format == PeopleFormat::Csv {
        return Err(outcome::problem(
            ProblemCode::InputUnreadable,
            "What leads to one person’s access is no table.",
            "Use --format text or --format json with --why.",
            None,
        ));
    }
    let app = match sides::read(&args.sides, Arc::new(NoDesktop)).await {
        Ok(app) => app,
        Err(ended) => return Ok(ended),
    };
    let seen = Seen::of(&app, &args.sides).await?;
    let amiss = match &args.why {
        Some(whom) => why::print(&app, &seen, whom, args.format).await?,
        None => list(&app, &seen, &args).await?,
    };
    Ok(match (seen.whole, amiss) {
        (false, _) => Outcome::Partly,
        (true, true) => Outcome::Failed,
        (true, false) => Outcome::Well,
    })
}

/// The JSON that scripts rely on.
#[derive(Serialize)]
struct Listed<'a> {
    verdict: &'a str,
    advice: &'a str,
    read_at: &'a Value,
    unread: &'a [String],
    counts: Value,
    people: Vec<PersonState>,
    groups: Vec<Value>,
}

/// Prints who was asked for; tells whether anything of it is amiss.
async fn list(app: &App, seen: &Seen, args: &PeopleArgs) -> Result<bool, Problem> {
    let search = args.search.as_deref().unwrap_or_default();
    let is_listed = |state: State| {
        if args.state.is_empty() { args.all || state.needs_a_look() } else { args.state.contains(&state) }
    };
    let (people, counts) = people(app, search, is_listed).await?;
    let groups = groups(app, search, is_listed).await?;
    let states = people.iter().map(|person| person.state).chain(groups.iter().filter_map(state_of));
    let amiss = states.into_iter().any(is_amiss);
    let listed = Listed {
        verdict: &seen.verdict,
        advice: &seen.advice,
        read_at: &seen.read_at,
        unread: &seen.unread,
        counts,
        people,
        groups,
    };
    match args.format {
        PeopleFormat::Json => output::result(&output::json(&listed)?)?,
        PeopleFormat::Text => output::result(&text::of(&listed))?,
        PeopleFormat::Csv => {
            seen.unread.iter().for_each(|sentence| output::aside(sentence));
            output::result(&csv::of(&listed.people)?)?;
        }
    }
    Ok(amiss)
}

/// Everybody whom the search finds and who is listed, what needs a look first; and how many there are in each state.
async fn people(
    app: &App,
    search: &str,
    is_listed: impl Fn(State) -> bool,
) -> Result<(Vec<PersonState>, Value), Problem> {
    let (mut people, mut offset) = (Vec::new(), 0);
    loop {
        let page = page(app, search, offset, PAGE).await?;
        let rows = page["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
        // They come from Rust, where they were made of these.
        let states = rows.iter().filter_map(|row| PersonState::deserialize(row).ok());
        people.extend(states.filter(|person| is_listed(person.state)));
        offset += rows.len();
        if rows.len() < PAGE {
            return Ok((people, page["counts"].clone()));
        }
    }
}

/// Every listed group with its differences of membership, by name.
async fn groups(app: &App, search: &str, is_listed: impl Fn(State) -> bool) -> Result<Vec<Value>, Problem> {
    let (mut groups, mut offset) = (Vec::new(), 0);
    loop {
        let page = app.call("groups", json!({"search": search, "offset": offset, "limit": PAGE})).await?;
        let rows = page["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
        for row in rows.iter().filter(|row| state_of(row).is_some_and(&is_listed)) {
            let card = app.call("group", json!({"key": row["key"]})).await?;
            let mut group = card["group"].clone();
            for part in ["missing", "extra", "okta_members_read"] {
                group[part] = card[part].clone();
            }
            groups.push(group);
        }
        offset += rows.len();
        if rows.len() < PAGE {
            return Ok(groups);
        }
    }
}

fn state_of(group: &Value) -> Option<State> {
    State::deserialize(&group["state"]).ok()
}

/// Whether somebody in this state is wrongly let in or left out, or will be. The others are notes: they wait, or are meant so.
fn is_amiss(state: State) -> bool {
    match state {
        State::Failed | State::Ghost | State::Missing | State::Duplicate | State::Differs | State::DomainUnverified => {
            true
        }
        State::NoPermission | State::Waiting | State::NotManaged | State::Unknown | State::Inactive | State::InSync => {
            false
        }
    }
}
