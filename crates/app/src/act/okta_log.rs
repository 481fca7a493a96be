//! Okta's log of the application, in plain words.

use catflap_change::follow::{FailureCluster, digest};
use catflap_okta::LogQuery;
use jiff::SignedDuration;

use super::directory::okta_and_app;
use crate::core::{App, text_of};
use crate::problems;
use crate::profile::Followed;
use crate::wire::{LogMeaning, Nothing, OktaLog, Problem};

/// How far back the log is read at first. Okta keeps it for 90 days.
const DAYS: i64 = 7;
/// More events than this are not held: the oldest go.
const MOST: usize = 5_000;

/// Reads what is new since the last look. The window asks again every so often while somebody looks at it.
pub(crate) async fn look(app: &App, _: Nothing) -> Result<OktaLog, Problem> {
    let profile = app.profile()?;
    let (okta, id) = okta_and_app(app, &profile, None).await?;
    let taken = profile.state().log.take().filter(|followed| followed.app == id);
    let mut followed = if let Some(followed) = taken {
        followed
    } else {
        let since = app.now().checked_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(app.now());
        let query = LogQuery::provisioning_of(&id).since(since);
        Followed { app: id, follow: okta.logs().follow(&query), events: Vec::new(), since: text_of(since) }
    };
    let new = followed.follow.look().await;
    let problem = new.as_ref().err().map(problems::okta);
    followed.events.extend(new.unwrap_or_default());
    let over = followed.events.len().saturating_sub(MOST);
    followed.events.drain(..over);
    let digest = digest(&followed.events);
    let since = followed.since.clone();
    profile.state().log = Some(followed);
    if let Some(problem) = problem {
        return Err(problem);
    }
    let meanings = digest.failures.iter().filter_map(meaning).collect();
    Ok(OktaLog { digest, meanings, since, read_at: app.now_text() })
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
