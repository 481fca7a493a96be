//! What all pages of a list come to, and what does not add up in them.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::Listed;

/// How many are asked for at a time, as Okta does.
pub const PAGE_SIZE: u64 = 100;

/// A server that gives more than this is not believed: ConfigCat's own limit is 10,000 users.
const MOST: usize = 500_000;

/// Everything that was listed.
#[derive(Debug, Clone)]
pub struct Listing<T> {
    /// Each resource once, in the order in which it first came.
    pub items: Vec<T>,
    /// How many pages were read.
    pub pages: u32,
    /// `totalResults` of the last page that told it.
    pub total_told: Option<u64>,
    /// What does not add up; empty for a right server.
    pub oddities: Vec<Oddity>,
}

/// How far reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadSoFar {
    /// How many came so far.
    pub read: u64,
    /// How many there are, as the server tells it.
    pub total: Option<u64>,
}

/// What does not add up in the pages of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Oddity {
    /// A page brought nothing new: the server repeats pages or ignores `startIndex`. Reading stopped there.
    RepeatedPage {
        /// `startIndex` of the request.
        start: u64,
    },
    /// Some resources came more than once.
    Duplicates {
        /// How many times one came again.
        count: u64,
    },
    /// The pages ended before `totalResults` was reached.
    TotalTooLarge {
        /// `totalResults`.
        told: u64,
        /// How many came.
        came: u64,
    },
    /// More came than `totalResults` says.
    TotalTooSmall {
        /// `totalResults`.
        told: u64,
        /// How many came.
        came: u64,
    },
    /// `totalResults` was not the same on all pages.
    TotalChanged {
        /// On the first page.
        first: u64,
        /// On the last page.
        last: u64,
    },
    /// More came than any organization has: reading stopped.
    NeverEnds {
        /// How many came.
        came: u64,
    },
}

/// Room is made at once for as many as are announced, up to so many: `ConfigCat`'s own limit.
const BELIEVED: usize = 10_000;

/// The decision after each page, without any I/O.
pub(crate) struct Walk<R> {
    items: Vec<R>,
    /// The place of each, to be found by its id: which stands in `items` and nowhere else.
    places: HashTable<usize>,
    hasher: RandomState,
    came: u64,
    pages: u32,
    again: u64,
    first_total: Option<u64>,
    last_total: Option<u64>,
    stopped: Option<Oddity>,
}

impl<R> Default for Walk<R> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            places: HashTable::new(),
            hasher: RandomState::default(),
            came: 0,
            pages: 0,
            again: 0,
            first_total: None,
            last_total: None,
            stopped: None,
        }
    }
}

impl<R: Listed> Walk<R> {
    /// `startIndex` of the next page: what came counts, not what was asked for.
    pub(crate) fn next_start(&self) -> u64 {
        self.came + 1
    }

    /// How far it is.
    pub(crate) fn so_far(&self) -> ReadSoFar {
        ReadSoFar { read: self.items.len() as u64, total: self.last_total }
    }

    /// Takes a page; false when it was the last.
    pub(crate) fn take(&mut self, start: u64, total: Option<u64>, page: Vec<R>) -> bool {
        self.pages += 1;
        if total.is_some() {
            self.first_total = self.first_total.or(total);
            self.last_total = total;
        }
        let length = page.len() as u64;
        if length == 0 {
            return false;
        }
        if self.came == 0 {
            let announced = usize::try_from(total.unwrap_or_default()).unwrap_or(BELIEVED).min(BELIEVED);
            self.items.reserve(announced);
            self.places.reserve(announced, |_| 0);
        }
        self.came += length;
        let mut fresh = 0u64;
        for item in page {
            if self.keep(item) {
                fresh += 1;
            } else {
                self.again += 1;
            }
        }
        let unique = self.items.len() as u64;
        if fresh == 0 {
            // Past the announced end, a repeated page is only a server that does not know an empty one.
            if self.last_total.is_none_or(|total| unique < total) {
                self.stopped = Some(Oddity::RepeatedPage { start });
            }
            self.again -= length;
            return false;
        }
        if self.items.len() > MOST {
            self.stopped = Some(Oddity::NeverEnds { came: unique });
            return false;
        }
        match self.last_total {
            // A full page at the announced end may hide more: one request more tells.
            Some(total) => self.came < total || length >= PAGE_SIZE,
            None => true,
        }
    }

    /// Whether it is one that has not come before.
    fn keep(&mut self, item: R) -> bool {
        let Self { items, places, hasher, .. } = self;
        let place = places.entry(
            hasher.hash_one(item.id()),
            |known| items[*known].id() == item.id(),
            |known| hasher.hash_one(items[*known].id()),
        );
        match place {
            Entry::Occupied(_) => false,
            Entry::Vacant(place) => {
                place.insert(items.len());
                items.push(item);
                true
            }
        }
    }

