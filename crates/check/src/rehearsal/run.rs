//! Plays the rows in order, takes everything back whatever happened, and proves it.

use std::time::{Duration, Instant};

use catflap_http::{Client, Fault, Mask, Secret};
use catflap_scim::paste::{UrlShape, url_shape};
use jiff::{SignedDuration, Timestamp};
use rand::Rng as _;
use tokio_util::sync::CancellationToken;

use super::line::{End, Line};
use super::names::Names;
use super::part::{PARTS, Part, Prop};
use super::sentences::{self, Outcome};
use super::stage::{Birth, Stage};
use super::take_back::{Removal, remove};
use super::{
    Entry, Fate, Journal, Rehearsal, RehearsalError, RehearsalEvent, ResourceKind, Row, Settings, TakenBack, Written,
};
use crate::answer::Answer;
use crate::{Target, Verdict, words};

const NOTHING_LEFT: &str = "nothing-left";

/// Holds a rehearsal. `sink` hears of each row as it begins and ends. Cancelling ends it early: a write that is under
/// way is waited for a moment, what was written is taken back, and the rest is not asked. Taking back can't be cancelled.
///
/// An error means that nothing was written. Everything else, also a journal or network that fails on the way, stands in
/// the rows; what could not be taken back then is open in the journal.
pub async fn run(
    target: Target,
    settings: Settings,
    journal: &dyn Journal,
    sink: impl Fn(RehearsalEvent) + Send + Sync,
    cancel: CancellationToken,
) -> Result<Rehearsal, RehearsalError> {
    let client = Client::new(target.policy.clone())?;
    run_by(client, target, settings, journal, sink, cancel).await
}

/// As [`run`], by a client that is there: it may be watched for its waits ([`Client::with_waiting`]), and knows what is
/// left of the rate limit. Its policy holds, not the target's. The waits of a create and of a PATCH are not the client's,
/// which repeats neither: the `sink` is told of those.
pub async fn run_by(
    client: Client,
    target: Target,
    settings: Settings,
    journal: &dyn Journal,
    sink: impl Fn(RehearsalEvent) + Send + Sync,
    cancel: CancellationToken,
) -> Result<Rehearsal, RehearsalError> {
    settings.validate()?;
    let began = Instant::now();
    let slow_ms = millis(client.policy().slow);
    let password = password();
    let mask = Mask::new([target.token.clone(), password.clone()]);
    let url = journal_url(&mask, &target.url);
    let provider = provider(&target.url);
    let host = target.url.host_str().unwrap_or_default().to_owned();
    let token_hint = target.token.hint();
    let scim = catflap_scim::Client::new(target.url, target.token, client).with_secret(password.clone());
    let mut line = Line::new(scim, &sink, cancel);
    line.second_look = settings.second_look;
    let names = Names::new(&settings.domain, &settings.run_id);
    let mut stage = Stage::new(line, journal, url.clone(), host, names);
    stage.password = password;
    stage.slow_ms = slow_ms;

    let mut played = play(&mut stage, &mask).await;
    let (row, written) = settle_up(&mut stage, &mask).await;
    sink(RehearsalEvent::Ended { row: row.clone() });
    played.rows.push(row);

    let top = sentences::top(&Outcome {
        rows: &played.rows,
        breaks: played.breaks,
        claim: &played.claim,
        cancelled: played.cancelled,
        provider,
        written: &written,
    });
    Ok(Rehearsal {
        url,
        domain: settings.domain,
        run_id: settings.run_id,
        started_at: target.now.to_string(),
        duration_ms: millis(began.elapsed()),
        verdict: worst(&played.rows),
        headline: top.headline,
        advice: top.advice,
        todo: top.todo,
        proof: sentences::proof(&written),
        looked_up_at: (!written.is_empty()).then(|| later(target.now, began.elapsed()).to_string()),
        rows: played.rows,
        written,
        token_hint,
        cancelled: played.cancelled,
    })
}

/// Takes back what earlier rehearsals left: the open entries of the journal. Each is looked for by id and by name; what
/// is proven gone is closed, the rest stays open. Entries of another SCIM URL are not touched.
pub async fn take_back(
    target: Target,
    entries: Vec<Entry>,
    journal: &dyn Journal,
) -> Result<TakenBack, RehearsalError> {
    Ok(take_back_by(Client::new(target.policy.clone())?, target, entries, journal).await)
}

