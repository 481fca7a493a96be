//! A new SCIM token, as a guided drill.

use catflap_change::rotate::{Rotation, RotationSeen, TokenAnswer, ask_token, forecast, rotation};
use catflap_http::Secret;
use catflap_scim::paste;
use catflap_store::Which;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::connections;
use super::okta_log::with_events;
use crate::clients;
use crate::core::App;
use crate::profile::Profile;
use crate::wire::{NewToken, Nothing, Problem, ProblemCode, RotationView};

/// Where a profile keeps how its rotation stands.
const KEPT: &str = "rotation";
/// How far back the log says how often Okta pushes.
const DAYS: i64 = 7;

/// What outlives a restart. No token does: that is the keychain's.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Begun {
    began_at: Option<Timestamp>,
    proven_at: Option<Timestamp>,
    new_token: Option<TokenAnswer>,
    old_token: Option<TokenAnswer>,
    same: bool,
}

fn begun(app: &App, profile: &Profile) -> Begun {
    app.0.store.setting(Some(profile.id), KEPT).unwrap_or_default().unwrap_or_default()
}

fn keep(app: &App, profile: &Profile, begun: &Begun) -> Result<(), Problem> {
    app.store(|store| store.put_setting(Some(profile.id), KEPT, begun))
}

/// How it stands, with Okta's log read on.
pub(crate) async fn look(app: &App, _: Nothing) -> Result<RotationView, Problem> {
    let profile = app.profile()?;
    view(app, &profile, begun(app, &profile)).await
}

async fn view(app: &App, profile: &Profile, begun: Begun) -> Result<RotationView, Problem> {
    let now = app.now();
    let week = now.checked_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(now);
    let from = begun.began_at.map_or(week, |began| began.min(week));
    let read = with_events(app, profile, Some(from), |events, _| {
        let since = events.iter().filter(|event| begun.began_at.is_none_or(|began| event.published >= began));
        (forecast(events, week, now), since.cloned().collect())
    });
    let ((forecast, events), problem) = match read.await {
        Ok((forecast, events)) => ((Some(forecast), Some(events)), None),
        Err(problem) => ((None, None), Some(problem)),
    };
    let seen = RotationSeen {
        began_at: begun.began_at,
        new_token: begun.new_token,
        same: begun.same,
        proven_at: begun.proven_at,
        old_token: begun.old_token,
        events,
    };
    let rotation: Rotation = rotation(&seen);
    Ok(RotationView { rotation, forecast, problem })
}

/// The drill begins: from now on the old token may stop.
pub(crate) async fn begin(app: &App, _: Nothing) -> Result<RotationView, Problem> {
    let profile = app.profile()?;
    let begun = Begun { began_at: Some(app.now()), ..Begun::default() };
    keep(app, &profile, &begun)?;
    app.note(&profile, "connection", "The drill for a new SCIM token began.");
    view(app, &profile, begun).await
}

/// Proves the new token, and keeps it in the place of the old one once it is accepted.
pub(crate) async fn token(app: &App, request: NewToken) -> Result<RotationView, Problem> {
    let profile = app.profile()?;
    let mut begun = begun(app, &profile);
    if begun.began_at.is_none() {
        begun.began_at = Some(app.now());
    }
    let cleaned = paste::clean_token(&request.token);
    let new = cleaned.token.ok_or_else(|| {
        Problem::new(ProblemCode::SecretUnusable, "The token is empty.", "Copy it from ConfigCat’s page, and paste it.")
    })?;
    let (url, old) = clients::scim_target(app, &profile).await?;
    begun.same = old.expose() == new.expose();
    let ask = async |token: &Secret| -> Result<TokenAnswer, Problem> {
        let http = app.client_telling(Which::Scim, None)?;
        Ok(ask_token(&catflap_scim::Client::new(url.clone(), token.clone(), http)).await)
    };
    let answer = ask(&new).await?;
    if !begun.same && answer == TokenAnswer::Accepted {
        begun.old_token = Some(ask(&old).await?);
        begun.proven_at = Some(app.now());
        connections::put_scim_token(app, &profile, new).await?;
        app.note(&profile, "connection", "A new SCIM token was proven and kept.");
    }
    begun.new_token = Some(answer);
    keep(app, &profile, &begun)?;
    view(app, &profile, begun).await
}

/// Ends the drill, wherever it stands. The token that was proven stays.
pub(crate) async fn end(app: &App, _: Nothing) -> Result<RotationView, Problem> {
    let profile = app.profile()?;
    keep(app, &profile, &Begun::default())?;
    view(app, &profile, Begun::default()).await
}
