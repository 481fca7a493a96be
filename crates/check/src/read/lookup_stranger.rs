//! Is nobody found who does not exist?

use super::{is_scim_error, look_up};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::{list_shape, words};

pub(crate) const CHECK: Check = Check {
    id: "lookup-stranger",
    level: Level::Read,
    title: "Look-up of a stranger",
    question: "Does the look-up of somebody who does not exist find nobody, and say so in Okta’s way?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

const WHY: &str = "This is what Okta asks before it creates somebody. It reads 200 with no result, or 404 with a SCIM error, \
     as “not there yet”; anything else ends the assignment.";

async fn ask(context: &Context) -> Answer {
    let stranger = format!("catflap-nobody-{}@example.invalid", context.nonce);
    let reply = match look_up(context, &stranger).await {
        Ok(reply) => reply,
        Err(error) => return words::no_answer(&error, context.host()),
    };
    let found = list_shape::items(&reply).len();
    let answer = match reply.status {
        200 if reply.json::<serde_json::Value>().is_err() => {
            Answer::fail("The look-up of a stranger can’t be read", "200, no list")
                .saw("The answer is 200, but holds no list.")
                .todo(words::TELL_VENDOR)
        }
        200 if found > 0 => Answer::fail("A stranger is found", words::count(found, "match", "matches"))
            .saw(format!(
                "The look-up of somebody who can’t exist gives {}: the filter is ignored.",
                words::count(found, "user", "users")
            ))
            .todo(words::TELL_VENDOR),
        200 if list_shape::total(&reply) != Some(0) => {
            Answer::warn("Nobody is found, but the total says otherwise", "total is not 0")
                .saw("The list is empty, but totalResults is not 0.")
                .todo(words::TELL_VENDOR)
        }
        200 => Answer::pass("Look-up of a stranger", "0 matches").saw("Nobody is found: 200 with totalResults 0."),
        404 if is_scim_error(&reply) => Answer::pass("Look-up of a stranger", "404, SCIM error")
            .saw("The answer is 404 with a SCIM error, which Okta reads as “not there yet”."),
        404 => Answer::warn("A stranger is answered without a SCIM error", "404 without a SCIM error")
            .saw("The answer is 404, but its body is no SCIM error.")
            .todo(words::TELL_VENDOR),
        _ => return words::unexpected(&reply, "The look-up of somebody who does not exist"),
    };
    answer.why(WHY).fact("user name", stranger).exchange(reply.exchange)
}
