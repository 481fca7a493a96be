//! Do the pages join without gap and double, and end where they say?

use std::collections::{HashSet, VecDeque};

use catflap_http::{Exchange, HttpError};
use futures::future::join_all;

use super::id_of;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::{list_shape, words};

pub(crate) const CHECK: Check = Check {
    id: "pages-join",
    level: Level::Read,
    title: "Pages join without a gap",
    question: "Do the pages of users join without gap and double, and end where totalResults says?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

/// The largest page asked for, as Okta asks.
const LARGEST: u64 = 100;
/// How many pages are walked from the first; of a longer list, the last page is looked at too.
const WALKED: u64 = 5;

const WHY: &str = "Okta’s imports and Catflap’s own reading walk these pages. Where they do not join, people are missing or \
     counted twice.";

/// One page as far as this check looks at it.
struct Page {
    ids: Vec<String>,
    total: Option<u64>,
    exchange: Exchange,
}

/// What the walk remembers.
#[derive(Default)]
struct Walk {
    seen: HashSet<String>,
    pages: usize,
    exchanges: Vec<Exchange>,
}

async fn ask(context: &Context) -> Answer {
    let mut walk = Walk::default();
    let answer = match ask_pages(context, &mut walk).await {
        Ok(answer) => answer,
        Err(Stopped::NoAnswer(error)) => words::no_answer(&error, context.host()),
        Err(Stopped::Unexpected(answer)) => *answer,
    };
    let answer = if answer.why.is_empty() { answer.why(WHY) } else { answer };
    let mut all = walk.exchanges;
    // What failed was the last request, and stands behind the pages that led to it.
    all.extend(answer.exchanges.iter().cloned());
    Answer { exchanges: all, ..answer }.fact("pages asked for", walk.pages)
}

enum Stopped {
    NoAnswer(HttpError),
    Unexpected(Box<Answer>),
}

async fn page(context: &Context, start: u64, count: u64) -> Result<Page, Stopped> {
    let (start, count) = (start.to_string(), count.to_string());
    let reply =
        context.get(&["Users"], &[("startIndex", &start), ("count", &count)]).await.map_err(Stopped::NoAnswer)?;
    if reply.status != 200 {
        return Err(Stopped::Unexpected(Box::new(words::unexpected(&reply, "A page of users"))));
    }
    let ids = list_shape::items(&reply).iter().filter_map(id_of).map(str::to_owned).collect();
    Ok(Page { ids, total: list_shape::total(&reply), exchange: reply.exchange })
}

async fn ask_pages(context: &Context, walk: &mut Walk) -> Result<Answer, Stopped> {
    // First how many there are, so that few people make several pages too.
    walk.pages += 1;
    let first = page(context, 1, 1).await?;
    let Some(total) = first.total else {
        return Ok(Answer::fail("The list does not say how long it is", "no total")
            .saw("There is no totalResults, so nobody can tell where the pages end.")
            .todo(words::TELL_VENDOR)
            .exchange(first.exchange));
    };
    if total == 0 {
        return Ok(Answer::skip(CHECK.title, "no user yet")
            .saw("Not asked: no user is synced yet, so there are no pages.")
            .exchange(first.exchange));
    }
    walk.exchanges.push(first.exchange);
    let size = total.div_ceil(3).clamp(1, LARGEST);

    // All of them at the same time, as if every page were as large as asked for; judged one by one, in order.
    let starts = (0..WALKED).map(|n| 1 + n * size).filter(|start| *start <= total);
    let (walked, last, beyond) = futures::join!(
        join_all(starts.map(|start| async move { (start, page(context, start, size).await) })),
        page(context, total.saturating_sub(size) + 1, size),
        page(context, total + 1, size)
    );
    let mut ahead: VecDeque<_> = walked.into();
    let mut start = 1;
    for _ in 0..WALKED {
        if start > total {
            break;
        }
        walk.pages += 1;
        // Of a server that caps its pages, what was asked ahead does not join: then one after the other.
        let next = match ahead.pop_front() {
            Some((at, page)) if at == start => page?,
            _ => {
                ahead.clear();
                page(context, start, size).await?
            }
        };
        if let Some(flaw) = join(walk, &next, start, total, size) {
            return Ok(flaw.exchange(next.exchange));
        }
        start += next.ids.len() as u64;
        walk.exchanges.push(next.exchange);
    }
    let whole = start > total;
    if !whole {
        walk.pages += 1;
        let last = last?;
        if let Some(flaw) = last_page(walk, &last, total, size) {
            return Ok(flaw.exchange(last.exchange));
        }
        walk.exchanges.push(last.exchange);
    }
    walk.pages += 1;
    let beyond = beyond?;
    if let Some(flaw) = past_the_end(walk, &beyond, total) {
        return Ok(flaw.exchange(beyond.exchange));
    }
    walk.exchanges.push(beyond.exchange);
    let users = words::count(usize::try_from(total).unwrap_or(usize::MAX), "user", "users");
    let summary = format!("{}, {users}", words::count(walk.pages - 2, "page", "pages"));
    Ok(Answer::pass(CHECK.title, summary).saw(if whole {
        format!("{users} read in pages of {size}: none twice, none missing, and nothing behind the last.")
    } else {
        format!("The first {WALKED} pages and the last of {users} were read: none twice, and nothing behind the last.")
    }))
}

/// Takes a page behind the ones before; what is wrong with it, if anything is.
fn join(walk: &mut Walk, page: &Page, start: u64, total: u64, size: u64) -> Option<Answer> {
    if page.ids.is_empty() {
        return Some(
            Answer::fail("The pages end too early", format!("{} of {total}", walk.seen.len()))
                .saw(format!("totalResults says {total}, but the page from {start} on is empty."))
                .todo(words::TELL_VENDOR),
        );
    }
    let doubles = page.ids.iter().filter(|id| !walk.seen.insert((*id).clone())).count();
    if doubles == page.ids.len() {
        return Some(
            Answer::fail("The pages repeat", "startIndex ignored")
                .saw(format!(
                    "The page from {start} on holds only users who were on the pages before: startIndex is ignored."
                ))
                .todo(words::TELL_VENDOR),
        );
    }
    if doubles > 0 {
        return Some(
            Answer::fail("Users come twice", words::count(doubles, "double", "doubles"))
                .saw(format!("On the page from {start} on, {} came again: the order changes from page to page, or ids are not unique.", words::count(doubles, "user", "users")))
                .todo(words::TELL_VENDOR),
        );
    }
    if page.ids.len() as u64 > size {
        return Some(
            Answer::warn("Pages are larger than asked for", "count ignored")
                .saw(format!("Asked for {size}, the endpoint gave {}: count is ignored.", page.ids.len()))
                .todo(words::TELL_VENDOR),
        );
    }
    None
}

fn last_page(walk: &mut Walk, page: &Page, total: u64, size: u64) -> Option<Answer> {
    let again = page.ids.iter().filter(|id| !walk.seen.insert((*id).clone())).count();
    if again > 0 {
        return Some(
            Answer::fail("Users come twice", words::count(again, "double", "doubles"))
                .saw(format!("The last page holds {} of the first pages.", words::count(again, "user", "users")))
                .todo(words::TELL_VENDOR),
        );
    }
    // A server may cap its pages; none at all is another matter.
    page.ids.is_empty().then(|| {
        Answer::fail("The pages end too early", format!("less than {total}"))
            .saw(format!("totalResults says {total}, but the page from {} on is empty.", total - size + 1))
            .todo(words::TELL_VENDOR)
    })
}

fn past_the_end(walk: &Walk, page: &Page, total: u64) -> Option<Answer> {
    let fresh = page.ids.iter().filter(|id| !walk.seen.contains(*id)).count();
    if fresh > 0 {
        return Some(
            Answer::fail("More users than the total says", format!("more than {total}"))
                .saw(format!(
                    "totalResults says {total}, but behind that there are {}.",
                    words::count(fresh, "more user", "more users")
                ))
                .todo(words::TELL_VENDOR),
        );
    }
    (!page.ids.is_empty()).then(|| {
        Answer::warn("The list has no end", "repeats past the end")
            .saw("Asked for what comes behind the last user, the endpoint repeats users instead of answering with an empty list.")
            .todo(words::TELL_VENDOR)
    })
}
