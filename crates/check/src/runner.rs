//! Asks the checks, and judges what comes back in order.
//!
//! Most of what is asked depends on nothing but the connection. It is asked at once, so that a whole check takes two
//! answers' time: first everything that can be asked ahead, then what needs a user or a group that exists. What an answer
//! means is decided in order all the same: where a level fails, what came for the next one is left aside.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use catflap_http::{Client, Policy, PolicyError, Secret, Url};
use catflap_scim::paste::{UrlShape, url_shape};
use futures::StreamExt as _;
use futures::future::{AbortHandle, Abortable, Aborted, BoxFuture};
use futures::stream::FuturesUnordered;
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::answer::Answer;
use crate::check::Check;
use crate::check::When::{self, Ahead, Last, Then};
use crate::context::Context;
use crate::{CheckEvent, Finding, Listed, Report, Waterfall, auth, discovery, reach, read, verdict};

/// What is checked, and under which rules.
#[derive(Debug, Clone)]
pub struct Target {
    /// The SCIM URL, without `/Users`.
    pub url: Url,
    /// The token.
    pub token: Secret,
    /// Time limits, trust and proxy.
    pub policy: Policy,
    /// The moment the run begins: stands in the report, decides how many days a certificate has left, and makes the
    /// names of people who do not exist.
    pub now: Timestamp,
}

/// Every check, in the order in which findings are shown, and when it is asked. A check stands behind what it needs.
static CHECKS: [(&Check, When); 30] = [
    (&reach::dns::CHECK, Then),
    (&reach::tcp::CHECK, Then),
    (&reach::tls::CHECK, Then),
    (&reach::http::CHECK, Then),
    (&auth::paste_shape::CHECK, Then),
    (&auth::token_accepted::CHECK, Ahead),
    (&auth::refused_without_token::CHECK, Ahead),
    (&auth::refused_with_wrong_token::CHECK, Ahead),
    (&discovery::service_provider_config::CHECK, Ahead),
    (&discovery::resource_types::CHECK, Ahead),
    (&discovery::schemas::CHECK, Ahead),
    (&read::okta_connector_test::CHECK, Ahead),
    (&read::users_shape::CHECK, Ahead),
    (&read::groups_shape::CHECK, Ahead),
    (&read::lookup_known_user::CHECK, Then),
    (&read::lookup_stranger::CHECK, Ahead),
    (&read::capital_letters::CHECK, Then),
    (&read::lookup_by_email::CHECK, Then),
    (&read::user_by_id::CHECK, Then),
    (&read::unknown_id::CHECK, Ahead),
    (&read::lookup_known_group::CHECK, Then),
    (&read::lookup_unknown_group::CHECK, Ahead),
    (&read::unknown_group_id::CHECK, Ahead),
    (&read::odd_characters::CHECK, Ahead),
    (&read::pages_join::CHECK, Then),
    (&read::count_zero::CHECK, Ahead),
    (&read::stable_ids::CHECK, Ahead),
    (&read::members_exist::CHECK, Then),
    (&read::twins::CHECK, Then),
    (&read::answer_times::CHECK, Last),
];

/// The fact that names the failed check because of which a check's answer is open.
pub const BLOCKED_BY: &str = "blocked by";

/// What must have passed before anything is asked ahead: from then on the token may be sent.
const SAFE: [&str; 2] = [reach::tls::CHECK.id, auth::paste_shape::CHECK.id];

/// Every check before it is asked, in order.
pub fn all() -> Vec<Listed> {
    CHECKS
        .iter()
        .map(|(check, _)| Listed { id: check.id.to_owned(), level: check.level, title: check.title.to_owned() })
        .collect()
}

/// Asks every check. `sink` hears of each as it starts and ends; `cancel` ends the run early, with what was found until
/// then. An error means that nothing could be asked at all.
pub async fn run(
    target: Target,
    sink: impl Fn(CheckEvent) + Send + Sync,
    cancel: CancellationToken,
) -> Result<Report, PolicyError> {
    let client = Client::new(target.policy.clone())?;
    Ok(run_by(client, target, sink, cancel).await)
}

