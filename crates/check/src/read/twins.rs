//! Does anybody exist twice?

use std::collections::BTreeMap;

use super::nobody_yet;
use super::reading::everybody;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::{Asker, Context, Known};
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "twins",
    level: Level::Read,
    title: "Nobody exists twice",
    question: "Do two users have the same name or e-mail address, in the same or another case?",
    needs: &["users-shape"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    let everybody = match everybody(context, Asker::Okta).await {
        Ok(everybody) => everybody,
        Err(stopped) => return stopped.into_answer(context),
    };
    let people: Vec<&Known> = everybody.people().collect();
    if people.is_empty() {
        return nobody_yet(CHECK.title);
    }
    judge(&people, &everybody.extent()).fact("users compared", everybody.read)
}

/// `extent` says who was looked at.
fn judge(people: &[&Known], extent: &str) -> Answer {
    let mut by_address: BTreeMap<String, BTreeMap<&str, &str>> = BTreeMap::new();
    for one in people {
        for address in [Some(&one.user_name), one.email.as_ref()].into_iter().flatten() {
            by_address.entry(address.to_lowercase()).or_default().insert(&one.id, &one.user_name);
        }
    }
    // Twins by name and by e-mail are the same twins.
    let mut twins: Vec<BTreeMap<&str, &str>> = by_address.into_values().filter(|same| same.len() > 1).collect();
    twins.sort();
    twins.dedup();
    let why = "Okta keeps one of them and never touches the other: whoever leaves stays in by the twin, and the next push meets 409.";
    let Some(first) = twins.first() else {
        return Answer::pass(CHECK.title, "no twins")
            .saw(format!("{} looked at: no name and no e-mail address stands twice.", words::first_up(extent)))
            .why(why);
    };
    let names: Vec<&str> = first.values().copied().collect();
    let more = if twins.len() > 1 { format!(", and {} more", twins.len() - 1) } else { String::new() };
    Answer::warn("Somebody exists twice", words::count(twins.len(), "pair of twins", "pairs of twins"))
        .saw(format!("These users share a name or an e-mail address: {}{more}. Looked at were {extent}.", names.join(" and ")))
        .why(why)
        .todo("Compare both with the person’s assignment in Okta: the one whose id Okta holds as external id is the right one. Delete the other on ConfigCat’s Authentication & Provisioning page.")
        .fact("twins", twins.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verdict;

    fn one(id: &str, name: &str, email: Option<&str>) -> Known {
        Known { id: id.into(), user_name: name.into(), email: email.map(str::to_owned) }
    }

    #[test]
    fn the_same_address_in_another_case_or_another_field_makes_twins() {
        let ada = one("1", "ada@x.example", Some("ada@x.example"));
        let bob = one("2", "bob@x.example", None);
        let judge = |other: &Known| judge(&[&ada, other], "2 users");
        assert_eq!(judge(&bob).verdict, Verdict::Pass);
        let other_case = judge(&one("3", "Ada@X.example", Some("Ada@X.example")));
        assert_eq!((other_case.verdict, other_case.facts["twins"].as_str()), (Verdict::Warn, "1"));
        assert_eq!(judge(&one("3", "ada", Some("ADA@x.example"))).verdict, Verdict::Warn);
        assert_eq!(judge(&ada).verdict, Verdict::Pass, "the same id is the same person");
    }
}
