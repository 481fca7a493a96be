//! Is somebody found by e-mail address?

use super::{id_of, nobody_yet};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::list_shape;
use catflap_scim::filter;

pub(crate) const CHECK: Check = Check {
    id: "lookup-by-email",
    level: Level::Read,
    title: "Look-up by e-mail address",
    question: "Is a user found by e-mail address too?",
    needs: &["users-shape"],
    ask: asks!(ask),
};

const WHY: &str = "Okta looks people up by userName, which ConfigCat wants to be the e-mail address. Only an app whose unique \
     identifier field is set to something else may ask for emails: nothing is missing as long as it stays userName.";

async fn ask(context: &Context) -> Answer {
    let Some(known) = context.known() else { return nobody_yet(CHECK.title) };
    let Some(email) = known.email.clone() else {
        return Answer::note(CHECK.title, "no e-mail listed")
            .saw(format!("{} has no e-mail address in the list: there is nothing to look up by.", known.user_name))
            .why(WHY);
    };
    let filters = [
        ("emails.value", filter::eq("emails.value", &email)),
        ("emails[type eq \"work\"].value", filter::eq("emails[type eq \"work\"].value", &email)),
    ];
    let ask = |filter: &str| {
        let filter = filter.to_owned();
        async move { context.get(&["Users"], &[("filter", &filter), ("startIndex", "1"), ("count", "100")]).await }
    };
    let (by_value, by_work) = futures::join!(ask(&filters[0].1), ask(&filters[1].1));
    let mut found = Vec::new();
    let mut seen = Vec::new();
    let mut exchanges = Vec::new();
    for ((name, _), reply) in filters.iter().zip([by_value, by_work]) {
        match reply {
            Ok(reply) => {
                let items = list_shape::items(&reply);
                if reply.status == 200 && items.len() == 1 && id_of(&items[0]) == Some(&known.id) {
                    found.push(*name);
                }
                seen.push(format!("{name} eq: {}", outcome(reply.status, items.len())));
                exchanges.push(reply.exchange);
            }
            Err(error) => {
                seen.push(format!("{name} eq: {}", error.fault));
                exchanges.push(*error.exchange);
            }
        }
    }
    let answer = if found.len() == filters.len() {
        Answer::pass(CHECK.title, "1 match")
    } else if found.is_empty() {
        Answer::note("Not found by e-mail address", "Okta does without")
    } else {
        Answer::note("Found by one of two e-mail filters", "Okta does without")
    };
    answer.saw(format!("{}.", seen.join("; "))).why(WHY).fact("found by", found.join(", ")).exchanges(exchanges)
}

fn outcome(status: u16, items: usize) -> String {
    if status == 200 { crate::words::count(items, "match", "matches") } else { status.to_string() }
}
