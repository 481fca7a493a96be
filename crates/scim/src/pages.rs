//! Asks for the pages of a list, several at once where that is polite and gives the same as one by one.

use catflap_http::{Exchange, RateLimit};
use futures::StreamExt as _;
use futures::stream::FuturesOrdered;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::listing::Walk;
use crate::{Client, ClientError, Listed, Listing, PAGE_SIZE, ReadSoFar};

/// How many pages of one list are in flight at most. Users and groups may be read at the same time, which makes eight
/// requests: about what one browser opens to a host, and a wait of 20 ms a page hides behind the others.
pub const AT_ONCE: usize = 4;

/// With fewer requests left of the rate limit's window, one page at a time: Okta and others share the limit.
const LITTLE_LEFT: u64 = 20;

/// Reads all pages of a kind of resource.
pub(crate) async fn read_all<R: Listed>(
    client: &Client,
    cancel: &CancellationToken,
    progress: impl FnMut(ReadSoFar) + Send,
) -> Result<Listing<R>, ClientError> {
    let ask = |start| {
        let client = client.clone();
        // A task each, so that pages that came together are read on as many cores.
        let page = AbortOnDropHandle::new(tokio::spawn(async move {
            let (page, received) = client.page_unshown::<R>(start, PAGE_SIZE).await?;
            Ok(Page { total: page.total_results, items: page.resources, room: Room::of(received.exchange()) })
        }));
        async move {
            page.await.unwrap_or_else(|error| match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(ClientError::Cancelled),
            })
        }
    };
    read(ask, cancel, progress).await
}

/// A page, as far as reading on depends on it.
struct Page<R> {
    total: Option<u64>,
    items: Vec<R>,
    room: Room,
}

/// How many requests a server has room for, by its last answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    /// Several at once.
    Several,
    /// One at a time: little is left of the rate limit.
    One,
    /// One at a time from now on: it asked for a pause, or closed the connection.
    OneFromNow,
}

impl Room {
    fn of(exchange: &Exchange) -> Self {
        let left = RateLimit::from_headers(&exchange.response_headers).and_then(|limit| limit.remaining);
        if exchange.attempts > 1 || exchange.waited_ms > 0 {
            Self::OneFromNow
        } else if left.is_some_and(|left| left < LITTLE_LEFT) {
            Self::One
        } else {
            Self::Several
        }
    }
}

/// What the pages should be, going by the first one.
#[derive(Debug, Clone, Copy)]
struct Expected {
    /// `totalResults`.
    total: u64,
    /// How many the first page held: the server's own page size.
    size: u64,
}

impl Expected {
    /// How many the page at `start` should hold; none when no such page should be asked for.
    fn length_at(&self, start: u64) -> Option<u64> {
        if start <= self.total {
            return Some(self.size.min(self.total - start + 1));
        }
        // After a full page at the announced end, the walk asks whether that was the end.
        let last = self.total.checked_sub(1)? % self.size + 1;
        (start == self.total + 1 && last >= PAGE_SIZE).then_some(0)
    }
}

