//! Do the pages join without gap and double, and end where they say?

use std::collections::HashSet;

use catflap_http::Exchange;

use super::reading::{self, LARGEST, Page, Stopped, WALKED, walk};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::{Asker, Context};
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "pages-join",
    level: Level::Read,
    title: "Pages join without a gap",
    question: "Do the pages of users join without gap and double, and end where totalResults says?",
    needs: &["users-shape"],
    ask: asks!(ask),
};

const WHY: &str = "Okta’s imports and Catflap’s own reading walk these pages. Where they do not join, people are missing or \
     counted twice.";

/// What the walk remembers.
#[derive(Default)]
struct Walk {
    seen: HashSet<String>,
    pages: usize,
    /// A total that is another than the first page's.
    other_total: Option<u64>,
    exchanges: Vec<Exchange>,
}

async fn ask(context: &Context) -> Answer {
    let mut walk = Walk::default();
    let answer = match Box::pin(ask_pages(context, &mut walk)).await {
        Ok(answer) => answer,
        Err(stopped) => stopped.into_answer(context),
    };
    let answer = if answer.why.is_empty() { answer.why(WHY) } else { answer };
    let mut all = walk.exchanges;
    // What failed was the last request, and stands behind the pages that led to it.
    all.extend(answer.exchanges.iter().cloned());
    Answer { exchanges: all, ..answer }.fact("pages looked at", walk.pages)
}

async fn page(context: &Context, start: u64, count: u64) -> Result<Page, Stopped> {
    reading::page(context, Asker::Okta, start, count).await
}

async fn ask_pages(context: &Context, seen: &mut Walk) -> Result<Answer, Stopped> {
    let first = page(context, 1, LARGEST).await?;
    let Some(total) = first.total else {
        return Ok(Answer::fail("The list does not say how long it is", "no total")
            .saw("There is no totalResults, so nobody can tell where the pages end.")
            .todo(words::TELL_VENDOR)
            .exchange(first.exchange));
    };
    if total == 0 && !first.users.is_empty() {
        let came = words::count(first.users.len(), "user", "users");
        return Ok(more_than(0).saw(format!("totalResults says 0, but {came} came.")).exchange(first.exchange));
    }
    if total == 0 {
        return Ok(Answer::skip(CHECK.title, "no user yet")
            .saw("Not asked: no user is synced yet, so there are no pages.")
            .exchange(first.exchange));
    }
    // Few people make several pages too.
    let size = if total > LARGEST { LARGEST } else { total.div_ceil(3) };
    let given = first.len();
    // Of a list that is not walked to its end, the last page is looked at too.
    let walked = size.min(given) * WALKED;
    let last_start = (total.saturating_sub(size) + 1).max(walked + 1);
    let last = async { if walked < total { Some(page(context, last_start, size).await) } else { None } };
    let (pages, last, beyond) =
        futures::join!(walk(context, Asker::Okta, total, size, given), last, page(context, total + 1, size));
    let mut start = 1;
    for next in pages {
        seen.pages += 1;
        let next = next?;
        if let Some(flaw) = join(seen, &next, start, total, size) {
            return Ok(flaw.exchange(next.exchange));
        }
        start += next.len();
        seen.other_total = seen.other_total.or(next.total.filter(|told| *told != total));
        seen.exchanges.push(next.exchange);
    }
    let has_last = last.is_some();
    if let Some(last) = last {
        seen.pages += 1;
        let last = last?;
        if let Some(flaw) = last_page(seen, &last, total, last_start) {
            return Ok(flaw.exchange(last.exchange));
        }
        seen.exchanges.push(last.exchange);
    }
    seen.pages += 1;
    let beyond = match beyond {
        Err(Stopped::Unexpected(answer)) => return Ok(end_refused(*answer)),
        other => other?,
    };
    if let Some(flaw) = past_the_end(seen, &beyond, total) {
        return Ok(flaw.exchange(beyond.exchange));
    }
    seen.exchanges.push(beyond.exchange);
    if let Some(told) = seen.other_total {
        return Ok(Answer::warn("The total changes from page to page", format!("{total}, then {told}"))
            .saw(format!("totalResults is {total} on the first page and {told} on another. Unless people were pushed meanwhile, the endpoint counts wrongly."))
            .todo("Check again when nothing is being pushed. If it stays, send this finding to whoever runs the SCIM endpoint with “Copy for support”."));
    }
    let users = words::count(usize::try_from(total).unwrap_or(usize::MAX), "user", "users");
    let summary = format!("{}, {users}", words::count(seen.pages - 1, "page", "pages"));
    Ok(Answer::pass(CHECK.title, summary).saw(if start > total {
        format!("{users} read in pages of {size}: none twice, none missing, and nothing behind the last.")
    } else {
        let first = words::first_up(&reading::extent(start - 1, total));
        let last = if has_last { format!(" and the last {}", total + 1 - last_start) } else { String::new() };
        format!("{first}{last} were read in pages of {size}: none twice, and nothing behind the last.")
    }))
}

