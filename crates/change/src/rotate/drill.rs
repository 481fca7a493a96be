//! How a rotation stands, from what was seen. Pure: asking twice changes nothing.

use catflap_okta::model::LogEvent;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::see::TokenAnswer;
use crate::follow::kinds::{self, Area};
use crate::follow::{FailureCluster, LogLine, LogOutcome, digest, line};

/// What was seen so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RotationSeen {
    /// When REGENERATE was pressed, as far as Catflap knows: when the drill asked for it. None before.
    pub began_at: Option<Timestamp>,
    /// What the endpoint says to the new token; none before it was entered.
    pub new_token: Option<TokenAnswer>,
    /// Whether the new token is the old one.
    pub same: bool,
    /// When the new token was first accepted.
    pub proven_at: Option<Timestamp>,
    /// What the endpoint says to the old token, asked after the new one; none when there is no old one.
    pub old_token: Option<TokenAnswer>,
    /// Okta's events of the application since `began_at`; none when the log can't be read.
    pub events: Option<Vec<LogEvent>>,
}

/// Where a rotation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RotationStage {
    /// Not begun: nothing has stopped.
    Before,
    /// The new token is to be made in `ConfigCat` and entered in Catflap. `ConfigCat` shows it once.
    NewToken,
    /// The new token is proven; it is to be saved in Okta. Provisioning stands still.
    IntoOkta,
    /// Saved or about to be; Okta's first success is awaited.
    AwaitOkta,
    /// Okta pushes with the new token; what failed in between is to be retried.
    Retry,
    /// All is well.
    Through,
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "DrillState")]
pub enum StepState {
    /// Not its turn yet.
    Later,
    /// To be done now.
    Now,
    /// Seen done.
    Proven,
    /// Seen wrong.
    Wrong,
    /// Can't be seen; goes on without.
    Unseen,
}

/// A step of the drill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RotationStep {
    /// Kebab-case, stable.
    pub id: String,
    /// What is to be done: “Prove the new token”.
    pub title: String,
    /// How it stands.
    pub state: StepState,
    /// What was seen, a sentence; may be empty.
    pub saw: String,
    /// What to do; may be empty.
    pub next: String,
}

/// How a rotation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rotation {
    /// Where it stands.
    pub stage: RotationStage,
    /// In a sentence.
    pub headline: String,
    /// The steps, in order.
    pub steps: Vec<RotationStep>,
    /// Okta's first success with the new token.
    pub first_success: Option<LogLine>,
    /// What failed since the old token stopped and has not come through: to be retried.
    pub to_retry: Vec<FailureCluster>,
    /// Whether the page in `ConfigCat` may be left: the new token is proven.
    pub may_leave_page: bool,
}

/// How it stands.
pub fn rotation(seen: &RotationSeen) -> Rotation {
    let new = prove_new(seen);
    let old = prove_old(seen);
    let proven = new.state == StepState::Proven;
    let first_success = first_success(seen);
    let to_retry = to_retry(seen);
    let okta = await_okta(seen, proven, first_success.as_ref());
    let saved = into_okta(seen, proven, first_success.is_some());
    let retry = retry(seen, first_success.is_some(), &to_retry);
    let stage = if seen.began_at.is_none() {
        RotationStage::Before
    } else if !proven {
        RotationStage::NewToken
    } else if first_success.is_none() {
        if saved.state == StepState::Proven { RotationStage::AwaitOkta } else { RotationStage::IntoOkta }
    } else if to_retry.is_empty() {
        RotationStage::Through
    } else {
        RotationStage::Retry
    };
    Rotation {
        headline: headline(stage, &new, &to_retry),
        stage,
        steps: vec![regenerate(seen), new, old, saved, okta, retry],
        first_success,
        to_retry,
        may_leave_page: proven,
    }
}