/// As [`run`], by a client that is there: it may be watched for its waits ([`Client::with_waiting`]), and knows what is
/// left of the rate limit. Its policy holds, not the target's.
pub async fn run_by(
    client: Client,
    target: Target,
    sink: impl Fn(CheckEvent) + Send + Sync,
    cancel: CancellationToken,
) -> Report {
    let began = Instant::now();
    let token_hint = target.token.hint();
    let provider = match url_shape(&target.url) {
        UrlShape::ConfigCat | UrlShape::ConfigCatCut => "ConfigCat",
        UrlShape::Loopback | UrlShape::Other => "this service provider",
    };
    let context = Arc::new(Context::new(target.url, target.token, client, target.now));
    let ended = ask_all(&context, &sink, &cancel).await;

    let cancelled = ended.cancelled;
    let findings: Vec<Finding> = ended.findings.into_iter().flatten().collect();
    let (headline, advice) = verdict::sentences(&findings, cancelled, provider);
    Report {
        url: context.mask.text(context.url.as_str().trim_end_matches('/')),
        started_at: target.now.to_string(),
        duration_ms: millis(began.elapsed()),
        verdict: verdict::worst(&findings),
        headline,
        advice,
        waterfall: waterfall(&context, &findings),
        findings,
        token_hint,
        cancelled,
    }
}

struct Ended {
    findings: Vec<Option<Finding>>,
    cancelled: bool,
}

type Asking = BoxFuture<'static, (usize, Answer, Duration)>;

/// How far a check is.
enum Place {
    Waiting,
    /// Under way; ends early by its handle.
    Asking(AbortHandle),
    /// Answered, and what it needs is not known yet.
    Held(Answer, Duration),
    Ended,
}

/// A check that failed, because of which others say nothing.
#[derive(Clone)]
struct Blocker {
    id: &'static str,
    title: String,
}

/// The checks of one run.
struct Run<'a, Sink> {
    context: &'a Arc<Context>,
    sink: &'a Sink,
    places: Vec<Place>,
    /// What ended: by id, the first cause if it blocks what needs it.
    done: HashMap<&'static str, Option<Blocker>>,
    findings: Vec<Option<Finding>>,
    asking: FuturesUnordered<Abortable<Asking>>,
}

impl<Sink: Fn(CheckEvent)> Run<'_, Sink> {
    /// Ends and starts everything that can be by now. Each stands behind what it needs, so once through is enough.
    fn advance(&mut self) {
        for (index, (check, when)) in CHECKS.iter().enumerate() {
            let known = |id: &&str| self.done.contains_key(id);
            let passed = |id: &&str| self.done.get(id).is_some_and(Option::is_none);
            let blocker = check.needs.iter().find_map(|need| self.done.get(need).cloned().flatten());
            let may_ask = match when {
                Then => check.needs.iter().all(known),
                Ahead => SAFE.iter().all(passed) || check.needs.iter().all(known),
                Last => self.done.len() + 1 == CHECKS.len(),
            };
            match (std::mem::replace(&mut self.places[index], Place::Ended), blocker) {
                (Place::Ended, _) => {}
                (place, Some(blocker)) => {
                    let asked = !matches!(place, Place::Waiting);
                    if let Place::Asking(handle) = place {
                        handle.abort();
                    }
                    // The first cause is named, also by what hangs on it at third hand.
                    self.end(index, blocked(check, &blocker, asked), Duration::ZERO, Some(blocker));
                }
                (Place::Held(answer, took), None) if check.needs.iter().all(known) => {
                    let blocks = answer.blocks.then(|| Blocker { id: check.id, title: answer.title.clone() });
                    self.end(index, answer, took, blocks);
                }
                (Place::Waiting, None) if may_ask => self.start(index, check),
                (place, None) => self.places[index] = place,
            }
        }
    }

    fn start(&mut self, index: usize, check: &'static Check) {
        (self.sink)(CheckEvent::Started { id: check.id.to_owned() });
        let context = Arc::clone(self.context);
        let (handle, registration) = AbortHandle::new_pair();
        let asking: Asking = Box::pin(async move {
            let began = Instant::now();
            let answer = (check.ask)(context).await;
            (index, answer, began.elapsed())
        });
        self.asking.push(Abortable::new(asking, registration));
        self.places[index] = Place::Asking(handle);
    }

    fn end(&mut self, index: usize, answer: Answer, took: Duration, blocks: Option<Blocker>) {
        let (check, _) = CHECKS[index];
        self.done.insert(check.id, blocks);
        let finding = finding(self.context, check, answer, took);
        (self.sink)(CheckEvent::Ended { finding: finding.clone() });
        self.findings[index] = Some(finding);
    }
}