/// Takes a page behind the ones before; what is wrong with it, if anything is.
fn join(walk: &mut Walk, page: &Page, start: u64, total: u64, size: u64) -> Option<Answer> {
    if page.users.is_empty() {
        return Some(
            Answer::fail("The pages end too early", format!("{} of {total}", walk.seen.len()))
                .saw(format!("totalResults says {total}, but the page from {start} on is empty."))
                .todo(words::TELL_VENDOR),
        );
    }
    let ids = page.ids().count();
    let doubles = page.ids().filter(|id| !walk.seen.insert((*id).to_owned())).count();
    if doubles > 0 && doubles == ids {
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
    if page.len() > size {
        return Some(
            Answer::warn("Pages are larger than asked for", "count ignored")
                .saw(format!("Asked for {size}, the endpoint gave {}: count is ignored.", page.len()))
                .todo(words::TELL_VENDOR),
        );
    }
    None
}

fn last_page(walk: &mut Walk, page: &Page, total: u64, start: u64) -> Option<Answer> {
    let again = page.ids().filter(|id| !walk.seen.insert((*id).to_owned())).count();
    if again > 0 {
        return Some(
            Answer::fail("Users come twice", words::count(again, "double", "doubles"))
                .saw(format!("The last page holds {} of the first pages.", words::count(again, "user", "users")))
                .todo(words::TELL_VENDOR),
        );
    }
    // A server may cap its pages; none at all is another matter.
    page.users.is_empty().then(|| {
        Answer::fail("The pages end too early", format!("less than {total}"))
            .saw(format!("totalResults says {total}, but the page from {start} on is empty."))
            .todo(words::TELL_VENDOR)
    })
}

/// Nothing comes behind the last user, and to ask for it is no mistake (RFC 7644 section 3.4.2.4).
fn end_refused(answer: Answer) -> Answer {
    let saw = format!(
        "Asked for what comes behind the last user, the endpoint answers {} instead of an empty list.",
        answer.summary
    );
    Answer::warn("The end of the list is refused", answer.summary)
        .saw(saw)
        .todo(words::TELL_VENDOR)
        .exchanges(answer.exchanges)
}

fn more_than(total: u64) -> Answer {
    Answer::fail("More users than the total says", format!("more than {total}")).todo(words::TELL_VENDOR)
}

fn past_the_end(walk: &Walk, page: &Page, total: u64) -> Option<Answer> {
    let fresh = page.ids().filter(|id| !walk.seen.contains(*id)).count();
    if fresh > 0 {
        return Some(more_than(total).saw(format!(
            "totalResults says {total}, but behind that there are {}.",
            words::count(fresh, "more user", "more users")
        )));
    }
    (!page.users.is_empty()).then(|| {
        Answer::warn("The list has no end", "repeats past the end")
            .saw("Asked for what comes behind the last user, the endpoint repeats users instead of answering with an empty list.")
            .todo(words::TELL_VENDOR)
    })
}
