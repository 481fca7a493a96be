//! Whose access depends on which of two groups is listed first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Crowd, Guard, NAMED, SHOWN};
use crate::merge::{Memberships, Planner};
use crate::table::AccessTable;

/// For how many people each pair (winner, loser) decides, and where.
#[derive(Default)]
struct Pair {
    products: BTreeSet<u32>,
    count: usize,
    people: Vec<String>,
}

pub(super) fn order_decides<M: Memberships>(
    planner: &Planner,
    table: &AccessTable,
    everybody: &[M],
    reached: impl Fn(usize) -> bool,
) -> Vec<Guard> {
    let mut pairs: BTreeMap<(u32, u32), Pair> = BTreeMap::new();
    for (at, person) in everybody.iter().enumerate().filter(|(at, _)| reached(*at)) {
        let groups = table.groups(at);
        if groups.len() < 2 {
            continue;
        }
        let mut told: Vec<(u32, u32)> = Vec::new();
        for (product, winner) in table.winners(at) {
            let decided = planner.permission_of(winner, product);
            for &loser in groups.iter().skip_while(|&&group| group != winner).skip(1) {
                let lost = planner.permission_of(loser, product);
                if lost.is_none() || lost == decided {
                    continue;
                }
                let pair = pairs.entry((winner, loser)).or_default();
                pair.products.insert(product);
                if !told.contains(&(winner, loser)) {
                    told.push((winner, loser));
                    pair.count += 1;
                    if pair.people.len() < NAMED {
                        pair.people.push(person.user_name().to_owned());
                    }
                }
            }
        }
    }
    let all = pairs.len();
    let mut pairs: Vec<((u32, u32), Pair)> = pairs.into_iter().collect();
    let name = |group| planner.group_name(group);
    pairs.sort_by_key(|((winner, loser), pair)| (Reverse(pair.count), name(*winner), name(*loser)));
    pairs.truncate(SHOWN);
    let told = pairs.into_iter().map(|((winner, loser), pair)| Guard::OrderDecides {
        winner: name(winner).to_owned(),
        loser: name(loser).to_owned(),
        products: pair.products.iter().map(|&product| planner.product_name(product).to_owned()).collect(),
        count: pair.count,
        people: pair.people,
    });
    in_order(told.collect(), all)
}

/// Those that are told, with the count of the others.
pub(crate) fn in_order(mut told: Vec<Guard>, all: usize) -> Vec<Guard> {
    if all > told.len() {
        told.push(Guard::More { what: Crowd::PairsInOrder, count: all - told.len() });
    }
    told
}