async fn ask_all(
    context: &Arc<Context>,
    sink: &(impl Fn(CheckEvent) + Send + Sync),
    cancel: &CancellationToken,
) -> Ended {
    let mut run = Run {
        context,
        sink,
        places: CHECKS.iter().map(|_| Place::Waiting).collect(),
        done: HashMap::new(),
        findings: CHECKS.iter().map(|_| None).collect(),
        asking: FuturesUnordered::new(),
    };
    loop {
        run.advance();
        let next = tokio::select! {
            biased;
            () = cancel.cancelled() => None,
            next = run.asking.next() => next,
        };
        match next {
            Some(Ok((index, answer, took))) => run.places[index] = Place::Held(answer, took),
            Some(Err(Aborted)) => {}
            None => break,
        }
    }
    run.asking.clear();
    let cancelled = cancel.is_cancelled() && run.findings.iter().any(Option::is_none);
    for (index, (check, _)) in CHECKS.iter().enumerate() {
        if run.findings[index].is_none() {
            run.end(index, not_asked(check), Duration::ZERO, None);
        }
    }
    Ended { findings: run.findings, cancelled }
}

/// `asked`: whether its request went out together with that of what failed.
fn blocked(check: &Check, blocker: &Blocker, asked: bool) -> Answer {
    let answer = Answer::skip(check.title, "not asked")
        .why("Its answer would say nothing as long as that fails.")
        .todo("Mend that first, then check again.")
        .fact(BLOCKED_BY, blocker.id);
    let blocker = &blocker.title;
    if asked {
        answer.saw(format!("Left aside, whatever was answered, because of what failed before it: “{blocker}”."))
    } else {
        answer.saw(format!("Not asked, because of what failed before it: “{blocker}”."))
    }
}

fn not_asked(check: &Check) -> Answer {
    Answer::skip(check.title, "cancelled")
        .saw("Not asked: the check was cancelled.")
        .todo("Check again for the answer.")
}

/// What checks quote from answers and URLs may hold the token: it is taken out here, for all of them.
fn finding(context: &Context, check: &Check, answer: Answer, took: Duration) -> Finding {
    let mask = |text: &str| context.mask.text(text);
    Finding {
        id: check.id.to_owned(),
        level: check.level,
        verdict: answer.verdict,
        title: mask(&answer.title),
        summary: mask(&answer.summary),
        question: check.question.to_owned(),
        saw: mask(&answer.saw),
        why: mask(&answer.why),
        todo: mask(&answer.todo),
        duration_ms: millis(took),
        exchanges: answer.exchanges,
        facts: answer.facts.iter().map(|(name, value)| (name.clone(), mask(value))).collect(),
    }
}

fn waterfall(context: &Context, findings: &[Finding]) -> Option<Waterfall> {
    let (dns_ms, tcp_ms, tls_ms) =
        context.learn(|learned| (learned.resolved.as_ref().map(|r| r.ms), learned.tcp_ms, learned.tls_ms));
    let answered = findings.iter().flat_map(|finding| &finding.exchanges).filter(|exchange| exchange.status.is_some());
    let first_byte_ms = answered.filter_map(|exchange| exchange.first_byte_ms).min();
    let waterfall = Waterfall { dns_ms, tcp_ms, tls_ms, first_byte_ms };
    (waterfall != Waterfall::default()).then_some(waterfall)
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_check_has_an_id_of_its_own_and_stands_behind_what_it_needs() {
        let mut known = HashSet::new();
        for (check, _) in CHECKS {
            assert!(check.needs.iter().all(|need| known.contains(need)), "{} needs what comes later", check.id);
            assert!(known.insert(check.id), "{} stands twice", check.id);
            assert!(check.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", check.id);
            assert!(check.question.ends_with('?'), "{}", check.id);
        }
    }

    #[test]
    fn nothing_is_asked_ahead_that_hangs_on_less_than_what_makes_the_token_safe() {
        fn hangs_on(id: &str, on: &str) -> bool {
            let (check, _) = CHECKS.iter().find(|(check, _)| check.id == id).unwrap();
            check.needs.iter().any(|need| *need == on || hangs_on(need, on))
        }
        for (ahead, _) in CHECKS.iter().filter(|(_, when)| *when == Ahead) {
            assert!(hangs_on(ahead.id, "tls"), "{} must end when TLS fails", ahead.id);
        }
    }

    #[test]
    fn levels_stand_in_order() {
        assert!(all().windows(2).all(|pair| pair[0].level <= pair[1].level));
    }

    #[test]
    fn verdicts_are_written_in_small_letters() {
        assert_eq!(serde_json::to_value(crate::Verdict::Skip).unwrap(), "skip");
    }
}
