//! Okta's own connector test: the two requests behind the button Test Connector Configuration.

use super::weigh;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::list_shape::{Flaw, flaws};
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "okta-connector-test",
    level: Level::Read,
    title: "Okta’s own connector test",
    question: "Are the two requests of Okta’s Test Connector Configuration answered as Okta expects?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

/// Okta gives up after 60 s; an answer that takes longer than this is on the way there.
const SLOW_MS: u64 = 10_000;

async fn ask(context: &Context) -> Answer {
    let mut found = Vec::new();
    let mut exchanges = Vec::new();
    for (endpoint, count) in [("Users", "2"), ("Groups", "100")] {
        match context.get(&[endpoint], &[("startIndex", "1"), ("count", count)]).await {
            Ok(reply) => {
                let what = format!("/{endpoint}");
                found.extend(flaws(&reply, &what));
                if reply.exchange.total_ms > SLOW_MS {
                    found.push(Flaw::warn(format!(
                        "{what} took {} s; Okta gives up after 60.",
                        reply.exchange.total_ms / 1000
                    )));
                }
                exchanges.push(reply.exchange);
            }
            Err(error) => return words::no_answer(&error, context.host()).exchanges(exchanges),
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
    let answer = if answer.blocks || !found.is_empty() { answer.todo(words::TELL_VENDOR) } else { answer };
    let mut answer = answer.exchanges(exchanges);
    // A list of the wrong shape may still hold people to look for.
    answer.blocks = false;
    answer
}
