//! Asks the checks: each as soon as what it needs is known, several at a time.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use catflap_http::{Client, Policy, PolicyError, Secret, Url};
use catflap_scim::paste::{UrlShape, url_shape};
use futures::StreamExt as _;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::answer::Answer;
use crate::check::Check;
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

/// Few enough at a time to be polite.
const AT_ONCE: usize = 10;

/// Every check, in the order in which findings are shown. A check stands behind what it needs.
static CHECKS: [&Check; 29] = [
    &reach::dns::CHECK,
    &reach::tcp::CHECK,
    &reach::tls::CHECK,
    &reach::http::CHECK,
    &auth::paste_shape::CHECK,
    &auth::token_accepted::CHECK,
    &auth::refused_without_token::CHECK,
    &auth::refused_with_wrong_token::CHECK,
    &discovery::service_provider_config::CHECK,
    &discovery::resource_types::CHECK,
    &discovery::schemas::CHECK,
    &read::okta_connector_test::CHECK,
    &read::users_shape::CHECK,
    &read::groups_shape::CHECK,
    &read::lookup_known_user::CHECK,
    &read::lookup_stranger::CHECK,
    &read::capital_letters::CHECK,
    &read::lookup_by_email::CHECK,
    &read::user_by_id::CHECK,
    &read::unknown_id::CHECK,
    &read::lookup_known_group::CHECK,
    &read::lookup_unknown_group::CHECK,
    &read::unknown_group_id::CHECK,
    &read::odd_characters::CHECK,
    &read::pages_join::CHECK,
    &read::count_zero::CHECK,
    &read::stable_ids::CHECK,
    &read::members_exist::CHECK,
    &read::twins::CHECK,
];

/// Every check before it is asked, in order.
pub fn all() -> Vec<Listed> {
    CHECKS
        .iter()
        .map(|check| Listed { id: check.id.to_owned(), level: check.level, title: check.title.to_owned() })
        .collect()
}

/// Asks every check. `sink` hears of each as it starts and ends; `cancel` ends the run early, with what was found until
/// then. An error means that nothing could be asked at all.
pub async fn run(
    target: Target,
    sink: impl Fn(CheckEvent) + Send + Sync,
    cancel: CancellationToken,
) -> Result<Report, PolicyError> {
    let began = Instant::now();
    let client = Client::new(target.policy)?;
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
    Ok(Report {
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
    })
}

struct Ended {
    findings: Vec<Option<Finding>>,
    cancelled: bool,
}

type Asking = BoxFuture<'static, (usize, Answer, Duration)>;

async fn ask_all(
    context: &Arc<Context>,
    sink: &(impl Fn(CheckEvent) + Send + Sync),
    cancel: &CancellationToken,
) -> Ended {
    let mut findings: Vec<Option<Finding>> = CHECKS.iter().map(|_| None).collect();
    // What ended: by id, the title of the finding if it blocks what needs it.
    let mut done: HashMap<&str, Option<String>> = HashMap::new();
    let mut waiting: Vec<usize> = (0..CHECKS.len()).collect();
    let mut asking: FuturesUnordered<Asking> = FuturesUnordered::new();
    let mut finish = |index: usize, finding: Finding| {
        sink(CheckEvent::Ended { finding: finding.clone() });
        findings[index] = Some(finding);
    };
    loop {
        let mut still = Vec::new();
        for index in std::mem::take(&mut waiting) {
            let check = CHECKS[index];
            if let Some(blocker) = check.needs.iter().find_map(|need| done.get(need).cloned().flatten()) {
                // The first cause is named, also by what hangs on it at third hand.
                done.insert(check.id, Some(blocker.clone()));
                finish(index, finding(context, check, blocked(check, &blocker), Duration::ZERO));
            } else if asking.len() < AT_ONCE && check.needs.iter().all(|need| done.contains_key(need)) {
                sink(CheckEvent::Started { id: check.id.to_owned() });
                let context = Arc::clone(context);
                asking.push(Box::pin(async move {
                    let began = Instant::now();
                    let answer = (check.ask)(context).await;
                    (index, answer, began.elapsed())
                }));
            } else {
                still.push(index);
            }
        }
        waiting = still;
        let next = tokio::select! {
            biased;
            () = cancel.cancelled() => None,
            next = asking.next() => next,
        };
        let Some((index, answer, took)) = next else { break };
        let check = CHECKS[index];
        done.insert(check.id, answer.blocks.then(|| answer.title.clone()));
        finish(index, finding(context, check, answer, took));
    }
    drop(asking);
    let cancelled = cancel.is_cancelled() && findings.iter().any(Option::is_none);
    for (index, check) in CHECKS.iter().enumerate() {
        if findings[index].is_none() {
            let skipped = finding(context, check, not_asked(check), Duration::ZERO);
            sink(CheckEvent::Ended { finding: skipped.clone() });
            findings[index] = Some(skipped);
        }
    }
    Ended { findings, cancelled }
}

fn blocked(check: &Check, blocker: &str) -> Answer {
    Answer::skip(check.title, "not asked")
        .saw(format!("Not asked, because of what failed before it: “{blocker}”."))
        .why("Its answer would say nothing as long as that fails.")
        .todo("Mend that first, then check again.")
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
        for check in CHECKS {
            assert!(check.needs.iter().all(|need| known.contains(need)), "{} needs what comes later", check.id);
            assert!(known.insert(check.id), "{} stands twice", check.id);
            assert!(check.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", check.id);
            assert!(check.question.ends_with('?'), "{}", check.id);
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