/// As [`take_back`], by a client that is there. Its policy holds, not the target's.
pub async fn take_back_by(client: Client, target: Target, entries: Vec<Entry>, journal: &dyn Journal) -> TakenBack {
    let mask = Mask::new([target.token.clone()]);
    let url = journal_url(&mask, &target.url);
    let scim = catflap_scim::Client::new(target.url, target.token, client);
    let mut line = Line::new(scim, &|_| {}, CancellationToken::new());
    line.second_look = Duration::from_secs(1);

    // Groups before the people in them, the newest first.
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&at| {
        let entry = &entries[at];
        std::cmp::Reverse((entry.intent.kind == ResourceKind::Group, entry.id))
    });
    let mut written: Vec<Option<Written>> = entries.iter().map(|_| None).collect();
    let mut lost = false;
    for at in order {
        let entry = &entries[at];
        let removal = if entry.intent.url != url {
            Removal::not_tried("It was written at another SCIM URL, and can only be taken back there.")
        } else if lost {
            Removal::not_tried(NOT_TRIED)
        } else {
            remove(&line, entry).await
        };
        lost |= removal.lost;
        let closed = removal.is_gone() && journal.removed(entry.id).is_ok();
        written[at] = Some(proven(entry, &removal, closed, &mask));
    }
    let written: Vec<Written> = written.into_iter().flatten().collect();
    TakenBack {
        all_gone: written.iter().all(|one| one.fate == Fate::Gone),
        proof: sentences::proof(&written),
        todo: sentences::left_todo(&written),
        exchanges: line.take_log(),
        written,
    }
}

const NOT_TRIED: &str = "Not tried: the request before it got no answer. The journal keeps it.";

struct Played {
    rows: Vec<Row>,
    breaks: &'static str,
    claim: String,
    cancelled: bool,
}

async fn play(stage: &mut Stage<'_>, mask: &Mask) -> Played {
    let mut played = Played { rows: Vec::new(), breaks: "", claim: String::new(), cancelled: false };
    // Why nothing more is asked.
    let mut stopped: Option<String> = None;
    for part in &PARTS {
        let sink = stage.line.sink;
        let skipped = match &stopped {
            Some(reason) => Some(reason.clone()),
            None => part.props.iter().find(|prop| stage.id(**prop).is_none()).map(|prop| blocked(*prop)),
        };
        let (answer, exchanges, ends) = if let Some(reason) = skipped {
            let got = if played.cancelled { "cancelled" } else { "not asked" };
            (Answer::skip(part.title, got).saw(reason), Vec::new(), false)
        } else {
            sink(RehearsalEvent::Started { id: part.id.to_owned() });
            stage.line.row = part.id;
            let outcome = (part.play)(stage).await;
            let exchanges = stage.line.take_log();
            let (answer, ends) = told(stage, part, outcome);
            if let Some(reason) = &ends {
                stopped = Some(reason.clone());
                played.cancelled = stage.line.cancel.is_cancelled() && answer.verdict == Verdict::Skip;
            }
            (answer, exchanges, ends.is_some())
        };
        if answer.verdict == Verdict::Fail && played.claim.is_empty() {
            played.claim = mask.text(&answer.title);
            played.breaks = if ends { "" } else { part.breaks };
        }
        let row = row(stage, mask, part, answer, exchanges);
        sink(RehearsalEvent::Ended { row: row.clone() });
        played.rows.push(row);
    }
    played
}

/// What a row has to say, and why nothing more can be asked after it.
fn told(stage: &Stage<'_>, part: &Part, outcome: Result<Answer, End>) -> (Answer, Option<String>) {
    match outcome {
        Ok(answer) if part.catalogue => (as_note(answer), None),
        Ok(answer) => (answer, None),
        Err(End::Stop(answer)) => {
            let reason = format!("Not asked, because of what failed before it: “{}”.", answer.title);
            (*answer, Some(reason))
        }
        Err(End::Cancelled { .. }) => (
            Answer::skip(part.title, "cancelled").saw("Not finished: the rehearsal was cancelled."),
            Some("Not asked: the rehearsal was cancelled.".to_owned()),
        ),
        Err(End::Fault(error)) => {
            let answer = words::fault(&error.fault, &stage.host);
            // A server that stumbles over a PATCH may go on; one that is gone fails the next row.
            if part.catalogue && matches!(error.fault, Fault::Closed | Fault::Protocol { .. } | Fault::Timeout { .. }) {
                return (as_note(answer), None);
            }
            let reason = format!("Not asked, because of what failed before it: “{}”.", answer.title);
            (answer, Some(reason))
        }
        Err(End::Journal(error)) => (
            Answer::fail("The journal can’t be written", "no journal")
                .saw(format!(
                    "What is about to be created could not be written down first ({error}), so it was not created."
                ))
                .why("Without the journal, what a rehearsal writes could be left behind.")
                .todo("See that the disk has room and that Catflap’s folder can be written, then rehearse again."),
            Some("Not asked: the journal can’t be written.".to_owned()),
        ),
    }
}

fn as_note(answer: Answer) -> Answer {
    let verdict = if matches!(answer.verdict, Verdict::Fail | Verdict::Warn) { Verdict::Note } else { answer.verdict };
    Answer { verdict, todo: String::new(), why: String::new(), ..answer }
}

fn blocked(prop: Prop) -> String {
    let title = match prop {
        Prop::First => "Create the person",
        Prop::Second => "Create a second person",
        Prop::Group => "Create the group",
    };
    format!("Not asked, because of what failed before it: “{title}”.")
}

