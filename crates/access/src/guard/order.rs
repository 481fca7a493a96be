//! Whose access depends on which of two groups is listed first.

use std::collections::{BTreeMap, BTreeSet};

use super::{Guard, NAMED};
use crate::merge::{Memberships, Planner};
use crate::table::AccessTable;

#[derive(Default)]
struct Pair {
    products: BTreeSet<u32>,
    count: usize,
    people: Vec<String>,
}

pub(super) fn order_decides<M: Memberships>(planner: &Planner, table: &AccessTable, everybody: &[M]) -> Vec<Guard> {
    let mut pairs: BTreeMap<(u32, u32), Pair> = BTreeMap::new();
    for (at, person) in everybody.iter().enumerate() {
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
    let mut pairs: Vec<((u32, u32), Pair)> = pairs.into_iter().collect();
    pairs.sort_by_key(|&((winner, loser), _)| (planner.rank(winner), planner.rank(loser)));
    pairs
        .into_iter()
        .map(|((winner, loser), pair)| Guard::OrderDecides {
            winner: planner.group_name(winner).to_owned(),
            loser: planner.group_name(loser).to_owned(),
            products: sorted(pair.products.iter().map(|&at| planner.product_name(at).to_owned())),
            count: pair.count,
            people: pair.people,
        })
        .collect()
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names
}