fn step(id: &str, title: &str, state: StepState, saw: impl Into<String>, next: impl Into<String>) -> RotationStep {
    RotationStep { id: id.to_owned(), title: title.to_owned(), state, saw: saw.into(), next: next.into() }
}

fn regenerate(seen: &RotationSeen) -> RotationStep {
    let next = "On ConfigCat’s page Authentication & Provisioning press REGENERATE and copy the token. It is shown once: keep the page open until the new token is proven.";
    // Any text can be entered for a token: only one that ConfigCat takes, and that is another than before, was made there.
    let state = match (seen.began_at, &seen.new_token) {
        (None, _) => StepState::Later,
        (Some(_), Some(TokenAnswer::Accepted)) if !seen.same => StepState::Proven,
        (Some(_), _) => StepState::Now,
    };
    step(
        "regenerate",
        "Regenerate the token in ConfigCat",
        state,
        "",
        if state == StepState::Proven { "" } else { next },
    )
}

fn prove_new(seen: &RotationSeen) -> RotationStep {
    let (id, title) = ("prove-new", "Prove the new token");
    if seen.same {
        return step(
            id,
            title,
            StepState::Wrong,
            "This is the token that was in force before.",
            "Copy the one that ConfigCat shows after REGENERATE.",
        );
    }
    match &seen.new_token {
        None if seen.began_at.is_none() => step(id, title, StepState::Later, "", ""),
        None => step(id, title, StepState::Now, "", "Paste the new token into Catflap before the page is left."),
        Some(TokenAnswer::Accepted) => {
            step(id, title, StepState::Proven, "ConfigCat lists users with the new token.", "")
        }
        Some(TokenAnswer::Refused) => step(
            id,
            title,
            StepState::Wrong,
            "ConfigCat does not accept this token (401).",
            "Copy it again, whole and without “Bearer”. If the page was left, press REGENERATE once more.",
        ),
        Some(TokenAnswer::Unsure { why }) => {
            step(id, title, StepState::Wrong, why.clone(), "Keep the page open, and try again.")
        }
    }
}

fn prove_old(seen: &RotationSeen) -> RotationStep {
    let (id, title) = ("old-refused", "See the old token refused");
    match (&seen.new_token, &seen.old_token) {
        (Some(TokenAnswer::Accepted), Some(TokenAnswer::Refused)) => {
            step(id, title, StepState::Proven, "ConfigCat refuses the old token.", "")
        }
        (Some(TokenAnswer::Accepted), Some(TokenAnswer::Accepted)) => step(
            id,
            title,
            StepState::Wrong,
            "ConfigCat still accepts the old token as well.",
            "If it was to be withdrawn because somebody saw it: it is not. Look whether both belong to this organization.",
        ),
        (Some(TokenAnswer::Accepted), Some(TokenAnswer::Unsure { why })) => {
            step(id, title, StepState::Unseen, why.clone(), "")
        }
        (Some(TokenAnswer::Accepted), None) => {
            step(id, title, StepState::Unseen, "Catflap had no old token to ask with.", "")
        }
        _ => step(id, title, StepState::Later, "", ""),
    }
}

fn into_okta(seen: &RotationSeen, proven: bool, success: bool) -> RotationStep {
    let (id, title) = ("into-okta", "Save it in Okta");
    let next = "In Okta: Provisioning → Integration → Edit, paste the token into `Authorization` (without “Bearer”), press Test Connector Configuration, then Save.";
    let saved = after_proof(seen).any(|event| event.event_type.starts_with("application.configuration.update"));
    match (proven, success || saved) {
        (false, _) => step(id, title, StepState::Later, "", ""),
        (true, true) => step(id, title, StepState::Proven, "Okta’s log shows that the settings were saved.", ""),
        (true, false) => step(id, title, StepState::Now, "", next),
    }
}

