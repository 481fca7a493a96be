//! Okta's log of the application, in plain words.

use catflap_change::follow::{FailureCluster, digest};
use catflap_okta::LogQuery;
use catflap_okta::model::LogEvent;
use jiff::{SignedDuration, Timestamp};

use super::directory::okta_and_app;
use crate::core::{App, text_of};
use crate::problems;
use crate::profile::{Followed, Profile};
use crate::wire::{LogMeaning, Nothing, OktaLog, Problem};

/// How far back the log is read at first. Okta keeps it for 90 days.
const DAYS: i64 = 7;
/// More events than this are not held: the oldest go.
const MOST: usize = 5_000;

/// Reads what is new since the last look. The window asks again every so often while somebody looks at it.
pub(crate) async fn look(app: &App, _: Nothing) -> Result<OktaLog, Problem> {
    let profile = app.profile()?;
    let read_at = app.now_text();
    with_events(app, &profile, None, |events, since| {
        let digest = digest(events);
        let meanings = digest.failures.iter().filter_map(meaning).collect();
        OktaLog { digest, meanings, since: text_of(since), read_at }
    })
    .await
}

/// The application's events of the last days, or since `from` where that is earlier, read on from where it was left:
/// Okta's limit on log requests is the lowest of all. `see` gets them earliest first, with the moment they begin at.
pub(super) async fn with_events<T>(
    app: &App,
    profile: &Profile,
    from: Option<Timestamp>,
    see: impl FnOnce(&[LogEvent], Timestamp) -> T,
) -> Result<T, Problem> {
    let (okta, id) = okta_and_app(app, profile, None).await?;
    let reaches = |followed: &Followed| followed.app == id && from.is_none_or(|from| followed.since <= from);
    let taken = profile.state().log.take().filter(reaches);
    let mut followed = if let Some(followed) = taken {
        followed
    } else {
        let days = app.now().checked_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(app.now());
        let since = from.map_or(days, |from| from.min(days));
        let query = LogQuery::provisioning_of(&id).since(since);
        Followed { app: id, follow: okta.logs().follow(&query), events: Vec::new(), since }
    };
    let new = followed.follow.look().await.map_err(|error| problems::okta(&error));
    let seen = new.map(|new| {
        followed.events.extend(new);
        let over = followed.events.len().saturating_sub(MOST);
        followed.events.drain(..over);
        see(&followed.events, followed.since)
    });
    profile.state().log = Some(followed);
    seen
}

fn meaning(failure: &FailureCluster) -> Option<LogMeaning> {
    let reason = failure.reason.clone()?;
    let explained = catflap_check::explain(&reason);
    explained.known.then_some(LogMeaning {
        reason,
        title: explained.title,
        means: explained.means,
        change: explained.change,
    })
}
