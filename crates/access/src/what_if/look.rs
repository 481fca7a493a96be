//! One look at some edits.

use std::collections::BTreeSet;
use std::thread;

use super::pairs::Pair;
use super::part::{Ground, Part};
use super::shift::Shifts;
use super::touched::Touched;
use super::{Looked, WhatIf};
use crate::edit::Edit;
use crate::edited::Edited;
use crate::guard::{Guard, NAMED, OfPeople, findings, in_order};

/// So many people are looked at before another processor is asked to help.
const A_PART: usize = 10_000;

pub(super) struct Look<'a> {
    ground: Ground<'a>,
    seen: Part<'a>,
}

impl<'a> Look<'a> {
    pub(super) fn at(what_if: &'a WhatIf, edits: &'a [Edit], guards: bool) -> Self {
        let processors = || thread::available_parallelism().map_or(1, usize::from);
        Self::shared(what_if, edits, guards, |people| (people / A_PART + 1).min(processors()))
    }

    /// The people are looked at in so many parts.
    fn shared(what_if: &'a WhatIf, edits: &'a [Edit], guards: bool, parts: impl FnOnce(usize) -> usize) -> Self {
        let plan = Edited::of(&what_if.planner, edits);
        let memberships = what_if.memberships(&plan, edits);
        let touched = Touched::of(&plan, &what_if.naming, |group| what_if.people_of[group as usize].len());
        let mut is_touched = vec![false; what_if.table.len()];
        for people in touched.groups.iter().map(|&group| &what_if.people_of[group as usize]) {
            for &at in people {
                is_touched[at as usize] = true;
            }
        }
        for &at in memberships.keys() {
            is_touched[at as usize] = true;
        }
        let reached = is_touched.iter().zip(&what_if.reached).map(|(&touched, &reached)| touched && reached);
        let people: Vec<u32> = (0u32..).zip(reached).filter(|&(_, looked_at)| looked_at).map(|(at, _)| at).collect();

        let ground = Ground { what_if, plan, memberships, touched };
        let size = people.len().div_ceil(parts(people.len()).max(1)).max(1);
        let (first, others) = people.split_at(size.min(people.len()));
        let seen = thread::scope(|scope| {
            let part = |people: &'_ [u32]| Part::of(&ground, people, guards);
            let others: Vec<_> = others.chunks(size).map(|people| scope.spawn(move || part(people))).collect();
            let mut seen = part(first);
            for other in others {
                seen.add(what_if, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            seen
        });
        Self { ground, seen }
    }

    pub(super) fn shifts(self) -> Shifts {
        self.seen.shifts
    }

    pub(super) fn looked(mut self) -> Looked {
        let Some(guards) = self.seen.guards.take() else { return Looked::default() };
        let (what_if, plan) = (self.ground.what_if, &self.ground.plan);
        let today = what_if.today.as_ref();
        let (most, all) = guards.tally.most();
        let order = most.into_iter().map(|(pair, count)| self.order_decides(pair, count)).collect();
        let you = what_if.you.as_ref().filter(|_| !guards.you_are_admin).map(|you| you.guard.clone());
        let people = OfPeople {
            admins: guards.admins,
            you,
            left: left_with_nothing(what_if, &guards.left),
            order: in_order(order, all),
        };
        Looked {
            effect: today.map(|_| guards.counts),
            groups_with_permissions: plan.order().filter(|&group| plan.rule(group).gives_anything()).count(),
            guards: findings(plan, &what_if.around, people),
            shifts: self.seen.shifts,
        }
    }

    /// In which products a pair decides, and for whom first. Ends early once both are known; where two huge groups name a product
    /// in which a third always comes first, everybody of the smaller is looked at.
    fn order_decides(&self, (winner, loser): Pair, count: usize) -> Guard {
        let Ground { what_if, plan, memberships, .. } = &self.ground;
        let table = &what_if.table;
        let beaten = plan.rule(loser);
        let in_question: Vec<u32> = plan
            .rule(winner)
            .permissions
            .iter()
            .filter(|&&(product, permission)| beaten.permission(product).is_some_and(|other| other != permission))
            .map(|&(product, _)| product)
            .collect();
        let size = |group: u32| what_if.people_of[group as usize].len();
        let smaller = if size(winner) < size(loser) { winner } else { loser };
        let mut everybody: Vec<u32> = what_if.people_of[smaller as usize].clone();
        if !memberships.is_empty() {
            everybody.extend(memberships.keys());
            everybody.sort_unstable();
            everybody.dedup();
        }
        let (mut products, mut people) = (BTreeSet::new(), Vec::new());
        for at in everybody {
            let groups = memberships.get(&at).map_or_else(|| table.groups(at as usize), Vec::as_slice);
            let is_in = groups.contains(&winner) && groups.contains(&loser) && what_if.reached[at as usize];
            if !is_in || groups.iter().any(|&group| plan.rule(group).organization_admin) {
                continue;
            }
            let first = |product: u32| {
                let naming = groups.iter().filter(|&&group| plan.rule(group).permission(product).is_some());
                naming.min_by_key(|&&group| plan.rank(group)).copied()
            };
            let decided = in_question.iter().copied().filter(|&product| first(product) == Some(winner));
            let mut any = false;
            for product in decided {
                any = true;
                products.insert(plan.product_name(product));
            }
            if any && people.len() < NAMED {
                people.push(what_if.user_name(at).to_owned());
            }
            if products.len() == in_question.len() && people.len() == NAMED.min(count) {
                break;
            }
        }
        Guard::OrderDecides {
            winner: plan.planner().group_name(winner).to_owned(),
            loser: plan.planner().group_name(loser).to_owned(),
            products: products.into_iter().map(str::to_owned).collect(),
            count,
            people,
        }
    }
}

fn left_with_nothing(what_if: &WhatIf, left: &[bool]) -> Option<Guard> {
    let mut left = (0u32..).zip(left).filter(|&(_, &left)| left).map(|(at, _)| at);
    let people: Vec<String> = left.by_ref().take(NAMED).map(|at| what_if.user_name(at).to_owned()).collect();
    let count = people.len() + left.count();
    (count > 0).then_some(Guard::LeftWithNothing { count, people })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Role;
    use crate::effect::Today;
    use crate::guard::GuardInput;
    use crate::model::{Person, Plan, PlanGroup};

    #[test]
    fn it_makes_no_difference_how_many_look() {
        let named = |at: usize| format!("G{at}");
        let groups = (0..9).map(|at| PlanGroup {
            name: named(at),
            organization_admin: at == 7,
            permissions: (0..3)
                .map(|product| (format!("P{}", (at + 2 * product) % 5), format!("Permission {}", (at + product) % 3)))
                .collect(),
            ..PlanGroup::default()
        });
        let plan = Plan { groups: groups.collect() };
        let people: Vec<Person> = (0..60)
            .map(|at| Person {
                user_name: format!("p{at}"),
                active: at % 11 != 0,
                groups: [8, at % 7, at / 7 % 8].map(named).into(),
            })
            .collect();
        let today: Vec<Option<Today>> = (0..60)
            .map(|at| {
                let permissions = [(format!("P{}", at % 6), "Permission 1".to_owned())].into();
                (at % 4 != 0).then(|| Today { permissions, organization_admin: at % 13 == 0, ..Today::default() })
            })
            .collect();
        let input = GuardInput { today: &today, you: Some("p51"), ..GuardInput::default() };
        let what_if = WhatIf::new(plan, &people, &input).unwrap();
        let everybody = || named(8);
        let edits = [
            Edit::Move { group: everybody(), before: Some(named(0)) },
            Edit::Take { group: everybody(), product: "P3".into() },
            Edit::Role { group: named(7), role: Role::OrganizationAdmin, on: false },
            Edit::Leave { user_name: "p30".into(), group: everybody() },
            Edit::Role { group: everybody(), role: Role::OrganizationAdmin, on: true },
        ];
        for count in 0..=edits.len() {
            let look = |parts: usize| Look::shared(&what_if, &edits[..count], true, |_| parts).looked();
            let alone = look(1);
            assert_eq!(alone.shifts.people.is_empty(), count == 0);
            for parts in [2, 3, 60, 100] {
                assert_eq!(look(parts), alone, "{parts} parts, {count} edits");
            }
        }
    }
}