/// Pages are asked for ahead as [`Expected`], but taken strictly in their order, so the walk sees what it would have
/// asked for itself. As soon as one does not fit, those in flight are thrown away, and the rest is asked one by one.
async fn read<R: Listed, A>(
    ask: impl Fn(u64) -> A,
    cancel: &CancellationToken,
    mut progress: impl FnMut(ReadSoFar) + Send,
) -> Result<Listing<R>, ClientError>
where
    A: Future<Output = Result<Page<R>, ClientError>>,
{
    let mut walk = Walk::default();
    let mut expected: Option<Expected> = None;
    let (mut room, mut one_by_one) = (Room::Several, false);
    let mut in_flight = FuturesOrdered::new();
    let mut ahead = 1;
    loop {
        if in_flight.is_empty() {
            ahead = walk.next_start();
            in_flight.push_back(ask(ahead));
            ahead += expected.and_then(|pages| pages.length_at(ahead)).unwrap_or(0).max(1);
        }
        let several = expected.filter(|_| room == Room::Several && !one_by_one);
        while in_flight.len() < AT_ONCE
            && let Some(length) = several.and_then(|pages| pages.length_at(ahead))
        {
            in_flight.push_back(ask(ahead));
            ahead += length.max(1);
        }
        let answer = tokio::select! {
            biased;
            () = cancel.cancelled() => return Err(ClientError::Cancelled),
            Some(answer) = in_flight.next() => answer,
        };
        let start = walk.next_start();
        let page = match answer {
            Ok(page) => page,
            // It may have failed only because there were several.
            Err(_) if several.is_some() => {
                (expected, one_by_one) = (None, true);
                in_flight.clear();
                continue;
            }
            Err(error) => return Err(error),
        };
        let length = page.items.len() as u64;
        let is_first = start == 1;
        let fits = expected.is_none_or(|all| page.total == Some(all.total) && all.length_at(start) == Some(length));
        let goes_on = walk.take(start, page.total, page.items);
        progress(walk.so_far());
        if !goes_on {
            return Ok(walk.finish());
        }
        room = page.room;
        one_by_one |= room == Room::OneFromNow || !fits;
        if is_first {
            expected = page.total.map(|total| Expected { total, size: length });
        } else if !fits {
            expected = None;
            in_flight.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use catflap_http::{Fault, Header, HttpError};
    use proptest::prelude::*;

    use super::*;
    use crate::{Group, Oddity};

    /// What is odd about one page, by its number.
    #[derive(Debug, Clone)]
    enum Odd {
        Short(u64),
        Total(Option<u64>),
        Repeats(u64),
        Foreign,
    }

    /// A server, as a function from `startIndex` to a page.
    #[derive(Debug, Clone)]
    struct Server {
        total: u64,
        told: Option<u64>,
        size: u64,
        odd: Vec<(u64, Odd)>,
    }

    impl Server {
        fn right(total: u64, size: u64) -> Self {
            Self { total, told: Some(total), size, odd: Vec::new() }
        }

        fn page(&self, start: u64) -> (Vec<u64>, Option<u64>) {
            let span = |start: u64, size: u64| (start..=self.total).take(usize::try_from(size).unwrap()).collect();
            let (mut ids, mut told): (Vec<u64>, _) = (span(start, self.size), self.told);
            for (number, odd) in &self.odd {
                if *number != start.saturating_sub(1) / self.size {
                    continue;
                }
                match odd {
                    Odd::Short(size) => ids = span(start, (*size).min(self.size)),
                    Odd::Total(other) => told = *other,
                    Odd::Repeats(of) => ids = span(*of, self.size),
                    Odd::Foreign => ids.push(1_000_000 + start),
                }
            }
            (ids, told)
        }
    }

    fn groups(ids: Vec<u64>) -> Vec<Group> {
        ids.into_iter().map(|id| Group { id: id.to_string(), ..Group::new("g") }).collect()
    }

    type Seen = (Vec<String>, u32, Option<u64>, Vec<Oddity>, Vec<ReadSoFar>);

    fn seen(listing: Listing<Group>, steps: Vec<ReadSoFar>) -> Seen {
        let ids = listing.items.into_iter().map(|group| group.id).collect();
        (ids, listing.pages, listing.total_told, listing.oddities, steps)
    }

    fn one_by_one(server: &Server) -> Seen {
        let (mut walk, mut steps) = (Walk::default(), Vec::new());
        for _ in 0..3_000 {
            let start = walk.next_start();
            let (ids, total) = server.page(start);
            let goes_on = walk.take(start, total, groups(ids));
            steps.push(walk.so_far());
            if !goes_on {
                return seen(walk.finish(), steps);
            }
        }
        panic!("the walk does not end");
    }

    /// What the server saw while it was read.
    #[derive(Default)]
    struct Load {
        now: Cell<usize>,
        most: Cell<usize>,
        asked: RefCell<Vec<u64>>,
    }

    impl Load {
        /// Answers after this many turns, so that pages come in another order than they were asked for.
        async fn during<T>(&self, start: u64, turns: u64, answer: impl FnOnce(usize) -> T) -> T {
            self.asked.borrow_mut().push(start);
            self.now.set(self.now.get() + 1);
            self.most.set(self.most.get().max(self.now.get()));
            let _leaves = Leaves(&self.now);
            for _ in 0..turns {
                tokio::task::yield_now().await;
            }
            answer(self.now.get())
        }
    }

    /// A request that ends, answered or thrown away.
    struct Leaves<'a>(&'a Cell<usize>);

    impl Drop for Leaves<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() - 1);
        }
    }

    fn block_on<T>(reading: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(reading)
    }

    fn all(server: &Server, load: &Load, turns: &[u64], room: impl Fn(u64) -> Room) -> Seen {
        let room = &room;
        let ask = |start: u64| async move {
            let turns = turns[usize::try_from(start).unwrap() % turns.len()];
            load.during(start, turns, |_| {
                let (ids, total) = server.page(start);
                Ok(Page { total, items: groups(ids), room: room(start) })
            })
            .await
        };
        let mut steps = Vec::new();
        let listing = block_on(read(ask, &CancellationToken::new(), |step| steps.push(step))).unwrap();
        seen(listing, steps)
    }

    fn odd() -> impl Strategy<Value = Odd> {
        prop_oneof![
            (0u64..120).prop_map(Odd::Short),
            prop::option::of(0u64..900).prop_map(Odd::Total),
            (1u64..700).prop_map(Odd::Repeats),
            Just(Odd::Foreign),
        ]
    }

    fn server() -> impl Strategy<Value = Server> {
        let told = prop_oneof![6 => Just(None), 1 => prop::option::of(0u64..900).prop_map(Some)];
        let odd = prop_oneof![2 => Just(vec![]), 3 => prop::collection::vec((0u64..12, odd()), 1..4)];
        (0u64..700, prop_oneof![5u64..130, Just(100)], told, odd).prop_map(|(total, size, told, odd)| Server {
            total,
            size,
            told: told.unwrap_or(Some(total)),
            odd,
        })
    }

    proptest! {
        #[test]
        fn several_at_once_come_to_what_one_by_one_would(
            server in server(), turns in prop::collection::vec(0u64..6, 1..9), rooms in prop::collection::vec(0u8..9, 1..9),
        ) {
            let load = Load::default();
            let room = |start: u64| match rooms[usize::try_from(start).unwrap() % rooms.len()] {
                0 => Room::OneFromNow,
                1 | 2 => Room::One,
                _ => Room::Several,
            };
            prop_assert_eq!(all(&server, &load, &turns, room), one_by_one(&server));
            prop_assert!(load.most.get() <= AT_ONCE);
        }

        #[test]
        fn a_right_server_is_asked_nothing_twice_and_nothing_in_vain(total in 0u64..700, size in 5u64..=100) {
            let (server, load) = (Server::right(total, size), Load::default());
            all(&server, &load, &[1, 4, 0], |_| Room::Several);
            let pages = one_by_one(&server).1;
            prop_assert_eq!(load.asked.borrow().len(), usize::try_from(pages).unwrap());
        }
    }

    #[test]
    fn a_long_list_is_read_four_pages_at_a_time() {
        let (server, load) = (Server::right(1_000, 100), Load::default());
        assert_eq!(all(&server, &load, &[3], |_| Room::Several).0.len(), 1_000);
        assert_eq!(load.most.get(), AT_ONCE);
        assert_eq!(load.asked.borrow()[..5], [1, 101, 201, 301, 401], "the first page came alone");
    }

    #[test]
    fn little_left_of_the_limit_means_one_at_a_time_for_as_long_and_a_pause_for_the_rest() {
        let server = Server::right(1_000, 100);
        let most_after = |rooms: fn(u64) -> Room| {
            let load = Load::default();
            assert_eq!(all(&server, &load, &[3], rooms).0.len(), 1_000);
            load.most.get()
        };
        assert_eq!(most_after(|_| Room::One), 1);
        assert_eq!(most_after(|start| if start == 1 { Room::OneFromNow } else { Room::Several }), 1);
        assert_eq!(most_after(|start| if start < 300 { Room::One } else { Room::Several }), AT_ONCE);
    }

    #[test]
    fn the_room_is_read_from_the_answer() {
        let answer = |left: &str, attempts, waited_ms| Exchange {
            response_headers: vec![Header { name: "x-rate-limit-remaining".into(), value: left.into() }],
            attempts,
            waited_ms,
            ..Exchange::default()
        };
        assert_eq!(Room::of(&Exchange { attempts: 1, ..Exchange::default() }), Room::Several);
        assert_eq!(Room::of(&answer("20", 1, 0)), Room::Several);
        assert_eq!(Room::of(&answer("19", 1, 0)), Room::One);
        assert_eq!(Room::of(&answer("500", 2, 0)), Room::OneFromNow);
        assert_eq!(Room::of(&answer("500", 1, 700)), Room::OneFromNow, "it waited before it asked");
    }

    fn refused() -> ClientError {
        ClientError::Http(HttpError { fault: Fault::RateLimited { retry_after: None }, exchange: Box::default() })
    }

    #[test]
    fn a_server_that_bears_only_one_request_at_a_time_is_read_whole() {
        let (server, load) = (Server::right(1_000, 100), Load::default());
        let (server, seen) = (&server, &load);
        let ask = |start: u64| async move {
            seen.during(start, 2, |at_once| {
                let (ids, total) = server.page(start);
                if at_once > 1 { Err(refused()) } else { Ok(Page { total, items: groups(ids), room: Room::Several }) }
            })
            .await
        };
        let listing = block_on(read(ask, &CancellationToken::new(), |_| {})).unwrap();
        assert_eq!((listing.items.len(), listing.oddities), (1_000, vec![]));
    }

    #[test]
    fn a_page_that_fails_alone_as_well_is_an_error() {
        let (server, load) = (Server::right(1_000, 100), Load::default());
        let (server, seen) = (&server, &load);
        let ask = |start: u64| async move {
            seen.during(start, 1, |_| {
                let (ids, total) = server.page(start);
                if start == 301 { Err(refused()) } else { Ok(Page { total, items: groups(ids), room: Room::Several }) }
            })
            .await
        };
        assert!(matches!(block_on(read(ask, &CancellationToken::new(), |_| {})), Err(ClientError::Http(_))));
        assert_eq!(load.asked.borrow().iter().filter(|start| **start == 301).count(), 2);
        assert_eq!(load.asked.borrow().last(), Some(&301), "nothing was asked after it");
    }
}