fn await_okta(seen: &RotationSeen, proven: bool, success: Option<&LogLine>) -> RotationStep {
    let (id, title) = ("first-success", "Await Okta’s first success");
    let next = "If nothing waits to be pushed, give Okta something: Push Groups → a group → Push now.";
    match (proven, success, &seen.events) {
        (false, ..) => step(id, title, StepState::Later, "", ""),
        (true, Some(success), _) => step(id, title, StepState::Proven, success.what.clone(), ""),
        (true, None, None) => step(
            id,
            title,
            StepState::Unseen,
            "Okta’s log can’t be read with this token.",
            "Look under Reports → System Log for a push that worked.",
        ),
        (true, None, Some(_)) => {
            let refused = after_proof(seen).map(line).rfind(LogLine::failed);
            match refused {
                Some(failed) => step(
                    id,
                    title,
                    StepState::Wrong,
                    format!("Okta still fails: {}.", failed.in_short),
                    "Save the new token in Okta. If it is saved, paste it there once more.",
                ),
                None => step(id, title, StepState::Now, "Okta has pushed nothing since.", next),
            }
        }
    }
}

fn retry(seen: &RotationSeen, success: bool, failed: &[FailureCluster]) -> RotationStep {
    let (id, title) = ("retry", "Retry what failed in between");
    let count: usize = failed.iter().map(|cluster| cluster.open.len()).sum();
    match (success, count) {
        (false, _) => step(id, title, StepState::Later, "", ""),
        (true, 0) if seen.events.is_some() => step(id, title, StepState::Proven, "Nothing waits to be retried.", ""),
        (true, count) => step(
            id,
            title,
            StepState::Now,
            format!("{count} people or groups failed since the old token stopped."),
            "In Okta: Dashboard → Tasks → select them → Retry Selected. They disappear here once they came through.",
        ),
    }
}

/// Events since the new token was proven: earlier ones can't be successes of it.
fn after_proof(seen: &RotationSeen) -> impl DoubleEndedIterator<Item = &LogEvent> {
    let proven_at = seen.proven_at;
    let events = seen.events.as_deref().unwrap_or_default();
    events.iter().filter(move |event| proven_at.is_some_and(|proven| event.published >= proven))
}

fn first_success(seen: &RotationSeen) -> Option<LogLine> {
    let pushes = |event: &&LogEvent| {
        matches!(kinds::of(&event.event_type).area, Area::People | Area::Groups)
            && !event.event_type.contains("mapping")
            && !event.event_type.ends_with("group_push.removed")
    };
    after_proof(seen).filter(pushes).map(line).find(|line| line.outcome == LogOutcome::Done)
}

fn to_retry(seen: &RotationSeen) -> Vec<FailureCluster> {
    let Some(began) = seen.began_at else { return Vec::new() };
    let events: Vec<LogEvent> =
        seen.events.iter().flatten().filter(|event| event.published >= began).cloned().collect();
    digest(&events).failures.into_iter().filter(|cluster| !cluster.open.is_empty()).collect()
}

fn headline(stage: RotationStage, new: &RotationStep, failed: &[FailureCluster]) -> String {
    match stage {
        RotationStage::Before => "Nothing has stopped yet.".to_owned(),
        RotationStage::NewToken if new.state == StepState::Wrong => {
            "The new token is not proven: keep ConfigCat’s page open.".to_owned()
        }
        RotationStage::NewToken => {
            "The new token is awaited. Once REGENERATE is pressed, provisioning stands still.".to_owned()
        }
        RotationStage::IntoOkta => {
            "The new token works. Provisioning stands still until it is saved in Okta.".to_owned()
        }
        RotationStage::AwaitOkta => "The settings are saved. Okta’s first success is awaited.".to_owned(),
        RotationStage::Retry => {
            let count: usize = failed.iter().map(|cluster| cluster.open.len()).sum();
            format!("Okta pushes with the new token. {count} failed in between and wait to be retried.")
        }
        RotationStage::Through => "Okta pushes with the new token, and nothing is left from the change.".to_owned(),
    }
}

#[cfg(test)]
mod tests;