    pub(crate) fn finish(self) -> Listing<R> {
        let mut oddities = Vec::new();
        let unique = self.items.len() as u64;
        if self.again > 0 {
            oddities.push(Oddity::Duplicates { count: self.again });
        }
        match (self.stopped, self.last_total) {
            (Some(stopped), _) => oddities.push(stopped),
            (None, Some(told)) if unique < told => oddities.push(Oddity::TotalTooLarge { told, came: unique }),
            (None, Some(told)) if unique > told => oddities.push(Oddity::TotalTooSmall { told, came: unique }),
            (None, _) => {}
        }
        if let (Some(first), Some(last)) = (self.first_total, self.last_total)
            && first != last
        {
            oddities.push(Oddity::TotalChanged { first, last });
        }
        Listing { items: self.items, pages: self.pages, total_told: self.last_total, oddities }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Group;

    /// Walks over a server made of a function from `startIndex` to a page of ids and a total.
    fn walk(server: impl Fn(u64) -> (Vec<u64>, Option<u64>)) -> Listing<Group> {
        let mut walk = Walk::default();
        for _ in 0..2_000 {
            let start = walk.next_start();
            let (ids, total) = server(start);
            let page = ids.into_iter().map(|id| Group { id: id.to_string(), ..Group::new("g") }).collect();
            if !walk.take(start, total, page) {
                return walk.finish();
            }
        }
        panic!("the walk does not end");
    }

    fn right(total: u64, cap: u64) -> impl Fn(u64) -> (Vec<u64>, Option<u64>) {
        move |start| ((start..=total).take(usize::try_from(cap).unwrap()).collect(), Some(total))
    }

    #[test]
    fn a_server_that_ignores_the_start_index_is_told_and_left() {
        let listing = walk(|_| ((1..=100).collect(), Some(312)));
        assert_eq!(listing.items.len(), 100);
        assert_eq!(listing.oddities, [Oddity::RepeatedPage { start: 101 }]);
        assert_eq!(listing.pages, 2);
    }

    #[test]
    fn a_total_that_is_too_large_or_too_small_is_told() {
        let large = walk(|start| ((start..=50).collect(), Some(60)));
        assert_eq!(large.oddities, [Oddity::TotalTooLarge { told: 60, came: 50 }]);
        let small = walk(|start| ((start..=250).take(100).collect(), Some(100)));
        assert_eq!((small.items.len(), small.oddities), (250, vec![Oddity::TotalTooSmall { told: 100, came: 250 }]));
    }

    #[test]
    fn a_person_who_comes_twice_is_kept_once_and_told() {
        let listing = walk(|start| if start == 1 { (vec![1, 2, 3], Some(6)) } else { (vec![3, 4, 5], Some(6)) });
        assert_eq!(listing.items.len(), 5);
        assert_eq!(listing.oddities, [Oddity::Duplicates { count: 1 }, Oddity::TotalTooLarge { told: 6, came: 5 }]);
    }

    #[test]
    fn a_total_that_changes_while_paging_is_told() {
        let listing = walk(|start| ((start..=120).take(100).collect(), Some(if start == 1 { 119 } else { 120 })));
        assert_eq!(listing.oddities, [Oddity::TotalChanged { first: 119, last: 120 }]);
    }

    #[test]
    fn a_server_that_invents_people_for_ever_is_left() {
        let mut walk = Walk::<Group>::default();
        let page = (0..=MOST).map(|id| Group { id: id.to_string(), ..Group::new("g") }).collect();
        assert!(!walk.take(1, None, page));
        assert!(matches!(walk.finish().oddities[..], [Oddity::NeverEnds { .. }]));
    }

    #[test]
    fn without_a_total_an_empty_page_is_the_end() {
        let listing = walk(|start| ((start..=150).take(100).collect(), None));
        assert_eq!((listing.items.len(), listing.pages, listing.oddities), (150, 3, vec![]));
    }

    proptest! {
        #[test]
        fn a_right_server_is_read_whole_whatever_its_page_size(total in 0u64..700, cap in 1u64..=120) {
            let cap = cap.min(PAGE_SIZE);
            let listing = walk(right(total, cap));
            prop_assert_eq!(listing.items.len() as u64, total);
            prop_assert_eq!(listing.oddities, vec![]);
            prop_assert!(u64::from(listing.pages) <= total.div_ceil(cap) + 1);
        }

        #[test]
        fn no_server_holds_the_walk_for_ever(pages in prop::collection::vec((prop::collection::vec(0u64..50, 0..20), prop::option::of(0u64..80)), 1..6)) {
            let listing = walk(move |start| pages[usize::try_from(start).unwrap() % pages.len()].clone());
            prop_assert!(listing.items.len() <= 50);
        }
    }
}
