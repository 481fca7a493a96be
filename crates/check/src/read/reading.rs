//! Everybody, page by page: read once for all the checks that look at all users.
//!
//! A directory may hold ten thousand: of a large one, the first pages are read, and whoever judges them says so.

use std::collections::{HashSet, VecDeque};

use catflap_http::{Exchange, HttpError, Reply};
use futures::future::join_all;
use serde_json::Value;

use super::id_of;
use crate::answer::Answer;
use crate::context::{Asker, Context, Known};
use crate::{list_shape, words};

/// The largest page asked for, as Okta asks.
pub(super) const LARGEST: u64 = 100;
/// How many pages are walked from the first: as many as fit into the time of one answer beside everything else.
pub(super) const WALKED: u64 = 5;

/// One page of users.
pub(super) struct Page {
    pub users: Vec<Value>,
    pub total: Option<u64>,
    pub exchange: Exchange,
}

impl Page {
    pub fn len(&self) -> u64 {
        self.users.len() as u64
    }

    /// The ids of those who have one.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.users.iter().filter_map(id_of)
    }
}

/// Why there is no page.
pub(super) enum Stopped {
    NoAnswer(HttpError),
    Unexpected(Box<Answer>),
}

impl Stopped {
    pub fn into_answer(self, context: &Context) -> Answer {
        match self {
            Self::NoAnswer(error) => words::no_answer(&error, context.host()),
            Self::Unexpected(answer) => *answer,
        }
    }
}

/// The first page of users, as large as Okta asks for. Whether the token is accepted, what users look like and who there
/// is to look for is all told by this one answer.
pub(crate) async fn first_page(context: &Context) -> Result<Reply, HttpError> {
    context.get(&["Users"], &[("startIndex", "1"), ("count", "100")]).await
}

pub(super) async fn page(context: &Context, asker: Asker, start: u64, count: u64) -> Result<Page, Stopped> {
    let (start, count) = (start.to_string(), count.to_string());
    let query = [("startIndex", start.as_str()), ("count", count.as_str())];
    let reply = context.ask(asker, &["Users"], &query).await.map_err(Stopped::NoAnswer)?;
    if reply.status != 200 {
        return Err(Stopped::Unexpected(Box::new(words::unexpected(&reply, "A page of users"))));
    }
    Ok(Page { users: list_shape::items(&reply), total: list_shape::total(&reply), exchange: reply.exchange })
}

/// The pages from the first on, `size` users each, in order. An empty page, or what came instead of a page, stands last.
/// `given` is how many one page is known to bring: less than `size` where the server caps its pages.
pub(super) async fn walk(
    context: &Context,
    asker: Asker,
    total: u64,
    size: u64,
    given: u64,
) -> Vec<Result<Page, Stopped>> {
    let step = size.min(given).max(1);
    let starts = (0..WALKED).map(|n| 1 + n * step).filter(|start| *start <= total);
    // All of them at the same time, as if every page were as large as the first.
    let on_the_way = starts.map(|start| async move { (start, page(context, asker, start, size).await) });
    let mut ahead: VecDeque<_> = join_all(on_the_way).await.into();
    let mut pages = Vec::new();
    let mut start = 1;
    for _ in 0..WALKED {
        if start > total {
            break;
        }
        let next = match ahead.pop_front() {
            Some((at, page)) if at == start => page,
            // They are not: then one after the other.
            _ => {
                ahead.clear();
                page(context, asker, start, size).await
            }
        };
        let came = next.as_ref().map_or(0, Page::len);
        pages.push(next);
        if came == 0 {
            break;
        }
        start += came;
    }
    pages
}

/// Who was read, and out of how many.
pub(super) struct Everybody {
    /// Page by page, as far as they have id and name.
    pub pages: Vec<Vec<Known>>,
    /// The ids of all who came.
    pub ids: HashSet<String>,
    /// How many came, each counted once.
    pub read: u64,
    /// `totalResults`; as many as came where the server does not tell it.
    pub total: u64,
    pub exchanges: Vec<Exchange>,
}

impl Everybody {
    pub fn people(&self) -> impl Iterator<Item = &Known> {
        self.pages.iter().flatten()
    }

    /// `312 users`, or `the first 500 of 4,312 users`.
    pub fn extent(&self) -> String {
        extent(self.read, self.total)
    }
}

pub(super) fn extent(read: u64, total: u64) -> String {
    if read >= total {
        words::count(usize::try_from(read).unwrap_or(usize::MAX), "user", "users")
    } else {
        format!("the first {} of {} users", words::grouped(read), words::grouped(total))
    }
}

/// Whether a directory is so large that not everybody is read.
pub(super) fn is_vast(total: u64) -> bool {
    total > LARGEST * WALKED
}

/// Reads everybody, or of a vast directory the first pages. A second time, of a vast one the first page is enough.
pub(super) async fn everybody(context: &Context, asker: Asker) -> Result<Everybody, Stopped> {
    let first = page(context, asker, 1, LARGEST).await?;
    let came = first.len();
    let total = first.total.unwrap_or(came);
    let pages = if total <= came || (asker == Asker::OktaAgain && is_vast(total)) {
        vec![first]
    } else {
        walk(context, asker, total, LARGEST, came).await.into_iter().map_while(Result::ok).collect()
    };
    let ids: HashSet<String> = pages.iter().flat_map(Page::ids).map(str::to_owned).collect();
    Ok(Everybody {
        read: ids.len() as u64,
        ids,
        total,
        pages: pages.iter().map(|page| page.users.iter().filter_map(Known::of).collect()).collect(),
        exchanges: pages.into_iter().map(|page| page.exchange).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_at_is_told_exactly() {
        assert_eq!(extent(312, 312), "312 users");
        assert_eq!(extent(1, 1), "1 user");
        assert_eq!(extent(500, 4312), "the first 500 of 4,312 users");
        assert_eq!(extent(40, 20), "40 users", "a total that is too small hides nobody");
        assert!(is_vast(501) && !is_vast(500));
    }
}
