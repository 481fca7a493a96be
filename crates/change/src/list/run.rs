//! Carrying out a list: each line is written into the journal before it is done and after it.

use std::time::Instant;

use catflap_okta::Okta;
use tokio_util::sync::CancellationToken;

use super::apply::{Bench, Ended};
use super::journal::{KeptLine, OpenList, kept};
use super::model::{ChangeLine, ChangeList, LineState, ListEvent, ListReport};
use crate::Clock;
use crate::journal::{ChangeEntryId, Journal, JournalError};
use crate::trouble::Trouble;

/// What a list is carried out with.
#[derive(Clone)]
pub struct Running<'a> {
    /// The org.
    pub okta: &'a Okta,
    /// Where the lines are kept.
    pub journal: &'a dyn Journal<KeptLine>,
    /// The time.
    pub clock: Clock,
    /// Ends the list between two lines; a line that is under way is waited for.
    pub cancel: CancellationToken,
}

/// Carries out a list. It stops at the first line that fails; a line that Okta refuses for this application
/// ([`LineState::ByHand`]) does not stop it. What is not finished is open in the journal.
///
/// # Errors
/// The journal can't be written: nothing was sent.
pub async fn run(
    running: Running<'_>,
    list: ChangeList,
    sink: impl Fn(ListEvent) + Send + Sync,
) -> Result<ListReport, JournalError> {
    if list.lines.iter().all(|line| line.state.is_settled()) {
        return Ok(report(list, false, None));
    }
    let entries = running.journal.open(&kept(&list))?;
    Ok(go(running, OpenList { list, entries }, &sink).await)
}

/// Goes on with a list that was left half done. Lines that are done are not touched; each other line looks first whether it
/// is already so.
pub async fn resume(running: Running<'_>, open: OpenList, sink: impl Fn(ListEvent) + Send + Sync) -> ListReport {
    go(running, open, &sink).await
}

/// Forgets a list that was left half done. What it did stays done.
///
/// # Errors
/// The journal can't be written.
pub fn give_up(journal: &dyn Journal<KeptLine>, open: &OpenList) -> Result<(), JournalError> {
    journal.close(&open.entries)
}

async fn go(running: Running<'_>, open: OpenList, sink: &(dyn Fn(ListEvent) + Send + Sync)) -> ListReport {
    let OpenList { mut list, entries } = open;
    let mut bench = Bench::new(running.okta, list.app.clone());
    let mut cancelled = false;
    let mut stopped = None;
    for at in 0..list.lines.len() {
        let line = &list.lines[at];
        if line.state.is_settled() {
            bench.made(line.number, &line.change, line.made.as_ref());
            continue;
        }
        if running.cancel.is_cancelled() {
            cancelled = true;
            break;
        }
        sink(ListEvent::Started { number: line.number });
        let began = Instant::now();
        list.lines[at].state = LineState::Doing;
        list.lines[at].trouble = None;
        if let Err(error) = note(&running, &list, at, &entries) {
            list.lines[at].state = LineState::Failed;
            list.lines[at].trouble = Some(Trouble::journal(&error));
        } else {
            let outcome = bench.apply(&list.lines[at].change).await;
            settle(&mut list.lines[at], outcome);
            list.lines[at].ended_at = Some((running.clock)().to_string());
            list.lines[at].duration_ms = Some(u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX));
            // Unwritten it stands in the journal as begun: the next look tells that it is done.
            if let Err(error) = note(&running, &list, at, &entries) {
                stopped = Some(error);
            }
        }
        let line = &list.lines[at];
        bench.made(line.number, &line.change, line.made.as_ref());
        sink(ListEvent::Ended { line: line.clone() });
        if line.state == LineState::Failed || stopped.is_some() {
            break;
        }
    }
    let mut report = report(list, cancelled, stopped);
    if report.finished
        && let Err(error) = running.journal.close(&entries)
    {
        report.next = format!("{error}. The list will be offered again; going on with it changes nothing.");
    }
    report
}

fn note(running: &Running<'_>, list: &ChangeList, at: usize, entries: &[ChangeEntryId]) -> Result<(), JournalError> {
    let head = (at == 0).then(|| ChangeList { lines: Vec::new(), ..list.clone() });
    let Some(entry) = entries.get(at) else { return Ok(()) };
    running.journal.note(*entry, &KeptLine { list: list.id.clone(), head, line: list.lines[at].clone() })
}

fn settle(line: &mut ChangeLine, outcome: Result<Ended, Trouble>) {
    (line.state, line.made, line.trouble) = match outcome {
        Ok(Ended::Done(made)) => (LineState::Done, made, None),
        Ok(Ended::AlreadySo(made)) => (LineState::AlreadySo, made, None),
        Ok(Ended::ByHand(trouble)) => (LineState::ByHand, None, Some(trouble)),
        Err(trouble) => (LineState::Failed, None, Some(trouble)),
    };
}

fn report(list: ChangeList, cancelled: bool, stopped: Option<JournalError>) -> ListReport {
    let all = list.lines.len();
    let done = list.count(LineState::Done);
    let by_hand = list.count(LineState::ByHand);
    let failed = list.lines.iter().find(|line| line.state == LineState::Failed);
    let open = list.lines.iter().filter(|line| !line.state.is_settled()).count();
    let lines = |count: usize| if count == 1 { "1 line".to_owned() } else { format!("{count} lines") };
    let go_on = "What is done stays done. Going on looks at each remaining line first, so nothing is done twice.";
    let (headline, next) = match (failed, stopped) {
        (Some(line), _) => (
            format!("Stopped at line {} of {all}: {}", line.number, trouble_of(line)),
            format!("{} {go_on}", line.trouble.as_ref().map(|trouble| trouble.next.as_str()).unwrap_or_default()),
        ),
        (None, Some(error)) if open > 0 => {
            (format!("Stopped with {} left: {error}.", lines(open)), format!("See that the disk has room. {go_on}"))
        }
        _ if cancelled && open > 0 => (format!("Cancelled with {} left.", lines(open)), go_on.to_owned()),
        _ => {
            let headline = match done {
                0 => "Nothing had to be changed.".to_owned(),
                1 => "1 change is done.".to_owned(),
                more => format!("{more} changes are done."),
            };
            let hand = match by_hand {
                0 => String::new(),
                some => format!(" {} left to be done by hand.", lines(some)),
            };
            (format!("{headline}{hand}"), String::new())
        }
    };
    ListReport { finished: open == 0, cancelled: cancelled && open > 0, headline, next: next.trim().to_owned(), list }
}

fn trouble_of(line: &ChangeLine) -> &str {
    line.trouble.as_ref().map_or("", |trouble| &trouble.what)
}
