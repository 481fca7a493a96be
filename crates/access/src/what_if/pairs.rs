//! For how many people the order of two groups decides, kept up to date as far as it is touched.

use std::borrow::Cow;
use std::cmp::Reverse;

use foldhash::{HashMap, HashMapExt as _};

use crate::guard::SHOWN;
use crate::merge::{Planner, index};

/// (winner, loser) by number.
pub(super) type Pair = (u32, u32);

/// Every pair of groups whose order decides for somebody, Organization Admin or not.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// By the groups' names.
    sorted: Vec<Pair>,
    numbers: HashMap<Pair, u32>,
    /// For how many people who are reached and no Organization Admin.
    counts: Vec<u32>,
    /// Everybody's pairs with their numbers, one person after the other.
    of: Vec<(Pair, u32)>,
    starts: Vec<usize>,
    /// Each group's place among the sorted names.
    by_name: Vec<u32>,
}

impl Pairs {
    /// `everybody` gives each person's pairs, and whether the person counts.
    pub(super) fn new(planner: &Planner, everybody: impl Iterator<Item = (Vec<Pair>, bool)>) -> Self {
        let mut names: Vec<u32> = (0..index(planner.rules().len())).collect();
        names.sort_unstable_by_key(|&group| planner.group_name(group));
        let mut by_name = vec![0; names.len()];
        for (place, &group) in (0u32..).zip(&names) {
            by_name[group as usize] = place;
        }
        let mut all = Self { starts: vec![0], by_name, ..Self::default() };
        let mut numbers: HashMap<Pair, u32> = HashMap::new();
        for (pairs, counts) in everybody {
            for pair in pairs {
                let number = *numbers.entry(pair).or_insert_with(|| {
                    all.sorted.push(pair);
                    all.counts.push(0);
                    index(all.sorted.len() - 1)
                });
                all.counts[number as usize] += u32::from(counts);
                all.of.push((pair, number));
            }
            all.starts.push(all.of.len());
        }
        let mut order: Vec<u32> = (0..index(all.sorted.len())).collect();
        order.sort_unstable_by_key(|&number| all.named(all.sorted[number as usize]));
        let mut place = vec![0; order.len()];
        for (new, &old) in (0u32..).zip(&order) {
            place[old as usize] = new;
        }
        for (_, number) in &mut all.of {
            *number = place[*number as usize];
        }
        all.counts = order.iter().map(|&old| all.counts[old as usize]).collect();
        all.sorted = order.iter().map(|&old| all.sorted[old as usize]).collect();
        all.of.shrink_to_fit();
        for number in numbers.values_mut() {
            *number = place[*number as usize];
        }
        all.numbers = numbers;
        all
    }

    /// What a pair is sorted by.
    fn named(&self, (winner, loser): Pair) -> (u32, u32) {
        (self.by_name[winner as usize], self.by_name[loser as usize])
    }

    fn of(&self, at: usize) -> &[(Pair, u32)] {
        &self.of[self.starts[at]..self.starts[at + 1]]
    }
}

/// The counts with some people's pairs changed.
#[derive(Debug)]
pub(super) struct Tally<'a> {
    pairs: &'a Pairs,
    counts: Cow<'a, [u32]>,
    /// How many people came to a pair, whether it is among the pairs or new.
    more: HashMap<Pair, u32>,
}

/// What becomes of one person's pairs: some go, some come; whether those pairs counted before, and count after.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn<'a> {
    pub gone: &'a [Pair],
    pub new: &'a [Pair],
    pub counted: bool,
    pub counts: bool,
}

impl<'a> Tally<'a> {
    pub(super) fn new(pairs: &'a Pairs) -> Self {
        Self { pairs, counts: Cow::Borrowed(&pairs.counts), more: HashMap::new() }
    }

    pub(super) fn turn(&mut self, at: usize, turn: Turn<'_>) {
        let Turn { gone, new, counted, counts } = turn;
        if counted != counts {
            let all = self.counts.to_mut();
            for (pair, number) in self.pairs.of(at) {
                let stays = counts && !gone.contains(pair);
                let count = &mut all[*number as usize];
                *count = *count + u32::from(stays) - u32::from(counted);
            }
        } else if counts && !gone.is_empty() {
            let all = self.counts.to_mut();
            for (_, number) in self.pairs.of(at).iter().filter(|(pair, _)| gone.contains(pair)) {
                all[*number as usize] -= 1;
            }
        }
        if counts {
            for &pair in new {
                *self.more.entry(pair).or_default() += 1;
            }
        }
    }

    /// Adds what other people changed.
    pub(super) fn add(&mut self, other: Self) {
        if let Cow::Owned(counts) = other.counts {
            for ((mine, theirs), before) in self.counts.to_mut().iter_mut().zip(counts).zip(&self.pairs.counts) {
                *mine = *mine + theirs - before;
            }
        }
        for (pair, count) in other.more {
            *self.more.entry(pair).or_default() += count;
        }
    }

    /// The pairs that decide for the most people, with their counts, and how many pairs decide for anybody.
    pub(super) fn most(mut self) -> (Vec<(Pair, usize)>, usize) {
        let mut new = Vec::new();
        for (pair, count) in self.more {
            match self.pairs.numbers.get(&pair) {
                Some(&number) => self.counts.to_mut()[number as usize] += count,
                None => new.push((pair, count)),
            }
        }
        let mut most: Vec<(Reverse<u32>, (u32, u32), Pair)> = Vec::with_capacity(SHOWN + 1);
        let mut all = 0;
        let known = self.pairs.sorted.iter().copied().zip(self.counts.iter().copied());
        // what comes later among the known has the later name, and so loses a tie
        let mut least = 0;
        for (pair, count) in known {
            all += usize::from(count > 0);
            if count > least {
                offer(&mut most, (Reverse(count), self.pairs.named(pair), pair), &mut least);
            }
        }
        for (pair, count) in new {
            all += 1;
            offer(&mut most, (Reverse(count), self.pairs.named(pair), pair), &mut least);
        }
        (most.into_iter().map(|(Reverse(count), _, pair)| (pair, count as usize)).collect(), all)
    }
}

/// Keeps the first few; once there are as many as are shown, `least` is the count of the last.
fn offer(most: &mut Vec<(Reverse<u32>, (u32, u32), Pair)>, one: (Reverse<u32>, (u32, u32), Pair), least: &mut u32) {
    let place = most.partition_point(|other| *other < one);
    most.insert(place, one);
    most.truncate(SHOWN);
    if let Some(last) = most.last().filter(|_| most.len() == SHOWN) {
        *least = last.0.0;
    }
}
