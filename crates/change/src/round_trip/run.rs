//! Plays the legs in order, takes everything back whatever happened, and proves it.

use std::time::{Duration, Instant};

use catflap_okta::Okta;
use tokio_util::sync::CancellationToken;

use super::end::{Stop, failed, leg, skipped};
use super::events::Log;
use super::facts::look;
use super::journey::Stage;
use super::model::{Leg, LegOutcome, Trip, TripEvent};
use super::plan::{Step, plan, steps};
use super::refusal::TripRefusal;
use super::settings::TripSettings;
use super::take_back::undo_all;
use super::undo::TripUndo;
use super::wait::Patience;
use super::words;
use crate::Clock;
use crate::journal::Journal;
use crate::trouble::Trouble;

/// What a trip goes with.
#[derive(Clone)]
pub struct TripTools<'a> {
    /// The org.
    pub okta: &'a Okta,
    /// `ConfigCat`'s SCIM endpoint.
    pub scim: &'a catflap_scim::Client,
    /// Where what has to be taken back is kept.
    pub journal: &'a dyn Journal<TripUndo>,
    /// The time.
    pub clock: Clock,
}

/// Why a trip was not begun; nothing was written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum TripError {
    /// It must not be begun.
    #[error(transparent)]
    Refused(#[from] TripRefusal),
    /// What it is about could not be read.
    #[error("{}", .0.what)]
    Unread(Box<Trouble>),
}

impl TripError {
    /// What happened, why it matters, what to do next.
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Refused(refusal) => refusal.trouble(),
            Self::Unread(trouble) => (**trouble).clone(),
        }
    }
}

/// Holds a round trip. `sink` hears of each leg. Cancelling ends it early: a write that is under way is waited for, what
/// was written is taken back, and the rest is not begun. Taking back can't be cancelled.
///
/// # Errors
/// Nothing was written. Everything else, also a journal or network that fails on the way, stands in the legs; what could
/// not be taken back then is open in the journal.
pub async fn run(
    tools: TripTools<'_>,
    settings: TripSettings,
    sink: impl Fn(TripEvent) + Send + Sync,
    cancel: CancellationToken,
) -> Result<Trip, TripError> {
    settings.validate()?;
    let facts =
        look(tools.okta, tools.scim, &settings).await.map_err(|trouble| TripError::Unread(Box::new(trouble)))?;
    let plan = plan(&facts, &settings)?;
    let started = (tools.clock)();
    let began = Instant::now();
    let patience = Patience {
        limit: Duration::from_millis(settings.limit_ms),
        poll: Duration::from_millis(settings.poll_ms),
        cancel,
    };
    let log = Log::open(tools.okta, &settings.app, started).await;
    let mut stage = Stage::new(&tools, &settings, &facts, patience.clone(), &sink, log);
    let (mut legs, cancelled) = play(&mut stage).await;

    let began_at = Some((tools.clock)().to_string());
    sink(TripEvent::Started { id: Step::TakeBack.id().to_owned() });
    // Taking back has its own patience, which nobody can cut short.
    let patient = Patience { cancel: CancellationToken::new(), ..patience };
    let entries = std::mem::take(&mut stage.made);
    let remains = undo_all(&tools, entries, &patient).await;
    let end = words::took_back(&remains);
    let last = stage.close(Step::TakeBack, began_at, end).await;
    sink(TripEvent::Ended { leg: last.clone() });
    legs.push(last);

    let taken_back = remains.iter().all(|remain| remain.fate.is_well());
    let proven = legs.iter().all(|leg| matches!(leg.outcome, LegOutcome::Arrived | LegOutcome::AlreadySo));
    let top = words::top(&legs, proven, cancelled, stage.log.unreadable.as_deref());
    Ok(Trip {
        run_id: settings.run_id.clone(),
        app_label: facts.app_label.clone(),
        person: plan.person,
        started_at: started.to_string(),
        duration_ms: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        proven,
        headline: top.headline,
        advice: top.advice,
        next: top.next,
        proof: words::proof(&remains),
        legs,
        remains,
        taken_back,
        cancelled,
    })
}

async fn play(stage: &mut Stage<'_>) -> (Vec<Leg>, bool) {
    let mut legs: Vec<Leg> = Vec::new();
    let mut cancelled = false;
    let mut stopped: Option<String> = None;
    for step in steps(stage.settings) {
        if let Some(reason) = &stopped {
            let skipped = leg(step, None, skipped(reason), Vec::new());
            (stage.sink)(TripEvent::Ended { leg: skipped.clone() });
            legs.push(skipped);
            continue;
        }
        (stage.sink)(TripEvent::Started { id: step.id().to_owned() });
        let began_at = Some((stage.tools.clock)().to_string());
        let end = match stage.leg(step).await {
            Ok(end) => {
                let came = matches!(end.outcome, LegOutcome::Arrived | LegOutcome::AlreadySo);
                if !came && matches!(step, Step::CreatePerson | Step::Assign) {
                    stopped = Some(format!("Not begun, as “{}” did not come through.", step.title()));
                }
                end
            }
            Err(Stop::Cancelled) => {
                cancelled = true;
                stopped = Some("Not begun: the trip was cancelled.".to_owned());
                skipped("Not finished: the trip was cancelled.")
            }
            Err(Stop::Trouble(trouble)) => {
                stopped = Some(format!("Not begun, because of what failed before: “{}”", trouble.what));
                failed(*trouble)
            }
        };
        let ended = stage.close(step, began_at, end).await;
        (stage.sink)(TripEvent::Ended { leg: ended.clone() });
        legs.push(ended);
    }
    (legs, cancelled)
}
