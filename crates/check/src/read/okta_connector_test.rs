//! Okta's own connector test: the two requests behind the button Test Connector Configuration.

use super::weigh;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::list_shape::flaws;
use crate::words;
use crate::{Level, Verdict};

pub(crate) const CHECK: Check = Check {
    id: "okta-connector-test",
    level: Level::Read,
    title: "Okta’s own connector test",
    question: "Are the two requests of Okta’s Test Connector Configuration answered as Okta expects?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    let ask = async |endpoint, count| context.get(&[endpoint], &[("startIndex", "1"), ("count", count)]).await;
    let (users, groups) = futures::join!(ask("Users", "2"), ask("Groups", "100"));
    let mut found = Vec::new();
    let mut exchanges = Vec::new();
    for (what, reply) in [("/Users", users), ("/Groups", groups)] {
        match reply {
            Ok(reply) => {
                found.extend(flaws(&reply, what));
                exchanges.push(reply.exchange);
            }
            Err(error) => {
                exchanges.push((*error.exchange).clone());
                let answer = words::no_answer(&error, context.host());
                return Answer { exchanges, ..answer };
            }
        }
    }
    let right = ("Okta’s own connector test", "2 requests".to_owned());
    let answer = weigh(&found, right, "Okta’s connector test would stumble");
    let answer = if found.is_empty() {
        answer.saw("Both requests were answered 200 with lists of the right shape.")
    } else {
        answer
    };
    let answer = answer.why("Okta sends the same two requests when Test Connector Configuration is pressed, and saves nothing when they fail.");
    let answer =
        if matches!(answer.verdict, Verdict::Fail | Verdict::Warn) { answer.todo(words::TELL_VENDOR) } else { answer };
    let mut answer = answer.exchanges(exchanges);
    // A list of the wrong shape may still hold people to look for.
    answer.blocks = false;
    answer
}
