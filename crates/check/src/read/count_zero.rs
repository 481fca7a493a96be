//! Is a list of length nought given?

use super::id_of;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::list_shape;

pub(crate) const CHECK: Check = Check {
    id: "count-zero",
    level: Level::Read,
    title: "Counting without reading",
    question: "Does count=0 give the number of users, and no user?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

/// RFC 7644 section 3.4.2.4: a count of 0 gives totalResults and no resource.
const WHY: &str = "The RFC wants it, and it is how one counts without reading. Okta never asks so.";

async fn ask(context: &Context) -> Answer {
    let reply = match context.get(&["Users"], &[("startIndex", "1"), ("count", "0")]).await {
        Ok(reply) => reply,
        Err(error) => {
            return Answer::note("count=0 is not answered", "Okta does without")
                .saw(format!("The request with count=0 failed: {}.", error.fault))
                .why(WHY)
                .exchange(*error.exchange);
        }
    };
    let given = list_shape::items(&reply).iter().filter(|item| id_of(item).is_some()).count();
    let answer = match (reply.status, list_shape::total(&reply), given) {
        (200, Some(total), 0) => Answer::pass(CHECK.title, format!("{total} counted"))
            .saw(format!("totalResults is {total}, and no user came."))
            .fact("users", total),
        (200, _, given) if given > 0 => Answer::note("count=0 gives users", "Okta does without")
            .saw(format!("Asked for none, the endpoint gave {}.", crate::words::count(given, "user", "users"))),
        (200, ..) => Answer::note("count=0 does not count", "Okta does without").saw("There is no totalResults."),
        (status, ..) => Answer::note("count=0 is refused", "Okta does without")
            .saw(format!("The request with count=0 was answered {status}.")),
    };
    answer.why(WHY).exchange(reply.exchange)
}
