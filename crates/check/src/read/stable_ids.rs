//! Do users keep their ids and their order from one reading to the next?

use std::collections::BTreeMap;

use super::nobody_yet;
use super::reading::everybody;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::{Asker, Context, Known};
use crate::{Verdict, words};

pub(crate) const CHECK: Check = Check {
    id: "stable-ids",
    level: Level::Read,
    title: "Ids stay the same",
    question: "Do users have the same ids, in the same order, when the list is read again?",
    needs: &["users-shape"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    let (first, again) = match futures::join!(everybody(context, Asker::Okta), everybody(context, Asker::OktaAgain)) {
        (Ok(first), Ok(again)) => (first, again),
        (Err(stopped), _) | (_, Err(stopped)) => return stopped.into_answer(context),
    };
    if first.people().next().is_none() {
        return nobody_yet(CHECK.title);
    }
    let pages = first.pages.len().min(again.pages.len());
    let of = |pages: &[Vec<Known>]| pages.iter().flatten().cloned().collect::<Vec<_>>();
    let (before, after) = (of(&first.pages[..pages]), of(&again.pages[..pages]));
    let compared = before.len();
    let mut answer = judge(&before, &after).fact("users compared", compared).exchanges(again.exchanges);
    if (compared as u64) < first.total && answer.verdict != Verdict::Skip {
        let extent = super::reading::extent(compared as u64, first.total);
        answer.saw = format!("{} Compared were {extent}.", answer.saw);
    }
    answer
}

fn judge(first: &[Known], again: &[Known]) -> Answer {
    let ids: BTreeMap<&str, &str> = again.iter().map(|one| (one.user_name.as_str(), one.id.as_str())).collect();
    let once: BTreeMap<&str, usize> = first.iter().fold(BTreeMap::new(), |mut count, one| {
        *count.entry(one.user_name.as_str()).or_default() += 1;
        count
    });
    // Of a name that stands twice, nobody can tell which is which.
    let changed = first
        .iter()
        .filter(|one| once[one.user_name.as_str()] == 1)
        .filter(|one| ids.get(one.user_name.as_str()).is_some_and(|id| *id != one.id))
        .count();
    if changed > 0 {
        return Answer::fail("Ids change from reading to reading", words::count(changed, "other id", "other ids"))
            .saw(format!("Read twice in a row, {} had another id the second time.", words::count(changed, "user", "users")))
            .why("Okta keeps the id it was given when it created or found somebody, and uses it for every later change: with another id, it reads 404 and can’t switch anybody off.")
            .todo(words::TELL_VENDOR);
    }
    let why =
        "Pages are cut from one order: where it changes from one request to the next, people come twice or never.";
    let order = |list: &[Known]| list.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let (before, after) = (order(first), order(again));
    if before == after {
        return Answer::pass(CHECK.title, "same order")
            .saw(format!(
                "Read twice, the {} came with the same ids in the same order.",
                words::count(first.len(), "user", "users")
            ))
            .why(why);
    }
    let sorted = |mut ids: Vec<String>| {
        ids.sort_unstable();
        ids
    };
    if sorted(before) == sorted(after) {
        return Answer::warn("The order changes from reading to reading", "another order")
            .saw("Read twice in a row, the same users came in another order.")
            .why(why)
            .todo(words::TELL_VENDOR);
    }
    Answer::note("The list changed meanwhile", "other users")
        .saw("Read twice in a row, the list held other users the second time: Okta may be pushing at the moment.")
        .why(why)
        .todo("Check again when nothing is being pushed.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(ids: &[&str]) -> Vec<Known> {
        ids.iter().map(|id| Known { id: (*id).into(), user_name: format!("{}@x", &id[..1]), email: None }).collect()
    }

    #[test]
    fn another_id_another_order_and_other_people_are_told_apart() {
        let first = people(&["a1", "b1", "c1"]);
        let verdict = |again: &[&str]| judge(&first, &people(again)).verdict;
        assert_eq!(verdict(&["a1", "b1", "c1"]), Verdict::Pass);
        assert_eq!(verdict(&["a2", "b1", "c1"]), Verdict::Fail);
        assert_eq!(verdict(&["b1", "a1", "c1"]), Verdict::Warn);
        assert_eq!(verdict(&["a1", "b1", "d1"]), Verdict::Note);
        let twins = people(&["a1", "a2"]);
        assert_eq!(judge(&twins, &twins).verdict, Verdict::Pass, "twins are another check’s");
    }
}