fn row(stage: &Stage<'_>, mask: &Mask, part: &Part, answer: Answer, exchanges: Vec<catflap_http::Exchange>) -> Row {
    let name = if part.id == "look-up-group" { &stage.names.group } else { &stage.names.first };
    // The requests that change something are Okta's own; a row without one only reads, and its first request is Okta's.
    let own: Vec<u64> = exchanges.iter().filter(|exchange| exchange.method != "GET").map(|e| e.total_ms).collect();
    let duration_ms = if own.is_empty() { exchanges.first().map_or(0, |e| e.total_ms) } else { own.iter().sum() };
    let mut answer = answer;
    if answer.verdict == Verdict::Pass && own.iter().max().copied().unwrap_or(duration_ms) > stage.slow_ms {
        answer.verdict = Verdict::Warn;
        answer.summary = format!("{}, after {} s", answer.summary, duration_ms / 1000);
        answer.saw = format!("{} The answer took {} s; Okta gives up after 60 s.", answer.saw, duration_ms / 1000);
        words::SLOW.clone_into(&mut answer.todo);
    }
    let why = if answer.why.is_empty() { part.why } else { &answer.why };
    Row {
        id: part.id.to_owned(),
        title: part.title.to_owned(),
        sends: part.sends.replace("{name}", name),
        needs: part.needs.to_owned(),
        got: mask.text(&answer.summary),
        verdict: answer.verdict,
        saw: mask.text(&answer.saw),
        why: mask.text(why),
        todo: mask.text(&answer.todo),
        duration_ms,
        exchanges,
    }
}

/// Takes back whatever is still there, looks everything up once more, and closes what is proven gone.
async fn settle_up(stage: &mut Stage<'_>, mask: &Mask) -> (Row, Vec<Written>) {
    (stage.line.sink)(RehearsalEvent::Started { id: NOTHING_LEFT.to_owned() });
    stage.line.row = NOTHING_LEFT;
    let began = Instant::now();
    let mut order: Vec<usize> = (0..stage.made.len()).collect();
    order.sort_by_key(|&number| std::cmp::Reverse((stage.made[number].entry.intent.kind, number)));
    let mut lost = false;
    let mut closed = vec![false; order.len()];
    for number in order {
        if lost {
            stage.made[number].removal.get_or_insert_with(|| Removal::not_tried(NOT_TRIED));
        } else {
            lost = stage.take_back(number).await.lost;
        }
        closed[number] = stage.close(number);
    }
    let written: Vec<Written> = stage
        .made
        .iter()
        .zip(&closed)
        .filter_map(|(made, closed)| {
            let removal = made.removal.as_ref()?;
            let never = made.birth == Birth::Refused && !removal.found && removal.is_gone();
            (!never || !closed).then(|| proven(&made.entry, removal, *closed, mask))
        })
        .collect();
    let not_gone = written.iter().filter(|one| one.fate != Fate::Gone).count();
    let all = written.len();
    let (verdict, got) = match (all, not_gone) {
        (0, _) => (Verdict::Pass, "nothing was written".to_owned()),
        (_, 0) => (Verdict::Pass, format!("0 of {all} left")),
        (..) => (Verdict::Warn, format!("{not_gone} of {all} left or not known")),
    };
    let row = Row {
        id: NOTHING_LEFT.to_owned(),
        title: "Look for what is left".to_owned(),
        sends: "GET by name and by id".to_owned(),
        needs: "nothing".to_owned(),
        got,
        verdict,
        saw: sentences::proof(&written),
        why: "Catflap takes back what it wrote, and looks once more. Okta does not send this.".to_owned(),
        todo: sentences::left_todo(&written),
        duration_ms: millis(began.elapsed()),
        exchanges: stage.line.take_log(),
    };
    (row, written)
}

fn proven(entry: &Entry, removal: &Removal, closed: bool, mask: &Mask) -> Written {
    Written {
        entry: entry.id,
        kind: entry.intent.kind,
        name: entry.intent.name.clone(),
        scim_id: entry.scim_id.as_deref().map(|id| mask.text(id)),
        fate: removal.fate,
        saw: mask.text(&removal.saw),
        closed,
    }
}

fn worst(rows: &[Row]) -> Verdict {
    let has = |verdict| rows.iter().any(|row| row.verdict == verdict);
    if has(Verdict::Fail) {
        Verdict::Fail
    } else if has(Verdict::Warn) {
        Verdict::Warn
    } else {
        Verdict::Pass
    }
}

fn journal_url(mask: &Mask, url: &catflap_http::Url) -> String {
    mask.text(url.as_str().trim_end_matches('/'))
}

fn provider(url: &catflap_http::Url) -> &'static str {
    match url_shape(url) {
        UrlShape::ConfigCat | UrlShape::ConfigCatCut => "ConfigCat",
        UrlShape::Loopback | UrlShape::Other => "this service provider",
    }
}

/// A password that the usual rules for passwords take; nobody ever learns it.
fn password() -> Secret {
    let alphabet: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').collect();
    let mut random = rand::rng();
    let text: String = (0..28).map(|_| alphabet[random.random_range(0..alphabet.len())]).collect();
    Secret::new(format!("{text}-aA1"))
}

fn later(now: Timestamp, after: Duration) -> Timestamp {
    SignedDuration::try_from(after).ok().and_then(|after| now.checked_add(after).ok()).unwrap_or(now)
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
